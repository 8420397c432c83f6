"""Splits the text of a table into records: separated cells, quoted or not.

Text that `csv.reader` accepts is read as it does, without spaces before cells. From
the first record that it refuses, a quote that does not enclose a whole cell is text,
so that it does not swallow the rest of the file.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress

from msgspec import Struct

SEPARATORS = ("\t", ";", ",", "|")
"""The separators that a table may have; those that are rarer in texts come first."""
WIDEST_SHARE = 5
"""A table is as wide as a record that one in this many is wider than."""
SAMPLE_LINES = 100
"""The number of lines that are used to find the separator."""

_DECLARED = re.compile(r'"?sep=([^"])"?[;,\t]*', re.IGNORECASE)


class Record(Struct, frozen=True, gc=False):
    """One record."""

    line: int
    """Its first line, 1-based."""
    end: int
    """Its last line, 1-based."""
    cells: list[str]
    is_odd: bool = False
    """Whether a cell begins with a quote that encloses nothing."""


def records_of(
    lines: Sequence[str], separator: str, first: int = 0
) -> Iterator[Record]:
    """The records in `lines` from the index `first` on, without blank lines."""
    index = first
    # To `csv.reader` spaces before cells are no separators, and a quote cannot be one.
    if len(separator) == 1 and separator not in ' "':
        ended = (f"{line}\n" for line in lines[first:])
        reader = csv.reader(
            ended, delimiter=separator, skipinitialspace=True, strict=True
        )
        with suppress(csv.Error):
            for cells in reader:
                end = first + reader.line_num
                if cells and cells != [""]:
                    yield Record(index + 1, end, cells)
                index = end
    yield from _scanned(lines, separator, index)


def _scanned(lines: Sequence[str], separator: str, first: int) -> Iterator[Record]:
    """The records from the index `first` on, in which quotes may be text.

    The search for a closing quote stops at the first one that is not doubled, and the
    next search begins after that, so the time is proportional to the length of the
    text.
    """
    mark = re.escape(separator)
    other = rf"[^{mark}\n]" if len(separator) == 1 else rf"(?!{mark})[^\n]"
    cell = re.compile(rf' *(?:"((?:[^"]+|"")*+)" *|((?:{other})*+))({mark}|\n|\Z)')
    begin = line = first + 1
    cells: list[str] = []
    is_odd = False
    for found in cell.finditer("\n".join(lines[first:])):
        quoted, plain, end = found.groups()
        if quoted is None:
            cells.append(plain)
            is_odd = is_odd or plain[:1] == '"'
        else:
            cells.append(quoted.replace('""', '"'))
            line += quoted.count("\n")
        if end != separator:
            if cells != [""]:
                yield Record(begin, line, cells, is_odd)
            begin = line = line + 1
            cells, is_odd = [], False


def declared_separator(lines: Sequence[str]) -> str:
    """The separator in a first line `sep=;`, as Excel writes and reads it; else
    empty."""
    found = _DECLARED.fullmatch(lines[0].strip(" ")) if lines else None
    return found[1] if found else ""


def full_width(record: Record) -> int:
    """The number of cells without empty ones at the end, which spreadsheets add."""
    return max((n for n, cell in enumerate(record.cells, 1) if cell.strip()), default=0)


def widest(lines: Sequence[str], separator: str, first: int = 0) -> Record | None:
    """A record near the beginning that is among the widest fifth, so that a column
    counts even if it is often empty; never the very widest."""
    sample = list(records_of(lines[first : first + SAMPLE_LINES], separator))
    sample.sort(key=full_width, reverse=True)
    return sample[max(1, len(sample) // WIDEST_SHARE)] if sample[1:] else None


def width_of(lines: Sequence[str], separator: str, first: int = 0) -> tuple[int, float]:
    """The most common number of cells in records near the beginning, and its share."""
    sample = lines[first : first + SAMPLE_LINES]
    widths = Counter(map(full_width, records_of(sample, separator)))
    if not widths:
        return 0, 0.0
    width, count = max(
        widths.items(), key=lambda item: (item[1], item[0] > 1, -item[0])
    )
    return width, count / widths.total()
