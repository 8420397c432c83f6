"""Which cards each deck had when it was last looked at.

So that a card that was always there is not taken for one that has just come. Derived,
in the cache: without it only an equal text makes two cards one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from quizapp.files import write_whole

if TYPE_CHECKING:
    from quizapp.shelf.shelf import Shelf

FORMAT = 1
FILE = "cards.json"


@dataclass(frozen=True, slots=True)
class Seen:
    """The keys of each deck, by its id."""

    folder: Path
    decks: Mapping[str, Set[str]]
    gone: Mapping[str, int]
    """When a key was found to be gone: ms since the epoch."""
    unclear: Mapping[str, Sequence[str]]
    """Keys that are gone, each with those that it may be: somebody must say."""

    @classmethod
    def load(cls, folder: Path) -> Self:
        """What was kept in `folder`; nothing when there is nothing of use."""
        decks: dict[str, Set[str]] = {}
        gone: dict[str, int] = {}
        unclear: dict[str, Sequence[str]] = {}
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            told = json.loads((folder / FILE).read_bytes())
            if told["format"] == FORMAT:
                decks = {deck: set(keys) for deck, keys in told["decks"].items()}
                gone = dict(told["gone"])
                unclear = dict(told.get("unclear", {}))
        return cls(folder, decks, gone, unclear)

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
        now: dict[str, Set[str]] = {}
        for name, deck in shelf.decks.items():
            if deck.cards or not deck.errors:
                now[deck.id] = {key for key in shelf.cards_of(name) if key not in but}
            elif deck.id in self.decks:
                now[deck.id] = self.decks[deck.id]
        if (now, gone, unclear) != (self.decks, self.gone, self.unclear):
            told = {
                "format": FORMAT,
                "decks": {deck: list(keys) for deck, keys in now.items()},
                "gone": gone,
                "unclear": unclear,
            }
            with suppress(OSError):
                data = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
                write_whole(self.folder / FILE, data.encode(), durable=False)
