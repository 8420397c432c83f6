"""A table read as a deck; what becomes of each record is told.

Each record is taken, perhaps with a change that `changes` names, or refused with the
one error of its line; so the records are those taken and those refused.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path

from quizapp.formats.collector import collector_at_rest
from quizapp.formats.front import write_front
from quizapp.formats.lines import split
from quizapp.formats.tables.columns import ROLES, header_of, roles_of
from quizapp.formats.tables.decoding import decoded
from quizapp.formats.tables.records import (
    SEPARATORS,
    Record,
    declared_separator,
    full_width,
    records_of,
    widest,
    width_of,
)
from quizapp.formats.tables.rows import Plain, Rows
from quizapp.formats.writer import write_block
from quizapp.model import RULES, Card, Complaint, Deck, Level, Rules, Topic
from quizapp.text import one_line


@dataclass(frozen=True, slots=True)
class Shape:
    """What a person says of a table; what is empty is found out."""

    columns: tuple[str, ...] = ()
    """As `named_columns` gives them."""
    separator: str = ""
    encoding: str = ""
    has_header: bool = False
    """Whether the first record only names the columns, by whatever names."""


UNKNOWN_SHAPE = Shape()
SHOWN = 3
"""Records by which the columns are known."""


@dataclass(frozen=True)  # without slots, so that `deck` is made once
class Table:
    """A table that was read."""

    empty: Deck
    """The deck without its cards."""
    taken: Sequence[Plain | list[Card]] = ()
    """The records that were taken: a card, or the cards of a block."""
    refused: Sequence[Record] = ()
    """One for each of the errors."""
    changes: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """What was changed in which records, by their first lines."""
    columns: tuple[str, ...] = ()
    """What each holds, `""` when it is left out."""
    asks: str = ""
    """Which columns there are must be said: a sentence, and no record is read."""
    lines: Sequence[str] = ()
    """The file's text."""
    first: int = 0
    """The index of the line of the first record."""
    beginning: Sequence[Sequence[str]] = ()
    """The cells of the first records, of a header too: by them a person knows what
    the columns hold."""
    has_header: bool = False
    """Whether the first of them names the columns by names that are known."""

    @cached_property
    def deck(self) -> Deck:
        """The deck; its cards have the lines of their records."""
        cards: list[Card] = []
        layout: list[Topic] = []
        deck, topic = self.empty, ""
        for index, each in enumerate(self.taken):
            cards += (
                [each.card(deck.id, deck.rules)] if isinstance(each, Plain) else each
            )
            if cards[-1].topic != topic:
                topic = cards[-1].topic
                layout.append(Topic(topic, index))
        return replace(deck, cards=tuple(cards), layout=tuple(layout))

    @property
    def count(self) -> int:
        """How many cards it has."""
        return sum(1 if isinstance(each, Plain) else len(each) for each in self.taken)

    @property
    def rejects(self) -> str:
        """The refused records as they stand in the file, below its header."""
        told = list(self.lines[: self.first])
        for each in self.refused:
            told += self.lines[each.line - 1 : each.end]
        return "".join(f"{line}\n" for line in told)

    def without(self, lines: Collection[int]) -> Table:
        """The same, but that the records at these lines are refused too."""
        kept: list[Plain | list[Card]] = []
        refused = list(self.refused)
        for each in self.taken:
            at = each if isinstance(each, Plain) else each[0]
            if at.line in lines:
                refused.append(Record(at.line, at.end, []))
            else:
                kept.append(each)
        refused.sort(key=lambda each: each.line)
        return replace(self, taken=kept, refused=refused)

    def written(self, source: str) -> str:
        """The file of the deck, made of a table called `source`.

        As `write_deck` gives it, without a card being made of each record first.
        """
        front = write_front(replace(self.empty, table=source))
        parts = ["\n".join(front)] if front else []
        topic = ""
        for each in self.taken:
            if isinstance(each, Plain):
                now, block = each.topic, each.written()
            else:
                now, block = each[0].topic, "\n".join(write_block(each))
            if now != topic:
                topic = now
                parts.append(f"# {topic}".rstrip())
            parts.append(block)
        return "\n\n".join(parts) + "\n"


def read_table(
    data: bytes,
    name: str,
    path: Path | None = None,
    *,
    shape: Shape = UNKNOWN_SHAPE,
    id_: str = "",
    rules: Rules = RULES,
) -> Table:
    """The table in `data`, the file of whose deck is called `name`.

    Raises `UsageError` for an encoding that there is not, and for nothing else: what is
    wrong in the file is in the deck's complaints.
    """
    with collector_at_rest(len(data)):
        text, guesses = decoded(data, shape.encoding)
        lines, found = split(text)
        complaints = [*found.told(), *guesses]
        first = 1 if (declared := declared_separator(lines)) else 0
        is_tabbed = path is not None and path.suffix.lower() == ".tsv"
        wanted = shape.separator or declared or ("\t" if is_tabbed else "")
        separator = wanted or _separator_of(lines)
        beginning = list(islice(records_of(lines, separator, first), SHOWN))
        head = beginning[0] if beginning else None
        header = header_of([cell.strip() for cell in head.cells]) if head else ()
        columns = shape.columns or header
        if not columns and not _names_some(head):
            wide = widest(lines, separator, first)
            # A comma may be a sentence's, in a cell that was not quoted.
            if width_of(lines, separator, first)[0] < 3 and (
                separator == "," or not wide or full_width(wide) < 3
            ):
                columns = ("question", "answer")
            elif wide and wide not in beginning:
                beginning = [*beginning[: SHOWN - 1], wide]
        is_known = "question" in columns
        count = max((len(each.cells) for each in beginning), default=0)
        asks = _which_columns(head, count) if head and not is_known else ""
        if head and header and not shape.columns:
            complaints += _left_out(head, columns)
        if head and (header or shape.has_header):
            first = head.end
        rows = Rows(id_ or name, columns if is_known else ROLES, rules, text)
        if not asks:
            for record in records_of(lines, separator, first):
                rows.take(record)
        complaints += rows.complaints
    if head and asks:
        complaints.append(Complaint(head.line, 1, "which-columns", asks))
    elif not complaints and not rows.taken:
        told = "There is no record in this table."
        complaints.append(Complaint(1, 1, "no-cards", told, Level.WARNING))
    complaints.sort(key=lambda each: each.line)
    return Table(
        Deck(
            name,
            id_ or name,
            name,
            rules=rules,
            complaints=tuple(complaints),
            path=path,
        ),
        rows.taken,
        rows.refused,
        rows.changes,
        columns,
        asks,
        lines,
        first,
        [each.cells for each in beginning],
        bool(header),
    )


def _separator_of(lines: Sequence[str]) -> str:
    """The mark that parts the header's names, else the one that fits most records."""

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


def _which_columns(head: Record, count: int) -> str:
    """What to say when so many columns are unknown, the first record shown."""
    cells = ", ".join(f"«{one_line(cell)[:40]}»" for cell in head.cells[:8])
    more = ",-" * (count - 2)
    if _names_some(head):
        missing = [each for each in ROLES[:2] if each not in roles_of(head.cells)]
        return (
            f"The first line, {cells}, names no {' and no '.join(missing)}. Name "
            f"{'them' if missing[1:] else 'it'} there; or if that line is a record, "
            f"say what the columns are, such as --columns question,answer{more[:40]} "
            "(- leaves one out)."
        )
    return (
        f"There are {count} columns, and no first line names a question and "
        f"an answer. The first record is {cells}. Say what they are, such as "
        f"--columns question,answer{more[:40]} (- leaves one out)."
    )


def _left_out(head: Record, columns: Sequence[str]) -> list[Complaint]:
    return [
        Complaint(
            head.line,
            1,
            "unknown-column",
            f"The column «{one_line(cell)[:40]}» is not known, or stands there twice; "
            "it is left out. To have it, name all columns (--columns; in the app: "
            "Columns).",
            Level.WARNING,
        )
        for cell, role in zip(head.cells, columns, strict=True)
        if cell.strip() and not role
    ]
