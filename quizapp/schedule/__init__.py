"""When a card is due again: FSRS-6, counted in study days.

`scheduler` makes a new memory after each review, `formulas` holds the FSRS-6 equations,
and `options` what a learner can choose.
"""

from quizapp.schedule.options import (
    OPTIONS,
    Schedule,
    parse_option,
    study_day,
)
from quizapp.schedule.scheduler import MATURE, Scheduler, retrievability

__all__ = [
    "MATURE",
    "OPTIONS",
    "Schedule",
    "Scheduler",
    "parse_option",
    "retrievability",
    "study_day",
]
