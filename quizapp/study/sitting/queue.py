"""Which cards a sitting asks, and in what order."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Self

from quizapp.cards.questions import KINDS
from quizapp.model import Card, Memory
from quizapp.progress.settings import ALL, Settings
from quizapp.study.workspace import (
    Moment,
    Workspace,
    in_turns,
    of_distinct_facts,
)

MORE = 10
"""New cards that “more new ones” adds to the day's."""
AHEAD = 20
"""Cards that one sitting of studying ahead asks."""


class Plan(StrEnum):
    """What a sitting is for."""

    DUE = "due"
    """What is due, and the day's new cards."""
    AHEAD = "ahead"
    """Cards before their day, the soonest first."""
    MORE_NEW = "more new"
    """Ten new cards beyond the day's limit."""
    THESE = "these"
    """Chosen cards, whether they are due or not."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a learner likes to be asked."""

    ask: str | None = None
    """Fixes the kind, where a card has it; else cards get harder as they firm."""
    wants_sureness: bool = False
    """Whether to ask, before each verdict, how sure the learner is."""
    wants_all_grades: bool = False
    """Whether every verdict offers all four grades, as Anki does."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The habits that the settings describe."""
        kind = settings.ask if settings.ask in KINDS else None
        return cls(kind, settings.sureness, settings.grades == ALL)


USUAL = Habits()
"""Harder as it firms, and no question but the card's."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A card in the queue."""

    key: str
    card: Card
    deck: str
    """The name of its deck."""
    memory: Memory | None


def gather(
    workspace: Workspace,
    names: Sequence[str],
    now: Moment,
    rng: Random,
    *,
    plan: Plan = Plan.DUE,
    limit: int | None = None,
    only: Container[str] | None = None,
) -> tuple[list[Waiting], list[Waiting]]:
    """The cards being learned, and the others in the order in which they are asked.

    The day's limits of new cards and of reviews hold over all decks. Siblings (cards of
    one fact) go apart: a new one stays out while its fact is in the queue and other
    facts can take its place, a due one goes behind the rest. Topics take turns, new
    cards come evenly between reviews.
    """
    cards = [
        Waiting(key, card, name, workspace.memories.get(key))
        for name in names
        for key, card in workspace.cards([name])
        if only is None or key in only
    ]
    done, schedule = workspace.totals(now.day), workspace.schedule
    learning: list[Waiting] = []
    due: list[Waiting] = []
    new: list[Waiting] = []
    match plan:
        case Plan.DUE:
            for each in cards:
                if each.memory is None:
                    new.append(each)
                elif now.awaits(each.memory):
                    (learning if each.memory.is_learning else due).append(each)
            due = _soonest(due, rng)[: max(0, schedule.reviews_a_day - done.due)]
            most_new = max(0, schedule.new_a_day - done.new)
        case Plan.AHEAD:
            ahead = [e for e in cards if e.memory and not now.awaits(e.memory)]
            due = _soonest(ahead, rng)[:AHEAD]
            most_new = 0
        case Plan.MORE_NEW:
            new = [each for each in cards if each.memory is None]
            most_new = MORE
        case Plan.THESE:
            due = _soonest([each for each in cards if each.memory], rng)
            new = [each for each in cards if each.memory is None]
            most_new = len(new)
    if limit is not None:
        learning = learning[:limit]
        due = due[: limit - len(learning)]
        most_new = min(most_new, limit - len(learning) - len(due))
    new = of_distinct_facts(
        in_turns(new, _topic), _fact, most_new, present=[*learning, *due]
    )
    main = _mix(in_turns(due, _topic), new)
    return learning, of_distinct_facts(main, _fact, len(main))


def _soonest(cards: list[Waiting], rng: Random) -> list[Waiting]:
    """By due day; in no order within a day, so that no card leans on another."""
    rng.shuffle(cards)
    return sorted(cards, key=lambda each: each.memory.due_day if each.memory else 0)


def _topic(each: Waiting) -> tuple[str, str]:
    """What is interleaved: the topic of its deck."""
    return each.deck, each.card.topic


def _fact(each: Waiting) -> tuple[str, str]:
    """What siblings share: a fact, or the block of the file that they come of."""
    return each.card.deck, each.card.fields.fact or f"/{each.card.line}"


def _mix(due: Sequence[Waiting], new: Sequence[Waiting]) -> list[Waiting]:
    """The new cards evenly between the due ones, both in their order."""
    if not new:
        return list(due)
    step = len(due) / len(new)
    placed = [((i + 0.5), 0, each) for i, each in enumerate(due)]
    placed += [((i + 0.5) * step, 1, each) for i, each in enumerate(new)]
    return [each for *_, each in sorted(placed, key=lambda place: place[:2])]
