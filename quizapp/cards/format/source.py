"""Turns a file's bytes or text into lines: decoded, safe to show, not too many."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Sequence
from itertools import islice

from quizapp.cards.format.complaints import Complaints, complaint
from quizapp.cards.format.encoding import likely_encodings, shown_at
from quizapp.cards.format.limits import (
    MAX_BYTES,
    MAX_CARDS,
    MAX_CONTROLS,
    MAX_LINE_LENGTH,
    MAX_LINES,
)
from quizapp.cards.format.lines import CONFLICT
from quizapp.model import Complaint
from quizapp.text import UNSAFE, symbol


def split_lines(text: str | bytes) -> tuple[list[str], Complaints]:
    """The lines of a file, safe to show, and complaints about its characters.

    Lines end with LF or CRLF and nothing else. Bytes that are not UTF-8 are an error,
    control characters and bidirectional controls a warning; both are replaced. Of a Git
    conflict only the first side is read. A file that is too large has no lines, only a
    complaint that says so.
    """
    complaints = Complaints()
    if isinstance(text, bytes):
        text = _decoded(text.removeprefix(BOM_UTF8), complaints)
    else:
        text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text and "\n" not in text:
            complaints.complain(1, 1, "cr-line-endings")
            return [], complaints
    has_controls = len(text) <= MAX_BYTES and UNSAFE.search(text) is not None
    if too_much := size_complaint(text) or (_not_text(text) if has_controls else None):
        complaints.add_all([too_much])
        return [], complaints
    lines = text.split("\n")
    if CONFLICT in text and (conflict := _settle_conflicts(lines)):
        complaints.complain(conflict, 1, "git-conflict")
    for number in _long_lines(lines):
        complaints.complain(number, MAX_LINE_LENGTH + 1, "long-line")
        # What it belongs to is longer than a card can be, and refused.
        lines[number - 1] = lines[number - 1][: MAX_LINE_LENGTH + 1]
    if has_controls:
        for index, line in enumerate(lines):
            if found := UNSAFE.search(line):
                complaints.complain(
                    index + 1,
                    found.start() + 1,
                    "control-character",
                    number=ord(found[0]),
                    shown=symbol(found[0]),
                )
                lines[index] = UNSAFE.sub(lambda match: symbol(match[0]), line)
    return lines, complaints


def _decoded(data: bytes, complaints: Complaints) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        complaints.complain(
            before.count(b"\n") + 1,
            len(before[line_start:].decode(errors="replace")) + 1,
            "not-utf-8",
            byte=f"{data[error.start]:#04x}",
            likely=_likely(data, error.start),
        )
        return data.decode(errors="replace")


def _likely(data: bytes, offset: int) -> str:
    """How the text reads in the encoding it probably has."""
    encoding = likely_encodings(data)[0]
    if encoding == "utf_8":
        return ""
    return f" As {encoding} it reads “{shown_at(data, offset, encoding)}”."


def size_complaint(text: str) -> Complaint | None:
    """The complaint about a text that is too large to read, if it is."""
    if len(text) > MAX_BYTES:
        return complaint(1, 1, "too-large")
    breaks = text.count("\n")
    if breaks > MAX_LINES:
        return complaint(MAX_LINES + 1, 1, "too-many-lines")
    if breaks > MAX_CARDS and text.count("\nQ:") + text.count("\nC:") > MAX_CARDS:
        return complaint(1, 1, "too-many-cards")
    return None


def _not_text(text: str) -> Complaint | None:
    """The complaint about too many control characters, if there are."""
    control = next(islice(UNSAFE.finditer(text), MAX_CONTROLS, None), None)
    if not control:
        return None
    at = control.start()
    line = text.count("\n", 0, at) + 1
    return complaint(line, at - text.rfind("\n", 0, at), "not-text")


def _long_lines(lines: Sequence[str]) -> list[int]:
    """The numbers of the lines that are too long."""
    if max(map(len, lines), default=0) <= MAX_LINE_LENGTH:
        return []
    return [n for n, line in enumerate(lines, 1) if len(line) > MAX_LINE_LENGTH]


def _settle_conflicts(lines: list[str]) -> int:
    """Blank the marks of Git's conflicts and all sides but the first, so that lines
    keep their numbers. Returns the number of the first conflict's line; 0 for none."""
    first = index = 0
    while (start := _find(lines, CONFLICT, index)) >= 0:
        middle = _find(lines, "=======", start)
        end = _find(lines, ">>>>>>> ", middle)
        if middle < 0 or end < 0:
            break
        base = _find(lines, "|||||||", start)
        rest = base if start < base < middle else middle
        for at in (start, *range(rest, end + 1)):
            lines[at] = ""
        first, index = first or start + 1, end
    return first


def _find(lines: Sequence[str], mark: str, start: int) -> int:
    """The index of the first line that begins with `mark`; −1 for none."""
    if start < 0:
        return -1
    found = (at for at in range(start, len(lines)) if lines[at].startswith(mark))
    return next(found, -1)
