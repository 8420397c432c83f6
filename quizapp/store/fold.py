"""The fold: memories, settings and totals as a function of the set of events.

Events stand in (id, device) order, whatever the order of the files. A new one that is
later than all of its card's is simply applied; an earlier one (a merge), or an undo,
replays its card alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from quizapp.model import DayTotals, DeckState, Grade, Memory, Phase
from quizapp.scheduler import CHOICES, Schedule, Scheduler
from quizapp.store.day_files import Body, Found, Seen, Stamp
from quizapp.store.events import RECOGNISED

FIRST: Stamp = (0, "")
CARD_KINDS = frozenset({"review", "card", "suspend"})
"""Kinds of events that touch one card."""


@dataclass(slots=True)
class Known:
    """What is known of one card."""

    deck: str = ""
    """The id of the deck in which it was last reviewed."""
    memory: Memory | None = None
    is_suspended: bool = False
    text: tuple[str, str] = ("", "")
    """Prompt and answer as last seen."""
    last: Stamp = FIRST
    """The latest event folded for it."""
    files: list[str] = field(default_factory=list)
    """The day files that hold events of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A value that the latest event decides."""

    value: Any
    stamp: Stamp


@dataclass(slots=True)
class Fold:
    """Everything that the events come to."""

    cards: dict[str, Known] = field(default_factory=dict)
    days: dict[int, DayTotals] = field(default_factory=dict)
    decks: dict[str, Told] = field(default_factory=dict)
    """Deck id → [started, hidden]."""
    settings: dict[str, Told] = field(default_factory=dict)
    undos: dict[Stamp, tuple[str, str]] = field(default_factory=dict)
    """An undo's stamp → the key it undoes and the card it touches."""
    undone: set[str] = field(default_factory=set)
    """Keys of the events that do not stand."""
    last_ids: dict[str, int] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    """Ids of decks of which a card's memory changed since the caches were written."""

    @property
    def schedule(self) -> Schedule:
        """The schedule that the standing settings choose."""
        told = {
            name: each.value for name, each in self.settings.items() if name in CHOICES
        }
        for name in told.keys() - {"retention"}:
            told[name] = int(told[name])
        return replace(Schedule(), **told)

    def apply(
        self, stamp: Stamp, body: Body, file: str, scheduler: Scheduler
    ) -> DayTotals | None:
        """Fold one event, the latest of its card; return what it adds to its day."""
        kind = body["kind"]
        if kind == "review":
            return self._review(stamp, body, file, scheduler)
        if kind == "card":
            known = self._known(stamp, body, file)
            known.text = (body["prompt"], body["answer"])
        elif kind == "suspend":
            self._known(stamp, body, file).is_suspended = body["suspended"]
        elif kind == "deck":
            _tell(self.decks, body["deck"], (body["started"], body["hidden"]), stamp)
        elif kind == "setting":
            _tell(self.settings, body["name"], body["value"], stamp)
        return None

    def _known(self, stamp: Stamp, body: Body, file: str) -> Known:
        known = self.cards.get(body["card"])
        if known is None:
            known = self.cards[body["card"]] = Known()
        known.last = stamp
        if not known.files or known.files[-1] != file:
            if file not in known.files:
                known.files.append(file)
        self.changed.add(known.deck)
        known.deck = body.get("deck", known.deck)
        self.changed.add(known.deck)
        return known

    def pass_over(self, stamp: Stamp, body: Body, file: str) -> None:
        """Note an event that does not stand: it may stand again, and is found there."""
        if body["kind"] in CARD_KINDS:
            self._known(stamp, body, file)

    def _review(
        self, stamp: Stamp, body: Body, file: str, scheduler: Scheduler
    ) -> DayTotals:
        known = self._known(stamp, body, file)
        before = known.memory
        grade = Grade(body["grade"])
        known.memory = scheduler.review(
            before,
            key=body["card"],
            grade=grade,
            at=int(datetime.fromisoformat(body["at"]).timestamp() * 1000),
            day=_ordinal(body["day"]),
            is_capped=is_capped(body),
        )
        is_due = before is not None and before.phase is Phase.REVIEW
        return DayTotals(
            1,
            before is None,
            is_due,
            is_due and grade is not Grade.AGAIN,
            body["spent"],
        )

    def add(self, body: Body, told: DayTotals, sign: int = 1) -> None:
        """Add a review's share to its day, or take it off."""
        day = _ordinal(body["day"])
        sums = self.days.get(day, DayTotals())
        self.days[day] = DayTotals(
            sums.reviews + sign * told.reviews,
            sums.new + sign * told.new,
            sums.due + sign * told.due,
            sums.recalled + sign * told.recalled,
            sums.spent + sign * told.spent,
        )

    def take(self, stamp: Stamp, body: Body, file: str, scheduler: Scheduler) -> None:
        """Fold one event, the latest of its card, as far as it stands."""
        if key_of(stamp) in self.undone:
            self.pass_over(stamp, body, file)
        elif told := self.apply(stamp, body, file, scheduler):
            self.add(body, told)

    def take_undos(self, events: Iterable[Found]) -> set[str]:
        """Take the undos among `events`; return the cards that they touch.

        The empty text among them stands for what is no card's.
        """
        for stamp, body, _ in events:
            if body["kind"] == "undo":
                self.undos[stamp] = (body["undoes"], body["card"])
        changed = self.stand()
        return {card for undoes, card in self.undos.values() if undoes in changed}

    def stand(self) -> set[str]:
        """Find which events stand; return the keys whose standing has changed.

        An event stands unless a later, standing undo names it.
        """
        undone: set[str] = set()
        for stamp, (undoes, _) in sorted(self.undos.items(), reverse=True):
            if key_of(stamp) not in undone:
                undone.add(undoes)
        changed = undone ^ self.undone
        self.undone = undone
        return changed


def replay(
    events: Iterable[Found], undone: Set[str], scheduler: Scheduler
) -> tuple[Known | None, list[tuple[Body, DayTotals]]]:
    """What the `events` of one card come to, and the shares of its standing reviews."""
    alone = Fold()
    shares: list[tuple[Body, DayTotals]] = []
    for stamp, body, file in sorted(events, key=lambda each: each[0]):
        if key_of(stamp) in undone:
            alone.pass_over(stamp, body, file)
        elif told := alone.apply(stamp, body, file, scheduler):
            shares.append((body, told))
    return next(iter(alone.cards.values()), None), shares


def is_capped(body: Body) -> bool:
    """Whether the review keeps the interval to a week."""
    return bool(body.get("harder")) and body["asked"] in RECOGNISED


def group_by_card(events: Iterable[Found]) -> Mapping[str, list[Found]]:
    """The events that touch a card, by card."""
    cards: dict[str, list[Found]] = defaultdict(list)
    for each in events:
        if each[1]["kind"] in CARD_KINDS:
            cards[each[1]["card"]].append(each)
    return cards


def key_of(stamp: Stamp) -> str:
    """The event's key, as undos name it."""
    return f"{stamp[0]}-{stamp[1]}"


def deck_states(fold: Fold) -> Iterator[tuple[str, DeckState]]:
    """The state of each deck that was ever started or hidden."""
    for deck, told in fold.decks.items():
        started, hidden = told.value
        yield deck, DeckState(deck, started=started, hidden=hidden)


def _tell(register: dict[str, Told], name: str, value: Any, stamp: Stamp) -> None:
    before = register.get(name)
    if before is None or before.stamp < stamp:
        register[name] = Told(value, stamp)


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()
