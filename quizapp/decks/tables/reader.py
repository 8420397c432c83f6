"""A table read as a deck; what becomes of each record is told.

Each record is taken, perhaps with a change that `changes` names, or refused with the
one error of its line; so the records are those taken and those refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from quizapp.cards.format.complaints import complaint
from quizapp.cards.format.front_matter import write_front_matter
from quizapp.cards.format.lines import may_hold_fences
from quizapp.cards.format.source import paused_garbage_collection, split_lines
from quizapp.cards.format.writer import write_block
from quizapp.decks.tables.anki import HTML, MARKUP, Notes
from quizapp.decks.tables.columns import ROLES
from quizapp.decks.tables.encoding import decoded
from quizapp.decks.tables.layout import (
    UNKNOWN_SHAPE,
    Layout,
    Shape,
    layout_of,
)
from quizapp.decks.tables.records import Record
from quizapp.decks.tables.rows import Plain, Rows
from quizapp.model import RULES, Card, Complaint, Deck, Rules, Topic
from quizapp.text import FORMULA_STARTS, one_line


@dataclass(frozen=True)  # without slots, so that `deck` is made once
class Table:
    """A table that was read."""

    empty: Deck
    """The deck without its cards."""
    layout: Layout
    """How it was read; no record was if it asks for the columns."""
    taken: Sequence[Plain | list[Card]] = ()
    """The records that were taken: a card, or the cards of a block."""
    refused: Sequence[Record] = ()
    """One for each of the errors."""
    changes: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """What was changed in which records, by their first lines."""
    lines: Sequence[str] = ()
    """The file's text."""

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
        told = list(self.lines[: self.layout.first])
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
        front = write_front_matter(replace(self.empty, table=source))
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
    with paused_garbage_collection(len(data)):
        text, guesses = decoded(data, shape.encoding)
        lines, found = split_lines(text)
        layout = layout_of(lines, path, shape)
        anki, columns = layout.anki, layout.columns
        complaints = [*found.in_order(), *guesses, *layout.complaints]
        if not anki or anki.is_html is None:
            complaints += _markup(text, HTML if anki else MARKUP)
        changes: dict[str, list[int]] = defaultdict(list)
        notes = Notes(anki, columns, changes) if anki else None
        rows = Rows(
            id_ or name,
            notes.columns if notes else columns if "question" in columns else ROLES,
            rules,
            changes,
            has_marks=not anki and any(f"'{mark}" in text for mark in FORMULA_STARTS),
            has_fences=may_hold_fences(text),
        )
        if not layout.asks:
            for record in layout.records(lines):
                if read := notes.take(record, rows.refuse) if notes else record:
                    rows.take(read)
        complaints += rows.complaints
    if not complaints and not rows.taken:
        complaints.append(complaint(1, 1, "no-records"))
    complaints.sort(key=lambda each: each.line)
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
    )


def _markup(text: str, pattern: re.Pattern[str]) -> list[Complaint]:
    """The warning that text of Anki is not read as Anki reads it, if there is any."""
    found = pattern.search(text)
    if not found:
        return []
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - text.rfind("\n", 0, found.start())
    return [complaint(line, column, "anki-markup", found=found[0])]
