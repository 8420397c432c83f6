"""Which questions a quiz asks."""

from __future__ import annotations

from random import Random

from quizapp.cards.questions import judged_kinds
from quizapp.errors import UsageError
from quizapp.model import DrawnQuestion, Mode, QuizPlan
from quizapp.study.workspace import Workspace, in_turns, of_distinct_facts
from quizapp.study.workspace.siblings import FactKey, facts_of


def draw(workspace: Workspace, plan: QuizPlan) -> tuple[DrawnQuestion, ...]:
    """The questions of the plan: the same ones for the same seed and decks, whoever
    asks and whatever was learned.

    Topics take turns. One card of each fact is asked, as another one would give its
    answer away; practice asks the others last. A card that can only be turned over is
    not asked, because the program cannot judge it.
    """
    topics = _topics(workspace, plan)
    rng = Random(f"quiz/{plan.seed}")
    wanted = set(plan.kinds)
    found: list[tuple[DrawnQuestion, tuple[FactKey, ...]]] = []
    for name in plan.decks:
        for key, card in workspace.cards([name]):
            if topics and card.topic not in topics:
                continue
            if plan.cards and key not in plan.cards:
                continue
            kinds = judged_kinds(card, workspace.pool(name, card))
            allowed = [kind for kind in kinds if not wanted or kind in wanted]
            if allowed:
                kind = Random(f"{plan.seed}/{key}").choice(allowed)
                drawn = DrawnQuestion(key, name, card.topic, kind)
                found.append((drawn, facts_of(card)))
    found.sort(key=lambda each: each[0].card)
    rng.shuffle(found)
    turns = in_turns(found, lambda each: (each[0].deck, each[0].topic))
    chosen, siblings = of_distinct_facts(turns, lambda each: each[1])
    if plan.mode is Mode.PRACTICE:
        chosen += siblings
    return tuple(drawn for drawn, _ in chosen[: plan.count])


def _topics(workspace: Workspace, plan: QuizPlan) -> frozenset[str]:
    """The topics with these names, whatever their case. Raises `UsageError` for an
    unknown one, and names those that exist."""
    there = {
        card.topic.casefold(): card.topic
        for name in plan.decks
        for card in workspace.deck(name).cards
        if card.topic
    }
    for topic in plan.topics:
        if topic.casefold() not in there:
            listed = f"The topics are: {', '.join(there.values())}."
            known = listed if there else "There are no topics."
            raise UsageError(f"There is no topic “{topic}”. {known}")
    return frozenset(there[topic.casefold()] for topic in plan.topics)
