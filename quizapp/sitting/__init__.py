"""One run of scheduled study: the queue, the question now, grade, undo, summary."""

from quizapp.sitting.place import Left
from quizapp.sitting.queue import Habits, Plan
from quizapp.sitting.sitting import Sitting
from quizapp.sitting.spans import span_of, until
from quizapp.sitting.summary import Summary

__all__ = ["Habits", "Left", "Plan", "Sitting", "Summary", "span_of", "until"]
