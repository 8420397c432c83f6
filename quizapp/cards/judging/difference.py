"""Where a given answer differs from the right one, letter by letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from quizapp.text import folded

LONGEST = 80
"""Letters of an answer that is compared."""
ALIKE = 0.5
"""The share of letters that must be the same for a comparison to help."""


class Pair(NamedTuple):
    """A letter of the given answer and its counterpart in the right one; one of them is
    empty where a letter is missing."""

    given: str
    answer: str
    differs: bool


def difference(
    given: str, answer: str, *, accents: bool = False, case: bool = False
) -> Sequence[Pair] | None:
    """The letters of both in pairs, so that as few as possible differ (edit distance;
    Wagner & Fischer 1974); `None` if they have too little in common, or are too long.

    `accents` and `case` say whether these count.
    """
    if max(len(given), len(answer)) > LONGEST or "\n" in given + answer:
        return None
    key: Callable[[str], str] = str if case else str.casefold if accents else folded
    left, right = [key(each) for each in given], [key(each) for each in answer]
    cost = [list(range(len(right) + 1))]
    for i, a in enumerate(left, 1):
        above, here = cost[-1], [i]
        for j, b in enumerate(right, 1):
            here.append(min(above[j - 1] + (a != b), above[j] + 1, here[-1] + 1))
        cost.append(here)
    if cost[-1][-1] > ALIKE * max(len(left), len(right)):
        return None
    pairs: list[Pair] = []
    i, j = len(left), len(right)
    while i or j:
        differs = not (i and j) or left[i - 1] != right[j - 1]
        if i and j and cost[i][j] == cost[i - 1][j - 1] + differs:
            i, j = i - 1, j - 1
            pairs.append(Pair(given[i], answer[j], differs))
        elif i and cost[i][j] == cost[i - 1][j] + 1:
            i -= 1
            pairs.append(Pair(given[i], "", differs=True))
        else:
            j -= 1
            pairs.append(Pair("", answer[j], differs=True))
    return pairs[::-1]
