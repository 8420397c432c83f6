"""The records of a table that were refused: in a file, to be mended and added again."""

from __future__ import annotations

import re
from pathlib import Path

from quizapp.decks.tables.reader import Table
from quizapp.errors import DeckError

_REJECTED = re.compile(r"\.rejected(?: \d+)?$")
"""What `save_rejects` puts behind a table's name."""


def rejects_name(source: Path) -> str:
    """What a file of the rejects of the table `source` is called to go to its deck."""
    return f"{source.stem}.rejected{source.suffix}"


def deck_of_rejects(name: str) -> str:
    """The name of the deck to which a file of rejects of this stem goes, mended."""
    return _REJECTED.sub("", name)


def rejects_of(table: Table) -> bytes:
    """The records that were refused, in UTF-8 that a spreadsheet knows for it."""
    return table.rejects.encode("utf-8-sig")


def save_rejects(source: Path, table: Table) -> Path:
    """Write the records that were refused to a new file beside their table, `source`.

    Raises `DeckError` when it cannot be written.
    """
    place, number = source.with_name(rejects_name(source)), 1
    rejects = rejects_of(table)
    try:
        while place.exists() and place.read_bytes() != rejects:
            number += 1
            place = source.with_name(f"{source.stem}.rejected {number}{source.suffix}")
        if not place.exists():
            with place.open("xb") as file:
                file.write(rejects)
    except OSError as error:
        raise DeckError(
            f"{place}: cannot be written ({error.strerror or error})."
        ) from error
    return place
