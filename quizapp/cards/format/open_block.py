"""A block of a file while it is read: its body, line by line, and its fields."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizapp.cards.format.complaints import Complain
from quizapp.cards.format.fields import Raw
from quizapp.cards.format.lines import FACT_FIELDS, FIELDS, unescaped
from quizapp.model import RULES, Blank, Card, Fields, Item, Rules


@dataclass(slots=True)
class Part:
    """Lines of a body, which begin with a marker unless they are a fact's."""

    line: int
    """1-based, of the first."""
    lines: list[str]
    """The first without its marker."""
    verbatim: set[int] = field(default_factory=set)
    """Indexes of lines in code fences."""
    has_marker: bool = True

    def text(self, count: int | None = None) -> str:
        """The lines, or so many of them, as one text, its escapes taken away, without
        the ends' blanks."""
        if len(self.lines) == 1 or count == 1:
            return self.lines[0].strip()
        return self.raw(count).strip()

    def raw(self, count: int | None = None) -> str:
        """The same with the blanks, a line a line of the file."""
        kept = self.verbatim | {0} if self.has_marker else self.verbatim
        return "\n".join(
            line if index in kept else unescaped(line)
            for index, line in enumerate(self.lines[:count])
        )

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of an offset in `raw`: it reads all of it."""
        before = self.raw()[:offset]
        row = before.count("\n")
        column = offset - (before.rfind("\n") + 1) + 1
        if row == 0 and self.has_marker:
            column += 2
        elif row not in self.verbatim:
            column += len(self.lines[row]) - len(unescaped(self.lines[row]))
        return self.line + row, column


@dataclass(slots=True)
class Block:
    """A card of the file, a fact, or a question about a fact, while it is read."""

    question: Part
    marker: str = "Q"
    """`Q` or `C`; `?` for a question about a fact, and none for a fact."""
    answer: Part | None = None
    fields: dict[str, Raw] | None = None
    end: int = 0
    """Its last line, 1-based."""
    is_bad: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The fields it may have."""
        return FIELDS if self.marker else FACT_FIELDS

    @property
    def span(self) -> tuple[int, int]:
        """Its first and its last line."""
        return self.question.line, self.end


@dataclass(frozen=True, slots=True)
class Context:
    """What a block's cards take from around it."""

    deck: str
    topic: str
    complain: Complain
    rules: Rules = RULES

    def card(
        self,
        lines: tuple[int, int],
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
        """A card of the block that has these first and last lines."""
        return Card(
            self.deck,
            kind,
            prompt,
            answer,
            *lines,
            self.topic,
            items,
            blank,
            blanks,
            is_reverse,
            fields,
            self.rules,
        )
