"""Hints about cards that are valid but hard to learn, as a teacher would give them.

`rules` is the table of all hints. `questions`, `choices` and `pairs` check single
cards, their choices, and pairs of cards; `context` gives them the deck's words. They
find texts in cards; `places` finds those in the file, and `hints` puts it together.
"""

from quizapp.cards.lint.hints import lint, unsilenced
from quizapp.cards.lint.rules import RULES

__all__ = ["RULES", "lint", "unsilenced"]
