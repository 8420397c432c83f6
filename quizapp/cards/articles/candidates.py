"""Parts of a sentence that may become suggestions, and which of them do."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from quizapp.model.articles import Suggestion


class Rank(IntEnum):
    """How likely a reader wants to remember something: the first are chosen."""

    FIXED = 0
    SURE = 1
    LIKELY = 2
    POSSIBLE = 3
    WEAK = 4
    FILL = 5


class Candidate(NamedTuple):
    """A part of a sentence that a rule has found."""

    start: int
    end: int
    type: str
    rank: Rank


def chosen(candidates: Iterable[Candidate], length: int, most: int) -> list[Suggestion]:
    """The best candidates that do not overlap, at most so many, in their order.

    Of two that overlap the one of the better rank is chosen, then the longer one.
    """
    taken = bytearray(length)
    found: list[Suggestion] = []
    in_order = sorted(candidates, key=lambda c: (c.rank, c.start - c.end, c.start))
    for start, end, type_, _ in in_order:
        if len(found) >= most:
            break
        if start >= end or any(taken[start:end]):
            continue
        taken[start:end] = b"\1" * (end - start)
        found.append(Suggestion(start, end, type_))
    return sorted(found)
