"""The text of a table as records: cells parted by a mark, quoted or not.

What `csv.reader` takes without a complaint is read as it reads it; blanks before a cell
are no part of it. Beyond that a quote that does not enclose a whole cell is text, and
swallows nothing.
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
"""Those that are looked for; of two that fit alike the first, which text holds less."""
RARE = 5
"""One in so many records."""
SAMPLE = 100
"""Lines by which the separator is found."""

_DECLARED = re.compile(r'"?sep=([^"])"?[;,\t]*', re.IGNORECASE)


class Record(NamedTuple):
    """One record; a plain tuple, for there are many."""

    line: int
    """Of its first line, 1-based."""
    end: int
    """Its last line."""
    cells: list[str]
    is_odd: bool = False
    """Whether a cell begins with a quote that encloses nothing."""


def records_of(
    lines: Sequence[str], separator: str, first: int = 0
) -> Iterator[Record]:
    """The records in `lines` from the index `first` on; blank lines are none.

    The standard reader is asked first; a record that it refuses is scanned with care,
    and it goes on below. Takes time in proportion to the text.
    """
    text = "\n".join(lines)
    careful = _Careful(text, lines, separator)
    stream = io.StringIO(text, newline="\n")
    is_standard = len(separator) == 1 and separator not in ' "'
    index = first
    while index < len(lines):
        if is_standard:
            if index:
                stream.seek(careful.starts[index])
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
            record = careful.scan(index)
            if record.cells != [""]:
                yield record
            index = record.end


class _Careful:
    """Scans a record in which a quote may mean nothing."""

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
        """Where each line begins in the text."""
        return [0, *accumulate(len(line) + 1 for line in self._lines)]

    def scan(self, index: int) -> Record:
        """The record that begins with the line of this index.

        A search for a closing quote stops at the first one that is not doubled, where
        at the earliest another search may begin: no text is searched twice.
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
    """What a first line `sep=;` says, as Excel writes and reads it."""
    found = _DECLARED.fullmatch(lines[0].strip(" ")) if lines else None
    return found[1] if found else ""


def full_width(record: Record) -> int:
    """The cells of a record but the empty ones at its end: spreadsheets pad."""
    return max((n for n, cell in enumerate(record.cells, 1) if cell.strip()), default=0)


def widest(lines: Sequence[str], separator: str, first: int = 0) -> Record | None:
    """A record at the beginning with as many cells as one in five has at least, and
    two: a column that is often empty is one all the same."""
    sample = list(records_of(lines[first : first + SAMPLE], separator))
    sample.sort(key=full_width, reverse=True)
    return sample[max(1, len(sample) // RARE)] if sample[1:] else None


def width_of(lines: Sequence[str], separator: str, first: int = 0) -> tuple[int, float]:
    """How many cells most records have at the beginning, and their share."""
    sample = lines[first : first + SAMPLE]
    widths = Counter(map(full_width, records_of(sample, separator)))
    if not widths:
        return 0, 0.0
    width, count = max(
        widths.items(), key=lambda each: (each[1], each[0] > 1, -each[0])
    )
    return width, count / widths.total()
