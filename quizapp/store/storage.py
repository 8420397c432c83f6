"""A TinyDB file that is replaced whole, and says its format."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from quizapp.errors import NewerFormatError
from quizapp.files import write_whole

FORMAT = 1
EVENTS = "events"
ABOUT = "_file"
"""The table of one document that says what the file is."""


class DamagedError(Exception):
    """A file does not hold tables: torn, emptied, or of another kind."""


def as_written(tables: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The bytes of a file of these tables, a value a line."""
    whole = {ABOUT: {"1": {"format": FORMAT}}, **tables}
    # Readable, and still written by the fast encoder.
    return json.dumps(whole, ensure_ascii=False, separators=(",\n", ": ")).encode()


class WholeFile(Storage):
    """TinyDB's storage seam over `write_whole`.

    A reader, or a crash, sees the file before a write or after it; when a write returns
    it is on the disk. Raises `NewerFormatError` for a file of a newer quizapp,
    `DamagedError` for one that holds no tables, `OSError` when the disk refuses.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, or `None` when there is no file yet."""
        try:
            tables = tables_in(self._path.read_bytes())
        except FileNotFoundError:
            return None
        check_format(tables, self._path)
        return tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file."""
        write_whole(self._path, as_written(data))


def tables_in(data: bytes) -> dict[str, dict[str, Any]]:
    """The tables that the bytes of a file hold. Raises `DamagedError`."""
    try:
        tables = json.loads(data)
    except ValueError as error:
        raise DamagedError("it is no JSON" if data else "it is empty") from error
    if not isinstance(tables, dict) or not all(
        isinstance(table, dict) for table in tables.values()
    ):
        raise DamagedError("it holds no tables")
    return tables


def events_in(data: bytes, path: Path) -> dict[int, dict[str, Any]]:
    """The events that the bytes of a day file hold, by id.

    Raises `DamagedError` and `NewerFormatError`.
    """
    tables = tables_in(data)
    check_format(tables, path)
    try:
        events = {int(id_): body for id_, body in tables.get(EVENTS, {}).items()}
    except ValueError as error:
        raise DamagedError("an id in it is no number") from error
    if not all(type(body) is dict and "kind" in body for body in events.values()):
        raise DamagedError("a row in it is no event")
    return events


def check_format(tables: dict[str, dict[str, Any]], path: Path) -> None:
    """Raise `NewerFormatError` when a newer quizapp wrote the tables."""
    about = tables.get(ABOUT, {}).get("1")
    found = about.get("format") if isinstance(about, dict) else None
    if isinstance(found, int) and found > FORMAT:
        raise NewerFormatError(
            f"{path} was written by a newer quizapp (format {found}, this one knows "
            f"{FORMAT}). Upgrade quizapp on this machine."
        )
