"""Asking a card and judging the answer: pure functions of values.

`kinds` holds a module for each kind of question, and the table of them; `asking` makes
the question and `judging` the verdict by asking that table. `choices` and `neighbours`
draw wrong choices; `typed`, `quantities` and `problems` look at what was typed, by the
rules of `normal` and `slips`.
"""

from quizapp.model import Pool
from quizapp.questions.asking import ask, judged_kinds, shown_answer, shown_prompt
from quizapp.questions.difference import Piece, difference
from quizapp.questions.judging import (
    chance,
    fitting,
    hint,
    judge,
    problem,
    proposed,
    right_parts,
)
from quizapp.questions.kinds import KINDS
from quizapp.questions.normal import normal
from quizapp.questions.pool import Rivals, alike_of

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
