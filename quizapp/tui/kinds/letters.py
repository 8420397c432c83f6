"""What was typed above the right answer, letter above letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from quizapp.cards.judging.difference import Pair, difference
from quizapp.text import cells, folded
from quizapp.tui.draw import line

HOLE = "·"
"""In the place of a missing letter."""
_COUNTS = ("", "one letter", "two letters", "three letters")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two lines in which each letter stands above its counterpart."""

    given: Content
    answer: Content
    text: str
    """What kind of slip it is, `one letter is missing`; empty if no letter is
    marked."""


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
    differing = [pair for pair in pairs if pair.differs]
    return Comparison(rows[0], rows[1], _slip(differing) if differing else "")


def _slip(pairs: Sequence[Pair]) -> str:
    """What kind of slip pairs of differing letters are, in words."""
    count = len(pairs)
    is_one = count == 1
    letters = _COUNTS[count] if count < len(_COUNTS) else f"{count} letters"
    if not any(pair.given for pair in pairs):
        return f"{letters} {'is' if is_one else 'are'} missing"
    if not any(pair.answer for pair in pairs):
        return f"{letters} too many"
    match [(folded(pair.given), folded(pair.answer)) for pair in pairs]:
        case [(one, other), swapped] if swapped == (other, one):
            return f"{letters} are swapped"
    return f"{letters} {'differs' if is_one else 'differ'}"
