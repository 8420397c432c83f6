"""Asking a card and judging the answer.

`ladder` chooses the kind of question and asks it, `verdicts` judges the answer, and
`pool` holds the answers of the other cards of a deck.
"""

from quizapp.cards.judging.difference import Piece, difference
from quizapp.cards.judging.normal import normal
from quizapp.cards.kinds import KINDS
from quizapp.cards.questions.ladder import (
    ask,
    judged_kinds,
    shown_answer,
    shown_prompt,
)
from quizapp.cards.questions.pool import Rivals, alike_of
from quizapp.cards.questions.verdicts import (
    chance,
    fitting,
    hint,
    judge,
    problem,
    proposed,
    right_parts,
)
from quizapp.model import Pool

__all__ = [
    "KINDS",
    "Piece",
    "Pool",
    "Rivals",
    "alike_of",
    "ask",
    "chance",
    "difference",
    "fitting",
    "hint",
    "judge",
    "judged_kinds",
    "normal",
    "problem",
    "proposed",
    "right_parts",
    "shown_answer",
    "shown_prompt",
]
