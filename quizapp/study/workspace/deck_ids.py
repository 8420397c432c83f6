"""Decides the id of each deck, under which its progress is stored.

It is the front matter's `id`; otherwise the file's stem if no other deck has that stem,
or if it is the one with the history of that id; otherwise its path below the decks
folder. Once a deck has a history, its id stays with its file: where the name does not
say which file that is, a `DeckPlace` event does. A file that was moved or renamed is
recognized by its cards.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

from quizapp.decks.library.deck_files import DeckFile, Origin
from quizapp.model import CardSeen, Deck, DeckPlace

Text = tuple[str, str, str]
"""Kind, prompt and answer of a card."""
NO_PLACES: Mapping[str, str] = {}


class DeckHistory:
    """What the log says about decks."""

    def __init__(
        self,
        used: Set[str] = frozenset(),
        places: Mapping[str, str] = NO_PLACES,
        kept: Callable[[], Iterable[CardSeen]] = tuple,
    ) -> None:
        self.used = used
        """The ids of decks with a history."""
        self.places = places
        """The places of the files of some of them, by id."""
        self._kept = kept
        self._decks: dict[Text, set[str]] | None = None
        self._sizes: Counter[str] = Counter()

    def votes(self, deck: Deck) -> Counter[str]:
        """For each id, how many of its cards with a history are in `deck`."""
        if self._decks is None:
            self._decks = defaultdict(set)
            for seen in self._kept():
                self._decks[seen.form, seen.prompt, seen.answer].add(seen.deck)
                self._sizes[seen.deck] += 1
        texts = {(card.kind, card.prompt, card.answer) for card in deck.cards}
        return Counter(id_ for text in texts for id_ in self._decks.get(text, ()))

    def is_most(self, votes: int, id_: str) -> bool:
        """Whether this many cards are most of those of a deck."""
        return 2 * votes > self._sizes[id_]


def deck_ids(
    decks: Sequence[tuple[DeckFile, Deck]], history: DeckHistory
) -> Mapping[str, str]:
    """The id of each deck, by its name in lists."""
    return _Ids(decks, history).all()


def places_to_record(
    decks: Sequence[tuple[DeckFile, Deck]], history: DeckHistory
) -> Iterator[DeckPlace]:
    """The events that keep the ids of used decks with their files."""
    stems = Counter(file.stem for file, _ in decks if not file.refusal)
    for file, deck in decks:
        if file.refusal or deck.has_own_id or deck.id not in history.used:
            continue
        is_plain = deck.id == file.stem and stems[file.stem] == 1
        if history.places.get(deck.id, file.place if is_plain else "") != file.place:
            yield DeckPlace(deck.id, file.place)


class _Ids:
    """The ids assigned so far."""

    def __init__(
        self, decks: Sequence[tuple[DeckFile, Deck]], history: DeckHistory
    ) -> None:
        self.history = history
        self.ids: dict[str, str] = {}
        self.taken: set[str] = set()
        self.left: dict[str, tuple[DeckFile, Deck]] = {}
        self.stems = Counter(file.stem for file, _ in decks if not file.refusal)
        for file, deck in decks:
            if deck.has_own_id or file.refusal or file.origin is Origin.SHIPPED:
                self._give(file, deck.id)
            else:
                self.left[file.shown] = file, deck

    def _give(self, file: DeckFile, id_: str) -> None:
        self.ids[file.shown] = id_
        self.left.pop(file.shown, None)
        if not file.refusal:
            self.taken.add(id_)

    def all(self) -> Mapping[str, str]:
        self._by_place()
        self._by_stem()
        self._by_cards()
        for file, _ in list(self.left.values()):
            offers = [file.place, file.place + file.path.suffix]
            if self.stems[file.stem] == 1:
                offers.insert(0, file.stem)
            self._give(file, next((id_ for id_ in offers if id_ not in self.taken), ""))
        return self.ids

    def _by_place(self) -> None:
        """Give ids to files by their places: the ones in the log, or ids that are
        places."""
        at = {place: id_ for id_, place in self.history.places.items()}
        for file, _ in list(self.left.values()):
            id_ = at.get(file.place, "")
            if not id_ and "/" in file.place and file.place not in self.history.places:
                id_ = file.place
            if id_ and id_ in self.history.used and id_ not in self.taken:
                self._give(file, id_)

    def _by_stem(self) -> None:
        """Give each stem as an id to the file that has the history of that id."""
        alike: dict[str, list[tuple[DeckFile, Deck]]] = defaultdict(list)
        for file, deck in self.left.values():
            if file.stem in self.history.used - self.taken:
                alike[file.stem].append((file, deck))
        for stem, decks in alike.items():
            if len(decks) > 1:
                votes = [self.history.votes(deck)[stem] for _, deck in decks]
                self._give(decks[votes.index(max(votes))][0], stem)
                continue
            ((file, deck),) = decks
            is_alone = self.stems[stem] == 1 and stem not in self.history.places
            if is_alone or self.history.votes(deck)[stem]:
                self._give(file, stem)

    def _by_cards(self) -> None:
        """Give ids to files that were moved or renamed: they have most cards of a deck
        that is missing."""
        lost = self.history.used - self.taken
        if not lost or not self.left:
            return
        found = [
            (votes, id_, file)
            for file, deck in self.left.values()
            for id_, votes in self.history.votes(deck).items()
            if id_ in lost and self.history.is_most(votes, id_)
        ]
        for _, id_, file in sorted(found, key=lambda each: -each[0]):
            if file.shown in self.left and id_ not in self.taken:
                self._give(file, id_)
