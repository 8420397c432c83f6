"""Splits the text of a table into records: separated cells, quoted or not.

Text that `csv.reader` accepts is read as it does, without spaces before cells.
Otherwise a quote that does not enclose a whole cell is text, so that it does not
swallow the rest of the file.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

SEPARATORS = ("\t", ";", ",", "|")
"""The separators that are looked for; those that are rarer in texts come first."""
WIDEST_SHARE = 5
"""One of so many records decides on the width of a table."""
SAMPLE_LINES = 100
"""The number of lines that are used to find the separator."""

_DECLARED = re.compile(r'"?sep=([^"])"?[;,\t]*', re.IGNORECASE)


class Record(NamedTuple):
    """One record; a plain tuple, for there are many."""

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
    """The records in `lines` from the index `first` on, without blank lines.

    `csv.reader` is tried first; a record that it refuses is scanned here, and then
    `csv.reader` continues. The time is proportional to the length of the text.
    """
    text = "\n".join(lines)
    scanner = _QuoteScanner(text, lines, separator)
    stream = io.StringIO(text, newline="\n")
    is_standard = len(separator) == 1 and separator not in ' "'
    index = first
    while index < len(lines):
        if is_standard:
            if index:
                stream.seek(scanner.starts[index])
            reader = csv.reader(
                stream,
                delimiter=separator,
                skipinitialspace=True,
                strict=True,
            )
            begun = index
            try:
                for cells in reader:
                    end = begun + reader.line_num
                    if cells and cells != [""]:
                        yield Record(index + 1, end, cells)
                    index = end
            except csv.Error:
                pass
        if index < len(lines):
            record = scanner.scan(index)
            if record.cells != [""]:
                yield record
            index = record.end


class _QuoteScanner:
    """Scans records in which quotes may be text."""

    def __init__(self, text: str, lines: Sequence[str], separator: str) -> None:
        self._text = text
        self._lines = lines
        self._separator = separator
        mark = re.escape(separator)
        other = rf"[^{mark}\n]" if len(separator) == 1 else rf"(?!{mark})[^\n]"
        self._quoted = re.compile(rf' *"((?:[^"]+|"")*+)" *(?={mark}|\n|\Z)')
        self._plain = re.compile(rf" *((?:{other})*+)")

    @cached_property
    def starts(self) -> Sequence[int]:
        """The offset of each line in the text."""
        return [0, *accumulate(len(line) + 1 for line in self._lines)]

    def scan(self, index: int) -> Record:
        """The record that begins with the line of this index.

        The search for a closing quote stops at the first one that is not doubled, and
        the next search begins after that, so that no text is searched twice.
        """
        text, mark = self._text, self._separator
        start = position = self.starts[index]
        cells: list[str] = []
        is_odd = False
        while True:
            found = self._quoted.match(text, position)
            if found:
                cells.append(found[1].replace('""', '"'))
            else:
                found = self._plain.match(text, position)
                assert found
                cells.append(found[1])
                is_odd = is_odd or found[1].startswith('"')
            position = found.end()
            if not text.startswith(mark, position):
                break
            position += len(mark)
        end = index + 1 + text.count("\n", start, position)
        return Record(index + 1, end, cells, is_odd)


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
