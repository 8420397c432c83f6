"""Asking a card and judging the answer: pure functions of values.

`ladder` says in which kind a card is asked, `asking` makes the question, `choices` and
`neighbours` its wrong answers, `hints` its hints; `problems` says what is no answer to
it, `judging` makes the verdict, `typed` and `quantities` that on what was typed, by the
rules of `normal` and `slips`.
"""

from quizapp.questions.asking import ask, judged_kinds, shown_answer, shown_prompt
from quizapp.questions.chances import chance
from quizapp.questions.difference import Piece, difference
from quizapp.questions.hints import hint
from quizapp.questions.judging import fitting, judge, proposed
from quizapp.questions.normal import normal
from quizapp.questions.pool import Pool, Rivals, alike_of
from quizapp.questions.problems import problem

__all__ = [
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
    "shown_answer",
    "shown_prompt",
]
