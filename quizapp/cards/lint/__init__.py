"""Hints about cards that are valid but hard to learn, as a teacher would give them.

`rules` is the table of all hints. `questions`, `choices`, `pairs` and `statements`
check single cards, their choices, pairs of cards, and facts; `context` gives them the
deck's words. `places` locates what they find in the file, and `hints` combines it all.
"""

from quizapp.cards.lint.hints import lint, unsilenced
from quizapp.cards.lint.rules import LINT_RULES

__all__ = ["LINT_RULES", "lint", "unsilenced"]
