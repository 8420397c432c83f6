"""Asks cards as questions and judges the answers.

`ladder` chooses the kind of question and asks it, `verdicts` judges the answer, `pool`
provides the answers of other cards, and `statements` knows what a deck says.
"""

from quizapp.cards.kinds import KINDS
from quizapp.cards.questions.ladder import (
    ask,
    judged_kinds,
    kinds_in_turn,
    shown_answer,
    shown_prompt,
)
from quizapp.cards.questions.pool import (
    RivalsByForm,
    answers_of_type,
    statements_of,
)
from quizapp.cards.questions.statements import Statements
from quizapp.cards.questions.verdicts import (
    chance,
    fitting_grades,
    hint,
    judge,
    problem,
    proposed_grade,
    right_parts,
    study_chance,
)
from quizapp.model import Pool

__all__ = [
    "KINDS",
    "Pool",
    "RivalsByForm",
    "Statements",
    "answers_of_type",
    "ask",
    "chance",
    "fitting_grades",
    "hint",
    "judge",
    "judged_kinds",
    "kinds_in_turn",
    "problem",
    "proposed_grade",
    "right_parts",
    "shown_answer",
    "shown_prompt",
    "statements_of",
    "study_chance",
]
