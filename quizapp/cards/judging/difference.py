"""Where a given answer differs from the one that was wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from quizapp.text import folded

LONGEST = 200
"""Letters of an answer of which the difference is looked for."""
ALIKE = 0.6
"""What share must be the same for a difference to tell anything."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters, the same in both or not."""

    text: str
    is_same: bool


def difference(
    given: str, wanted: str, *, accents: bool = False
) -> tuple[Sequence[Piece], Sequence[Piece]]:
    """Both texts in pieces: what of `given` is too much, what of `wanted` is missing.

    Case counts where nothing else differs, accents where `accents` says so. Nothing is
    marked when the two have little in common, or are very long.
    """
    key: Callable[[str], str] = str.casefold if accents else folded
    is_case_alone = given != wanted and given.casefold() == wanted.casefold()
    if is_case_alone:
        key = str
    one, other = [key(each) for each in given], [key(each) for each in wanted]
    whole = [Piece(given, is_same=True)], [Piece(wanted, is_same=True)]
    if max(len(one), len(other)) > LONGEST:
        return whole
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if not is_case_alone and matcher.ratio() < ALIKE:
        return whole
    told: list[Piece] = []
    asked: list[Piece] = []
    for what, start, end, first, last in matcher.get_opcodes():
        is_same = what == "equal"
        if end > start:
            told.append(Piece(given[start:end], is_same))
        if last > first:
            asked.append(Piece(wanted[first:last], is_same))
    return told, asked
