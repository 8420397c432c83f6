"""A TinyDB file that is replaced whole, and says its format."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from quizapp.errors import NewerFormatError
from quizapp.files import write_whole

FORMAT = 1
EVENTS = "events"
Tables = dict[str, dict[str, Any]]
ABOUT = "_file"
"""The table of one document that says what the file is."""


def _from_0(tables: Tables) -> Tables:
    """Format 0 did not say so: it had no table about the file."""
    return {ABOUT: {"1": {"format": 1}}, **tables}


MIGRATIONS: Mapping[int, Callable[[Tables], Tables]] = {0: _from_0}
"""What makes tables of one format into those of the next."""


class DamagedError(Exception):
    """A file does not hold tables: torn, emptied, or of another kind."""


def as_written(tables: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The bytes of a file of these tables, a value a line."""
    whole = {ABOUT: {"1": {"format": FORMAT}}, **tables}
    # Readable, and still written by the fast encoder.
    text = json.dumps(whole, ensure_ascii=False, separators=(",\n", ": "))
    try:
        return text.encode()
    except UnicodeEncodeError:  # half a surrogate pair: only an escape can hold it
        return json.dumps(whole, separators=(",\n", ": ")).encode()


class WholeFile(Storage):
    """TinyDB's storage seam over `write_whole`.

    A reader, or a crash, sees the file before a write or after it; when a write returns
    it is on the disk. Raises `NewerFormatError` for a file of a newer quizapp,
    `DamagedError` for one that holds no tables, `OSError` when the disk refuses.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._older: tuple[int, bytes] | None = None
        """Format and bytes of a file that an older quizapp wrote."""

    def read(self) -> Tables | None:
        """All tables, or `None` when there is no file yet."""
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return None
        found, tables = read_tables(data, self._path)
        self._older = (found, data) if found < FORMAT else None
        return tables

    def write(self, data: Tables) -> None:
        """Replace the file; one of an older format is kept beside it."""
        if self._older:
            found, before = self._older
            kept = self._path.with_name(f"{self._path.name}.format-{found}")
            if not kept.exists():
                write_whole(kept, before)
        write_whole(self._path, as_written(data))


def read_tables(data: bytes, path: Path) -> tuple[int, Tables]:
    """The format of a file, and its tables as they are in today's.

    Raises `DamagedError`, and `NewerFormatError` for a file of a newer quizapp.
    """
    try:
        tables = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise DamagedError("it is not JSON" if data else "it is empty") from error
    if not isinstance(tables, dict) or not all(
        isinstance(table, dict) for table in tables.values()
    ):
        raise DamagedError("it holds no tables")
    about = tables.get(ABOUT, {}).get("1")
    told = about.get("format") if isinstance(about, dict) else None
    found = told if isinstance(told, int) else 0
    if found > FORMAT:
        raise NewerFormatError(
            f"{path} was written by a newer quizapp (format {found}, this one knows "
            f"{FORMAT}). Upgrade quizapp on this machine."
        )
    for number in range(found, FORMAT):
        tables = MIGRATIONS[number](tables)
    return found, tables


def events_in(data: bytes, path: Path) -> dict[int, dict[str, Any]]:
    """The events that the bytes of a day file hold, by id.

    Raises `DamagedError` and `NewerFormatError`.
    """
    _, tables = read_tables(data, path)
    try:
        events = {int(id_): body for id_, body in tables.get(EVENTS, {}).items()}
    except ValueError as error:
        raise DamagedError("an id in it is no number") from error
    if not all(type(body) is dict and "kind" in body for body in events.values()):
        raise DamagedError("a row in it is no event")
    return events
