"""How a table is laid out: its separator, its header, what its columns hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from quizapp.cards.format.complaints import complaint
from quizapp.decks.tables.anki import Head, read_head
from quizapp.decks.tables.columns import (
    ROLES,
    header_of,
    may_be_header,
    roles_of,
    unknown_header_of,
)
from quizapp.decks.tables.records import (
    SAMPLE,
    SEPARATORS,
    Record,
    declared_separator,
    full_width,
    records_of,
    widest,
    width_of,
)
from quizapp.formats import format_of
from quizapp.model import Complaint
from quizapp.text import folded, one_line

UNLIKELY_IN_TEXT = ("\t", ";", "|")
"""Separators that a sentence does not hold, or seldom."""
SHOWN = 3
"""Records by which the columns are known."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a person says of a table; what is empty is found out."""

    columns: tuple[str, ...] = ()
    """As `named_columns` gives them."""
    separator: str = ""
    encoding: str = ""
    header: bool | None = None
    """Whether the first record names the columns, by whatever names, or is a card."""

    @property
    def is_table(self) -> bool:
        """Whether enough is said to take any text for a table."""
        return bool(self.columns or self.separator) or self.header is not None


UNKNOWN_SHAPE = Shape()


@dataclass(frozen=True, slots=True)
class Layout:
    """How the text of a table is to be read."""

    separator: str
    first: int
    """The index of the line of the first record that is no header."""
    columns: tuple[str, ...]
    """What each holds, `""` when it is left out; none when they must be said."""
    asks: str
    """Which columns there are must be said: a sentence."""
    beginning: Sequence[Sequence[str]]
    """The cells of the first records, of a header too: by them a person knows what
    the columns hold."""
    has_header: bool
    """Whether the first of them names the columns by names that are known."""
    may_be_header: bool
    """Whether the first of them may do so by other names."""
    is_certain: bool
    """Whether the file says itself that it is a table."""
    anki: Head | None
    """What an export of Anki says of itself."""
    complaints: Sequence[Complaint]

    def records(self, lines: Sequence[str]) -> Iterator[Record]:
        """The records that are no header."""
        records = records_of(lines, self.separator, self.first)
        if self.separator in SEPARATORS:
            return records
        wide = len(self.columns)
        return (_in_columns(record, self.separator, wide) for record in records)

    @property
    def first_line(self) -> str:
        """The first record, to be shown in a sentence."""
        return _shown(self.beginning[0]) if self.beginning else ""


def layout_of(lines: Sequence[str], path: Path | None, shape: Shape) -> Layout:
    """How the table of these lines is laid out, as far as `shape` does not say it."""
    anki = read_head(lines)
    declared = anki.separator if anki else declared_separator(lines)
    first = anki.end if anki else 1 if declared else 0
    form = format_of(path.name) if path else None
    usual = form.separator if form and not form.is_separator_found else ""
    wanted = shape.separator or declared or usual
    separator = wanted or _separator_of(lines[first : first + SAMPLE])
    beginning = list(islice(records_of(lines, separator, first), SHOWN))
    head = beginning[0] if beginning else Record(first + 1, first, [])
    cells = [cell.strip() for cell in head.cells]
    header = header_of(cells) if shape.header is not False else ()
    columns = shape.columns or header
    if not columns and shape.header:
        columns = unknown_header_of(cells)
    wide = widest(lines, separator, first) if anki or not columns else None
    if anki and not shape.columns:
        count = max(len(cells), full_width(wide) if wide else 0)
        columns = anki.columns(count, cells if columns else ())
    elif not columns and (shape.header is False or not _names_some(head)):
        # What is not only a separator may stand in a cell that was not quoted.
        if width_of(lines, separator, first)[0] < 3 and (
            separator not in UNLIKELY_IN_TEXT or not wide or full_width(wide) < 3
        ):
            columns = ("question", "answer")
        elif wide and wide not in beginning:
            beginning = [*beginning[: SHOWN - 1], wide]
    asks = ""
    complaints: list[Complaint] = []
    if cells and "question" not in columns:
        which = _which_columns(head, max(len(each.cells) for each in beginning))
        complaints.append(which)
        asks = which.message
    is_doubtful = (
        shape.header is None
        and not (header or anki)
        and may_be_header(cells)
        and _is_unlike_the_rest(cells, records_of(lines, separator, head.end))
    )
    if header and not (shape.columns or anki):
        complaints += _left_out(head, columns)
    if is_doubtful and not asks:
        complaints.append(complaint(head.line, 1, "maybe-header"))
    return Layout(
        separator,
        head.end if header or shape.header else first,
        columns,
        asks,
        [_in_columns(each, separator, len(columns)).cells for each in beginning],
        bool(header),
        is_doubtful,
        bool(wanted or header),
        anki,
        complaints,
    )


def _in_columns(record: Record, separator: str, wide: int) -> Record:
    """The record in so many cells, if its separator may be a word or a mark of a text
    too: then the last cell holds all that follows."""
    cells = record.cells
    if separator in SEPARATORS or not 0 < wide < len(cells):
        return record
    rest = separator.join(cells[wide - 1 :])
    return record._replace(cells=[*cells[: wide - 1], rest])


def _separator_of(lines: Sequence[str]) -> str:
    """What separates the header's names, else the mark that fits most records."""
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
    """Whether the first record seems to name columns, by two words at least."""
    words = [cell for cell in head.cells if len(cell.strip()) > 1] if head else []
    return len(set(roles_of(words)) - {""}) > 1


def _is_unlike_the_rest(cells: Sequence[str], below: Iterable[Record]) -> bool:
    """Whether there are records `below`, and none holds one of these cells."""
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
    """What to say when so many columns are unknown."""
    cells, more = _shown(head.cells), (",-" * (count - 2))[:40]
    if not _names_some(head):
        return complaint(
            head.line, 1, "which-columns", count=count, cells=cells, more=more
        )
    missing = [each for each in ROLES[:2] if each not in roles_of(head.cells)]
    return complaint(
        head.line,
        1,
        "incomplete-header",
        cells=cells,
        missing=" or ".join(f"the {each}" for each in missing),
        more=more,
    )


def _left_out(head: Record, columns: Sequence[str]) -> list[Complaint]:
    return [
        complaint(head.line, 1, "unknown-column", name=one_line(cell)[:40])
        for cell, role in zip(head.cells, columns, strict=True)
        if cell.strip() and not role
    ]
