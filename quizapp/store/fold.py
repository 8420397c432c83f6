"""The fold: memories, settings and totals as a function of the set of events.

Events stand in (id, device) order, whatever the order of the files. A new one that is
later than all of its card's is simply applied; an earlier one (a merge), or an undo,
replays its card alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from quizapp.model import DeckState, Grade, Memory
from quizapp.scheduler import CHOICES, Schedule, Scheduler
from quizapp.store.day_files import Body, Found, Seen, Stamp
from quizapp.store.quizzes import KINDS as QUIZ_KINDS
from quizapp.store.quizzes import Quizzes
from quizapp.store.sames import Sames
from quizapp.store.sums import Sums

FIRST: Stamp = (0, "")
GRADES = {int(grade): grade for grade in Grade}
CARD_KINDS = frozenset({"review", "card", "suspend", "accept", "reset", "tag"})
"""Kinds of events that touch one card."""


@dataclass(slots=True)
class Known:
    """What is known of one card."""

    deck: str = ""
    """The id of the deck in which it was last reviewed."""
    memory: Memory | None = None
    is_suspended: bool = False
    first: str = ""
    """Its first key: what its fuzz is drawn from."""
    text: tuple[str, str, str] = ("", "", "")
    """Kind, prompt and answer as last seen."""
    accepted: list[str] = field(default_factory=list)
    """Answers that the learner counts as right."""
    tags: list[str] = field(default_factory=list)
    """The learner's own."""
    last: Stamp = FIRST
    """The latest event folded for it."""
    files: list[str] = field(default_factory=list)
    """The day files that hold events of it."""

    @property
    def has_history(self) -> bool:
        """Whether anything would be lost with it."""
        return bool(self.memory or self.is_suspended or self.accepted or self.tags)


@dataclass(frozen=True, slots=True)
class Told:
    """A value that the latest event decides."""

    value: Any
    stamp: Stamp


@dataclass(slots=True)
class Fold:
    """Everything that the events come to."""

    cards: dict[str, Known] = field(default_factory=dict)
    sums: Sums = field(default_factory=Sums)
    decks: dict[str, Told] = field(default_factory=dict)
    """Deck id → [started, hidden]."""
    settings: dict[str, Told] = field(default_factory=dict)
    quizzes: Quizzes = field(default_factory=Quizzes)
    sames: Sames = field(default_factory=Sames)
    undos: dict[Stamp, tuple[Stamp, str]] = field(default_factory=dict)
    """Undo → the event it undoes, and the card it touches."""
    undone: set[Stamp] = field(default_factory=set)
    """The events that do not stand."""
    newest: Stamp = FIRST
    """The latest event folded."""
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

    def take(self, stamp: Stamp, body: Body, file: str, scheduler: Scheduler) -> bool:
        """Fold one event as far as it stands; False when its card has later ones.

        One that does not stand is noted all the same: it may stand again.
        """
        kind = body["kind"]
        stands = stamp not in self.undone
        if kind in CARD_KINDS:
            card = self.sames.head(body["card"], stamp)
            known = self.cards.get(card)
            if known is None:
                known = self.cards[card] = Known(first=body["card"])
            elif stamp < known.last:
                return False
            known.last = stamp
            if file not in known.files[-1:] and file not in known.files:
                known.files.append(file)
            deck = body.get("deck", known.deck)
            if deck != known.deck:
                self.changed.add(known.deck)
                known.deck = deck
            self.changed.add(deck)
            if not stands:
                pass
            elif kind == "review":
                self._review(known, body, scheduler)
            elif kind == "card":
                known.text = (body["form"], body["prompt"], body["answer"])
            elif kind == "accept":
                known.accepted.append(body["answer"])
            elif kind == "reset":
                known.memory = None
            elif kind == "tag":
                known.tags = [each for each in known.tags if each != body["tag"]]
                known.tags += [body["tag"]] * body["on"]
            else:
                known.is_suspended = body["suspended"]
        elif kind == "deck" and stands:
            _tell(self.decks, body["deck"], (body["started"], body["hidden"]), stamp)
        elif kind == "setting" and stands:
            _tell(self.settings, body["name"], body["value"], stamp)
        elif kind in QUIZ_KINDS and stands:
            self.quizzes.take(stamp, body)
        elif kind == "same" and stamp not in self.sames.told:
            raise ValueError(body)  # `take_sames` could not make sense of it
        return True

    def _review(self, known: Known, body: Body, scheduler: Scheduler) -> None:
        before, grade, day = known.memory, GRADES[body["grade"]], _ordinal(body["day"])
        at = int(datetime.fromisoformat(body["at"]).timestamp() * 1000)
        of_quiz = "quiz" in body
        if of_quiz:
            known.memory = scheduler.quiz(
                before,
                key=known.first,
                grade=grade,
                at=at,
                day=day,
                chance=body["chance"],
                is_capped=is_capped(body),
            )
        else:
            known.memory = scheduler.review(
                before,
                key=known.first,
                grade=grade,
                at=at,
                day=day,
                is_capped=is_capped(body),
            )
        self.sums.count(
            body["deck"],
            day,
            grade,
            before,
            spent=body["spent"],
            sure=body.get("sure", 0),
            of_quiz=of_quiz,
        )

    def take_undos(self, events: Iterable[Found]) -> set[str]:
        """Take the undos among `events`; return the cards of which something changes
        that is folded already.

        The empty text among them stands for what is no card's.
        """
        news = {
            stamp: (stamp_of(str(body.get("undoes"))), str(body.get("card", "")))
            for stamp, body, _ in events
            if body["kind"] == "undo" and stamp not in self.undos
        }
        if not news:
            return set()
        self.undos |= news
        cards = dict(news.values())
        # One that undoes an undo, or is undone already, or takes back what another did.
        is_tangled = any(
            stamp in self.undone or undoes in self.undos or undoes in self.undone
            for stamp, (undoes, _) in news.items()
        )
        if is_tangled:
            cards |= dict(self.undos.values())
            changed = self.stand()
        else:  # each takes back what nothing had taken back
            changed = set(cards)
            self.undone |= changed
        return {
            card
            for stamp in changed
            if stamp not in self.sames.told
            and self._is_folded(stamp, card := self.sames.head(cards[stamp], stamp))
        }

    def _is_folded(self, stamp: Stamp, card: str) -> bool:
        known = self.cards.get(card)
        return stamp <= (known.last if known else self.newest)

    def take_sames(self, events: Iterable[Found]) -> set[str]:
        """Take what `events` say of which keys are one card, once their undos are
        taken; return the cards to which other events belong than before."""
        is_news = False
        for stamp, body, _ in events:
            if body["kind"] == "same":
                with suppress(KeyError, TypeError, ValueError):
                    is_news |= self.sames.take(stamp, body)
            elif body["kind"] == "undo":
                is_news |= bool(self.sames.told)
        return self.sames.settle(self.undone) if is_news else set()

    def stand(self) -> set[Stamp]:
        """Find which events stand; return those whose standing has changed.

        An event stands unless a later, standing undo names it.
        """
        undone: set[Stamp] = set()
        for stamp, (undoes, _) in sorted(self.undos.items(), reverse=True):
            if stamp not in undone:
                undone.add(undoes)
        changed = undone ^ self.undone
        self.undone = undone
        return changed


def replay(
    events: Iterable[Found], undone: set[Stamp], sames: Sames, scheduler: Scheduler
) -> Fold:
    """What these events alone come to."""
    alone = Fold(undone=undone, sames=sames)
    for stamp, body, file in sorted(events, key=itemgetter(0)):
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            alone.take(stamp, body, file, scheduler)
    return alone


def is_capped(body: Body) -> bool:
    """Whether the review keeps the interval to a week."""
    return bool(body.get("harder"))


def stamp_of(key: str) -> Stamp:
    """The id and device that an event's key, `<id>-<device>`, names."""
    id_, _, device = key.partition("-")
    return int(id_) if id_.isdecimal() else 0, device


def deck_states(fold: Fold) -> Iterator[tuple[str, DeckState]]:
    """The state of each deck that was ever started or hidden."""
    for deck, told in fold.decks.items():
        started, hidden = told.value
        yield deck, DeckState(deck, started=started, hidden=hidden)


def _tell(register: dict[str, Told], name: str, value: Any, stamp: Stamp) -> None:
    before = register.get(name)
    if before is None or before.stamp < stamp:
        register[name] = Told(value, stamp)


@lru_cache(maxsize=4096)
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()
