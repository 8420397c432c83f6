"""Decks of one's own go, and could come back."""

from __future__ import annotations

from pathlib import Path

from quizapp.errors import DeckError, UsageError
from quizapp.files import make_folder, sync_folder
from quizapp.library.finding import find_decks


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

    try:
        make_folder(trash)
        file.path.rename(place)
        sync_folder(trash)
    except OSError as error:
        raise DeckError(
            f"{file.path}: cannot be moved ({error.strerror or error})."
        ) from error
    return place


def place_in_trash(name: str, trash: Path) -> Path:
    """Where a file of this name can be put in `trash`: nothing there is replaced."""
    place = trash / name
    number = 1
    while place.exists():
        number += 1
        place = trash / f"{Path(name).stem} {number}{Path(name).suffix}"
    return place


def put_back(place: Path, path: Path) -> None:
    """Move a deck from the trash to where it was. Raises `DeckError`, also when another
    file stands there by now."""
    if path.exists():
        raise DeckError(f"{path}: another file stands there now; it stays in {place}.")
    try:
        place.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise DeckError(
            f"{place}: cannot be moved ({error.strerror or error})."
        ) from error
