"""Decks of one's own come and go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from quizapp.errors import DeckError, UsageError
from quizapp.files import make_folder, sync_folder, write_whole
from quizapp.library.finding import DeckFile, Origin, find_decks
from quizapp.library.reading import read_deck_file
from quizapp.model import Deck


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one deck file did, or would do."""

    deck: Deck
    path: Path
    """Where the deck stands from now on."""
    replaced: bool


def add_deck(
    source: Path, own: Path, *, replace: bool = False, dry_run: bool = False
) -> Added:
    """Copy the deck file `source`, byte for byte, into the folder `own`.

    A deck with errors is added as long as it has a card: its good cards are asked, its
    errors listed. Raises `UsageError` for what is no deck file and for a name that is
    taken, unless `replace`, which moves nothing else; `DeckError` for a deck without a
    single card, and when writing fails.
    """
    if source.name.endswith(".facts.md"):
        raise UsageError(
            f"{source}: this is a facts file; make a deck of it first: "
            f"quizapp generate {source.name} -o "
            f"{source.name.removesuffix('.facts.md')}.md"
        )
    if source.suffix != ".md":
        raise UsageError(f"{source}: a deck is a text file whose name ends in .md.")
    deck = read_deck_file(DeckFile(source.stem, source, Origin.OWN))
    if not deck.cards:
        why = deck.complaints[0] if deck.complaints else None
        told = f" ({source}:{why.line}:{why.column}: {why.message})" if why else ""
        raise DeckError(f"{source}: there is no card in it{told}")
    taken = next((f for f in find_decks(own) if f.name == source.stem), None)
    if taken and not replace:
        raise UsageError(
            f"You have a deck called «{taken.name}» already: {taken.path}. "
            "Add it with --replace, or rename the file."
        )
    path = taken.path if taken else own / source.name
    if not dry_run:
        _writing(path, lambda: write_whole(path, source.read_bytes()))
    return Added(deck, path, replaced=bool(taken))


def remove_deck(name: str, own: Path, trash: Path) -> Path:
    """Move the user's own deck `name` to the folder `trash`; return where it is now.

    Its progress stays, for the day it returns. Raises `UsageError` when the user has no
    such deck, `DeckError` when the file cannot be moved.
    """
    file = next((file for file in find_decks(own) if file.name == name), None)
    if not file:
        raise UsageError(
            f"There is no deck of your own called «{name}» in {own}. A shipped deck "
            "cannot be removed; it can be hidden from home."
        )
    place = place_in_trash(file.path.name, trash)

    def move() -> None:
        make_folder(trash)
        file.path.rename(place)
        sync_folder(trash)

    _writing(file.path, move)
    return place


def place_in_trash(name: str, trash: Path) -> Path:
    """Where a file of this name can be put in `trash`: nothing there is replaced."""
    place = trash / name
    number = 1
    while place.exists():
        number += 1
        place = trash / f"{Path(name).stem} {number}{Path(name).suffix}"
    return place


def _writing(path: Path, write: Callable[[], object]) -> None:
    try:
        write()
    except OSError as error:
        raise DeckError(
            f"{path}: cannot be written ({error.strerror or error})."
        ) from error
