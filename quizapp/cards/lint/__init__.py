"""A deck read as a teacher reads it: what is well formed and yet hard to learn from.

`rules` is the table of all hints; `questions`, `choices` and `pairs` look at one card,
at what it is chosen from, and at two cards together. They find text in cards; `places`
says where in the file that stands.
"""

from quizapp.cards.lint.hints import lint, unsilenced
from quizapp.cards.lint.rules import RULES, Rule

__all__ = ["RULES", "Rule", "lint", "unsilenced"]
