"""Which cards each deck had when it was last looked at.

So that a card that was always there is not taken for one that has just come. Derived,
in the cache: without it only an equal text makes two cards one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from msgspec import Struct
from msgspec.json import Decoder

from quizapp.store.cache_file import read_cache, write_cache

if TYPE_CHECKING:
    from quizapp.shelf.shelf import Shelf

FILE = "cards.json"


class _Kept(Struct):
    """What the file holds: see `Seen`."""

    decks: dict[str, set[str]]
    gone: dict[str, int]
    unclear: dict[str, list[str]]


_KEPT = Decoder(_Kept)


@dataclass(frozen=True, slots=True)
class Seen:
    """The keys of each deck, by its id."""

    folder: Path
    decks: Mapping[str, set[str]]
    gone: Mapping[str, int]
    """When a key was found to be gone: ms since the epoch."""
    unclear: Mapping[str, Sequence[str]]
    """Keys that are gone, each with those that it may be: somebody must say."""

    @classmethod
    def load(cls, folder: Path) -> Self:
        """What was kept in `folder`; nothing when there is nothing of use."""
        found = read_cache(folder / FILE, _KEPT)
        kept = found[1] if found else _Kept({}, {}, {})
        return cls(folder, kept.decks, kept.gone, kept.unclear)

    def keep(
        self,
        shelf: Shelf,
        gone: Mapping[str, int],
        unclear: Mapping[str, Sequence[str]],
    ) -> None:
        """Keep the cards there are now, without those that are `unclear`, and those
        that are `gone`; that they cannot be written is no loss.

        A deck that cannot be read keeps what it had.
        """
        but = {key for keys in unclear.values() for key in keys}
        now: dict[str, set[str]] = {}
        for name, deck in shelf.decks.items():
            if deck.cards or not deck.errors:
                now[deck.id] = {key for key in shelf.cards_of(name) if key not in but}
            elif deck.id in self.decks:
                now[deck.id] = self.decks[deck.id]
        if (now, gone, unclear) != (self.decks, self.gone, self.unclear):
            kept = _Kept(now, dict(gone), {was: list(u) for was, u in unclear.items()})
            with suppress(OSError):
                write_cache(self.folder / FILE, kept)
