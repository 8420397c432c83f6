"""The brackets of a cloze: `[answer]` or `[answer::type]`.

There are no brackets in code spans, in maths (Pandoc's rule for `$`), in fenced code,
or in `[links](…)` and `![images](…)`; `\\` escapes `[`, `]` and `::`.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from quizapp.cards.format.complaints import Complain
from quizapp.cards.format.lines import code_blocks
from quizapp.text import short

Place = Callable[[int], tuple[int, int]]
"""Gives the line and column of an offset in a text."""
MAX_WARNINGS = 10
"""Warnings of one sort for one text: about brackets that may be meant as links, or
about values."""

_PLAIN = re.compile(r"\[([^\[\]]+)\]")
_SPECIAL = re.compile(r"[\\`$]|\][(\[]|\[\^|\]: *[<hw]|~~~")
_TOKEN = re.compile(r"\\[\[\]`$]|\\::|`+|\$\$?|!?\[|\]")
_MEANT = re.compile(r"(?<![\w)\]\\}])\[[^\[\]\n]+\]")
"""A bracket in code or maths that may be meant as a blank: no index, as in `a[0]`."""
_URL = re.compile(r": *(?:https?:|<https?:|www\.)")
_LINK = re.compile(r"\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")


@dataclass(frozen=True, slots=True)
class Bracket:
    """One bracket, as a span of the text with all answers filled in."""

    start: int
    end: int
    answer: str
    type: str
    at: int = field(default=0, compare=False)
    """The offset of its answer in the text as written."""


def _in_text(offset: int) -> tuple[int, int]:
    """The place of an offset, if the text is one line."""
    return 1, offset + 1


def read_brackets(
    text: str, complain: Complain, place: Place = _in_text
) -> tuple[str, list[Bracket]] | None:
    """The text with the answers filled in, and the brackets.

    `None`, with a complaint, if a bracket is not closed, nested or empty. A `]` without
    a `[`, and a bracket that may be meant as a link, only cause a warning.
    """
    if plain := read_plain(text):
        return plain
    verbatim: list[tuple[int, int]] = []
    spans, fault = _spans(text, verbatim, complain, place)
    pieces: list[str] = []
    brackets: list[Bracket] = []
    length = done = 0
    for start, end in spans:
        pieces.append(text[done:start])
        length += start - done
        done = end
        if text[start] == "[":
            answer, type_ = _parts(text[start + 1 : end - 1])
            if not answer:
                complain(*place(start), "empty-bracket")
                return None
            bracket = Bracket(length, length + len(answer), answer, type_, start + 1)
            brackets.append(bracket)
            pieces.append(answer)
            length = bracket.end
    pieces.append(text[done:])
    for start, meaning in islice(_link_like(text, spans), MAX_WARNINGS):
        complain(*place(start), "link-like-bracket", meaning=meaning)
    if fault:
        complain(*place(fault[0]), fault[1])
        return None
    inside = (_MEANT.finditer(text, *span) for span in verbatim)
    for found in islice(chain.from_iterable(inside), MAX_WARNINGS):
        complain(*place(found.start()), "plain-bracket", text=short(found[0]))
    return "".join(pieces), brackets


def _spans(
    text: str, verbatim: list[tuple[int, int]], complain: Complain, place: Place
) -> tuple[list[tuple[int, int]], tuple[int, str] | None]:
    """The spans of the brackets, and of each `\\` before an escaped one, up to the
    first bracket that is nested or not closed; its offset, and the complaint about it.

    The spans of inline code and maths are added to `verbatim`.
    """
    spans: list[tuple[int, int]] = []
    opened = skip = -1
    has_stray = False
    for start, end in _tokens(text, verbatim):
        if start < skip:
            continue
        mark = text[start:end]
        if mark in ("[", "!["):
            if link := _link_end(text, end):
                skip = link
            elif opened >= 0:
                return spans, (start, "nested-bracket")
            else:
                opened = end - 1
        elif mark == "]" and opened >= 0:
            spans.append((opened, end))
            opened = -1
        elif mark == "]":
            if not has_stray:
                complain(*place(start), "stray-bracket")
            has_stray = True
        elif mark in (r"\[", r"\]") and opened < 0:
            spans.append((start, start + 1))
    return spans, (opened, "unclosed-bracket") if opened >= 0 else None


def read_plain(text: str) -> tuple[str, list[Bracket]] | None:
    """The result of `read_brackets` for a text in which each `[…]` is certainly a
    bracket and nothing is wrong; otherwise `None`. It is much faster."""
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
        type_name = " ".join(type_.split()) if mark else ""
        brackets.append(Bracket(length, end, answer, type_name, at))
        length = end
        at += len(inside) + 1
    filled = "".join(parts)
    return None if "[" in filled or "]" in filled else (filled, brackets)


def _tokens(
    text: str, verbatim: list[tuple[int, int]] | None = None
) -> Iterator[tuple[int, int]]:
    """The spans of brackets and escapes outside code and maths; the spans of inline
    code and maths are added to `verbatim`."""
    position = 0
    fences = deque(_fences(text))
    closing = _Closing(text)
    while found := _TOKEN.search(text, position):
        start, position = found.span()
        while fences and fences[0][1] <= start:
            fences.popleft()
        if fences and fences[0][0] <= start:
            position = fences[0][1]
        elif found[0][0] not in "`$":
            yield start, position
        elif end := closing.end_of(found[0], start, position):
            position = end
            if verbatim is not None:
                verbatim.append((start, end))


class _Closing:
    """Finds where inline code and maths end. What closes them does not depend on what
    opened them, so a search that found nothing is not repeated."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._unclosed: set[str] = set()
        """The runs of backticks that nothing closes from here on."""
        self._open_until = {"$": 0, "$$": 0}
        """The offset up to which nothing closes maths."""
        self._paragraph = -1
        """The end of the paragraph, beyond which maths does not go."""

    def end_of(self, mark: str, start: int, inside: int) -> int | None:
        """The end of the code or maths that `mark` at `start` opens, and that begins at
        `inside`; `None` if nothing closes it."""
        if mark[0] == "`":
            end = None if mark in self._unclosed else self._code_end(mark, inside)
            if end is None:
                self._unclosed.add(mark)
            return end
        if start > self._paragraph:
            found = self._text.find("\n\n", inside)
            self._paragraph = found if found >= 0 else len(self._text)
        if start < self._open_until[mark]:
            return None
        return self._maths_end(mark, inside)

    def _code_end(self, mark: str, start: int) -> int | None:
        text = self._text
        while (start := text.find(mark, start)) >= 0:
            end = start
            while text[end : end + 1] == "`":
                end += 1
            if end - start == len(mark):
                return end
            start = end
        return None

    def _maths_end(self, mark: str, start: int) -> int | None:
        text, limit = self._text, self._paragraph
        if mark == "$" and not text[start : start + 1].strip():
            return None
        end = start
        while (end := text.find(mark, end, limit)) >= 0:
            if mark == "$$":
                return end + 2
            is_closing = not text[end - 1].isspace() and text[end - 1] != "\\"
            if is_closing and not text[end + 1 : end + 2].isdigit():
                return end + 1
            end += 1
        self._open_until[mark] = limit
        return None


def _link_end(text: str, start: int) -> int | None:
    """The end of the link or image whose label begins at `start`, if it is one."""
    close = start
    while (close := text.find("]", close)) >= 0 and text[close - 1] == "\\":
        close += 1
    if close < 0 or text[close + 1 : close + 2] != "(" or "[" in text[start:close]:
        return None
    found = _LINK.match(text, close + 1)
    return found.end() if found else None


def _link_like(
    text: str, spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, str]]:
    """Where a bracket begins that looks like a note or a link, and what it may be meant
    as."""
    closed = 0
    for start, end in spans:
        if text[start] != "[":
            continue
        line = text.rfind("\n", 0, start) + 1
        if text[start + 1] == "^":
            yield start, "a footnote mark"
        elif start and start == closed:
            yield start, "the second half of a link"
        elif _URL.match(text, end) and not text[line:start].strip():
            yield start, "the address of a link"
        closed = end


def _fences(text: str) -> Iterator[tuple[int, int]]:
    """The spans of fenced code."""
    if "```" not in text and "~~~" not in text:
        return
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for first, last in code_blocks(lines)[0].items():
        yield starts[first], min(starts[last + 1], len(text))


def _parts(inside: str) -> tuple[str, str]:
    """Answer and type, split at the last `::` that is not escaped."""
    at = len(inside)
    while (at := inside.rfind("::", 0, at)) >= 0:
        if inside[at - 1 : at] != "\\":
            type_ = " ".join(_unescaped(inside[at + 2 :]).split())
            return _unescaped(inside[:at]), type_
        at += 1
    return _unescaped(inside), ""


def _unescaped(text: str) -> str:
    return re.sub(r"\\(\[|\]|::)", r"\1", text).strip()


def write_brackets(text: str, brackets: Sequence[Bracket]) -> str:
    """The text with its brackets as written: the inverse of `read_brackets`."""
    pieces: list[str] = []
    done = 0
    for bracket in brackets:
        pieces.append(_escaped(text[done : bracket.start]))
        answer = _escaped(bracket.answer).replace("::", "\\::")
        type_ = _escaped(bracket.type).replace("::", "\\::")
        blank = " " if type_.startswith(":") else ""  # the last `::` must stay the last
        inside = (
            f"{_with_space(answer)}::{blank}{_with_space(type_)}"
            if type_
            else _with_space(answer)
        )
        pieces.append(f"[{inside}]")
        done = bracket.end
    pieces.append(_escaped(text[done:]))
    return "".join(pieces)


def _escaped(text: str) -> str:
    """`text` with its brackets escaped, except those in code and maths."""
    pieces: list[str] = []
    done = 0
    for _, end in _tokens(text):
        bracket = text[end - 1]
        if bracket in "[]":
            pieces += [text[done : end - 1], "\\", bracket]
            done = end
    return "".join([*pieces, text[done:]])


def _with_space(text: str) -> str:
    """`text` with a space added after a final backslash, or a final dollar sign that
    would begin maths: neither may touch what follows."""
    begins_maths = text.endswith("$") and text.count("$") % 2
    return f"{text} " if text.endswith("\\") or begins_maths else text
