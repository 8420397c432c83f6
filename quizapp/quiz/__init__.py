"""A quiz: what is drawn, the answers until they are handed in, the mark."""

from quizapp.quiz.drawing import draw
from quizapp.quiz.facts import facts_of
from quizapp.quiz.quiz import Quiz
from quizapp.quiz.result import BANDS, Result, band_of

__all__ = ["BANDS", "Quiz", "Result", "band_of", "draw", "facts_of"]
