"""Finds the layout of a table: its separator, its header, and what its columns hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

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
    """The role of each column, as `named_columns` returns them."""
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
    anki = read_anki_header(lines)
    declared = anki.separator if anki else declared_separator(lines)
    first = anki.end if anki else 1 if declared else 0
    wanted = options.separator or declared
    separator = wanted or _separator_of(lines[first : first + SAMPLE_LINES])
    beginning = list(islice(records_of(lines, separator, first), SHOWN_RECORDS))
    head = beginning[0] if beginning else Record(first + 1, first, [])
    cells = [cell.strip() for cell in head.cells]
    header = header_of(cells) if options.header is not False else ()
    columns, odd = _columns(
        lines, separator, first, head, header=header, options=options, anki=anki
    )
    if odd and odd not in beginning:
        beginning = [*beginning[: SHOWN_RECORDS - 1], odd]
    complaints: list[Complaint] = []
    if is_asked := bool(cells) and "question" not in columns:
        count = max(len(record.cells) for record in beginning)
        complaints.append(_which_columns(head, count))
    if header and not (options.columns or anki):
        complaints += _left_out(head, columns)
    is_doubtful = (
        options.header is None
        and not (header or anki)
        and may_be_header(cells)
        and _is_unlike_the_rest(cells, records_of(lines, separator, head.end))
    )
    if is_doubtful and not is_asked:
        complaints.append(complaint(head.line, 1, "maybe-header"))
    return Layout(
        separator,
        head.end if header or options.header else first,
        columns,
        complaints[0].message if is_asked else "",
        [_in_columns(record, separator, len(columns)).cells for record in beginning],
        bool(header),
        is_doubtful,
        bool(wanted or header),
        anki,
        complaints,
    )


def _columns(
    lines: Sequence[str],
    separator: str,
    first: int,
    head: Record,
    *,
    header: tuple[str, ...],
    options: TableOptions,
    anki: AnkiHeader | None,
) -> tuple[tuple[str, ...], Record | None]:
    """What each column holds, or nothing if the user must say; then also a record that
    shows why.

    The records begin at index `first` of the lines; `head` is the first of them, and
    `header` what its cells name.
    """
    cells = [cell.strip() for cell in head.cells]
    if options.columns:
        return options.columns, None
    columns = header
    if not columns and options.header:
        columns = unknown_header_of(cells)
    if columns and not anki:
        return columns, None
    odd = widest(lines, separator, first)
    width = full_width(odd) if odd else 0
    if anki:
        count = max(len(cells), width)
        return anki.columns(count, cells if columns else ()), None
    if options.header is not False and _names_some(head):
        return (), None
    # A separator that is also punctuation may be part of an unquoted cell.
    is_sure = width < 3 or separator not in UNLIKELY_IN_TEXT
    if is_sure and width_of(lines, separator, first)[0] < 3:
        return ("question", "answer"), None
    return (), odd


def _in_columns(record: Record, separator: str, wide: int) -> Record:
    """The record with at most `wide` cells, if its separator may also occur in texts;
    the last cell then contains the rest."""
    cells = record.cells
    if separator in SEPARATORS or not 0 < wide < len(cells):
        return record
    rest = separator.join(cells[wide - 1 :])
    return record._replace(cells=[*cells[: wide - 1], rest])


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
