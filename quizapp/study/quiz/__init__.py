"""A quiz: what is drawn, the answers until they are handed in, the mark."""

from quizapp.study.quiz.quiz import Quiz
from quizapp.study.quiz.result import BANDS, Result, band_of
from quizapp.study.quiz.selection import draw

__all__ = ["BANDS", "Quiz", "Result", "band_of", "draw"]
