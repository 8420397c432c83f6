"""A deck file read line by line: a machine of four states that drops nothing silently.

BEFORE   no card is open: only markers, topics, comments, `---` and blanks
BODY     inside `Q:`, `A:` or `C:`: any text
FIELDS   below a body: fields, and what may stand before a card
REFUSED  inside a block that was complained of: its text belongs to the complaint
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path

from quizapp.formats.blocks import cards_of, plain_clozes
from quizapp.formats.collector import collector_at_rest
from quizapp.formats.complaints import Complaints
from quizapp.formats.fields import Raw, nearest, nearly_a_field
from quizapp.formats.front import read_front
from quizapp.formats.limits import (
    CARD,
    CARDS,
    LONG_CARD,
    MARKS,
    TOO_MANY_CARDS,
    TOO_MANY_MARKS,
    marks_in,
)
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
    NEARLY,
    TEXT,
    TOPIC,
    Line,
    code_blocks,
    comment_end,
    field_name,
    line_of,
    may_hold_fences,
    split,
    topic_of,
)
from quizapp.formats.once import Once
from quizapp.formats.parts import Block, Context, Part
from quizapp.model import (
    Card,
    Comment,
    Complaint,
    Deck,
    Kind,
    Level,
    Rules,
    Topic,
)
from quizapp.text import short


def read_deck(text: str | bytes, name: str, path: Path | None = None) -> Deck:
    """The deck in `text`, whose file's stem is `name`.

    Nothing is raised: what is wrong is in the deck's complaints, with line and column,
    and every good card is kept.
    """
    with collector_at_rest(len(text)):
        lines, complaints = split(text)
        front = read_front(lines, name)
        complaints.add_all(front.complaints)
        reader = Reader(front.heading.id, lines, front.end, complaints, front.rules)
        if may_hold_fences(text):
            reader.find_fences()
        reader.run()
    if not reader.cards and not reader.complaints:
        reader.complain(
            1, 1, "no-cards", "There is no card in this deck.", Level.WARNING
        )
    return Deck(
        name,
        front.heading.id,
        front.heading.title,
        tuple(reader.cards),
        tuple(reader.layout),
        front.article,
        front.rules,
        front.silence,
        front.table,
        reader.complaints.told(),
        path,
    )


class _State(Enum):
    BEFORE = auto()
    BODY = auto()
    FIELDS = auto()
    REFUSED = auto()


_BEFORE, _BODY, _FIELDS, _REFUSED = _State
_FLIP = Kind.FLIP


class Reader:
    """The machine; its results are `cards`, `layout` and `complaints`."""

    def __init__(
        self,
        deck: str,
        lines: Sequence[str],
        first: int,
        complaints: Complaints,
        rules: Rules,
    ) -> None:
        self.cards: list[Card] = []
        self.layout: list[Topic | Comment] = []
        self.complaints = complaints
        self._lines = lines
        self._index = first
        self._context = Context(deck, "", self.complain, rules)
        self._blocks = 0
        self._once = Once()
        self._state = _BEFORE
        self._block: Block | None = None
        self._part: Part | None = None
        self._field: Raw | None = None
        """The field whose value may go on in an indented line."""
        self._comments: list[str] = []
        self._has_end = True
        """Whether a comment may still end."""
        self._marks = 0
        """What the `C:` cards hold that may mean something."""
        self._is_full = False
        self._fences: dict[int, int] = {}
        self._unclosed: set[int] = set()

    def find_fences(self) -> None:
        """Look for code fences, in which nothing is a marker."""
        self._fences, unclosed = code_blocks(self._lines, self._index)
        self._unclosed = set(unclosed)

    def complain(
        self,
        line: int,
        column: int,
        code: str,
        message: str,
        level: Level = Level.ERROR,
    ) -> None:
        """Add a complaint."""
        self.complaints.add(Complaint(line, column, code, message, level))
        self._is_full = self._is_full or self.complaints.are_too_many

    def run(self) -> None:
        """Read all lines."""
        lines = self._lines
        fences = self._fences.keys() | self._unclosed
        while self._index < len(lines) and not self._is_full:
            line = lines[self._index]
            if not line:
                self._field = None
                if self._part:
                    self._part.lines.append(line)
                self._index += 1
                continue
            if line[0] in "QC" and line[1:2] == ":" and self._plain_block(line):
                continue
            kind = line_of(line)
            if fences and self._index in fences:
                self._fence(line, kind)
            elif kind is FIELD:
                self._named(line)
            elif kind is TEXT or kind is FENCE:
                self._text(line)
            elif kind in MARKERS:
                self._marker(line, kind)
            else:
                self._other(line, kind)
            self._index += 1
        if not self._is_full:
            self._close(self._index)

    def _plain_block(self, line: str) -> bool:
        """Read a line `C:`, or a line `Q:` with a line `A:`, if the block is no more
        than that.

        Most blocks of large decks are; the machine gives the same and takes three times
        as long.
        """
        index, lines = self._index, self._lines
        last = index + (line[0] == "Q")
        after = last + 1
        if after < len(lines) and not lines[after]:
            after += 1
        if after >= len(lines) or lines[after][:2] not in ("Q:", "C:"):
            return False
        span = index + 1, last + 1
        cards = None
        if last > index:
            cards = self._plain_flip(line, lines[last], span)
        elif self._marks <= MARKS and len(self.cards) < CARDS:
            cards = plain_clozes(line[2:], span, self._context)
            self._marks += marks_in(line) if cards else 0
        if not cards:
            return False
        if self._block:
            self._close(index)
            if self._is_full:
                return True
        cards = [card for card in cards if self._once.takes(card, self.complain)]
        if cards:
            self.cards += cards
            self._blocks += 1
        self._state = _BEFORE
        self._index = after
        return True

    def _plain_flip(
        self, above: str, below: str, span: tuple[int, int]
    ) -> list[Card] | None:
        prompt, answer = above[2:].strip(), below[2:].strip()
        if (
            below[:2] != "A:"
            or not prompt
            or not answer
            or answer[0] in "tTfF`~"
            or prompt[0] in "`~"
        ):
            return None
        told = self._context
        return [
            Card(told.deck, _FLIP, prompt, answer, *span, told.topic, rules=told.rules)
        ]

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
            level, topic = topic_of(line)
            self._context = replace(self._context, topic=topic)
            self.layout.append(Topic(topic, self._blocks, level))
            self._state = _BEFORE
            self._place_comments()
        else:
            self._comment()

    def _is_between(self, line: str, kind: Line) -> bool:
        """Whether a topic or comment stands where one may stand.

        After a blank line they end a body too; a topic only when a marker, a topic, a
        comment, `---` or the end follows, else it is a heading of the body.
        """
        if self._state is not _BODY:
            return self._state is not _REFUSED or self._follows_blank()
        is_end = self._follows_blank()
        if kind is COMMENT or not is_end:
            between = is_end
        else:
            between = self._next_kind() in (
                None,
                *MARKERS,
                TOPIC,
                COMMENT,
                END,
            )
        if kind is TOPIC and not between:
            self.complain(
                self._index + 1,
                1,
                "heading-in-body",
                f"«{line[:40]}» is part of the card above. A topic stands after a "
                "blank line and before a card; `\\#` makes this a plain line.",
                Level.WARNING,
            )
        return between

    def _follows_blank(self) -> bool:
        return self._index == 0 or not self._lines[self._index - 1].strip()

    def _next_kind(self) -> Line | None:
        for index in range(self._index + 1, len(self._lines)):
            kind = line_of(self._lines[index])
            if kind is not BLANK:
                return kind
        return None

    def _comment(self) -> None:
        start = self._index
        end = comment_end(self._lines, start) if self._has_end else None
        self._has_end = end is not None
        if self._state is not _FIELDS:
            self._close(start)
            self._state = _BEFORE
        self._field = None
        if end is None:
            self.complain(
                start + 1, 1, "unclosed-comment", "This comment has no end. Add `-->`."
            )
            return
        text = "\n".join(self._lines[start : end + 1])
        told, mark, rest = text.rpartition("-->")
        self._comments.append(told + mark)
        if not self._block:
            self._place_comments()
        if rest.strip():
            column = len(self._lines[end]) - len(rest.lstrip()) + 1
            self.complain(
                end + 1, column, "stray-text", "After a comment, begin a new line."
            )
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
            self.complain(
                number,
                1,
                "second-answer" if is_second else "answer-without-question",
                "This card has an answer already; begin the next one with `Q:`."
                if is_second
                else "There is no open question for this answer. A card begins with "
                "`Q:`, then `A:`, then its fields.",
            )
            self._close(self._index)
            self._state = _REFUSED

    def _text(self, line: str) -> None:
        state = self._state
        if state is _BODY:
            assert self._part
            self._part.lines.append(line)
            if ":" in line[:5] and (found := NEARLY.match(line)):
                self.complain(
                    self._index + 1,
                    found.start(1) + 1,
                    "nearly-a-marker",
                    f"«{found[1]}» is text of the card above. A marker is a "
                    "capital at the line's start; `\\` before it makes it text.",
                    Level.WARNING,
                )
            elif line[0] == ":" and (told := nearly_a_field(line)):
                self.complain(
                    self._index + 1,
                    1,
                    "nearly-a-field",
                    f"This is text of the card above. {told}",
                    Level.WARNING,
                )
        elif state is _FIELDS and self._field and line[0] in " \t":
            assert self._block
            self._field.lines.append(line.strip())
            self._block.end = self._index + 1
        elif state is not _REFUSED:
            self._field = None
            self.complain(
                self._index + 1,
                len(line) - len(line.lstrip()) + 1,
                "stray-text",
                (state is _FIELDS and nearly_a_field(line))
                or "This line belongs to no card. Begin one with `Q:` or `C:`; below "
                "a card's fields, indent a line to go on with the last one.",
            )

    def _named(self, line: str) -> None:
        """A line `:name: …`: the first known one closes the body."""
        block = self._block
        if not block or self._state is _REFUSED:
            self._text(line)
            return
        found = KNOWN_FIELD.match(line)
        if not found:
            self._unknown(block, line)
            return
        name, number = found[1], self._index + 1
        value = line[found.end() :].lstrip()
        self._field = Raw([value.rstrip()], number, len(line) - len(value) + 1)
        self._state, self._part = _FIELDS, None
        block.end = number
        if block.fields is None:
            block.fields = {name: self._field}
        elif name not in block.fields:
            block.fields[name] = self._field
        else:
            self.complain(
                number, 1, "repeated-field", f"`:{name}:` stands here twice. Keep one."
            )
            block.is_bad = True

    def _unknown(self, block: Block, line: str) -> None:
        """A line `:name: …` whose name is no field's: in a body it is text."""
        number, name = self._index + 1, field_name(line)
        if self._state is _BODY:
            self.complain(
                number,
                1,
                "unknown-field",
                f"`:{short(name)}:` is no known field, so this is text of the card. "
                + self._nearest(name),
                Level.WARNING,
            )
            self._text(line)
            return
        self.complain(
            number,
            1,
            "unknown-field",
            f"There is no field `:{short(name)}:`. {self._nearest(name)}",
        )
        self._field = Raw([], number, 1)  # its indented lines are not stray
        block.end = number
        block.is_bad = True

    def _nearest(self, name: str) -> str:
        """What `name` may have meant: of all that is told, it costs the most."""
        return "" if self.complaints.are_enough else nearest(name)

    def _fence(self, line: str, kind: Line) -> None:
        """A code fence: all its lines are text."""
        start = self._index
        end = self._fences.get(start)
        if kind in MARKERS:
            self._marker(line, kind)
        else:
            self._text(line)
        if end is None:
            self.complain(
                start + 1,
                len(line) - len(line.lstrip()) + 1,
                "unclosed-fence",
                "This code fence is not closed. Add a line with the same marks, or put "
                "`\\` before it.",
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
        if self._is_too_much(block):
            return
        cards = [
            card
            for card in cards_of(block, self._context)
            if self._once.takes(card, self.complain, block.fields)
        ]
        if cards:
            self._blocks += 1
            self.cards += cards
        if self._comments:
            self._place_comments()

    def _is_too_much(self, block: Block) -> bool:
        """Whether the block, or the deck with it, is more than is read."""
        first = block.question.line
        text = "\n".join(self._lines[first - 1 : block.end])
        if len(text) > CARD:
            self.complain(first, 1, "long-card", LONG_CARD)
            return True
        if block.is_cloze:
            self._marks += marks_in(text)
        if len(self.cards) + len(self.layout) >= CARDS:
            self._is_full = True
            self.complain(first, 1, "too-many-cards", TOO_MANY_CARDS)
        elif self._marks > MARKS:
            self._is_full = True
            self.complain(first, 1, "too-many-marks", TOO_MANY_MARKS)
        return self._is_full

    def _place_comments(self) -> None:
        """Comments among a block's fields come after it."""
        if len(self.layout) + len(self._comments) > CARDS:
            self._is_full = True
            self.complain(self._index + 1, 1, "too-many-cards", TOO_MANY_CARDS)
        self.layout += [Comment(text, self._blocks) for text in self._comments]
        self._comments.clear()
