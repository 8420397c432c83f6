"""Counts the cards of a deck for a learner at a moment."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Set
from typing import TYPE_CHECKING

from msgspec import Struct

from quizapp.decks.library.deck_files import DeckFile
from quizapp.model import (
    Card,
    DayTotals,
    Deck,
    DeckState,
    Level,
    Memory,
)
from quizapp.schedule import (
    Schedule,
    Stage,
    stage_of,
)
from quizapp.study.counts.backlog import Limits
from quizapp.study.counts.values import (
    FORECAST_DAYS,
    DeckCounts,
    Moment,
    Problem,
)
from quizapp.study.workspace.siblings import (
    Sibling,
    days_asked,
    siblings_in,
)

if TYPE_CHECKING:
    from quizapp.progress.store import Store

MOST_PROBLEMS = 20
"""The most complaints about a deck that home shows."""


class Tally(Struct, frozen=True):
    """The counts of a deck's cards that do not depend on the time."""

    cards: int
    """Cards that can be asked; suspended ones too."""
    new: int
    suspended: int
    young: int
    mature: int
    due: Mapping[int, int]
    """Cards in review, by the study day on which they are due; without `siblings`."""
    siblings: tuple[Sibling, ...]
    learning: tuple[int, ...]
    """When the cards being learned are due: ms since the epoch, in order."""
    last: int | None
    """The study day of the latest review."""
    done: tuple[int, int, int]
    """The latest study day with answers in the deck, and how many were first reviews
    of a card and how many due ones."""


def tally_of(
    cards: Mapping[str, Card],
    memories: Mapping[str, Memory],
    suspended: Set[str],
    latest: tuple[int, DayTotals],
) -> Tally:
    """Count a deck's cards; `latest` is the latest study day with answers in it, with
    its totals."""
    reviewed: list[tuple[Card, Memory]] = []
    learning: list[int] = []
    total = new = aside = mature = last = 0
    for key, card in cards.items():
        if not card.can_be_asked:
            continue
        total += 1
        memory = memories.get(key)
        if memory and memory.day > last:
            last = memory.day
        if key in suspended:
            aside += 1
        elif memory is None:
            new += 1
        else:
            reviewed.append((card, memory))
            if memory.due_at is not None:
                learning.append(memory.due_at)
            else:
                mature += stage_of(memory) is Stage.MATURE
    siblings, others = siblings_in(reviewed)
    day, totals = latest
    return Tally(
        cards=total,
        new=new,
        suspended=aside,
        young=len(reviewed) - len(learning) - mature,
        mature=mature,
        due=dict(others),
        siblings=siblings,
        learning=tuple(sorted(learning)),
        last=last or None,
        done=(day, totals.new, totals.due),
    )


def counts_of(
    file: DeckFile,
    deck: Deck,
    tally: Tally,
    now: Moment,
    *,
    state: DeckState,
    schedule: Schedule,
) -> DeckCounts:
    """The counts of a deck now."""
    learning = bisect_right(tally.learning, now.soon)
    forecast = _forecast(tally, now.day)
    due = forecast[0]
    forecast[0] += len(tally.learning)
    day, new_done, due_done = tally.done
    is_today = day == now.day
    limits = Limits.of(
        schedule, deck.id, new=new_done * is_today, due=due_done * is_today
    )
    complaints = [
        Problem(each.line, each.message, each.level is Level.ERROR)
        for each in deck.complaints
    ]
    complaints.sort(key=lambda each: not each.is_error)
    return DeckCounts(
        name=file.shown,
        id=deck.id,
        title=deck.title,
        path=str(file.path),
        origin=file.origin,
        group=file.group,
        cards=tally.cards,
        new=tally.new,
        due=due + learning,
        learning=learning,
        suspended=tally.suspended,
        young=tally.young,
        mature=tally.mature,
        forecast=tuple(forecast),
        last=tally.last,
        is_started=state.started,
        is_hidden=state.hidden,
        shadows=file.shadows,
        errors=sum(each.is_error for each in complaints),
        problems=tuple(complaints[:MOST_PROBLEMS]),
        limits=limits,
        options=schedule.own_of(deck.id),
    )


def _forecast(tally: Tally, today: int) -> list[int]:
    """How many cards in review come back on each day from today on."""
    forecast = [0] * FORECAST_DAYS
    for day, count in tally.due.items():
        if day < today + FORECAST_DAYS:
            forecast[max(0, day - today)] += count
    for day in days_asked(tally.siblings, today, today + FORECAST_DAYS):
        forecast[day - today] += 1
    return forecast


def state_of(store: Store, deck: str) -> DeckState:
    """Whether the deck of this id is started or hidden."""
    return store.decks.get(deck) or DeckState(deck, started=False, hidden=False)
