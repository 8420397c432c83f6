"""Reads deck files. A file that cannot be read gives a deck with a complaint."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

from quizapp.cards.format.complaints import complaint
from quizapp.cards.format.encoding import as_utf_8
from quizapp.cards.format.limits import MAX_BYTES
from quizapp.cards.format.reader import read_deck
from quizapp.decks.library.deck_files import DeckFile
from quizapp.errors import reason_of
from quizapp.formats import is_table
from quizapp.model import Complaint, Deck


def read_deck_file(file: DeckFile) -> Deck:
    """The deck in `file`; if it cannot be read, a deck without cards that says why."""
    if file.refusal:
        return _unreadable(file, file.refusal)
    data = read_file(file.path)
    if isinstance(data, Complaint):
        return _unreadable(file, data)
    if is_table(file.path.name):
        # Few decks are tables, and the first counts wait for what is imported here.
        from quizapp.decks.tables.reader import read_table

        deck = read_table(data, file.stem, file.path).deck
    else:
        deck = read_deck(as_utf_8(data), file.stem, file.path)
    return deck if file.name == file.stem else replace(deck, name=file.name)


def read_file(path: Path) -> bytes | Complaint:
    """The bytes of a file, or a complaint about why it cannot be read."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return complaint(1, 1, "not-a-file")
        if status.st_size > MAX_BYTES:
            return complaint(1, 1, "too-large")
        with path.open("rb") as file:
            # It may have grown in the meantime.
            data = file.read(MAX_BYTES + 1)
        return data if len(data) <= MAX_BYTES else complaint(1, 1, "too-large")
    except OSError as error:
        return complaint(1, 1, "unreadable", reason=reason_of(error))


def _unreadable(file: DeckFile, why: Complaint) -> Deck:
    name = file.name
    return Deck(name, name, file.stem, complaints=(why,), path=file.path)
