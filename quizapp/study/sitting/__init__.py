"""One run of scheduled study: the queue, the question now, grade, undo, summary."""

from quizapp.study.sitting.place import Left
from quizapp.study.sitting.queue import Plan
from quizapp.study.sitting.sitting import Sitting
from quizapp.study.sitting.summary import Summary
from quizapp.study.sitting.why import Duration, Why, span_of, until

__all__ = [
    "Duration",
    "Left",
    "Plan",
    "Sitting",
    "Summary",
    "Why",
    "span_of",
    "until",
]
