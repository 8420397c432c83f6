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


def glance_of(workspace: Workspace, now: Moment) -> Glance:
    """The counts of all decks, and the cards that are due in those not hidden."""
    decks = workspace.all_counts(now)
    due = [
        _due_card(name, key, card, memory)
        for name in workspace.shown
        for key, card, memory in workspace.due([name], now)
    ]
    return Glance(decks, workspace.today(decks, now), quiz_left(workspace), due)


def quiz_left(workspace: Workspace) -> QuizLeft | None:
    """The quiz that is not handed in, if there is one."""
    quiz = workspace.store.open_quiz
    if not quiz:
        return None
    answered = sum(step.answered for step in quiz.steps.values())
    return QuizLeft(tuple(quiz.plan.decks), answered, len(quiz.questions))


def keep_glance(workspace: Workspace, now: Moment) -> None:
    """Keep the counts of this day and the next ones for the next run, if all is written
    and there is nothing that it would have to ask or to report."""
    store = workspace.store
    if not store.is_saved or store.problems:
        return
    with suppress(OSError, StoreError):
        stamps = stamps_of_events(store.files.root)
        if store.refresh():  # another window has just written: it will keep them
            return
        days = {}
        for ahead in range(DAYS):
            at = now.at + timedelta(days=ahead)
            days[now.day + ahead] = glance_of(workspace, Moment(at, now.day + ahead))
        keep_counts(
            store.cache,
            decks=workspace.stamps,
            events=stamps,
            day_starts=store.schedule.day_starts,
            days=days,
            learning=list(_learning(workspace)),
        )


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
