"""The fold in files, so that the events need not be folded again.

`totals.json`, and a file of memories for each deck. `totals.json` is written last and
holds their digests: after a crash between the two they disagree, and everything is
folded again. They may be deleted at any time.
"""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct
from msgspec.json import Decoder

from quizapp import __version__
from quizapp.model import Day, DeckState, Stamp
from quizapp.progress.fold.aliases import Pairs, Sames
from quizapp.progress.fold.cache_file import read_cache, write_cache
from quizapp.progress.fold.fold import FIRST, CardRecord, Fold, Register
from quizapp.progress.fold.quizzes import Quizzes
from quizapp.progress.fold.sums import Bins, Row, Sums
from quizapp.progress.log.scan import Seen

FORMAT = 12
"""Increase it when the same events give another fold, or a cache holds other things."""


class _Totals(Struct):
    """A fold without its cards."""

    made: str
    """The version and the schedule with which the fold was made."""
    memories: dict[str, str]
    """The digest of each deck's file, by the deck's id."""
    seen: dict[str, Seen]
    names: list[str]
    last_ids: dict[str, int]
    days: dict[Day, Row]
    decks: Register[DeckState]
    places: Register[str]
    settings: Register[float | None]
    quizzes: Quizzes
    sames: list[tuple[Stamp, Pairs]]
    undos: list[tuple[Stamp, Stamp, str]]


class _Deck(Struct):
    """The cards of one deck."""

    cards: dict[str, CardRecord]
    days: dict[Day, Row]
    recalls: dict[Day, Bins]


_TOTALS, _DECK = Decoder(_Totals), Decoder(_Deck)


class Caches:
    """The caches of one user in the folder `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._digests: dict[str, str] = {}
        """The digest of each deck's file, by the deck's id."""

    def load(self) -> Fold | None:
        """The stored fold, without its cards; `None` if it cannot be used."""
        found = read_cache(self.root / "totals.json", _TOTALS)
        if found is None:
            return None
        _, totals = found
        fold = Fold(
            sums=Sums(totals.days),
            decks=totals.decks,
            places=totals.places,
            settings=totals.settings,
            quizzes=totals.quizzes,
            sames=Sames(dict(totals.sames)),
            undos={stamp: (undoes, card) for stamp, undoes, card in totals.undos},
            last_ids=totals.last_ids,
            seen=totals.seen,
            names={name: place for place, name in enumerate(totals.names)},
        )
        if totals.made != _made(fold):
            return None
        last = ((id_, device) for device, id_ in fold.last_ids.items())
        fold.newest = max(last, default=FIRST)
        fold.update_undone()
        fold.sames.settle(fold.undone)
        self._digests = totals.memories
        return fold

    def load_cards(self, fold: Fold) -> bool:
        """Add the cards to a fold that was loaded; False if they cannot be used."""
        for deck, digest in self._digests.items():
            found = read_cache(self._file(deck), _DECK)
            if found is None or found[0] != digest:
                return False
            kept = found[1]
            for known in kept.cards.values():
                known.deck = deck
            fold.cards |= kept.cards
            if kept.days:  # none if its cards were only suspended or tagged
                fold.sums.decks[deck] = kept.days
            if kept.recalls:
                fold.sums.recalls[deck] = kept.recalls
        return True

    def save(self, fold: Fold) -> None:
        """Write the decks that changed, then the totals, and mark the fold as saved.

        Raises `OSError`.
        """
        decks: dict[str, dict[str, CardRecord]] = defaultdict(dict)
        deck_ids = {
            known.deck for known in fold.cards.values()
        } | fold.sums.decks.keys()
        changed = fold.changed & deck_ids if self._digests else deck_ids
        for key, known in fold.cards.items():
            if known.deck in changed:
                decks[known.deck][key] = known
        for deck in fold.changed - deck_ids:
            self._digests.pop(deck, None)
        for deck in changed:
            kept = _Deck(
                decks.get(deck, {}),
                fold.sums.decks.get(deck, {}),
                fold.sums.recalls.get(deck, {}),
            )
            self._digests[deck] = write_cache(self._file(deck), kept)
        totals = _Totals(
            made=_made(fold),
            memories=self._digests,
            seen=fold.seen,
            names=list(fold.names),
            last_ids=fold.last_ids,
            days=fold.sums.days,
            decks=fold.decks,
            places=fold.places,
            settings=fold.settings,
            quizzes=fold.quizzes,
            sames=list(fold.sames.events.items()),
            undos=[(stamp, *undone) for stamp, undone in fold.undos.items()],
        )
        write_cache(self.root / "totals.json", totals)
        fold.changed.clear()

    def forget(self) -> None:
        """Write every deck at the next `save`."""
        self._digests.clear()

    def _file(self, deck: str) -> Path:
        name = blake2b(deck.encode(), digest_size=12).hexdigest()
        return self.root / "memories" / f"{name}.json"


def _made(fold: Fold) -> str:
    """Identifies what made a cache: another version may understand more events, and
    another schedule gives other memories."""
    return f"{__version__}/{FORMAT}/{fold.schedule.fingerprint()}"
