"""What was typed above what is right, letter above letter."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from quizapp.text import cells, folded
from quizapp.tui.draw import line

LONGEST = 80
"""Letters of an answer, at most, for it to be compared."""
ALIKE = 0.5
"""What share of the letters must be the same for a comparison to help."""
HOLE = "·"
"""Stands for a missing letter."""
_COUNTS = ("", "one letter differs", "two letters differ", "three letters differ")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two lines in which each letter stands above its counterpart."""

    given: Content
    answer: Content
    count: int
    """How many letters differ: those that are marked."""

    @property
    def text(self) -> str:
        """The count in words."""
        if self.count < len(_COUNTS):
            return _COUNTS[self.count]
        return f"{self.count} letters differ"


def compare(given: str, answer: str, *, accents: bool = False) -> Comparison | None:
    """Both, with the letters that differ underlined; `None` when they have too little
    in common, or are too long.

    Case does not count, and accents only if `accents` says so.
    """
    if max(len(given), len(answer)) > LONGEST or "\n" in given + answer:
        return None
    pairs = _aligned(given, answer, accents=accents)
    key = str.casefold if accents else folded
    differ = [key(one) != key(other) for one, other in pairs]
    if sum(differ) > ALIKE * max(len(given), len(answer)):
        return None
    rows = []
    for side, style in ((0, "$wrong"), (1, "$right")):
        parts: list[tuple[str, str] | str] = []
        for pair, is_other in zip(pairs, differ, strict=True):
            width = max(cells(pair[0]), cells(pair[1]))
            letter = pair[side]
            space = " " * (width - cells(letter))
            if not letter:
                parts.append((HOLE * width, "$quiet"))
            elif is_other:
                parts += [(letter, f"bold underline {style}"), space]
            else:
                parts.append(letter + space)
        rows.append(line(*parts))
    return Comparison(rows[0], rows[1], sum(differ))


def _aligned(one: str, other: str, *, accents: bool) -> list[tuple[str, str]]:
    """The letters of both in pairs, so that as few as possible differ (edit distance;
    Wagner & Fischer 1974)."""
    key = str.casefold if accents else folded
    left, right = [key(each) for each in one], [key(each) for each in other]
    cost = [list(range(len(right) + 1))]
    for i, a in enumerate(left, 1):
        above, here = cost[-1], [i]
        for j, b in enumerate(right, 1):
            here.append(min(above[j - 1] + (a != b), above[j] + 1, here[-1] + 1))
        cost.append(here)
    pairs: list[tuple[str, str]] = []
    i, j = len(left), len(right)
    while i or j:
        here_cost = cost[i][j]
        if i and j and here_cost == cost[i - 1][j - 1] + (left[i - 1] != right[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((one[i], other[j]))
        elif i and here_cost == cost[i - 1][j] + 1:
            i -= 1
            pairs.append((one[i], ""))
        else:
            j -= 1
            pairs.append(("", other[j]))
    return pairs[::-1]
