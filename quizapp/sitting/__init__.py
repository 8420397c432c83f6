"""One run of scheduled study: the queue, the question now, grade, undo, summary."""

from quizapp.sitting.queue import Plan
from quizapp.sitting.sitting import Left, Sitting
from quizapp.sitting.spans import span_of, until
from quizapp.sitting.summary import Summary

__all__ = ["Left", "Plan", "Sitting", "Summary", "span_of", "until"]
