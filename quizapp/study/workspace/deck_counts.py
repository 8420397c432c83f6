"""The counts of a deck for a learner at a moment."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from quizapp.decks.library.deck_files import DeckFile, Origin
from quizapp.model import (
    Card,
    Complaint,
    DayTotals,
    DeckState,
    Level,
    Memory,
)
from quizapp.schedule import (
    Schedule,
    Stage,
    stage_of,
)
from quizapp.study.workspace.backlog import (
    NO_LIMITS,
    Demand,
    Limits,
)
from quizapp.study.workspace.siblings import (
    Sibling,
    days_asked,
    siblings_in,
)

if TYPE_CHECKING:
    from quizapp.progress.store import Store

LOOK_AHEAD = 20 * 60 * 1000
"""A learning card may be asked this many milliseconds before its time."""
FORECAST_DAYS = 30
"""Days of the forecast."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as the schedule counts it."""

    at: datetime
    """The time, with the offset of its time zone."""
    day: int
    """The study day, as an ordinal."""

    @property
    def ms(self) -> int:
        """Milliseconds since the epoch."""
        return int(self.at.timestamp() * 1000)

    def awaits(self, memory: Memory) -> bool:
        """Whether a sitting started now would ask this card again."""
        if memory.due_at is not None:
            return memory.due_at <= self.ms + LOOK_AHEAD
        return memory.due_day <= self.day


@dataclass(frozen=True, slots=True)
class DeckCounts:
    """The current counts of one deck."""

    name: str
    title: str
    origin: Origin
    group: str
    cards: int
    """Cards that can be asked; suspended ones too."""
    new: int
    """Cards never reviewed."""
    due: int
    """Cards that a sitting started now would ask again."""
    learning: int
    """Of these, the ones still being learned."""
    suspended: int
    young: int
    mature: int
    forecast: tuple[int, ...]
    """Cards that come back on each of the next `FORECAST_DAYS` days; today's
    includes overdue ones and all that are being learned."""
    last: int | None
    """The study day, as an ordinal, on which one of the cards was last reviewed."""
    is_started: bool
    is_hidden: bool
    shadows: bool
    """Whether the deck takes the place of a shipped one of the same name."""
    complaints: tuple[Complaint, ...] = ()
    limits: Limits = NO_LIMITS
    """The deck's own limits."""
    options: tuple[str, ...] = ()
    """The settings that the deck has of its own, in words."""

    @property
    def demand(self) -> Demand:
        """What is to be asked today."""
        return Demand(self.new, self.due - self.learning, self.limits)

    @property
    def counted(self) -> int:
        """Cards without the suspended ones."""
        return self.cards - self.suspended

    @property
    def is_in_all(self) -> bool:
        """Whether “all decks” asks and counts the deck."""
        return self.is_started and not self.is_hidden

    @property
    def ahead(self) -> int:
        """Cards that were reviewed and are not due yet."""
        return self.counted - self.new - self.due

    @property
    def known(self) -> int:
        """How many cards are known: young or mature."""
        return self.young + self.mature

    @property
    def stages(self) -> Mapping[Stage, int]:
        """How many cards are at each stage, without the suspended ones."""
        return {
            Stage.NEW: self.new,
            Stage.LEARNING: self.counted - self.new - self.known,
            Stage.YOUNG: self.young,
            Stage.MATURE: self.mature,
        }

    @property
    def errors(self) -> int:
        """How many of the complaints are errors."""
        return sum(each.level is Level.ERROR for each in self.complaints)


@dataclass(frozen=True, slots=True)
class Tally:
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
    tally: Tally,
    state: DeckState,
    now: Moment,
    schedule: Schedule,
    *,
    title: str,
    complaints: tuple[Complaint, ...],
) -> DeckCounts:
    """The counts of a deck now."""
    learning = bisect_right(tally.learning, now.ms + LOOK_AHEAD)
    forecast = [0] * FORECAST_DAYS
    for day, count in tally.due.items():
        if day < now.day + FORECAST_DAYS:
            forecast[max(0, day - now.day)] += count
    for day in days_asked(tally.siblings, now.day, now.day + FORECAST_DAYS):
        forecast[day - now.day] += 1
    due = forecast[0]
    forecast[0] += len(tally.learning)
    day, new_done, due_done = tally.done
    is_today = day == now.day
    limits = Limits.of(
        schedule, state.deck, new=new_done * is_today, due=due_done * is_today
    )
    return DeckCounts(
        name=file.shown,
        title=title,
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
        complaints=complaints,
        limits=limits,
        options=schedule.own_of(state.deck),
    )


def state_of(store: Store, deck: str) -> DeckState:
    """Whether the deck of this id is started or hidden."""
    return store.decks.get(deck) or DeckState(deck, started=False, hidden=False)
