"""Counts everything that home, `decks` and `due` show, and keeps it for the next
run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from quizapp.cards.questions import shown_prompt
from quizapp.errors import StoreError
from quizapp.model import Card, Memory
from quizapp.study.counts.kept import keep_counts, stamps_of_events
from quizapp.study.counts.values import DueCard, Glance, Moment, QuizLeft
from quizapp.text import one_line

if TYPE_CHECKING:
    from quizapp.study.workspace.workspace import Workspace

DAYS = 4
"""Study days for which the counts are kept: from Friday to Monday."""
MOST_DUE = 500
"""With more cards due on a day, only their number is kept."""


def glance_of(workspace: Workspace, now: Moment) -> Glance:
    """The counts of all decks, and the cards that are due in those that are
    started."""
    decks = workspace.all_counts(now)
    return Glance(
        decks,
        workspace.today(decks, now),
        quiz_left(workspace),
        _due(workspace, now),
    )


def quiz_left(workspace: Workspace) -> QuizLeft | None:
    """The quiz that is not handed in, if there is one."""
    quiz = workspace.store.open_quiz
    if not quiz:
        return None
    answered = sum(step.answered for step in quiz.steps.values())
    return QuizLeft(tuple(quiz.plan.decks), answered, len(quiz.questions))


def keep_glance(workspace: Workspace, now: Moment) -> None:
    """Keep the counts of this day and the next ones for the next run, if all is written
    and there is nothing to report then."""
    store = workspace.store
    if not store.is_saved or store.problems:
        return
    with suppress(OSError, StoreError):
        stamps = stamps_of_events(store.files.root)
        if store.refresh():  # another window has just written: it will keep them
            return
        tallies = {name: workspace.tally(name) for name in workspace.decks}
        if sum(len(each.learning) for each in tallies.values()) > MOST_DUE:
            return
        days = {}
        for ahead in range(DAYS):
            at = Moment(now.at + timedelta(days=ahead), now.day + ahead)
            decks = [workspace.counts(name, at, tallies[name]) for name in tallies]
            are_few = sum(each.due for each in decks) <= MOST_DUE
            days[at.day] = Glance(
                decks,
                workspace.today(decks, at),
                quiz_left(workspace),
                _due(workspace, at) if are_few else None,
            )
        keep_counts(
            store.cache,
            decks=workspace.stamps,
            events=stamps,
            day_starts=store.schedule.day_starts,
            days=days,
            learning=list(_learning(workspace)),
        )


def _due(workspace: Workspace, now: Moment) -> list[DueCard]:
    """The cards that are due in the decks that “all decks” asks."""
    return [
        _due_card(name, key, card, memory)
        for name in workspace.started
        for key, card, memory in workspace.due([name], now)
    ]


def _learning(workspace: Workspace) -> Iterator[DueCard]:
    """All cards that are being learned."""
    for name in workspace.decks:
        for key, card in workspace.cards([name]):
            memory = workspace.memories.get(key)
            if memory and memory.is_learning:
                yield _due_card(name, key, card, memory)


def _due_card(name: str, key: str, card: Card, memory: Memory) -> DueCard:
    prompt = one_line(shown_prompt(card))
    return DueCard(name, key, prompt, memory.due_day, memory.due_at)
