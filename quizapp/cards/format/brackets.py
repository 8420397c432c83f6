"""The brackets of a cloze: `[answer]` or `[answer::type]`.

Nothing is a bracket in code spans, in maths (Pandoc's rule for `$`), in fenced code,
and in `[links](…)` and `![images](…)`; `\\` takes the meaning of `[`, `]`, `::` away.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from quizapp.cards.format.complaints import Complain
from quizapp.cards.format.lines import code_blocks

Place = Callable[[int], tuple[int, int]]
"""Line and column of an offset in a text."""
TOLD = 10
"""Brackets of one text that may be meant as links, and are complained of."""

_PLAIN = re.compile(r"\[([^\[\]]+)\]")
_SPECIAL = re.compile(r"[\\`$]|\][(\[]|\[\^|\]: *[<hw]|~~~")
_TOKEN = re.compile(r"\\[\[\]`$]|\\::|`+|\$\$?|!?\[|\]")
_URL = re.compile(r": *(?:https?:|<https?:|www\.)")
_LINK = re.compile(r"\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")


@dataclass(frozen=True, slots=True)
class Bracket:
    """One bracket, as a span of the text with all brackets filled in."""

    start: int
    end: int
    answer: str
    type: str
    at: int = field(default=0, compare=False)
    """Where it begins in the text as it was written."""


def _in_text(offset: int) -> tuple[int, int]:
    """The place of an offset in a text that is taken as one line."""
    return 1, offset + 1


def read_brackets(
    text: str, complain: Complain, place: Place = _in_text
) -> tuple[str, list[Bracket]] | None:
    """The text with its brackets filled in, and the brackets.

    `None`, with a complaint, when a bracket is unclosed, nested or empty. A `]` without
    a `[`, and a bracket that may be meant as a link, only get a warning.
    """
    if plain := read_plain(text):
        return plain
    pieces: list[str] = []
    brackets: list[Bracket] = []
    length = done = skip = closed = 0
    opened: int | None = None
    has_stray = False
    links = 0

    def put(piece: str) -> None:
        nonlocal length
        pieces.append(piece)
        length += len(piece)

    for start, end in _tokens(text):
        mark = text[start:end]
        if start < skip:
            continue
        match mark:
            case "[" | "![" if link := _link_end(text, end):
                skip = link
            case "[" | "![":
                if opened is not None:
                    complain(*place(start), "nested-bracket")
                    return None
                opened = end - 1
                put(text[done:opened])
                done = end
            case "]" if opened is None:
                if not has_stray:
                    complain(*place(start), "stray-bracket")
                has_stray = True
            case "]":
                assert opened is not None
                answer, type_ = _parts(text[opened + 1 : start])
                if not answer:
                    complain(*place(opened), "empty-bracket")
                    return None
                span = length, length + len(answer)
                brackets.append(Bracket(*span, answer, type_, opened + 1))
                put(answer)
                meaning = _link_like(text, opened, start, closed)
                if meaning and (links := links + 1) <= TOLD:
                    complain(*place(opened), "link-like-bracket", meaning=meaning)
                done, closed, opened = end, end, None
            case r"\[" | r"\]" if opened is None:
                put(text[done:start] + mark[1])
                done = end
    if opened is not None:
        complain(*place(opened), "unclosed-bracket")
        return None
    put(text[done:])
    return "".join(pieces), brackets


def read_plain(text: str) -> tuple[str, list[Bracket]] | None:
    """The same where each `[…]` is a bracket; `None` where it may be another thing, or
    where anything is wrong."""
    if _SPECIAL.search(text):
        return None
    parts = _PLAIN.split(text)
    brackets: list[Bracket] = []
    length = at = 0
    for index in range(1, len(parts), 2):
        before, inside = parts[index - 1], parts[index]
        answer, mark, type_ = inside.rpartition("::")
        answer = answer.strip() if mark else type_.strip()
        if not answer:
            return None
        parts[index] = answer
        length += len(before)
        at += len(before) + 1
        end = length + len(answer)
        told = " ".join(type_.split()) if mark else ""
        brackets.append(Bracket(length, end, answer, told, at))
        length = end
        at += len(inside) + 1
    filled = "".join(parts)
    return None if "[" in filled or "]" in filled else (filled, brackets)


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    """Spans of what may be a bracket or an escape, outside code and maths."""
    position = 0
    fences = deque(_fences(text))
    open_until = {"$": 0, "$$": 0}
    unclosed: set[str] = set()
    paragraph = -1
    """Where the paragraph ends; maths does not reach beyond it."""
    while found := _TOKEN.search(text, position):
        start, position = found.span()
        mark = found[0]
        while fences and fences[0][1] <= start:
            fences.popleft()
        if fences and fences[0][0] <= start:
            position = fences[0][1]
        elif mark[0] == "`":
            end = None if mark in unclosed else _code_end(text, mark, position)
            if end is None:
                unclosed.add(mark)
            position = end or position
        elif mark[0] == "$":
            # What closes maths does not depend on what opened it, so a search that
            # found nothing up to a place need not be made again before it.
            if start > paragraph:
                paragraph = text.find("\n\n", position)
                paragraph = len(text) if paragraph < 0 else paragraph
            if start >= open_until[mark]:
                end, open_until[mark] = _maths_end(text, mark, position, paragraph)
                position = end or position
        else:
            yield start, position


def _code_end(text: str, mark: str, start: int) -> int | None:
    while (start := text.find(mark, start)) >= 0:
        end = start
        while text[end : end + 1] == "`":
            end += 1
        if end - start == len(mark):
            return end
        start = end
    return None


def _maths_end(text: str, mark: str, start: int, limit: int) -> tuple[int | None, int]:
    """Where the maths opened before `start` ends, if it is any; else up to where there
    is no end of maths."""
    if mark == "$$":
        end = text.find("$$", start, limit)
        return (end + 2, 0) if end >= 0 else (None, limit)
    if not text[start : start + 1].strip():
        return None, 0
    end = start
    while (end := text.find("$", end, limit)) >= 0:
        is_closing = not text[end - 1].isspace() and text[end - 1] != "\\"
        if is_closing and not text[end + 1 : end + 2].isdigit():
            return end + 1, 0
        end += 1
    return None, limit


def _link_end(text: str, start: int) -> int | None:
    """Where the link or image ends whose label begins at `start`, if it is one."""
    close = start
    while (close := text.find("]", close)) >= 0 and text[close - 1] == "\\":
        close += 1
    if close < 0 or text[close + 1 : close + 2] != "(" or "[" in text[start:close]:
        return None
    found = _LINK.match(text, close + 1)
    return found.end() if found else None


def _link_like(text: str, start: int, end: int, last: int) -> str:
    """What the bracket from `start` to `end` may be meant as, if it looks like a note
    or a link; the bracket before it was closed at `last`."""
    if text[start + 1] == "^":
        return "a footnote mark"
    if start and start == last:
        return "the second half of a link"
    if _URL.match(text, end + 1) and not text[_line(text, start) : start].strip():
        return "the address of a link"
    return ""


def _line(text: str, offset: int) -> int:
    """Where the line begins that holds an offset."""
    return text.rfind("\n", 0, offset) + 1


def _fences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of fenced code."""
    if "```" not in text and "~~~" not in text:
        return
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for first, last in code_blocks(lines)[0].items():
        yield starts[first], min(starts[last + 1], len(text))


def _parts(inside: str) -> tuple[str, str]:
    """Answer and type: the last `::` that is not escaped splits."""
    at = len(inside)
    while (at := inside.rfind("::", 0, at)) >= 0:
        if inside[at - 1 : at] != "\\":
            type_ = " ".join(_plain(inside[at + 2 :]).split())
            return _plain(inside[:at]), type_
        at += 1
    return _plain(inside), ""


def _plain(text: str) -> str:
    return re.sub(r"\\(\[|\]|::)", r"\1", text).strip()


def write_brackets(text: str, brackets: Sequence[Bracket]) -> str:
    """The inverse of `read_brackets`: text with its brackets, as it is written."""
    pieces: list[str] = []
    done = 0
    for bracket in brackets:
        pieces.append(_escaped(text[done : bracket.start]))
        answer = _escaped(bracket.answer).replace("::", "\\::")
        type_ = _escaped(bracket.type).replace("::", "\\::")
        blank = " " if type_.startswith(":") else ""  # the last `::` must stay the last
        inside = (
            f"{_apart(answer)}::{blank}{_apart(type_)}" if type_ else _apart(answer)
        )
        pieces.append(f"[{inside}]")
        done = bracket.end
    pieces.append(_escaped(text[done:]))
    return "".join(pieces)


def _escaped(text: str) -> str:
    """`text` with its plain brackets escaped; those in code and maths stay."""
    pieces: list[str] = []
    done = 0
    for _, end in _tokens(text):
        bracket = text[end - 1]
        if bracket in "[]":
            pieces += [text[done : end - 1], "\\", bracket]
            done = end
    return "".join([*pieces, text[done:]])


def _apart(text: str) -> str:
    """The text with a space behind a last backslash, or a last dollar sign that would
    begin maths: neither may touch what comes after it."""
    begins_maths = text.endswith("$") and text.count("$") % 2
    return f"{text} " if text.endswith("\\") or begins_maths else text
