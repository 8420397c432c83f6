"""How a deck stands with a learner, and what a study day holds."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from quizapp.decks.library.deck_files import DeckFile, Origin
from quizapp.model import Card, Complaint, DeckState, Level, Memory

if TYPE_CHECKING:
    from quizapp.progress.store import Store

LOOK_AHEAD = 20 * 60 * 1000
"""Milliseconds before its time that a learning card may be asked."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as the schedule counts it."""

    at: datetime
    """With the offset of the place."""
    day: int
    """The study day, as an ordinal."""

    @property
    def ms(self) -> int:
        """Milliseconds since the epoch."""
        return int(self.at.timestamp() * 1000)

    def awaits(self, memory: Memory) -> bool:
        """Whether a sitting begun now would ask this card again."""
        if memory.due_at is not None:
            return memory.due_at <= self.ms + LOOK_AHEAD
        return memory.due_day <= self.day


@dataclass(frozen=True, slots=True)
class Standing:
    """One deck as a learner has it now."""

    name: str
    title: str
    origin: Origin
    group: str
    cards: int
    """Cards that can be asked; suspended ones too."""
    new: int
    """Cards never reviewed."""
    due: int
    """Cards that a sitting begun now would ask again."""
    learning: int
    """Of these, the ones still being learned."""
    suspended: int
    is_started: bool
    is_hidden: bool
    shadows: bool
    """Whether it stands in for a shipped deck of the same name."""
    complaints: tuple[Complaint, ...] = ()

    @property
    def errors(self) -> int:
        """How many of the complaints are errors."""
        return sum(each.level is Level.ERROR for each in self.complaints)


@dataclass(frozen=True, slots=True)
class Today:
    """What one study day holds, over all started decks."""

    new: int
    """New cards that the day's limit still allows."""
    due: int
    reviewed: int
    """Reviews done so far."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What the memories of a deck's cards come to, at whatever time."""

    cards: int
    """Cards that can be asked; suspended ones too."""
    new: int
    suspended: int
    due: Mapping[int, int]
    """Cards in review, by the study day on which they are due."""
    learning: tuple[int, ...]
    """When the cards being learned are due: ms since the epoch, in order."""


def tally_of(
    cards: Mapping[str, Card], memories: Mapping[str, Memory], suspended: Set[str]
) -> Tally:
    """What the memories of a deck's cards come to, at whatever time."""
    new = aside = count = 0
    due: Counter[int] = Counter()
    learning: list[int] = []
    for key, card in cards.items():
        if not card.can_be_asked:
            continue
        count += 1
        memory = memories.get(key)
        if key in suspended:
            aside += 1
        elif memory is None:
            new += 1
        elif memory.due_at is not None:
            learning.append(memory.due_at)
        else:
            due[memory.due_day] += 1
    return Tally(count, new, aside, dict(due), tuple(sorted(learning)))


def standing_of(
    file: DeckFile,
    tally: Tally,
    state: DeckState,
    now: Moment,
    *,
    title: str,
    complaints: tuple[Complaint, ...],
) -> Standing:
    """How a deck stands now."""
    learning = bisect_right(tally.learning, now.ms + LOOK_AHEAD)
    due = sum(count for day, count in tally.due.items() if day <= now.day)
    return Standing(
        name=file.shown,
        title=title,
        origin=file.origin,
        group=file.group,
        cards=tally.cards,
        new=tally.new,
        due=due + learning,
        learning=learning,
        suspended=tally.suspended,
        is_started=state.started,
        is_hidden=state.hidden,
        shadows=file.shadows,
        complaints=complaints,
    )


def state_of(store: Store, deck: str) -> DeckState:
    """Whether the deck of this id is started or hidden."""
    return store.decks.get(deck) or DeckState(deck, started=False, hidden=False)


def today_of(standings: Sequence[Standing], store: Store, now: Moment) -> Today:
    """What the study day holds over the started decks among `standings`."""
    asked = [each for each in standings if each.is_started and not each.is_hidden]
    done = store.day(now.day)
    left = max(0, store.schedule.new_a_day - done.new)
    return Today(
        new=min(left, sum(each.new for each in asked)),
        due=sum(each.due for each in asked),
        reviewed=done.reviews,
    )
