"""The decks together with one learner's progress: the one place that changes either.

Everything else reads the workspace and returns acts; `record` writes them. Undo,
changes by other programs and unclear edited cards are handled here, for every screen
and command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import datetime

from msgspec import Struct, structs

from quizapp.cards.facts.fact import is_quantity
from quizapp.cards.identity import Changes, Unclear
from quizapp.cards.questions import Pool, study_chance
from quizapp.days import study_day
from quizapp.decks.library.deck_files import DeckFile
from quizapp.model import (
    Act,
    Card,
    CardSeen,
    DayTotals,
    Deck,
    DeckState,
    Event,
    Grade,
    Memory,
    Question,
    Review,
    Rival,
)
from quizapp.progress.settings import Settings
from quizapp.progress.store import Store
from quizapp.schedule import Schedule
from quizapp.study.counts.backlog import Limits
from quizapp.study.counts.kept import Stamps
from quizapp.study.counts.values import DeckCounts, Moment, Today
from quizapp.study.workspace import edited_cards
from quizapp.study.workspace.deck_counts import (
    Tally,
    counts_of,
    state_of,
    tally_of,
)
from quizapp.study.workspace.deck_set import DeckSet
from quizapp.study.workspace.glance import keep_glance
from quizapp.study.workspace.reviews import seen_of
from quizapp.study.workspace.siblings import awaited
from quizapp.study.workspace.today import today_of
from quizapp.study.workspace.undo_stack import Undoable, UndoStack

NOTHING: Mapping[str, str] = {}
FindFiles = Callable[[Sequence[str]], Sequence[DeckFile]]
"""Finds all deck files, also in the folders of the settings."""


class Step(Struct, frozen=True):
    """Something that a learner does in one go, and can undo in one go."""

    text: str
    """What was done, in words."""
    acts: Sequence[Act]
    deck: str = ""
    """The name of the deck it was done to, if any."""
    undone: str = ""
    """What undoing it did, in words; empty for “Undone: ” and the text."""


class Fresh(Struct, frozen=True):
    """Decks that were read because their files have changed."""

    decks: DeckSet
    taken: int
    """How often decks had been replaced when these were read."""


class Workspace:
    """One learner's decks and progress.

    Whatever writes raises `StoreError` if it cannot, and then nothing has changed.
    """

    def __init__(
        self,
        store: Store,
        find_files: FindFiles,
        clock: Callable[[], datetime],
        settings: Settings | None = None,
    ) -> None:
        """Read the decks."""
        self.store = store
        """The progress, to read; only the workspace writes to it."""
        self._find_files = find_files
        self._clock = clock
        self.settings = settings or Settings()
        """This machine's preferences."""
        self._decks = self._read(find_files(self.settings.folders))
        self._done = UndoStack()
        self.answers = 0
        """How many answers were recorded in this session."""
        self._is_compared = False
        """Whether it is known, and recorded, what became of edited cards."""
        self.unclear: list[Unclear] = []
        """Cards that were edited: the learner must say which they are now."""
        self._put_off: set[str] = set()
        """The keys of unclear cards that the learner will decide another day."""
        self._taken = 0
        self._emptied: frozenset[str] = frozenset()
        """Decks that had lost all their cards at the last check."""

    def _read(
        self, files: Sequence[DeckFile], before: DeckSet | None = None
    ) -> DeckSet:
        return DeckSet(
            files, self._choose, before, edited_cards.deck_history(self.store)
        )

    def _choose(self, key: str, decks: Sequence[Deck]) -> Deck:
        """The deck that asks a card which several decks have: a started one, else the
        one where the card was last reviewed, else the first."""
        last = self.store.deck_of(key)
        return min(
            decks,
            key=lambda deck: (
                not state_of(self.store, deck.id).started,
                deck.id != last,
            ),
        )

    # The decks

    @property
    def files(self) -> Mapping[str, DeckFile]:
        """The file of each deck, by the deck's name."""
        return self._decks.files

    @property
    def stamps(self) -> Stamps:
        """What changes with the files of the decks, as they were when read."""
        return self._decks.stamps

    @property
    def decks(self) -> Mapping[str, Deck]:
        """Every deck, by its name."""
        return self._decks.decks

    def deck(self, name: str) -> Deck:
        """The deck called `name`. Raises `UsageError` naming those there are."""
        return self._decks.deck(name)

    def named(self, names: Iterable[str]) -> list[str]:
        """The decks of these names, and those in the folders of these names. Raises
        `UsageError` for what is neither."""
        return self._decks.named(names)

    def find(self, key: str) -> tuple[str, Card] | None:
        """The card of this key, or of the one it has now, with its deck's name."""
        return self._decks.find(key) or self._decks.find(self.store.current(key))

    def cards_of(self, name: str) -> Mapping[str, Card]:
        """A deck's cards by key, also those that may not be asked."""
        return self._decks.cards_of(name)

    def all_cards(self) -> Iterator[tuple[str, str, Card]]:
        """Every card there is, also one that may not be asked: deck, key, card."""
        return self._decks.all_cards()

    def cards(self, names: Iterable[str]) -> Iterator[tuple[str, Card]]:
        """Key and card of every card of these decks that may be asked."""
        suspended = self.suspended
        for name in names:
            for key, card in self.cards_of(name).items():
                if card.can_be_asked and key not in suspended:
                    yield key, card

    @property
    def types(self) -> tuple[str, ...]:
        """The types of answers in use."""
        return self._decks.types

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics in use."""
        topics = (card.topic for *_, card in self.all_cards() if card.topic)
        return tuple(dict.fromkeys(topics))

    def with_accepted(self, card: Card) -> Card:
        """The card, which also accepts what the learner counts as right."""
        learned = self.store.accepted(card.key)
        if not learned:
            return card
        accept = (*card.fields.accept, *learned)
        fields = structs.replace(card.fields, accept=accept)
        return structs.replace(card, fields=fields)

    def pool(self, name: str, card: Card) -> Pool:
        """The answers of other cards: for wrong choices, and so as not to accept one of
        them as its own."""
        alike = self.answers_alike(card.fields.type, name)
        return self._decks.pool(name, alike)

    def answers_alike(self, type_: str, *own: str) -> Sequence[Rival]:
        """The answers of a type in the deck `own`, if it is given, then in the other
        decks that the learner has started. A number or date of another deck would be an
        odd choice."""
        if not type_:
            return ()
        others = () if is_quantity(type_) else self.started
        return self._decks.answers(type_, tuple(dict.fromkeys((*own, *others))))

    # The progress

    def now(self) -> Moment:
        """The current moment."""
        return self.moment(self._clock())

    @property
    def version(self) -> tuple[int, int]:
        """Changes whenever the decks or the progress do."""
        return self._taken, self.store.version

    def moment(self, at: datetime) -> Moment:
        """`at`, with the study day it falls on."""
        return Moment(at, study_day(at, self.schedule.day_starts))

    @property
    def memories(self) -> Mapping[str, Memory]:
        """The memory of each card that was ever reviewed, by key."""
        return self.store.memories

    @property
    def suspended(self) -> Set[str]:
        """The keys of suspended cards."""
        return self.store.suspended

    @property
    def tags(self) -> Mapping[str, Sequence[str]]:
        """The learner's own tags, by the key of the card."""
        return self.store.tags

    @property
    def schedule(self) -> Schedule:
        """The learner's settings."""
        return self.store.schedule

    def preview(self, question: Question, now: Moment) -> Mapping[Grade, Memory]:
        """The memory that the card would have after each grade of the question."""
        return self.store.preview(
            question.card.key,
            at=now.at,
            day=now.day,
            deck=question.card.deck,
            chance=study_chance(question),
            recognition_only=question.recognition_only,
        )

    # The counts

    def state(self, name: str) -> DeckState:
        """Whether a deck is started or hidden."""
        return state_of(self.store, self.decks[name].id)

    @property
    def started(self) -> list[str]:
        """The names of the decks that “all decks” asks."""
        states = ((name, self.state(name)) for name in self.decks)
        return [name for name, state in states if state.started and not state.hidden]

    @property
    def shown(self) -> list[str]:
        """The names of the decks that are not hidden."""
        return [name for name in self.decks if not self.state(name).hidden]

    def due(
        self, names: Iterable[str], now: Moment
    ) -> Iterator[tuple[str, Card, Memory]]:
        """Every card that a sitting started now would ask again without limits,
        with its memory: first those being learned, then the others, the lowest
        predicted recall first."""
        cards = [
            (key, card, memory)
            for key, card in self.cards(names)
            if (memory := self.memories.get(key))
        ]
        yield from awaited(cards, now)

    def tally(self, name: str) -> Tally:
        """The counts of a deck's cards that do not depend on the time."""
        return tally_of(
            self.cards_of(name),
            self.memories,
            self.suspended,
            self.store.latest_day(self.decks[name].id),
        )

    def limits(self, name: str, day: int) -> Limits:
        """What the limits that a deck has of its own still allow on a study day."""
        deck = self.decks[name].id
        latest, done = self.store.latest_day(deck)
        if latest != day:
            done = DayTotals()
        return Limits.of(self.schedule, deck, new=done.new, due=done.due)

    def counts(self, name: str, now: Moment, tally: Tally | None = None) -> DeckCounts:
        """The counts of one deck now; `tally` are those that do not depend on the
        time, if they are known."""
        return counts_of(
            self.files[name],
            self.decks[name],
            tally or self.tally(name),
            now,
            state=self.state(name),
            schedule=self.schedule,
        )

    def all_counts(self, now: Moment) -> list[DeckCounts]:
        """The counts of every deck now, in the order of the files."""
        return [self.counts(name, now) for name in self.decks]

    def today(
        self, decks: Sequence[DeckCounts], now: Moment, *, only_started: bool = True
    ) -> Today:
        """The counts of the study day over these decks, or the started ones of them."""
        return today_of(decks, self.store, now, only_started=only_started)

    # What changes it

    def record(
        self, *acts: Act, seen: CardSeen | None = None, now: Moment | None = None
    ) -> Event:
        """Write acts that belong together; return the event of the last.

        They are on the disk on return. `seen` goes before them, unless the card's text
        is known. `now` is when it happened, for acts that hold its day.
        """
        at = now.at if now else self._clock()
        event = self.store.record(*acts, at=at, seen=seen)
        self.answers += any(isinstance(act, Review) for act in acts)
        return event

    def take_back(self, *events: Event) -> None:
        """Undo events, in one write."""
        self.store.undo(*events, at=self._clock())

    def do(self, step: Step) -> str:
        """Record a step and remember how to undo it; return what was done, in words."""
        if not step.acts:
            return step.text
        events = self.store.record_all(step.acts, at=self._clock())

        def undo() -> str:
            self.take_back(*events)
            return step.undone or f"Undone: {step.text}"

        self.did(step.deck, step.text, undo)
        return f"{step.text} u undoes it."

    def did(
        self, deck: str, text: str, undo: Callable[[], str], answers: int | None = None
    ) -> None:
        """Remember how to undo something that is not an event, such as a moved file;
        `answers` were recorded before it, by default all."""
        answers = self.answers if answers is None else answers
        self._done.push(Undoable(deck, text, answers, undo))

    @property
    def undo_count(self) -> int:
        """How many steps since the app was opened can be undone."""
        return len(self._done)

    @property
    def undoes(self) -> Undoable | None:
        """The step that the next undo undoes."""
        return self._done.latest

    @property
    def has_answered_since(self) -> bool:
        """Whether an answer was recorded after the step that the next undo undoes."""
        return bool(self.undoes and self.undoes.answers < self.answers)

    def undo(self) -> str:
        """Undo the latest step of this session; return what that was, in words.

        Raises `DeckError` if a deck cannot be changed back.
        """
        return self._done.undo()

    def refresh(self) -> bool:
        """Read what other windows and machines have recorded; return whether there was
        any."""
        return self.store.refresh()

    def close(self) -> None:
        """Write what makes the next start fast; a failure loses nothing."""
        self.store.close()
        if self._is_compared and not self.unclear and not self._put_off:
            # A deck that was started since may ask cards that it shares with others.
            decks = self._read(tuple(self.files.values()), self._decks)
            if decks.stamps == self.stamps:
                self._decks = decks
                keep_glance(self, self.now())

    # Decks that others change

    def compare(self) -> None:
        """Find out whether cards were edited, without recording what became of
        them."""
        changes, acts = edited_cards.compare(self.store, self._decks, self._clock())
        self._is_compared = not (acts or changes.found or changes.unclear)

    def reconcile(self) -> Changes:
        """Find out what became of the cards since the decks were last checked, and
        record which go on under another key."""
        changes = edited_cards.reconcile(self.store, self._decks, self._clock())
        self._is_compared = True
        self._ask_about(changes)
        return changes

    def look(self) -> Fresh | None:
        """Read the files that have changed, perhaps in a thread; `None` for none."""
        files = self._find_files(self.settings.folders)
        if self._decks.is_current(files):
            self._emptied = frozenset()
            return None
        taken = self._taken
        return Fresh(self._read(files, self._decks), taken)

    def is_settled(self, fresh: Fresh) -> bool:
        """Whether no deck has just lost all its cards: many programs empty or move a
        file while they write it, so a deck must be found empty twice."""
        emptied = fresh.decks.emptied_since(self._decks)
        is_so = emptied <= self._emptied
        self._emptied = emptied
        return is_so

    def take(self, fresh: Fresh, known: Mapping[str, str] = NOTHING) -> Changes | None:
        """Go on with decks that were read; return what became of the cards.

        `known` has the new key of each card that was edited here, by its old one.
        Returns `None` when other decks were taken since these were read.
        """
        if fresh.taken != self._taken:
            return None
        changes = edited_cards.reconcile(
            self.store, fresh.decks, self._clock(), before=self._decks, known=known
        )
        self._taken += 1
        self._decks = fresh.decks
        self._ask_about(changes)
        return changes

    def _ask_about(self, changes: Changes) -> None:
        self.unclear = [
            each for each in changes.unclear if each.was.card not in self._put_off
        ]

    def decide(self, now: CardSeen | None) -> None:
        """Record which card the first unclear one is now, or that it is none of them.

        It can be undone.
        """
        question = self.unclear[0]
        event = edited_cards.settle(
            self.store, self._decks, question, now, self._clock()
        )
        left = (each.without(now) for each in self.unclear[1:])
        self.unclear = [each for each in left if each.now]

        def ask_again() -> str:
            again = edited_cards.unsettle(
                self.store, self._decks, question, event, self._clock()
            )
            if again:
                self.unclear.insert(0, again)
            return "Undone."

        found = self.find(question.now[0].card)
        self.did(found[0] if found else "", "An edited card was matched.", ask_again)

    def put_off(self) -> None:
        """Leave the unclear cards for another day."""
        self._put_off |= {each.was.card for each in self.unclear}
        self.unclear.clear()

    def seen(self, key: str) -> CardSeen | None:
        """A card as the log records it; `None` if it is gone."""
        found = self.find(key)
        return seen_of(key, found[1]) if found else None
