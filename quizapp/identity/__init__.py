"""Which card is which after an edit: `likeness` of two texts, `matching` of many."""

from quizapp.identity.likeness import Likeness, likeness
from quizapp.identity.matching import Matching, Unclear, match

__all__ = ["Likeness", "Matching", "Unclear", "likeness", "match"]
