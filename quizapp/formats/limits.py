"""How much a file may hold: whatever it is, reading it ends soon and takes little.

Each limit is far beyond what people write; a file beyond one is refused with a
sentence, before it costs anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from quizapp.model import Complaint
from quizapp.text import UNSAFE

BYTES = 16 * 2**20
"""Bytes of a file."""
LINES = 100_000
LINE = 50_000
"""Characters of a line."""
CARD = 50_000
"""Characters of a card with its fields, or of a fact."""
CARDS = 25_000
"""Cards, topics and comments of a file."""
FACTS = 5_000
"""Facts of a facts file, with their brackets, questions and cards."""
MARKS = 500_000
"""Characters that mean something in the `C:` cards of a file: brackets, `$`, …"""
BRACKETS = 1_000
"""Brackets of one `C:`."""
CONTROLS = 10_000
"""Control characters, from which on a file is no text."""


def refusal(text: str) -> Complaint | None:
    """Why a file of this text is not read, if it is too much."""
    if len(text) > BYTES:
        return Complaint(1, 1, "too-large", TOO_LARGE)
    if text.count("\n") > LINES:
        return Complaint(
            LINES + 1,
            1,
            "too-many-lines",
            f"The file has more than {LINES:,} lines; split it.",
        )
    if len(text) > CARDS and text.count("\nQ:") + text.count("\nC:") > CARDS:
        return Complaint(1, 1, "too-many-cards", TOO_MANY_CARDS)
    return None


def no_text(text: str) -> Complaint | None:
    """Why a file of this text is not read, if it has too many control characters."""
    control = next(islice(UNSAFE.finditer(text), CONTROLS, None), None)
    if not control:
        return None
    return Complaint(
        text.count("\n", 0, control.start()) + 1,
        control.start() - text.rfind("\n", 0, control.start()),
        "not-text",
        f"This is the control character after {CONTROLS:,} others; this file is no "
        "text. Save it as text in UTF-8.",
    )


def long_line(lines: Sequence[str]) -> Complaint | None:
    """The same, for one of its lines."""
    if max(map(len, lines), default=0) <= LINE:
        return None
    number = next(n for n, line in enumerate(lines, 1) if len(line) > LINE)
    return Complaint(
        number,
        LINE + 1,
        "long-line",
        f"This line is longer than {LINE:,} characters; nothing of the file is read. "
        "Part the line.",
    )


def marks_in(text: str) -> int:
    """How many characters of a `C:` are looked at one by one."""
    return sum([text.count(mark) for mark in "[]`$\\"])


TOO_LARGE = f"The file is larger than {BYTES >> 20} MiB; split it."
TOO_MANY_CARDS = f"A file holds at most {CARDS:,} cards, topics and comments; split it."
TOO_MANY_MARKS = (
    f"The `C:` cards of a file hold at most {MARKS:,} brackets, dollars, backticks and "
    "backslashes; from here on nothing is read. Split the file."
)
LONG_CARD = f"This card is longer than {CARD:,} characters; part it."
TOO_MANY_BRACKETS = f"A `C:` has at most {BRACKETS:,} brackets; part this card."
TOO_MANY_FACTS = (
    f"A facts file holds at most {FACTS:,} facts, brackets, questions and cards; from "
    "here on nothing is read. Split the file."
)
