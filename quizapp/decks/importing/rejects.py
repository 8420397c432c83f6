"""Saves the rejected records of a table in a file, to be corrected and added again."""

from __future__ import annotations

import re
from pathlib import Path

from quizapp.decks.tables.reader import Table
from quizapp.errors import deck_error

_REJECTED = re.compile(r"\.rejected(?: \d+)?$")
"""The end of the stem of a file with rejected records."""


def rejects_name(source: Path) -> str:
    """The name of the file for rejected records of the table `source`."""
    return f"{source.stem}.rejected{source.suffix}"


def deck_of_rejects(name: str) -> str:
    """The name of the deck to which a file of rejected records with this stem
    belongs."""
    return _REJECTED.sub("", name)


def save_rejects(source: Path, table: Table) -> Path:
    """Write the rejected records to a file beside their table, `source`, unless one
    there holds them already.

    Raises `DeckError` if it cannot be written.
    """
    place, number = source.with_name(rejects_name(source)), 1
    with deck_error(place):
        while place.exists() and place.read_bytes() != table.rejects:
            number += 1
            place = source.with_name(f"{source.stem}.rejected {number}{source.suffix}")
        if not place.exists():
            with place.open("xb") as file:
                file.write(table.rejects)
    return place
