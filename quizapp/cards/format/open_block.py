"""A block of a file while it is being read: its texts and its fields."""

from __future__ import annotations

from collections.abc import Set

from msgspec import Struct

from quizapp.cards.format.complaints import Complain
from quizapp.cards.format.fields import RawField
from quizapp.cards.format.lines import FACT_FIELDS, FIELDS, unescaped
from quizapp.model import RULES, Blank, Card, Fields, Item, Rules


class BlockText(Struct, gc=False):
    """The lines of a question, an answer, a cloze or a fact."""

    line: int
    """The number of the first line, 1-based."""
    lines: list[str]
    """The lines, the first without its marker."""
    verbatim: Set[int] = frozenset()
    """The indexes of lines in code fences."""
    has_marker: bool = True
    """Whether the first line began with a marker; a fact has none."""

    def text(self, count: int | None = None) -> str:
        """The first `count` lines, or all, without escapes and stripped of white space
        at both ends."""
        if len(self.lines) == 1 or count == 1:
            return self.lines[0].strip()
        return self.unstripped(count).strip()

    def unstripped(self, count: int | None = None) -> str:
        """The first `count` lines, or all, without escapes but with their white
        space."""
        kept = self.verbatim | {0} if self.has_marker else self.verbatim
        return "\n".join(
            line if index in kept else unescaped(line, in_fact=not self.has_marker)
            for index, line in enumerate(self.lines[:count])
        )

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column in the file of an offset in `unstripped()`."""
        before = self.unstripped()[:offset]
        row = before.count("\n")
        column = offset - (before.rfind("\n") + 1) + 1
        if row == 0 and self.has_marker:
            column += 2
        elif row not in self.verbatim:
            line = self.lines[row]
            column += len(line) - len(unescaped(line, in_fact=not self.has_marker))
        return self.line + row, column


class OpenBlock(Struct, gc=False):
    """A card, a fact, or a question about a fact, while it is being read."""

    question: BlockText
    marker: str = "Q"
    """`Q` or `C`; `?` for a question about a fact; empty for a fact."""
    answer: BlockText | None = None
    fields: dict[str, RawField] | None = None
    end: int = 0
    """Its last line, 1-based."""
    is_bad: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields it can have."""
        return FIELDS if self.marker else FACT_FIELDS


class Context(Struct, frozen=True):
    """What the cards of a block take from their deck and topic."""

    deck: str
    topic: str
    complain: Complain
    rules: Rules = RULES

    def card(
        self,
        block: OpenBlock,
        kind: str,
        prompt: str,
        answer: str,
        fields: Fields,
        *,
        items: tuple[Item, ...] = (),
        blank: Blank | None = None,
        blanks: tuple[Blank, ...] = (),
        is_reverse: bool = False,
    ) -> Card:
        """A card of `block`."""
        return Card(
            self.deck,
            kind,
            prompt,
            answer,
            block.question.line,
            block.end,
            self.topic,
            items,
            blank,
            blanks,
            is_reverse,
            fields,
            self.rules,
        )
