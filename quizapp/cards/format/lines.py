"""Recognizes what a line of a file is from how it begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from math import inf

from quizapp.cards.kinds import KINDS
from quizapp.model import Fields
from quizapp.text import one_line


class LineKind(Enum):
    """What a line is, on its own and outside code fences."""

    TEXT = auto()
    BLANK = auto()
    QUESTION = auto()
    ANSWER = auto()
    CLOZE = auto()
    END = auto()
    """`---`"""
    TOPIC = auto()
    COMMENT = auto()
    FIELD = auto()
    """`:name:`, whether known or not."""
    FENCE = auto()
    """A line that may open a code fence."""


TEXT, BLANK, QUESTION, ANSWER, CLOZE, END, TOPIC, COMMENT, FIELD, FENCE = LineKind
"""The members as names of their own: looking up an enum member is slow in Python 3.11,
and a large file has hundreds of thousands of lines."""

FIELDS = Fields.__struct_fields__
"""The names of a card's fields, in the order in which they are written."""
FACT_FIELDS = ("id", "at", "topic", "note", "tags", "quote")
"""The names of a fact's fields."""
CONFLICT = "<<<<<<< "
"""How Git marks the beginning of a conflict."""
MARKERS = (QUESTION, ANSWER, CLOZE)
ENDS_BODY = (None, *MARKERS, TOPIC, COMMENT, END)
"""A topic ends a card's text only if one of these follows; `None` is the end of the
file."""

_FENCE = re.compile(r"\s*+(`{3,40}+(?!.*`)|~{3,40})")
"""The start of a code fence. The largest number of its marks limits how often the rest
of a file is searched for an end."""
_CLOSING = re.compile(r"\s#+\s*$")
_TOPIC = re.compile(r"#{1,6}(?:\s|$)")
_FIELD = re.compile(r":([A-Za-z][A-Za-z-]*):(?:\s|$)", re.ASCII)
_LETTERS = {"Q:": QUESTION, "A:": ANSWER, "C:": CLOZE}
_OTHERS = frozenset("-`~ \t")


def line_kind(line: str) -> LineKind:
    """What `line` is, judged by its beginning."""
    first = line[:1]
    if first == ":":
        return FIELD if _FIELD.match(line) else TEXT
    if letters := _LETTERS.get(line[:2]):
        return letters
    if not line or line.isspace():
        return BLANK
    if first in _OTHERS:
        if line.strip() == "---":
            return END
        return FENCE if first != "-" and _FENCE.match(line) else TEXT
    if first == "#":
        return TOPIC if _TOPIC.match(line) else TEXT
    return COMMENT if line.startswith("<!--") else TEXT


def follows_blank(lines: Sequence[str], index: int) -> bool:
    """Whether the line before is blank, or there is none."""
    return index == 0 or not lines[index - 1].strip()


def next_kind(lines: Sequence[str], index: int) -> LineKind | None:
    """What the next line that is not blank is; `None` at the end of the file."""
    kinds = (line_kind(lines[below]) for below in range(index + 1, len(lines)))
    return next((kind for kind in kinds if kind is not BLANK), None)


def body_could_end(lines: Sequence[str], index: int, *others: LineKind) -> bool:
    """Whether a card's text could end with this line, given what follows: a kind in
    `ENDS_BODY`, or one of `others`."""
    return next_kind(lines, index) in (*ENDS_BODY, *others)


def field_name(line: str) -> str:
    """The name between the colons of a `FIELD` line."""
    return line[1 : line.index(":", 1)]


def is_item(line: str) -> bool:
    """Whether the line is an item of some list that makes a card."""
    forms = filter(None, (kind.list_form for kind in KINDS.values()))
    return any(form.line.fullmatch(line) for form in forms)


def parse_topic(line: str) -> tuple[int, str]:
    """Level and text of a `TOPIC` line, without closing `#`s after a space."""
    marks = len(line) - len(line.lstrip("#"))
    return marks, one_line(_CLOSING.sub("", line[marks:]))


def unescaped(line: str, *, in_fact: bool) -> str:
    """The line without the `\\` that escapes a marker, if there is one."""
    if not line.startswith("\\"):
        return line
    bare = line.lstrip("\\")
    return line[1:] if _has_meaning(bare, has_list=True, in_fact=in_fact) else line


def escaped(line: str, *, has_list: bool = False, in_fact: bool = False) -> str:
    """The line as it must be written to be text: the inverse of `unescaped`.

    Above a list that makes the card (`has_list`), items of lists are escaped too.
    """
    bare = line.lstrip("\\")
    has_list = has_list or bare != line
    is_read = _has_meaning(bare, has_list=has_list, in_fact=in_fact)
    return f"\\{line}" if is_read else line


def _has_meaning(line: str, *, has_list: bool, in_fact: bool) -> bool:
    """Whether a line would be read as something other than text of a card, or of a
    fact, where there are also lines `?`, and every field counts."""
    if has_list and is_item(line):
        return True
    if in_fact and line.startswith(("?", CONFLICT)):
        return True
    kind = line_kind(line)
    if kind is FIELD:
        return in_fact or field_name(line) in FIELDS
    return kind is not TEXT and kind is not BLANK


def may_hold_fences(text: str) -> bool:
    """Whether `text` may contain code fences."""
    return "```" in text or "~~~" in text


def code_blocks(
    lines: Sequence[str], start: int = 0
) -> tuple[dict[int, int], list[int]]:
    """The code fences from line `start` on: first and last line of each, and the first
    lines of those that are never closed.

    A fence may open after a card's marker; there are none inside comments.
    """
    closed: dict[int, int] = {}
    unclosed: list[int] = []
    never_closed = {"`": inf, "~": inf}
    """The fewest marks of a fence that has no end."""
    has_end = True
    """Whether a further comment may have an end."""
    index = start
    while index < len(lines):
        line = lines[index]
        if line.startswith("<!--"):
            end = comment_end(lines, index) if has_end else None
            has_end = end is not None
            index = index + 1 if end is None else end + 1
            continue
        if "```" in line or "~~~" in line:
            rest = line[2:] if line_kind(line) in MARKERS else line
            found = _FENCE.match(rest)
            if found:
                fence, end = found[1], None
                if len(fence) < never_closed[fence[0]]:
                    end = _closing(fence, lines, index + 1)
                if end is None:
                    never_closed[fence[0]] = min(len(fence), never_closed[fence[0]])
                    unclosed.append(index)
                else:
                    closed[index] = index = end
        index += 1
    return closed, unclosed


def code_lines(lines: Sequence[str]) -> set[int]:
    """The indexes of the lines in code fences."""
    blocks = code_blocks(lines)[0].items()
    return {index for first, last in blocks for index in range(first, last + 1)}


def _closing(fence: str, lines: Sequence[str], start: int) -> int | None:
    """The line from `start` on that ends a fence, if there is one."""
    for index in range(start, len(lines)):
        if fence in lines[index]:
            line = lines[index].strip()
            if line.startswith(fence) and not line.strip(fence[0]):
                return index
    return None


def comment_end(lines: Sequence[str], start: int) -> int | None:
    """The line on which the comment that begins on line `start` ends, if it does."""
    if "-->" in lines[start][4:]:
        return start
    for index in range(start + 1, len(lines)):
        if "-->" in lines[index]:
            return index
    return None
