"""Makes the cards of one block from each record, or refuses it with a complaint.

The cells are treated as the parts of a block in a deck, so that the same rules apply to
both. Their text is literal: a question with an answer contains no markers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from quizapp.cards.format.blocks import cards_of_block
from quizapp.cards.format.complaints import complaint
from quizapp.cards.format.deck_builder import SeenCards
from quizapp.cards.format.fields import MULTILINE_FIELDS, RawField
from quizapp.cards.format.lines import FIELDS, LineKind, code_lines, line_kind
from quizapp.cards.format.lists import list_items
from quizapp.cards.format.open_block import BlockText, Context, OpenBlock
from quizapp.decks.tables.records import Record
from quizapp.model import Card, Complaint, Level, Rules
from quizapp.text import plural, unescape_formula

TRIMMED = "white space around a cell removed"
UNMARKED = "the ' before a formula removed"
FOLDED = "a note joined into one line"


class RowReader:
    """Reads the records of one table, and collects rows and complaints."""

    def __init__(
        self,
        deck: str,
        columns: Sequence[str],
        rules: Rules,
        changes: dict[str, list[int]],
        *,
        has_marks: bool,
    ) -> None:
        """Changed lines are added to `changes`. `has_marks` says whether a `'` before a
        formula only marks it."""
        self.taken: list[list[Card]] = []
        """The cards of each record."""
        self.complaints: list[Complaint] = []
        self.refused: list[Record] = []
        self._changes = changes
        self._wide = len(columns)
        self._context = Context(deck, "", self._complain, rules)
        self._line = 0
        """The line of the record that is being read."""
        self._errors: list[Complaint] = []
        """What is wrong with its card."""
        self._has_marks = has_marks
        self._question = columns.index("question")
        self._answer = columns.index("answer") if "answer" in columns else -1
        self._topic = columns.index("topic") if "topic" in columns else -1
        self._fields = [
            (columns.index(name), name) for name in FIELDS if name in columns
        ]
        self._seen = SeenCards()

    def take(self, record: Record) -> None:
        """Read one record."""
        line, wide = record.line, self._wide
        cells = [*map(str.strip, record.cells)]
        if cells != record.cells:
            self._changes[TRIMMED].append(line)
        if self._has_marks:
            bare = [*map(unescape_formula, cells)]
            if bare != cells:
                self._changes[UNMARKED].append(line)
                cells = [*map(str.strip, bare)]
        if record.is_odd:
            self.complaints.append(complaint(line, 1, "quote-as-text"))
        if len(cells) < wide:
            cells += [""] * (wide - len(cells))
        block = self._block_of(record, cells)
        if not block:
            return
        if self._fields:
            block.fields = self._fields_of(record, cells)
        topic = _topic(cells[self._topic]) if self._topic >= 0 else ""
        if topic != self._context.topic:
            self._context = replace(self._context, topic=topic)
        self._take_block(block, record)

    def _block_of(self, record: Record, cells: Sequence[str]) -> OpenBlock | None:
        """The block that a record stands for; `None` if it is refused."""
        line, wide = record.line, self._wide
        question = cells[self._question]
        answer = cells[self._answer] if self._answer >= 0 else ""
        if not question and not any(cells):
            self.refuse(record, "empty-record")
        elif len(cells) > wide and any(cells[wide:]):
            has, columns = plural(len(cells), "cell"), plural(wide, "column")
            self.refuse(record, "too-many-cells", cells=has, columns=columns)
        elif not question:
            self.refuse(record, "no-question")
        elif answer:
            # As a single line, a text is literal, whatever line breaks it has.
            given = BlockText(line, [answer])
            return OpenBlock(BlockText(line, [question]), "Q", given, None, record.end)
        elif block := _without_answer(line, question):
            block.end = record.end
            return block
        else:
            self.refuse(record, "no-answer")
        return None

    def _take_block(self, block: OpenBlock, record: Record) -> None:
        self._line = record.line
        cards = cards_of_block(block, self._context)
        first = 0
        for card in cards:
            first = self._seen.earlier(card) or first
        if self._errors:
            self.refused.append(record)
            self.complaints.append(self._errors[0])
            self._errors.clear()
        elif not first:
            self.taken.append(cards)
        elif id_ := cards[0].fields.id:
            self.refuse(record, "duplicate-id", thing="row", line=first, id=id_)
        else:
            self.refuse(record, "repeated-record", line=first)

    def _complain(self, _: int, __: int, code: str, /, **fields: object) -> None:
        found = complaint(self._line, 1, code, **fields)
        is_error = found.level is Level.ERROR
        (self._errors if is_error else self.complaints).append(found)

    def _fields_of(self, record: Record, cells: Sequence[str]) -> dict[str, RawField]:
        """The fields of a record, by name."""
        line = record.line
        fields: dict[str, RawField] = {}
        for index, name in self._fields:
            if text := cells[index]:
                lines = self._lines_of(name, text, line) if "\n" in text else [text]
                fields[name] = RawField(lines, line, 1)
        return fields

    def _lines_of(self, name: str, text: str, line: int) -> list[str]:
        """The lines of a field of the record in this line. A note keeps its line breaks
        unless a line would end it in a deck."""
        lines = [*map(str.strip, text.split("\n"))]
        if name not in MULTILINE_FIELDS or all(
            line_kind(f" {each}") is LineKind.TEXT for each in lines[1:]
        ):
            return lines
        self._changes[FOLDED].append(line)
        return [" ".join(text.split())]

    def refuse(self, record: Record, code: str, /, **fields: object) -> None:
        """Refuse a record with a complaint."""
        self.refused.append(record)
        self.complaints.append(complaint(record.line, 1, code, **fields))


def _without_answer(line: int, text: str) -> OpenBlock | None:
    """The block of a record without an answer: a list, or a text with brackets.

    It is read as in a deck, with or without `Q:` or `C:`, so that a table can hold
    every card that a deck can.
    """
    marker = text[:2] if text[:2] in ("Q:", "C:") else ""
    lines = text.removeprefix(marker).split("\n")
    part = BlockText(line, lines, code_lines(lines))
    if marker != "C:" and list_items(part)[0]:
        return OpenBlock(part)
    is_cloze = marker == "C:" or ("[" in text and "]" in text)
    return OpenBlock(part, "C") if is_cloze else None


@lru_cache(maxsize=1)  # records of one topic are often next to each other
def _topic(text: str) -> str:
    """A topic as a heading can contain it: on one line, without closing `#`s."""
    words = text.split()
    while words and not words[-1].strip("#"):
        words.pop()
    return " ".join(words)
