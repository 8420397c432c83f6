"""When a card is asked again: FSRS-6, counted in study days."""

from quizapp.schedule.days import study_day
from quizapp.schedule.memories import MATURE, Scheduler, retrievability
from quizapp.schedule.options import LEARNER_SETTINGS, Schedule

__all__ = [
    "LEARNER_SETTINGS",
    "MATURE",
    "Schedule",
    "Scheduler",
    "retrievability",
    "study_day",
]
