"""A file's bytes or text as lines: decoded, safe to show, and not too many."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from quizapp.cards.format.complaints import Complaints, complaint
from quizapp.cards.format.limits import (
    BYTES,
    CARDS,
    CONTROLS,
    LINE,
    LINES,
)
from quizapp.model import Complaint
from quizapp.text import UNSAFE, symbol

BOM = b"\xef\xbb\xbf"
LARGE = 200_000
"""Characters of a text from which on the collector rests."""


def split(text: str | bytes) -> tuple[list[str], Complaints]:
    """The lines of a file, safe to show, and complaints about its characters.

    Lines end at LF or CRLF and nowhere else. Bytes that are not UTF-8 are an error,
    control characters and bidirectional controls a warning; both are replaced. A file
    that is too much to read has no lines, and a complaint that says so.
    """
    complaints = Complaints()
    if isinstance(text, bytes):
        text = _decoded(text.removeprefix(BOM), complaints)
    else:
        text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text and "\n" not in text:
            complaints.complain(1, 1, "cr-line-endings")
            return [], complaints
    has_controls = len(text) <= BYTES and UNSAFE.search(text) is not None
    if too_much := refusal(text) or (_no_text(text) if has_controls else None):
        complaints.add_all([too_much])
        return [], complaints
    lines = text.split("\n")
    if too_long := _long_line(lines):
        complaints.complain(too_long, LINE + 1, "long-line")
        return [], complaints
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
                lines[index] = UNSAFE.sub(lambda each: symbol(each[0]), line)
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
        )
        return data.decode(errors="replace")


def refusal(text: str) -> Complaint | None:
    """Why a file of this text is not read, if it is too much."""
    if len(text) > BYTES:
        return complaint(1, 1, "too-large")
    if text.count("\n") > LINES:
        return complaint(LINES + 1, 1, "too-many-lines")
    if len(text) > CARDS and text.count("\nQ:") + text.count("\nC:") > CARDS:
        return complaint(1, 1, "too-many-cards")
    return None


def _no_text(text: str) -> Complaint | None:
    """Why a file with these control characters is not read, if there are too many."""
    control = next(islice(UNSAFE.finditer(text), CONTROLS, None), None)
    if not control:
        return None
    at = control.start()
    line = text.count("\n", 0, at) + 1
    return complaint(line, at - text.rfind("\n", 0, at), "not-text")


def _long_line(lines: Sequence[str]) -> int | None:
    """The number of the first line that is too long, if one is."""
    if max(map(len, lines), default=0) <= LINE:
        return None
    return next(n for n, line in enumerate(lines, 1) if len(line) > LINE)


@contextmanager
def collector_at_rest(size: int) -> Iterator[None]:
    """Let the garbage collector rest while a text of `size` characters is read.

    Cards hold no cycles, and it would go through all of them again and again.
    """
    rests = gc.isenabled() and size > LARGE
    if rests:
        gc.disable()
    try:
        yield
    finally:
        if rests:
            gc.enable()
