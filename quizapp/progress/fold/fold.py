"""The fold: memories, settings and totals as a function of the set of events.

Events stand in (id, device) order, whatever the order of the files. A new one that is
later than all events of its card is simply applied; after an earlier one (a merge) or
an undo, the events of that card alone are replayed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from quizapp.model import (
    Accept,
    CardAct,
    CardSeen,
    DeckPlace,
    DeckState,
    Event,
    Memory,
    QuizBegun,
    QuizEnded,
    QuizStep,
    Reset,
    Review,
    Same,
    Setting,
    Stamp,
    Suspend,
    Tag,
    Trail,
    Undo,
)
from quizapp.progress.fold.aliases import Sames
from quizapp.progress.fold.quizzes import Quizzes
from quizapp.progress.fold.sums import Sums
from quizapp.progress.log.day_files import Found, stamp_in
from quizapp.progress.log.scan import Seen
from quizapp.schedule import Schedule, Scheduler

FIRST: Stamp = (0, "")
NO_TRAIL = Trail()
Text = tuple[str, str, str]
"""Kind, prompt and answer of a card."""
T = TypeVar("T")
Register = dict[str, list[tuple[Stamp, T]]]
"""Values by name, each with the stamp of its event: the latest that stands holds."""


class CardRecord(Struct, gc=False, array_like=True, omit_defaults=True):
    """What the fold holds about one card."""

    memory: Memory | None = None
    last: Stamp = FIRST
    """The latest event folded for the card."""
    files: list[int] = field(default_factory=list)
    """The day files that hold events of the card, by their numbers in `Fold.names`."""
    text: Text | None = None
    """The card's text as last seen."""
    first: str = ""
    """The card's first key, from which its fuzz is drawn; empty if that is its present
    key."""
    is_suspended: bool = False
    accepted: list[str] = field(default_factory=list)
    """Answers that the learner counts as right."""
    tags: list[str] = field(default_factory=list)
    """The learner's own tags."""
    deck: str = ""
    """The id of the deck in which the card was last reviewed."""
    trail: Trail = NO_TRAIL

    @property
    def has_history(self) -> bool:
        """Whether anything would be lost with the record."""
        return bool(self.memory or self.is_suspended or self.accepted or self.tags)


class Fold(Struct):
    """Everything that follows from the events."""

    cards: dict[str, CardRecord] = field(default_factory=dict)
    sums: Sums = field(default_factory=Sums)
    decks: Register[DeckState] = field(default_factory=dict)
    """What was started or hidden, by deck id."""
    places: Register[str] = field(default_factory=dict)
    settings: Register[float | None] = field(default_factory=dict)
    quizzes: Quizzes = field(default_factory=Quizzes)
    sames: Sames = field(default_factory=Sames)
    undos: dict[Stamp, tuple[Stamp, str]] = field(default_factory=dict)
    """Undo → the event it undoes, and the card it touches."""
    undone: set[Stamp] = field(default_factory=set)
    """The events that do not count, because they were undone."""
    newest: Stamp = FIRST
    """The latest event folded."""
    last_ids: dict[str, int] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    """The day files that have events of cards, each with its number."""
    changed: set[str] = field(default_factory=set)
    """Ids of the decks with a card that changed since the caches were written."""

    @property
    def schedule(self) -> Schedule:
        """The schedule that the standing settings choose."""
        return Schedule.chosen(self.standing(self.settings))

    def standing(self, register: Register[T]) -> dict[str, T]:
        """The values that hold now, by name."""
        values = {}
        for name, entries in register.items():
            stands = [each for each in entries if each[0] not in self.undone]
            if stands:
                values[name] = max(stands, key=_stamp)[1]
        return values

    def take(self, event: Event, name: str, scheduler: Scheduler) -> bool:
        """Fold one event of the day file `name`; False if its card has later ones.

        An event that was undone has no effect but is noted: it may stand again.
        """
        stamp = event.stamp
        match event.act:
            case CardAct() as act:
                return self._take_of_card(event, act, name, scheduler)
            case DeckState() as act:
                self.decks.setdefault(act.deck, []).append((stamp, act))
            case DeckPlace() as act:
                self.places.setdefault(act.deck, []).append((stamp, act.place))
            case Setting() as act:
                self.settings.setdefault(act.name, []).append((stamp, act.value))
            case QuizBegun() | QuizStep() | QuizEnded() if stamp not in self.undone:
                self.quizzes.take(event)
        return True

    def _take_of_card(
        self, event: Event, act: CardAct, name: str, scheduler: Scheduler
    ) -> bool:
        stamp = event.stamp
        card = self.sames.head(act.card, stamp)
        known = self.cards.get(card)
        if known is None:
            first = act.card if act.card != card else ""
            known = self.cards[card] = CardRecord(first=first)
        elif stamp < known.last:
            return False
        known.last = stamp
        files, file = known.files, self.names.setdefault(name, len(self.names))
        if not files or (files[-1] != file and file not in files):
            files.append(file)
        match act:
            case Review() | CardSeen() if act.deck != known.deck:
                self.changed.add(known.deck)
                known.deck = act.deck
                _reschedule(known, known.first or card, scheduler)
        self.changed.add(known.deck)
        if stamp in self.undone:
            return True
        match act:
            case Review():
                self._review(event, act, known, known.first or card, scheduler)
            case CardSeen():
                known.text = act.form, act.prompt, act.answer
            case Accept():
                known.accepted.append(act.answer)
                known.trail = known.trail.without_wrong(act.answer)
            case Reset():
                known.memory = None
                # The calendar day, whatever `day_starts` is now: the same events must
                # give the same trail.
                known.trail = known.trail.after_reset(event.at.toordinal())
            case Tag():
                known.tags = [tag for tag in known.tags if tag != act.tag]
                known.tags += [act.tag] * act.on
            case Suspend():
                known.is_suspended = act.suspended
        return True

    def _review(
        self,
        event: Event,
        act: Review,
        known: CardRecord,
        key: str,
        scheduler: Scheduler,
    ) -> None:
        before, day = known.memory, act.day.toordinal()
        at = int(event.at.timestamp() * 1000)
        schedule = scheduler.quiz if act.quiz else scheduler.review
        known.memory = schedule(
            before,
            key=key,
            grade=act.grade,
            at=at,
            day=day,
            deck=act.deck,
            chance=act.chance,
            recognition_only=act.recognition_only,
        )
        known.trail = known.trail.after(
            act, day, is_known=bool(known.memory and known.memory.is_known)
        )
        self.sums.count(act, day, before)

    def reschedule(self, scheduler: Scheduler) -> set[str]:
        """Compute again when each card is due, for another retention; return those due
        on another day. Nothing else of a memory depends on the settings."""
        return {
            key
            for key, known in self.cards.items()
            if _reschedule(known, known.first or key, scheduler)
        }

    def take_undos(self, events: Iterable[Found]) -> set[str]:
        """Take the undos among `events`; return the keys of the cards with a folded
        event that counts now or no longer does.

        An empty key stands for events that are about no card.
        """
        news = {
            event.stamp: (stamp_of(event.act.undoes), event.act.card)
            for event, _ in events
            if isinstance(event.act, Undo) and event.stamp not in self.undos
        }
        if not news:
            return set()
        self.undos |= news
        cards = dict(news.values())
        # One that undoes an undo, is undone itself, or undoes the same as another.
        is_tangled = any(
            stamp in self.undone or undoes in self.undos or undoes in self.undone
            for stamp, (undoes, _) in news.items()
        )
        if is_tangled:
            cards |= dict(self.undos.values())
            changed = self.update_undone()
        else:
            changed = set(cards)
            self.undone |= changed
        return {
            card
            for stamp in changed
            if stamp not in self.sames.events
            and self._is_folded(stamp, card := self.sames.head(cards[stamp], stamp))
        }

    def _is_folded(self, stamp: Stamp, card: str) -> bool:
        if card:
            known = self.cards.get(card)
            return stamp <= (known.last if known else self.newest)
        registers = (self.decks, self.places, self.settings)
        return stamp <= self.newest and not any(
            stamp == _stamp(entry)
            for register in registers
            for entries in register.values()
            for entry in entries
        )

    def take_sames(self, events: Iterable[Found]) -> set[str]:
        """Take the `same` events among `events`, after the undos; return the keys of
        the cards whose events are not the same as before."""
        is_news = False
        for event, _ in events:
            match event.act:
                case Same() as same:
                    is_news |= self.sames.take(event.stamp, same)
                case Undo():
                    is_news |= bool(self.sames.events)
        return self.sames.settle(self.undone) if is_news else set()

    def update_undone(self) -> set[Stamp]:
        """Find which events are undone; return those that were and are no longer, or
        the other way round.

        An event stands unless a later, standing undo names it.
        """
        undone: set[Stamp] = set()
        for stamp, (undoes, _) in sorted(self.undos.items(), reverse=True):
            if stamp not in undone:
                undone.add(undoes)
        changed = undone ^ self.undone
        self.undone = undone
        return changed

    def card_of(self, event: Event) -> str:
        """The key of the card that an event is about; empty for none."""
        act = event.act
        return (
            self.sames.head(act.card, event.stamp) if isinstance(act, CardAct) else ""
        )


def replay(
    events: Iterable[Found],
    undone: set[Stamp],
    sames: Sames,
    names: dict[str, int],
    scheduler: Scheduler,
) -> Fold:
    """The fold of these events alone; `names` are the numbers of the day files."""
    alone = Fold(undone=undone, sames=sames, names=names)
    for event, name in sorted(events, key=stamp_in):
        alone.take(event, name, scheduler)
    return alone


def stamp_of(key: str) -> Stamp:
    """The id and device that an event's key, `<id>-<device>`, names."""
    id_, _, device = key.partition("-")
    return int(id_), device


def _stamp(entry: tuple[Stamp, object]) -> Stamp:
    return entry[0]


def _reschedule(known: CardRecord, key: str, scheduler: Scheduler) -> bool:
    """Make a card due when `scheduler` says; return whether its day has changed."""
    memory = known.memory
    if memory is None:
        return False
    due_day = scheduler.due_day(memory, key=key, deck=known.deck)
    if due_day == memory.due_day:
        return False
    known.memory = replace(memory, due_day=due_day)
    return True
