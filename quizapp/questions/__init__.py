"""Asking a card and judging the answer: pure functions of values."""

from quizapp.questions.asking import Pool, ask, shown_answer, shown_prompt
from quizapp.questions.judging import judge
from quizapp.questions.normal import normal

__all__ = ["Pool", "ask", "judge", "normal", "shown_answer", "shown_prompt"]
