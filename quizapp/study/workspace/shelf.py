"""Decks together with one user's progress: what there is, and what waits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import structs

from quizapp.cards.questions import Pool, RivalsByForm, answers_of_type
from quizapp.decks.library.deck_files import DeckFile
from quizapp.decks.library.duplicates import duplicate_cards, duplicate_id
from quizapp.decks.library.reader import read_deck_file
from quizapp.errors import UsageError
from quizapp.files import FileStamp, file_stamp
from quizapp.model import Card, Deck, DeckState, Memory, Rival
from quizapp.schedule import study_day
from quizapp.study.workspace.standing import (
    Moment,
    Standing,
    Tally,
    Today,
    standing_of,
    state_of,
    today_of,
)

if TYPE_CHECKING:
    from quizapp.progress.store import Store


class Shelf:
    """All decks, read, beside the progress of one user.

    Two cards of one key, in two decks or twice in one, count once: it is asked in the
    deck that is started, where it was last reviewed, or that comes first.
    """

    def __init__(
        self, files: Iterable[DeckFile], store: Store, before: Shelf | None = None
    ) -> None:
        """Read the decks; those that have not changed are taken from `before`."""
        self.store = store
        self.files: dict[str, DeckFile] = {}
        self.decks: dict[str, Deck] = {}
        self._loaded: dict[str, _Loaded] = {}
        self._cards: dict[str, dict[str, Card]] = {}
        kept = before._loaded if before else {}
        ids: dict[str, str] = {}
        holders: dict[str, str] = {}
        shared: dict[str, list[str]] = {}
        for file in files:
            name, mark = file.shown, file_stamp(file.path)
            loaded = kept.get(name)
            if not loaded or (loaded.file, loaded.mark) != (file, mark):
                loaded = _load(file, mark)
            deck = _with_own_id(loaded.deck, ids)
            self.files[name], self.decks[name] = file, deck
            self._loaded[name] = loaded
            self._cards[name] = dict(zip(loaded.keys, deck.cards, strict=False))
            for key in self._cards[name]:
                first = holders.setdefault(key, name)
                if first != name:
                    shared.setdefault(key, [first]).append(name)
        self._part(shared)
        self._forget()

    def _part(self, shared: Mapping[str, Sequence[str]]) -> None:
        """Leave each card that several decks have, by its key, to one of them."""
        twins: dict[str, Counter[str]] = defaultdict(Counter)
        for key, names in shared.items():
            last = self.store.deck_of(key)
            owner = min(
                names,
                key=lambda name: (
                    not self.state(name).started,
                    self.decks[name].id != last,
                ),
            )
            for name in names:
                if name != owner:
                    del self._cards[name][key]
                    twins[name][owner] += 1
        for name, owners in twins.items():
            deck = self.decks[name]
            told = [duplicate_cards(count, owner) for owner, count in owners.items()]
            self.decks[name] = replace(deck, complaints=(*told, *deck.complaints))

    def _forget(self) -> None:
        """Let go of what was worked out from the cards."""
        self._rivals: dict[str, RivalsByForm] = {}
        self._pools: dict[tuple[tuple[str, ...], str], Sequence[Rival]] = {}
        self.__dict__.pop("_of_type", None)

    def is_as(self, files: Sequence[DeckFile]) -> bool:
        """Whether these are the files that were read, and none has changed since."""
        return list(files) == list(self.files.values()) and all(
            loaded.mark == file_stamp(loaded.file.path)
            for loaded in self._loaded.values()
        )

    def become(self, other: Shelf) -> None:
        """Take over the decks of another shelf, for all who hold this one."""
        self.files, self.decks = other.files, other.decks
        self._loaded, self._cards = other._loaded, other._cards
        self._forget()

    def moment(self, at: datetime) -> Moment:
        """`at`, with the study day it falls on."""
        return Moment(at, study_day(at, self.store.schedule.day_starts))

    def deck(self, name: str) -> Deck:
        """The deck called `name`. Raises `UsageError` naming those there are."""
        found = self.decks.get(name)
        if found is None:
            there = ", ".join(sorted(self.decks)) or "none yet"
            raise UsageError(f"There is no deck called «{name}». There are: {there}.")
        return found

    def named(self, names: Iterable[str]) -> list[str]:
        """The decks of these names, and those in the folders of these names. Raises
        `UsageError` for what is neither."""
        told: list[str] = []
        for name in names:
            group = name.strip("/")
            inside = [
                each
                for each, file in self.files.items()
                if f"{file.group}/".startswith(f"{group}/")
            ]
            is_deck = name in self.decks or not inside
            told += [self.deck(name).name] if is_deck else inside
        return list(dict.fromkeys(told))

    def find(self, key: str) -> tuple[str, Card] | None:
        """The card of this key, or of the one it has now, with its deck's name."""
        for each in (key, self.store.current(key)):
            for name, cards in self._cards.items():
                if each in cards:
                    return name, cards[each]
        return None

    def cards_of(self, name: str) -> Mapping[str, Card]:
        """A deck's cards by key, also those that may not be asked."""
        return self._cards[name]

    def all_cards(self) -> Iterator[tuple[str, str, Card]]:
        """Every card there is, also one that may not be asked: deck, key, card."""
        for name, cards in self._cards.items():
            for key, card in cards.items():
                yield name, key, card

    def cards(self, names: Iterable[str]) -> Iterator[tuple[str, Card]]:
        """Key and card of every card of these decks that may be asked."""
        suspended = self.store.suspended
        for name in names:
            for key, card in self._cards[name].items():
                if card.can_be_asked and key not in suspended:
                    yield key, card

    def due(
        self, names: Iterable[str], now: Moment
    ) -> Iterator[tuple[str, Card, Memory]]:
        """Every card that a sitting begun now would ask again, with its memory."""
        memories = self.store.memories
        for key, card in self.cards(names):
            memory = memories.get(key)
            if memory and now.awaits(memory):
                yield key, card, memory

    def state(self, name: str) -> DeckState:
        """Whether a deck is started or hidden."""
        return state_of(self.store, self.decks[name].id)

    @property
    def started(self) -> list[str]:
        """The names of the decks that «study all» asks."""
        states = ((name, self.state(name)) for name in self.decks)
        return [name for name, state in states if state.started and not state.hidden]

    @property
    def shown(self) -> list[str]:
        """The names of the decks that are not hidden."""
        return [name for name in self.decks if not self.state(name).hidden]

    def tally(self, name: str) -> Tally:
        """What the memories of a deck's cards come to, at whatever time."""
        memories, suspended = self.store.memories, self.store.suspended
        new = aside = cards = 0
        due: Counter[int] = Counter()
        learning: list[int] = []
        for key, card in self._cards[name].items():
            if not card.can_be_asked:
                continue
            cards += 1
            memory = memories.get(key)
            if key in suspended:
                aside += 1
            elif memory is None:
                new += 1
            elif memory.due_at is not None:
                learning.append(memory.due_at)
            else:
                due[memory.due_day] += 1
        return Tally(cards, new, aside, dict(due), tuple(sorted(learning)))

    def standing(self, name: str, now: Moment) -> Standing:
        """How one deck stands now."""
        deck, file = self.decks[name], self.files[name]
        return standing_of(
            file,
            self.tally(name),
            self.state(name),
            now,
            title=deck.title,
            complaints=deck.complaints,
        )

    def standings(self, now: Moment) -> list[Standing]:
        """How every deck stands now, in the order of the files."""
        return [self.standing(name, now) for name in self.decks]

    def today(self, standings: Sequence[Standing], now: Moment) -> Today:
        """What the study day holds over the started decks among `standings`."""
        return today_of(standings, self.store, now)

    def with_accepted(self, card: Card) -> Card:
        """The card, with what the learner counts as right among what it accepts."""
        learned = self.store.accepted(card.key)
        if not learned:
            return card
        accept = (*card.fields.accept, *learned)
        fields = structs.replace(card.fields, accept=accept)
        return structs.replace(card, fields=fields)

    def pool(self, name: str, card: Card) -> Pool:
        """What other cards answer: for wrong choices, and not to be taken for its own.

        Those of its own deck come first, then those of the other decks that the
        learner has started.
        """
        if name not in self._rivals:
            self._rivals[name] = RivalsByForm(self._cards[name].values())
        return Pool(self._rivals[name], self._alike(name, card.fields.type))

    def _alike(self, name: str, type_: str) -> Sequence[Rival]:
        if not type_:
            return ()
        names = (name, *(each for each in self.started if each != name))
        if (names, type_) not in self._pools:
            decks = self._of_type[type_]
            cards = chain.from_iterable(decks.get(each, ()) for each in names)
            self._pools[names, type_] = answers_of_type(cards, type_)
        return self._pools[names, type_]

    @cached_property
    def _of_type(self) -> Mapping[str, Mapping[str, Sequence[Card]]]:
        """The cards that answer with something of a type, by type and deck."""
        told: dict[str, dict[str, list[Card]]] = defaultdict(lambda: defaultdict(list))
        for name, cards in self._cards.items():
            for card in cards.values():
                for type_ in {card.fields.type, *(each.type for each in card.blanks)}:
                    if type_:
                        told[type_][name].append(card)
        return told


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A deck file as it was read."""

    file: DeckFile
    mark: FileStamp
    """The file's, before it was read."""
    deck: Deck
    keys: tuple[str, ...]
    """Of the cards, in their order."""


def _load(file: DeckFile, mark: FileStamp) -> _Loaded:
    deck = read_deck_file(file)
    return _Loaded(file, mark, deck, tuple(card.key for card in deck.cards))


def _with_own_id(deck: Deck, ids: dict[str, str]) -> Deck:
    """`deck`, or an empty one that says so when another deck has its id already."""
    first = ids.setdefault(deck.id, deck.name)
    if first == deck.name or not deck.cards:
        return deck
    told = (duplicate_id(deck.id, first),)
    return Deck(deck.name, deck.id, deck.title, complaints=told, path=deck.path)
