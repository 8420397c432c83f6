"""A deck file read line by line: a machine of four states that drops nothing silently.

BEFORE   no card is open: only markers, topics, comments, `---` and blanks
BODY     inside `Q:`, `A:` or `C:`: any text
FIELDS   below a body: fields, and what may stand before a card
REFUSED  inside a block that was complained of: its text belongs to the complaint
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from quizapp.formats.fields import Raw
from quizapp.formats.gathering import Gathering
from quizapp.formats.lines import (
    ANSWER,
    BLANK,
    CLOZE,
    COMMENT,
    END,
    FENCE,
    FIELD,
    KNOWN_FIELD,
    MARKERS,
    TEXT,
    TOPIC,
    Line,
    code_blocks,
    comment_end,
    could_end,
    field_name,
    follows_blank,
    line_of,
)
from quizapp.formats.nearly import (
    NAME_AT,
    advice_on_stray,
    complain_of_nearly,
    nearest,
)
from quizapp.formats.parts import Block, Part
from quizapp.formats.plain import plain_block
from quizapp.text import short


class _State(Enum):
    BEFORE = auto()
    BODY = auto()
    FIELDS = auto()
    REFUSED = auto()


_BEFORE, _BODY, _FIELDS, _REFUSED = _State


class Machine:
    """The machine; what it reads goes to a gathering."""

    def __init__(self, lines: Sequence[str], first: int, found: Gathering) -> None:
        """It begins with the line of the index `first`."""
        self._lines = lines
        self._index = first
        self._found = found
        self._complaints = found.complaints
        self._complain = found.complaints.complain
        self._state = _BEFORE
        self._block: Block | None = None
        self._part: Part | None = None
        self._field: Raw | None = None
        """The field whose value may go on in an indented line."""
        self._has_end = True
        """Whether a comment may still end."""
        self._fences: dict[int, int] = {}
        self._unclosed: set[int] = set()

    def find_fences(self) -> None:
        """Look for code fences, in which nothing is a marker."""
        self._fences, unclosed = code_blocks(self._lines, self._index)
        self._unclosed = set(unclosed)

    def run(self) -> None:
        """Read all lines."""
        lines, complaints = self._lines, self._complaints
        fences = self._fences.keys() | self._unclosed
        while self._index < len(lines) and not complaints.is_full:
            line = lines[self._index]
            if not line:
                self._field = None
                if self._part:
                    self._part.lines.append(line)
                self._index += 1
                continue
            if line[0] in "QC" and line[1:2] == ":" and self._plain():
                continue
            if line[0] == ":" and (known := KNOWN_FIELD.match(line)) and self._block:
                self._field_of(self._block, line, known)
                self._index += 1
                continue
            kind = line_of(line)
            if fences and self._index in fences:
                self._fence(line, kind)
            elif kind is FIELD and self._block:
                self._unknown(self._block, line)
            elif kind is TEXT or kind is FENCE or kind is FIELD:
                self._text(line)
            elif kind in MARKERS:
                self._marker(line, kind)
            else:
                self._other(line, kind)
            self._index += 1
        if not complaints.is_full:
            self._close(self._index)

    def _plain(self) -> bool:
        """Take the short way for a block, if it is a plain one."""
        found = self._found
        plain = plain_block(self._lines, self._index, found.context)
        if not plain:
            return False
        cards, marks, after = plain
        if marks and not found.has_room:
            return False
        if self._block:
            self._close(self._index)
        if not self._complaints.is_full:
            found.take_plain(cards, marks)
        self._state, self._index = _BEFORE, after
        return True

    def _other(self, line: str, kind: Line) -> None:
        if kind is BLANK:
            self._field = None
            if self._part:
                self._part.lines.append(line)
        elif kind is END:
            self._close(self._index)
            self._state = _BEFORE
        elif not self._is_between(line, kind):
            self._text(line)
        elif kind is TOPIC:
            self._close(self._index)
            self._found.take_topic(line, self._index + 1)
            self._state = _BEFORE
        else:
            self._comment()

    def _is_between(self, line: str, kind: Line) -> bool:
        """Whether a topic or comment stands where one may stand.

        After a blank line they end a body too; a topic only when a marker, a topic, a
        comment, `---` or the end follows, else it is a heading of the body.
        """
        is_end = follows_blank(self._lines, self._index)
        if self._state is not _BODY:
            return is_end or self._state is not _REFUSED
        between = is_end and (kind is COMMENT or could_end(self._lines, self._index))
        if not between:
            self._complain(
                self._index + 1,
                1,
                "comment-in-body" if kind is COMMENT else "heading-in-body",
                line=short(line),
            )
        return between

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
        told, mark, rest = text.rpartition("-->")
        self._found.take_comment(told + mark)
        if not self._block:
            self._found.place_comments(start + 1)
        if rest.strip():
            column = len(self._lines[end]) - len(rest.lstrip()) + 1
            self._complain(end + 1, column, "text-after-comment")
        self._index = end

    def _marker(self, line: str, kind: Line) -> None:
        number = self._index + 1
        block = self._block
        if kind is not ANSWER:
            self._close(self._index)
            self._part = Part(number, [line[2:]])
            self._block = Block(self._part, kind is CLOZE)
            self._state = _BODY
        elif block and self._state is _BODY and not block.is_cloze and not block.answer:
            self._part = block.answer = Part(number, [line[2:]])
        else:
            is_second = bool(block and block.answer) and self._state is _BODY
            self._complain(
                number, 1, "second-answer" if is_second else "answer-without-question"
            )
            self._close(self._index)
            self._state = _REFUSED

    def _text(self, line: str) -> None:
        state = self._state
        if state is _BODY:
            assert self._part
            self._part.lines.append(line)
            is_odd = line[0] == "#" or ":" in line[:NAME_AT]
            if is_odd:
                complain_of_nearly(self._lines, self._index, self._complain)
        elif state is _FIELDS and self._field and line[0] in " \t":
            assert self._block
            self._field.lines.append(line.strip())
            self._block.end = self._index + 1
        elif state is not _REFUSED:
            self._field = None
            self._complain(
                self._index + 1,
                len(line) - len(line.lstrip()) + 1,
                "stray-text",
                advice=advice_on_stray(line, below_fields=state is _FIELDS),
            )

    def _field_of(self, block: Block, line: str, known: re.Match[str]) -> None:
        """A line `:name: …` that begins with a field's name: it closes the body."""
        name, number = known[1], self._index + 1
        value = line[known.end() :].lstrip()
        self._field = Raw([value.rstrip()], number, len(line) - len(value) + 1)
        self._state, self._part = _FIELDS, None
        block.end = number
        if block.fields is None:
            block.fields = {name: self._field}
        elif name not in block.fields:
            block.fields[name] = self._field
        else:
            self._complain(number, 1, "repeated-field", name=name)
            block.is_bad = True

    def _unknown(self, block: Block, line: str) -> None:
        """A line `:name: …` whose name is no field's: in a body it is text."""
        number, name = self._index + 1, field_name(line)
        is_text = self._state is _BODY
        # Of all that is said of a line, this costs the most.
        advice = "" if self._complaints.are_enough else nearest(name)
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
        self._field = Raw([], number, 1)  # its indented lines are not stray
        block.end = number
        block.is_bad = True

    def _fence(self, line: str, kind: Line) -> None:
        """A code fence: all its lines are text."""
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
        """The open block, if any, ends before the line of index `end`."""
        block, self._block, self._part, self._field = self._block, None, None, None
        if not block:
            return
        while end > block.question.line and not self._lines[end - 1].strip():
            end -= 1
        block.end = max(block.end, end) if not block.fields else block.end
        self._found.take(block, self._lines)
