"""Moves the user's decks to the trash and back."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from quizapp.decks.library.deck_files import DeckFile, Origin
from quizapp.errors import DeckChangedError, DeckError, UsageError, deck_error
from quizapp.files import make_folder, sync_folder, write_whole
from quizapp.formats import Holds, endings


def own_deck(file: DeckFile, title: str = "") -> DeckFile:
    """The file, if it is the user's own; the message calls it by its `title`.

    Raises `UsageError` if it is in a place where quizapp removes nothing; the message
    says what to do instead.
    """
    if file.origin is Origin.FOLDER:
        raise UsageError(
            f"{file.path} is in a folder from the settings, which is only read. Move "
            "or delete the file there; its progress stays. You can also hide it from "
            "home."
        )
    if file.origin is Origin.SHIPPED:
        raise UsageError(
            f"“{title or file.name}” comes with quizapp and cannot be removed, but you "
            "can hide it from home."
        )
    return file


def remove_deck(file: DeckFile, trash: Path) -> Path:
    """Move a deck to the folder `trash`; return its path there. The facts that it is
    made from go with it, as it would be made from them again.

    Its progress stays, in case it returns. Raises `DeckError` if a file cannot be
    moved.
    """
    place = place_in_trash(file.path.name, trash)
    _move(file.path, place)
    facts = facts_beside(file.path)
    if facts.is_file():
        _move(facts, facts_beside(place))
    return place


def facts_beside(deck: Path) -> Path:
    """The path of the facts that a deck is made from, if it is made from facts."""
    return deck.with_name(deck.stem + endings(Holds.FACTS)[0])


def place_in_trash(name: str, trash: Path) -> Path:
    """A free path for a file with this name in `trash`, or in a numbered folder there;
    so is that of its facts. The name is kept, as it leads to progress and articles."""
    place = trash / name
    number = 1
    # One of them may be a broken link.
    while os.path.lexists(place) or os.path.lexists(facts_beside(place)):
        number += 1
        place = trash / str(number) / name
    return place


def put_back(place: Path, path: Path) -> None:
    """Move a deck from the trash back to its place.

    Raises `DeckError` if it cannot be moved, or another file is there now, and
    `DeckChangedError` if it is no longer in the trash.
    """
    if not os.path.lexists(place):
        raise DeckChangedError(f"{place}: the deck is no longer in the trash.")
    if os.path.lexists(path):
        raise DeckError(
            f"{path}: another file is there now; the deck stays in {place}."
        )
    facts = facts_beside(place)
    if facts.is_file() and not os.path.lexists(facts_beside(path)):
        _move(facts, facts_beside(path))
    _move(place, path)


def _move(path: Path, place: Path) -> None:
    """Move a file, also to another disk; a link keeps its target.

    Raises `DeckError`, and then nothing is lost.
    """
    with deck_error(path, "moved"):
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
