"""All decks as they were read, the cards in them, and the answers of these cards."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain

from msgspec import Struct, structs

from quizapp.cards.questions import (
    Pool,
    RivalsByForm,
    Statements,
    answers_of_type,
    statements_of,
)
from quizapp.decks.library.deck_files import DeckFile, file_named, no_deck
from quizapp.decks.library.duplicates import duplicate_cards, duplicate_id
from quizapp.decks.library.reader import read_deck_file
from quizapp.errors import UsageError
from quizapp.files import FileStamp, file_stamp
from quizapp.model import Card, Deck, Rival
from quizapp.study.counts.kept import Stamps, stamp_of_deck
from quizapp.study.workspace.deck_ids import DeckHistory, deck_ids

ChooseDeck = Callable[[str, Sequence[Deck]], Deck]
"""Chooses which of the decks that contain a card asks it."""


class DeckSet:
    """All decks, by name; a card in several decks belongs to one of them.

    Never changed: when files change, another one is read.
    """

    def __init__(
        self,
        files: Iterable[DeckFile],
        choose: ChooseDeck,
        before: DeckSet | None = None,
        history: DeckHistory | None = None,
    ) -> None:
        """Read the files; those that have not changed are taken from `before`."""
        history = history or DeckHistory()
        self.files: dict[str, DeckFile] = {}
        self.decks: dict[str, Deck] = {}
        self._loaded: dict[str, _Loaded] = {}
        self._cards: dict[str, dict[str, Card]] = {}
        self._rivals: dict[str, RivalsByForm] = {}
        self._statements: dict[str, Statements] = {}
        self._answers: dict[tuple[str, tuple[str, ...]], Sequence[Rival]] = {}
        kept = before._loaded if before else {}
        own_ids: dict[str, str] = {}
        holders: dict[str, str] = {}
        shared: dict[str, list[str]] = {}
        for file in files:
            name, mark = file.shown, file_stamp(file.path)
            loaded = kept.get(name)
            if not loaded or (loaded.file, loaded.mark) != (file, mark):
                loaded = _load(file, mark)
            self._loaded[name] = loaded
        read = [(each.file, each.deck) for each in self._loaded.values()]
        ids = deck_ids(read, history)
        for name, loaded in self._loaded.items():
            if loaded.deck.id != ids[name]:
                loaded = self._loaded[name] = _with_id(loaded, ids[name])
            file, deck = loaded.file, _with_own_id(loaded.deck, own_ids)
            self.files[name], self.decks[name] = file, deck
            self._cards[name] = dict(zip(loaded.keys, deck.cards, strict=False))
            for key in self._cards[name]:
                first = holders.setdefault(key, name)
                if first != name:
                    shared.setdefault(key, [first]).append(name)
        self._share_out(shared, choose)

    def _share_out(
        self, shared: Mapping[str, Sequence[str]], choose: ChooseDeck
    ) -> None:
        """Leave each card in several decks, by its key, to one of them."""
        elsewhere: dict[str, Counter[str]] = defaultdict(Counter)
        for key, names in shared.items():
            owner = choose(key, [self.decks[name] for name in names]).name
            for name in names:
                if name != owner:
                    del self._cards[name][key]
                    elsewhere[name][owner] += 1
        for name, owners in elsewhere.items():
            deck = self.decks[name]
            added = [duplicate_cards(count, owner) for owner, count in owners.items()]
            self.decks[name] = replace(deck, complaints=(*added, *deck.complaints))

    @property
    def stamps(self) -> Stamps:
        """What changes with the files, as they were when they were read."""
        return [stamp_of_deck(each.file, each.mark) for each in self._loaded.values()]

    def is_current(self, files: Sequence[DeckFile]) -> bool:
        """Whether these are the files that were read, and none has changed since."""
        return list(files) == list(self.files.values()) and all(
            loaded.mark == file_stamp(loaded.file.path)
            for loaded in self._loaded.values()
        )

    def deck(self, name: str) -> Deck:
        """The deck of this name, id, path or title. Raises `UsageError` if there is
        none or several, and names them."""
        if found := self.decks.get(name):
            return found
        for deck in self.decks.values():
            if deck.id == name and deck.cards:
                return deck
        if file := file_named(name, self.files.values()):
            return self.decks[file.shown]
        titled = [deck for deck in self.decks.values() if deck.title == name]
        if len(titled) > 1:
            names = ", ".join(sorted(map(self._name, titled)))
            raise UsageError(f"Several decks have the title “{name}”: {names}")
        if titled:
            return titled[0]
        raise no_deck(name, self.files.values())

    def named(self, names: Iterable[str]) -> list[str]:
        """The decks of these names, and those in the folders of these names. Raises
        `UsageError` for what is neither."""
        found: list[str] = []
        for name in names:
            group = name.strip("/")
            inside = [
                deck
                for deck, file in self.files.items()
                if f"{file.group}/".startswith(f"{group}/")
            ]
            is_deck = name in self.decks or not inside
            found += [self._name(self.deck(name))] if is_deck else inside
        return list(dict.fromkeys(found))

    def _name(self, deck: Deck) -> str:
        return next(name for name, each in self.decks.items() if each is deck)

    def find(self, key: str) -> tuple[str, Card] | None:
        """The card of this key, with its deck's name."""
        for name, cards in self._cards.items():
            if key in cards:
                return name, cards[key]
        return None

    def cards_of(self, name: str) -> Mapping[str, Card]:
        """A deck's cards by key, also those that may not be asked."""
        return self._cards[name]

    def all_cards(self) -> Iterator[tuple[str, str, Card]]:
        """Every card, also one that may not be asked: deck, key, card."""
        for name, cards in self._cards.items():
            for key, card in cards.items():
                yield name, key, card

    def pool(self, name: str, alike: Sequence[Rival]) -> Pool:
        """What a question of this deck is asked and judged with; `alike` are the
        answers of the card's type."""
        if name not in self._rivals:
            cards = self._cards[name].values()
            self._rivals[name] = RivalsByForm(cards)
            self._statements[name] = statements_of(cards, self.decks[name].rules)
        return Pool(self._rivals[name], alike, self._statements[name])

    @property
    def types(self) -> tuple[str, ...]:
        """The types of answers in use."""
        return tuple(self._by_type)

    def answers(self, type_: str, names: tuple[str, ...]) -> Sequence[Rival]:
        """The answers of a type in these decks, those of the first deck first."""
        if (type_, names) not in self._answers:
            decks = self._by_type.get(type_, {})
            cards = chain.from_iterable(decks.get(name, ()) for name in names)
            self._answers[type_, names] = answers_of_type(cards, type_)
        return self._answers[type_, names]

    @cached_property
    def _by_type(self) -> Mapping[str, Mapping[str, Sequence[Card]]]:
        """The cards whose answers have a type, by type and deck."""
        found: dict[str, dict[str, list[Card]]] = defaultdict(lambda: defaultdict(list))
        for name, cards in self._cards.items():
            for card in cards.values():
                for type_ in {card.fields.type, *(each.type for each in card.blanks)}:
                    if type_:
                        found[type_][name].append(card)
        return found

    def emptied_since(self, before: DeckSet) -> frozenset[str]:
        """The decks that have lost all their cards, to none that is new."""
        if self.decks.keys() - before.decks.keys():
            return frozenset()
        left = {name for name, deck in self.decks.items() if deck.cards}
        had = {name for name, deck in before.decks.items() if deck.cards}
        return frozenset(had - left)


class _Loaded(Struct, frozen=True):
    """A deck file as it was read."""

    file: DeckFile
    mark: FileStamp
    """The stamp of the file before it was read."""
    deck: Deck
    keys: tuple[str, ...]
    """The keys of the cards, in their order."""


def _load(file: DeckFile, mark: FileStamp) -> _Loaded:
    deck = read_deck_file(file)
    return _Loaded(file, mark, deck, tuple(card.key for card in deck.cards))


def _with_id(loaded: _Loaded, id_: str) -> _Loaded:
    """The same deck under another id."""
    cards = tuple(structs.replace(card, deck=id_) for card in loaded.deck.cards)
    deck = replace(loaded.deck, id=id_, cards=cards)
    return structs.replace(loaded, deck=deck, keys=tuple(card.key for card in cards))


def _with_own_id(deck: Deck, ids: dict[str, str]) -> Deck:
    """`deck`; or an empty one that says so if another deck already has its id."""
    first = ids.setdefault(deck.id, deck.name)
    if first == deck.name or not deck.cards:
        return deck
    problem = (duplicate_id(deck.id, first),)
    return Deck(deck.name, deck.id, deck.title, complaints=problem, path=deck.path)
