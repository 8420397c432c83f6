"""What was typed above the right answer, letter above letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from quizapp.cards.judging.difference import Pair, difference
from quizapp.text import cells
from quizapp.tui.draw import line

HOLE = "·"
"""In the place of a missing letter."""
_COUNTS = ("no", "one", "two", "three")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two lines in which each letter stands above its counterpart."""

    given: Content
    answer: Content
    count: int
    """How many letters differ and are marked."""
    text: str
    """What differs, in words."""


def compare(given: str, answer: str, *, accents: bool = False) -> Comparison | None:
    """Both, with the letters that differ underlined; `None` when they have too little
    in common, or are too long.

    Case does not count, and accents only if `accents` is true.
    """
    pairs = difference(given, answer, accents=accents)
    if pairs is None:
        return None
    rows = []
    for side, style in ((0, "$wrong"), (1, "$right")):
        parts: list[tuple[str, str] | str] = []
        for pair in pairs:
            width = max(cells(pair.given), cells(pair.answer))
            letter = (pair.given, pair.answer)[side]
            space = " " * (width - cells(letter))
            if not letter:
                parts.append((HOLE * width, "$quiet"))
            elif pair.differs:
                parts += [(letter, f"bold underline {style}"), space]
            else:
                parts.append(letter + space)
        rows.append(line(*parts))
    others = [pair for pair in pairs if pair.differs]
    return Comparison(rows[0], rows[1], len(others), _in_words(others))


def _in_words(pairs: Sequence[Pair]) -> str:
    count = len(pairs)
    number = _COUNTS[count] if count < len(_COUNTS) else f"{count}"
    letters = f"{number} {'letter' if count == 1 else 'letters'}"
    if not any(pair.given for pair in pairs):
        return f"{letters} {'is' if count == 1 else 'are'} missing"
    if not any(pair.answer for pair in pairs):
        return f"{letters} too many"
    return f"{letters} {'differs' if count == 1 else 'differ'}"
