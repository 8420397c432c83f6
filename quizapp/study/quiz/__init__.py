"""A quiz.

`selection` picks the questions, `quiz` takes the answers, and `result` marks them.
"""

from quizapp.study.quiz.quiz import Quiz
from quizapp.study.quiz.result import BANDS, Result, band_of
from quizapp.study.quiz.selection import draw

__all__ = ["BANDS", "Quiz", "Result", "band_of", "draw"]
