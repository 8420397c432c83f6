"""Parts of a sentence that may become suggestions, and how the best are chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import NamedTuple

from quizapp.model.articles import Suggestion


class Rank(IntEnum):
    """How likely it is that a reader wants to remember something, most likely first."""

    FIXED = 0
    SURE = 1
    LIKELY = 2
    POSSIBLE = 3
    WEAK = 4
    FILL = 5
    PHRASE = 6
    """Chosen only while a sentence has few suggestions for its length."""
    TAIL = 7
    """Chosen only if it has hardly any."""


class Candidate(NamedTuple):
    """A part of a sentence that a rule has found."""

    start: int
    end: int
    type: str
    rank: Rank


def chosen(
    candidates: Iterable[Candidate], text: str, most: Mapping[Rank, int]
) -> list[Suggestion]:
    """The best candidates that do not overlap, in the order of the text.

    Of two that overlap, the one of the better rank is chosen, then the longer one. One
    of a rank is only chosen while there are fewer than `most` for that rank.
    """
    taken = bytearray(len(text))
    found: list[Suggestion] = []
    in_order = sorted(candidates, key=lambda c: (c.rank, c.start - c.end, c.start))
    for start, end, type_, rank in in_order:
        if len(found) >= most[rank]:
            break
        part = text[start:end]
        start += len(part) - len(part.lstrip())
        end -= len(part) - len(part.rstrip())
        if start >= end or any(taken[start:end]):
            continue
        taken[start:end] = b"\1" * (end - start)
        found.append(Suggestion(start, end, type_))
    return sorted(found)
