"""Finds the layout of a table: its separator, its header, and what its columns hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from msgspec.structs import replace

from quizapp.cards.format.complaints import complaint
from quizapp.decks.tables.anki import AnkiHeader, read_anki_header
from quizapp.decks.tables.columns import (
    ROLES,
    header_of,
    may_be_header,
    roles_of,
    unknown_header_of,
)
from quizapp.decks.tables.records import (
    SAMPLE_LINES,
    SEPARATORS,
    Record,
    declared_separator,
    full_width,
    records_of,
    widest,
    width_of,
)
from quizapp.model import Complaint
from quizapp.text import folded, one_line

UNLIKELY_IN_TEXT = ("\t", ";", "|")
"""Separators that rarely occur in sentences."""
SHOWN_RECORDS = 3
"""The number of records shown to recognize the columns by."""


@dataclass(frozen=True, slots=True)
class TableOptions:
    """What the user says about a table; what is left empty is found out."""

    columns: tuple[str, ...] = ()
    """The role of each column, as `parse_columns` returns them."""
    separator: str = ""
    encoding: str = ""
    header: bool | None = None
    """Whether the first record names the columns, with any names, or is a card."""

    @property
    def is_table(self) -> bool:
        """Whether enough is given to read any text as a table."""
        return bool(self.columns or self.separator) or self.header is not None


DEFAULT_OPTIONS = TableOptions()


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read the text of a table."""

    separator: str
    first: int
    """The index of the first line after the header."""
    columns: tuple[str, ...]
    """The role of each column, `""` if it is left out; empty if the user must say."""
    asks: str
    """A sentence that asks for the columns; empty if they are known."""
    beginning: Sequence[Sequence[str]]
    """The cells of the first records, including a header, which show what the columns
    hold."""
    has_header: bool
    """Whether the first of them names the columns with known names."""
    may_be_header: bool
    """Whether the first of them may name the columns with other names."""
    is_certain: bool
    """Whether the file itself says that it is a table."""
    anki: AnkiHeader | None
    """The header of an Anki export, if it is one."""
    complaints: Sequence[Complaint]

    def records(self, lines: Sequence[str]) -> Iterator[Record]:
        """The records without the header."""
        records = records_of(lines, self.separator, self.first)
        if self.separator in SEPARATORS:
            return records
        wide = len(self.columns)
        return (_in_columns(record, self.separator, wide) for record in records)

    @property
    def first_line(self) -> str:
        """The first record as it is shown in a sentence."""
        return _shown(self.beginning[0]) if self.beginning else ""


def layout_of(lines: Sequence[str], options: TableOptions) -> Layout:
    """Find the layout of the table in these lines, as far as `options` leaves it
    open."""
    return _Finder(lines, options).layout()


class _Finder:
    """Finds the separator of a table, then its header, then its columns."""

    def __init__(self, lines: Sequence[str], options: TableOptions) -> None:
        self.lines, self.options = lines, options
        self.anki = read_anki_header(lines)
        declared = self.anki.separator if self.anki else declared_separator(lines)
        self.first = self.anki.end if self.anki else int(bool(declared))
        """The index of the line where the records begin."""
        self.given = options.separator or declared
        self.separator = self.given or _separator_of(
            lines[self.first : self.first + SAMPLE_LINES]
        )
        records = records_of(lines, self.separator, self.first)
        self.beginning = list(islice(records, SHOWN_RECORDS))
        self.head = (*self.beginning, Record(self.first + 1, self.first, []))[0]
        self.cells = [cell.strip() for cell in self.head.cells]
        self.header = header_of(self.cells) if options.header is not False else ()
        self.widest = widest(lines, self.separator, self.first)

    def layout(self) -> Layout:
        columns = self._columns()
        may_be_header = self._may_be_header()
        complaints: list[Complaint] = []
        asks = ""
        if self.cells and "question" not in columns:
            self._show_widest()
            count = max(len(record.cells) for record in self.beginning)
            complaints.append(_which_columns(self.head, count))
            asks = complaints[0].message
        elif may_be_header:
            complaints.append(complaint(self.head.line, 1, "maybe-header"))
        if self.header and not (self.options.columns or self.anki):
            complaints += _left_out(self.head, columns)
        has_header = bool(self.header or self.options.header)
        wide = len(columns)
        return Layout(
            separator=self.separator,
            first=self.head.end if has_header else self.first,
            columns=columns,
            asks=asks,
            beginning=[
                _in_columns(record, self.separator, wide).cells
                for record in self.beginning
            ],
            has_header=bool(self.header),
            may_be_header=may_be_header,
            is_certain=bool(self.given or self.header),
            anki=self.anki,
            complaints=complaints,
        )

    def _show_widest(self) -> None:
        """Show one of the widest records, unless the header says what is missing."""
        if not self.widest or self.widest in self.beginning or self._is_incomplete():
            return
        self.beginning[SHOWN_RECORDS - 1 :] = [self.widest]

    def _columns(self) -> tuple[str, ...]:
        """What each column holds; nothing if the user must say."""
        if self.options.columns:
            return self.options.columns
        named = self.header
        if not named and self.options.header:
            named = unknown_header_of(self.cells)
        if self.anki:
            count = max(len(self.cells), self._width)
            return self.anki.columns(count, self.cells if named else ())
        if named or self._is_incomplete():
            return named
        # A separator that is also punctuation may be part of an unquoted cell.
        is_sure = self._width < 3 or self.separator not in UNLIKELY_IN_TEXT
        usual = width_of(self.lines, self.separator, self.first)[0]
        return ("question", "answer") if is_sure and usual < 3 else ()

    @property
    def _width(self) -> int:
        return full_width(self.widest) if self.widest else 0

    def _is_incomplete(self) -> bool:
        """Whether the first record names some columns, but not question and answer."""
        return self.options.header is not False and _names_some(self.head)

    def _may_be_header(self) -> bool:
        """Whether the first record may name the columns with unknown names."""
        is_open = self.options.header is None and not (self.header or self.anki)
        below = records_of(self.lines, self.separator, self.head.end)
        return (
            is_open
            and may_be_header(self.cells)
            and _is_unlike_the_rest(self.cells, below)
        )


def _in_columns(record: Record, separator: str, wide: int) -> Record:
    """The record with at most `wide` cells, if its separator may also occur in texts;
    the last cell then contains the rest."""
    cells = record.cells
    if separator in SEPARATORS or not 0 < wide < len(cells):
        return record
    rest = separator.join(cells[wide - 1 :])
    return replace(record, cells=[*cells[: wide - 1], rest])


def _separator_of(lines: Sequence[str]) -> str:
    """The separator of the header's names, or else the one that fits most records."""
    sample = "\n".join(lines[:20])

    def fits(mark: str) -> tuple[bool, float, float]:
        head = next(records_of(lines[:20], mark), None)
        is_header = bool(head and header_of(head.cells))
        width, share = width_of(lines, mark)
        if not is_header and width < 2:
            return False, 0.0, 0.0
        loose = sample.count(f"{mark} ") / sample.count(mark)
        return is_header, share, -loose

    there = [mark for mark in SEPARATORS if mark in sample]
    return max(there, key=fits, default=",")


def _names_some(head: Record | None) -> bool:
    """Whether at least two cells of the first record are names of columns."""
    words = [cell for cell in head.cells if len(cell.strip()) > 1] if head else []
    return len(set(roles_of(words)) - {""}) > 1


def _is_unlike_the_rest(cells: Sequence[str], below: Iterable[Record]) -> bool:
    """Whether there are records `below` and none of them contains one of these
    cells."""
    named = {folded(cell) for cell in cells if cell}
    has_any = False
    for record in below:
        has_any = True
        if not named.isdisjoint(folded(cell.strip()) for cell in record.cells):
            return False
    return has_any


def _shown(cells: Sequence[str]) -> str:
    return ", ".join(f"“{one_line(cell)[:40]}”" for cell in cells[:8])


def _which_columns(head: Record, count: int) -> Complaint:
    """The complaint that asks what the `count` columns hold."""
    cells, more = _shown(head.cells), (",-" * (count - 2))[:40]
    if not _names_some(head):
        return complaint(
            head.line, 1, "which-columns", count=count, cells=cells, more=more
        )
    missing = [side for side in ROLES[:2] if side not in roles_of(head.cells)]
    return complaint(
        head.line,
        1,
        "incomplete-header",
        cells=cells,
        missing=" or ".join(f"the {side}" for side in missing),
        more=more,
    )


def _left_out(head: Record, columns: Sequence[str]) -> list[Complaint]:
    return [
        complaint(head.line, 1, "unknown-column", name=one_line(cell)[:40])
        for cell, role in zip(head.cells, columns, strict=True)
        if cell.strip() and not role
    ]
