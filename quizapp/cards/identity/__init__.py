"""Finds out which card is which after decks were edited, as pure functions.

`likeness` compares two cards, `pairs` matches many, and `diff` finds out what became of
all of them.
"""

from quizapp.cards.identity.diff import (
    Cards,
    Change,
    ChangeKind,
    Changes,
    History,
    LastComparison,
    diff,
)
from quizapp.cards.identity.likeness import Likeness, likeness
from quizapp.cards.identity.pairs import Pair, Unclear, match

__all__ = [
    "Cards",
    "Change",
    "ChangeKind",
    "Changes",
    "History",
    "LastComparison",
    "Likeness",
    "Pair",
    "Unclear",
    "diff",
    "likeness",
    "match",
]
