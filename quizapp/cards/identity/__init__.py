"""Which card is which after an edit, as pure functions.

`likeness` compares two cards, `match` pairs many, and `diff` says what became of all.
"""

from quizapp.cards.identity.diff import (
    Before,
    Cards,
    Change,
    Changes,
    History,
    What,
    diff,
)
from quizapp.cards.identity.likeness import Likeness, likeness
from quizapp.cards.identity.pairs import Pair, Unclear, match

__all__ = [
    "Before",
    "Cards",
    "Change",
    "Changes",
    "History",
    "Likeness",
    "Pair",
    "Unclear",
    "What",
    "diff",
    "likeness",
    "match",
]
