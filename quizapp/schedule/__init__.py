"""When a card is due again: FSRS-6, counted in study days.

`scheduler` makes a new memory after each review, `formulas` holds the FSRS-6 equations,
and `options` what a learner can choose.
"""

from quizapp.schedule.options import (
    LEARNER_SETTINGS,
    LIMITS,
    Schedule,
    learner_setting,
)
from quizapp.schedule.scheduler import (
    MATURE,
    Scheduler,
    Stage,
    longest_interval,
    retrievability,
    stage_of,
)

__all__ = [
    "LEARNER_SETTINGS",
    "LIMITS",
    "MATURE",
    "Schedule",
    "Scheduler",
    "Stage",
    "learner_setting",
    "longest_interval",
    "retrievability",
    "stage_of",
]
