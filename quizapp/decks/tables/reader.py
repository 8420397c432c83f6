"""Reads a table as a deck, and reports what becomes of each record.

Each record is either taken, perhaps with a change that is listed in `changes`, or
refused with one error for its line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from operator import attrgetter
from pathlib import Path

from quizapp.cards.format.complaints import complaint
from quizapp.cards.format.encoding import decoded
from quizapp.cards.format.limits import MAX_LINE_LENGTH
from quizapp.cards.format.source import split_lines
from quizapp.decks.tables.anki import HTML, MARKUP, NoteReader
from quizapp.decks.tables.columns import ROLES
from quizapp.decks.tables.layout import (
    DEFAULT_OPTIONS,
    Layout,
    TableOptions,
    layout_of,
)
from quizapp.decks.tables.records import Record
from quizapp.decks.tables.rows import RowReader
from quizapp.model import RULES, Card, Complaint, Deck, Rules, Topic
from quizapp.text import MARKED_FORMULA, one_line


@dataclass(frozen=True)  # without slots, so that `deck` is made once
class Table:
    """A table that was read."""

    empty: Deck
    """The deck without its cards."""
    layout: Layout
    """How it was read; if it asks for the columns, no record was."""
    taken: Sequence[Sequence[Card]] = ()
    """The cards of each record that was taken."""
    refused: Sequence[Record] = ()
    """The records that were refused, one for each error."""
    changes: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """The first lines of the records that were changed, by what was changed."""
    lines: Sequence[str] = ()
    """The lines of the file."""
    is_guessed: bool = False
    """Whether its encoding is only guessed."""

    @cached_property
    def deck(self) -> Deck:
        """The deck; each card has the line of its record."""
        layout: list[Topic] = []
        topic = ""
        for index, block in enumerate(self.taken):
            if block[0].topic != topic:
                topic = block[0].topic
                layout.append(Topic(topic, index))
        cards = tuple(chain.from_iterable(self.taken))
        return replace(self.empty, cards=cards, layout=tuple(layout))

    @cached_property
    def rejects(self) -> bytes:
        """The header and the refused records as they are in the file, in UTF-8 with a
        BOM, which spreadsheets recognize."""
        lines = list(self.lines[: self.layout.first])
        for record in self.refused:
            lines += self.lines[record.line - 1 : record.end]
        return "".join(f"{line}\n" for line in lines).encode("utf-8-sig")

    def refusing(self, complaints: Sequence[Complaint]) -> Table:
        """The table with the records that these errors are about refused too."""
        lines = {each.line for each in complaints}
        taken: list[Sequence[Card]] = []
        refused = list(self.refused)
        for block in self.taken:
            if block[0].line in lines:
                refused.append(Record(block[0].line, block[0].end, []))
            else:
                taken.append(block)
        refused.sort(key=attrgetter("line"))
        found = sorted((*self.empty.complaints, *complaints), key=attrgetter("line"))
        empty = replace(self.empty, complaints=tuple(found))
        return replace(self, empty=empty, taken=taken, refused=refused)


def read_table(
    data: bytes,
    name: str,
    path: Path | None = None,
    *,
    options: TableOptions = DEFAULT_OPTIONS,
    id_: str = "",
    rules: Rules = RULES,
) -> Table:
    """The table in `data`; its deck is called `name`.

    Raises only `UsageError` for an unknown encoding: the deck's complaints say what is
    wrong in the file.
    """
    text, guesses = decoded(data, options.encoding)
    lines, found = split_lines(text)
    lines = ["" if len(line) > MAX_LINE_LENGTH else line for line in lines]
    layout = layout_of(lines, options)
    anki = layout.anki
    complaints = [*found.in_order(), *guesses, *layout.complaints]
    if not anki or anki.is_html is None:
        complaints += _markup(text, HTML if anki else MARKUP)
    changes: dict[str, list[int]] = defaultdict(list)
    has_marks = not anki and MARKED_FORMULA.search(text) is not None
    rows = _rows(layout, lines, id_ or name, rules, changes, has_marks=has_marks)
    complaints += rows.complaints
    if not complaints and not rows.taken:
        complaints.append(complaint(1, 1, "no-records"))
    complaints.sort(key=attrgetter("line"))
    title = one_line(anki.deck) if anki else ""
    return Table(
        Deck(
            name,
            id_ or name,
            title or name,
            rules=rules,
            complaints=tuple(complaints),
            path=path,
        ),
        layout,
        rows.taken,
        rows.refused,
        changes,
        lines,
        bool(guesses),
    )


def _rows(
    layout: Layout,
    lines: Sequence[str],
    deck: str,
    rules: Rules,
    changes: dict[str, list[int]],
    *,
    has_marks: bool,
) -> RowReader:
    """The rows of a table; none while it is not known what its columns hold."""
    notes = NoteReader(layout.anki, layout.columns, changes) if layout.anki else None
    columns = ROLES if layout.asks else notes.columns if notes else layout.columns
    rows = RowReader(deck, columns, rules, changes, has_marks=has_marks)
    for record in () if layout.asks else layout.records(lines):
        if read := notes.take(record, rows.refuse) if notes else record:
            rows.take(read)
    return rows


def _markup(text: str, pattern: re.Pattern[str]) -> list[Complaint]:
    """The warning that Anki's markup is read as text, if there is any."""
    # All markup begins with one of these, and single characters are found much faster.
    found = pattern.search(text) if any(mark in text for mark in "<&{") else None
    if not found:
        return []
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - text.rfind("\n", 0, found.start())
    return [complaint(line, column, "anki-markup", found=found[0])]
