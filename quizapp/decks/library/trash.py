"""Decks of one's own go, and could come back."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from quizapp.decks.library.deck_files import DeckFile, Origin
from quizapp.errors import DeckError, UsageError
from quizapp.files import make_folder, sync_folder, write_whole


def own_deck(name: str, files: Iterable[DeckFile]) -> DeckFile:
    """The user's own deck of that name, among all deck files.

    Raises `UsageError` when there is none, or when it stands where quizapp takes
    nothing away; that is told with the way out.
    """
    file = next((file for file in files if file.shown == name), None)
    if not file:
        raise UsageError(f"There is no deck called «{name}».")
    if file.origin is Origin.FOLDER:
        raise UsageError(
            f"{file.path} stands in a folder of the settings, which is only read. "
            "Move or delete the file there; its progress stays. It can also be hidden "
            "from home."
        )
    if file.origin is Origin.SHIPPED:
        raise UsageError(
            f"«{name}» came with quizapp, and cannot be removed; it can be hidden from "
            "home."
        )
    return file


def remove_deck(file: DeckFile, trash: Path) -> Path:
    """Move an own deck to the folder `trash`; return where it is now.

    Its progress stays, for the day it returns. Raises `DeckError` when the file cannot
    be moved.
    """
    place = place_in_trash(file.path.name, trash)
    _move(file.path, place)
    return place


def place_in_trash(name: str, trash: Path) -> Path:
    """Where a file of this name can be put in `trash`: nothing there is replaced."""
    place = trash / name
    number = 1
    while os.path.lexists(place):  # a link may point at nothing
        number += 1
        place = trash / f"{Path(name).stem} {number}{Path(name).suffix}"
    return place


def put_back(place: Path, path: Path) -> None:
    """Move a deck from the trash to where it was. Raises `DeckError`, also when another
    file stands there by now."""
    if os.path.lexists(path):
        raise DeckError(f"{path}: another file stands there now; it stays in {place}.")
    _move(place, path)


def _move(path: Path, place: Path) -> None:
    """Move a file, to another disk too; a link still points at the same.

    Raises `DeckError`; then nothing is lost.
    """
    try:
        make_folder(place.parent)
        try:
            if path.is_symlink():
                place.symlink_to(os.path.realpath(path))
                path.unlink()
            else:
                path.rename(place)
            sync_folder(place.parent)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            write_whole(place, path.read_bytes(), private=False)
            path.unlink()
    except OSError as error:
        raise DeckError(
            f"{path}: cannot be moved ({error.strerror or error})."
        ) from error
