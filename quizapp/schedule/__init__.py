"""When a card is asked again: FSRS-6, counted in study days."""

from quizapp.schedule.days import longest_streak, streak, study_day
from quizapp.schedule.memories import (
    MATURE,
    Scheduler,
    Stage,
    retrievability,
    stage_of,
)
from quizapp.schedule.options import LEARNER_SETTINGS, Schedule

__all__ = [
    "LEARNER_SETTINGS",
    "MATURE",
    "Schedule",
    "Scheduler",
    "Stage",
    "longest_streak",
    "retrievability",
    "stage_of",
    "streak",
    "study_day",
]
