"""Reads a deck or facts file line by line, and drops nothing silently.

The parser is always in one of four states:

BEFORE   no block is open: only markers, topics, comments, `---` and blank lines
BODY     inside `Q:`, `A:`, `C:` or a fact: any text
FIELDS   below the body: fields, and whatever may come before a block
REFUSED  below a misplaced `A:` or `?` line: its text is part of that complaint

In a facts file, text begins a fact, which is a block without a marker; a line `? …`
below it is a block too; and a blank line ends each block.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import Protocol, TypeVar

from quizapp.cards.format.advice import (
    MAX_COLON_AT,
    advice_on_stray,
    advice_on_unknown_field,
    check_near_misses,
    obsidian_card,
)
from quizapp.cards.format.complaints import Complaints
from quizapp.cards.format.deck_builder import DeckBuilder
from quizapp.cards.format.fast_path import take_flips
from quizapp.cards.format.fields import RawField
from quizapp.cards.format.front_matter import read_front_matter
from quizapp.cards.format.lines import (
    ANSWER,
    BLANK,
    COMMENT,
    END,
    FENCE,
    FIELD,
    MARKERS,
    TEXT,
    TOPIC,
    LineKind,
    body_could_end,
    code_blocks,
    comment_end,
    field_name,
    follows_blank,
    line_kind,
    may_hold_fences,
)
from quizapp.cards.format.open_block import BlockText, OpenBlock
from quizapp.cards.format.source import split_lines
from quizapp.model import Deck
from quizapp.text import short


class _State(Enum):
    BEFORE = auto()
    BODY = auto()
    FIELDS = auto()
    REFUSED = auto()


_BEFORE, _BODY, _FIELDS, _REFUSED = _State
FACT = ("", "?")
"""The markers of facts, and of questions about them."""


class Builder(Protocol):
    """Takes what the parser reads, in the order of the file."""

    complaints: Complaints

    def take(self, block: OpenBlock, lines: Sequence[str]) -> None:
        """Take a finished block; `lines` are all lines of the file."""

    def take_topic(self, line: str, number: int) -> None:
        """Take a line with a topic, and its number."""

    def take_comment(self, text: str, number: int) -> None:
        """Take a comment, and the number of a line below which it stands."""


B = TypeVar("B", bound=Builder)


class Parser:
    """Reads the lines of one file for a builder: a `DeckBuilder` if it is a deck."""

    def __init__(self, lines: Sequence[str], first: int, builder: Builder) -> None:
        """Reading begins with the line of index `first`."""
        self._lines = lines
        self._index = first
        self._builder = builder
        self._deck = builder if isinstance(builder, DeckBuilder) else None
        self._complaints = builder.complaints
        self._complain = builder.complaints.complain
        self._state = _BEFORE
        self._block: OpenBlock | None = None
        self._part: BlockText | None = None
        self._field: RawField | None = None
        """The field that an indented line would continue."""
        self._stray = -2
        """The index of the latest line outside of all cards that was refused."""
        self._comments: list[str] = []
        """Comments in the open block, which are put after it."""
        self._has_end = True
        """Whether a further comment may have an end."""
        self._fences: dict[int, int] = {}
        """The last line of each code fence, in which there are no markers, by its
        first line."""
        self._whole = "\n".join(lines)
        """All lines as one text."""
        self._place = 0, 0
        """The index of a line, and its offset in that text."""

    def run(self) -> None:
        """Read all lines."""
        lines, complaints = self._lines, self._complaints
        fences: set[int] = set()
        if may_hold_fences(self._whole):
            self._fences, unclosed = code_blocks(lines, self._index)
            fences = {*self._fences, *unclosed}
        while self._index < len(lines) and not complaints.is_full:
            line = lines[self._index]
            if not line:
                self._blank(line)
                self._index += 1
                continue
            if self._deck and line[:2] == "Q:" and self._take_flips(self._deck):
                continue
            kind = line_kind(line)
            if fences and self._index in fences:
                self._fence(line, kind)
            elif kind is FIELD and self._block:
                self._field_line(self._block, line)
            elif kind is TEXT and not self._deck:
                self._text_of_facts(line)
            elif kind is TEXT or kind is FENCE or kind is FIELD:
                self._text(line)
            elif kind in MARKERS:
                self._marker(line, kind)
            else:
                self._special_line(line, kind)
            self._index += 1
        if not complaints.is_full:
            self._close(self._index)

    def _take_flips(self, deck: DeckBuilder) -> bool:
        """Read the plain `Q:` blocks that begin here, by the fast path; false if there
        are none."""
        self._close(self._index)
        self._state = _BEFORE
        if self._complaints.is_full:
            return False
        index, (before, at) = self._index, self._place
        at += sum(map(len, self._lines[before:index])) + index - before
        self._place = take_flips(deck, self._whole, index, at)
        self._index = self._place[0]
        return self._index > index

    def _special_line(self, line: str, kind: LineKind) -> None:
        if kind is COMMENT and line.startswith("<!--SR:"):
            self._complain(self._index + 1, 1, "obsidian-schedule")
        if kind is BLANK:
            self._blank(line)
        elif kind is END:
            self._close(self._index)
            self._state = _BEFORE
        elif not self._ends_body(line, kind):
            self._text(line)
        elif kind is TOPIC:
            self._close(self._index)
            self._builder.take_topic(line, self._index + 1)
            self._state = _BEFORE
        else:
            self._comment()

    def _blank(self, line: str) -> None:
        self._field = None
        if not self._deck:
            self._close(self._index)
            self._state = _BEFORE
        elif self._part:
            self._part.lines.append(line)

    def _ends_body(self, line: str, kind: LineKind) -> bool:
        """Whether a topic or comment is between blocks, not part of a card's text.

        After a blank line it also ends a body; a topic only if a marker, a topic, a
        comment, `---` or the end of the file follows, otherwise it is a heading in the
        body.
        """
        is_end = follows_blank(self._lines, self._index)
        if self._state is not _BODY:
            return is_end or self._state is not _REFUSED
        ends = is_end and (kind is COMMENT or body_could_end(self._lines, self._index))
        if not ends:
            self._complain(
                self._index + 1,
                1,
                "comment-in-body" if kind is COMMENT else "heading-in-body",
                line=short(line),
            )
        return ends

    def _comment(self) -> None:
        start = self._index
        end = comment_end(self._lines, start) if self._has_end else None
        self._has_end = end is not None
        if self._state is not _FIELDS:
            self._close(start)
            self._state = _BEFORE
        self._field = None
        if end is None:
            self._complain(start + 1, 1, "unclosed-comment")
            return
        text = "\n".join(self._lines[start : end + 1])
        comment, mark, rest = text.rpartition("-->")
        self._comments.append(comment + mark)
        if not self._block:
            self._place_comments(start + 1)
        if rest.strip():
            column = len(self._lines[end]) - len(rest.lstrip()) + 1
            self._complain(end + 1, column, "text-after-comment")
        self._index = end

    def _marker(self, line: str, kind: LineKind) -> None:
        number = self._index + 1
        block = self._block
        if kind is not ANSWER and block and not self._deck:
            advice = "Leave a blank line before the next card."
            self._complain(number, 1, "stray-text", advice=advice)
            block.is_bad = True
        elif kind is not ANSWER:
            self._open(BlockText(number, [line[2:]]), line[0])
        elif (
            block and self._state is _BODY and block.marker == "Q" and not block.answer
        ):
            self._part = block.answer = BlockText(number, [line[2:]])
        else:
            is_second = bool(block and block.answer) and self._state is _BODY
            self._complain(
                number, 1, "second-answer" if is_second else "answer-without-question"
            )
            self._close(self._index)
            self._state = _REFUSED

    def _open(self, part: BlockText, marker: str) -> None:
        """Open a block, which ends the previous one."""
        self._close(self._index)
        self._part, self._state = part, _BODY
        self._block = OpenBlock(part, marker)

    def _text_of_facts(self, line: str) -> None:
        """Read a line that begins or continues a fact, or a question about one."""
        number, is_question = self._index + 1, line[0] == "?"
        if is_question and self._block and self._block.marker in FACT:
            self._open(BlockText(number, [line]), "?")
            self._state, self._part = _FIELDS, None
        elif is_question and self._state is _BEFORE:
            self._complain(number, 1, "ask-without-fact")
            self._state = _REFUSED
        elif self._state is _BEFORE:
            self._open(BlockText(number, [line], has_marker=False), "")
        else:
            self._text(line)

    def _text(self, line: str) -> None:
        state = self._state
        if state is _BODY:
            assert self._part
            self._part.lines.append(line)
            is_odd = line[0] == "#" or ":" in line[:MAX_COLON_AT]
            if is_odd:
                check_near_misses(self._lines, self._index, self._complain)
        elif state is _FIELDS and self._field and line[0] in " \t":
            assert self._block
            self._field.lines.append(line.strip())
            self._block.end = self._index + 1
        elif state is not _REFUSED:
            self._field = None
            if state is _BEFORE:
                before, self._stray = self._stray, self._index
                if line[0] == ":" and before == self._index - 1:
                    return  # a field of what was refused above
            if self._deck and (card := obsidian_card(line)):
                what, advice = card
                self._complain(
                    self._index + 1, 1, "obsidian-card", what=what, advice=advice
                )
                return
            self._complain(
                self._index + 1,
                len(line) - len(line.lstrip()) + 1,
                "stray-text",
                advice=advice_on_stray(
                    line, below_fields=state is _FIELDS, in_facts=not self._deck
                ),
            )

    def _field_line(self, block: OpenBlock, line: str) -> None:
        """Read a line `:name: …`, which ends the body if there is such a field."""
        name, number = field_name(line), self._index + 1
        if name not in block.names:
            self._unknown(block, name, line)
            return
        value = line[len(name) + 2 :].lstrip()
        self._field = RawField([value.rstrip()], number, len(line) - len(value) + 1)
        self._state, self._part = _FIELDS, None
        block.end = number
        if block.fields is None:
            block.fields = {name: self._field}
        elif name not in block.fields:
            block.fields[name] = self._field
        else:
            self._complain(number, 1, "repeated-field", name=name)
            block.is_bad = True

    def _unknown(self, block: OpenBlock, name: str, line: str) -> None:
        """Read a line `:name: …` with an unknown name, which is text in the body of a
        deck's card."""
        number = self._index + 1
        is_text = self._state is _BODY and self._deck is not None
        # This advice is slower to make than any other.
        advice = (
            ""
            if self._complaints.is_limit_reached
            else advice_on_unknown_field(name, block.names)
        )
        self._complain(
            number,
            1,
            "field-in-body" if is_text else "unknown-field",
            name=short(name),
            advice=advice,
        )
        if is_text:
            assert self._part
            self._part.lines.append(line)
            return
        self._field = RawField([], number, 1)  # its indented lines are not stray
        self._state, self._part = _FIELDS, None
        block.end = number
        block.is_bad = True

    def _fence(self, line: str, kind: LineKind) -> None:
        """Read a code fence, all lines of which are text."""
        start = self._index
        end = self._fences.get(start)
        if kind in MARKERS:
            self._marker(line, kind)
        else:
            self._text(line)
        if end is None:
            self._complain(
                start + 1,
                len(line) - len(line.lstrip()) + 1,
                "unclosed-fence",
            )
            if self._block:
                self._block.is_bad = True
            return
        if self._part:
            count = len(self._part.lines)
            self._part.lines += self._lines[start + 1 : end + 1]
            first = count - (kind not in MARKERS)
            self._part.verbatim |= set(range(first, len(self._part.lines)))
        self._index = end

    def _close(self, end: int) -> None:
        """End the open block, if any, before the line of index `end`."""
        block, self._block, self._part, self._field = self._block, None, None, None
        if not block:
            return
        while end > block.question.line and not self._lines[end - 1].strip():
            end -= 1
        block.end = max(block.end, end) if not block.fields else block.end
        self._builder.take(block, self._lines)
        self._place_comments(block.end)

    def _place_comments(self, number: int) -> None:
        for text in self._comments:
            self._builder.take_comment(text, number)
        self._comments.clear()


def run_parser(
    text: str | bytes, name: str, make: Callable[[Deck, Complaints], B]
) -> tuple[Deck, B]:
    """A deck with the front matter of the file `name` alone, and the builder that has
    taken the rest."""
    lines, complaints = split_lines(text)
    deck, first = read_front_matter(lines, name)
    complaints.add_all(deck.complaints)
    builder = make(deck, complaints)
    Parser(lines, first, builder).run()
    return deck, builder
