"""A day file as a TinyDB database: replaced whole, its events kept as they were read.

Stock TinyDB reads it too: `TinyDB(path, encoding="utf-8").table("events")`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import DecodeError, Raw, Struct
from msgspec.json import Decoder
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from quizapp.errors import NewerFormatError, StoreError
from quizapp.files import write_whole

FORMAT = 1
EVENTS = "events"
ABOUT = "_file"
"""The table of one document that says what the file is."""

OURS = (ABOUT, EVENTS)
"""The tables that this version knows."""

Tables = dict[str, dict[str, Raw]]
"""Documents by table and id, each as the JSON text that it was read as."""
NO_TABLES: Tables = {}


class _About(Struct):
    """What a file says about itself."""

    format: int = FORMAT


_TABLES = Decoder(Tables)
_ABOUT = Decoder(_About)


class DamagedError(Exception):
    """A file holds no tables: it is torn, empty, or of another kind."""


class Row:
    """A document of a day file, as the JSON text that it was read as.

    It is written back unchanged, so that fields which this version does not know
    survive.
    """

    __slots__ = ("doc_id", "json")

    def __init__(self, json: Raw, doc_id: int) -> None:
        self.json = json
        self.doc_id = doc_id

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and (
            self.json == other.json or _value(self.json) == _value(other.json)
        )

    __hash__ = None  # type: ignore[assignment]


Rows = dict[int, Row]
"""The events of a day file, by id."""


class TakenError(StoreError):
    """An event of this id is in the file already; nothing has been written."""


class RowTable(Table):
    """A table whose documents are rows."""

    document_class = Row  # type: ignore[assignment]

    def rows(self) -> Iterator[Row]:
        """The rows, as the file has them."""
        return iter(self)  # type: ignore[arg-type]

    def add(self, rows: Mapping[int, Row]) -> None:
        """Insert rows under their ids. Raises `TakenError` for one that is taken."""

        def insert(table: dict[int, Raw]) -> None:
            if taken := table.keys() & rows.keys():
                raise TakenError(
                    f"Event {min(taken)} exists already: the file has been "
                    "repaired, or written by another program. Nothing is lost; try "
                    "again."
                )
            table.update((id_, row.json) for id_, row in rows.items())

        self._update_table(insert)  # type: ignore[arg-type]

    def add_missing(self, documents: Mapping[str, Raw]) -> None:
        """Insert the documents whose ids are not taken."""
        there = {row.doc_id for row in self.rows()}
        rows = {int(id_): Row(text, int(id_)) for id_, text in documents.items()}
        new = {id_: row for id_, row in rows.items() if id_ not in there}
        if new:
            self.add(new)


class WholeFile(Storage):
    """TinyDB's storage over `write_whole`.

    A reader, or a crash, sees the file before a write or after it; when a write returns
    it is on the disk. Raises `NewerFormatError` for a file of a newer quizapp,
    `DamagedError` for one that holds no tables, `OSError` when the disk refuses.
    """

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        """The file at `path`; `data` are its bytes, if they have been read."""
        self._path = path
        self._data = data

    def read(self) -> Tables | None:
        """All tables, or `None` when there is no file yet."""
        try:
            data = self._path.read_bytes() if self._data is None else self._data
        except FileNotFoundError:
            return None
        return read_tables(data, self._path)

    def write(self, data: Tables) -> None:
        """Replace the file."""
        write_whole(self._path, as_written(data))


class DayFile(TinyDB):
    """The database that is one day file."""

    table_class = RowTable

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        super().__init__(path, data, storage=WholeFile)

    @property
    def events(self) -> RowTable:
        """The table of the events."""
        return self.rows(EVENTS)

    def rows(self, name: str) -> RowTable:
        """A table of the file."""
        table = self.table(name)
        assert isinstance(table, RowTable)
        return table


def read_rows(path: Path, data: bytes | None = None) -> Rows:
    """The events of the day file at `path`; none when there is no file.

    `data` are its bytes, if they have been read. Raises `DamagedError`,
    `NewerFormatError` and `OSError`.
    """
    with DayFile(path, data) as database:
        try:
            return {row.doc_id: row for row in database.events.rows()}
        except ValueError as error:
            raise DamagedError("an id in it is not a number") from error


def read_day(path: Path, data: bytes | None = None) -> tuple[Rows, Tables]:
    """The events of a day file, and its other tables. Raises as `read_rows` does."""
    rows = read_rows(path, data)
    tables = DayFile(path, data).storage.read() or {}
    others = {name: table for name, table in tables.items() if name not in OURS}
    return rows, others


def day_file(rows: Mapping[int, Row], others: Tables) -> bytes:
    """The bytes of a day file that holds these events and other tables."""
    events = {str(id_): row.json for id_, row in rows.items()}
    return as_written({**others, EVENTS: events})


def as_written(tables: Mapping[str, Mapping[str, Raw]]) -> bytes:
    """The bytes of a file of these tables, a document a line."""
    about = {ABOUT: {"1": Raw(b'{"format": %d}' % FORMAT)}}
    parts = (
        b"%s: {\n%s\n}" % (_text(name), b",\n".join(map(_line, table.items())))
        for name, table in {**about, **tables}.items()
    )
    return b"{%s}\n" % b",\n".join(parts)


def _line(document: tuple[str, Raw]) -> bytes:
    return b"%s: %s" % (_text(document[0]), bytes(document[1]))


def _text(text: str) -> bytes:
    if text.isalnum() and text.isascii():  # as are the hundreds of ids of a day
        return b'"%s"' % text.encode()
    return json.dumps(text).encode()


def read_tables(data: bytes, path: Path) -> Tables:
    """The tables of a file. Raises as `read_rows` does."""
    try:
        tables = _TABLES.decode(data)
    except (DecodeError, UnicodeDecodeError, RecursionError):
        tables = _read_leniently(data)
    try:
        found = _ABOUT.decode(tables[ABOUT]["1"]).format
    except (KeyError, DecodeError, UnicodeDecodeError):
        found = FORMAT
    if found > FORMAT:
        raise NewerFormatError(
            f"{path} was written by a newer quizapp (format {found}, this one knows "
            f"{FORMAT}). Upgrade quizapp on this machine."
        )
    return tables


def _read_leniently(data: bytes) -> Tables:
    """The tables, if stock TinyDB can read them: msgspec refuses half a surrogate and a
    byte-order mark."""
    try:
        tables = json.loads(data)
        if not isinstance(tables, dict) or not all(
            isinstance(table, dict) for table in tables.values()
        ):
            raise DamagedError("it holds no tables")
        return {
            name: {id_: Raw(json.dumps(row).encode()) for id_, row in table.items()}
            for name, table in tables.items()
        }
    except RecursionError as error:
        raise DamagedError("it is nested too deeply") from error
    except ValueError as error:
        raise DamagedError("it is not JSON" if data else "it is empty") from error


def _value(text: Raw) -> object:
    """The value of a document, whatever its spacing; its bytes if it is not JSON."""
    try:
        return json.loads(bytes(text))
    except (ValueError, RecursionError):
        return bytes(text)
