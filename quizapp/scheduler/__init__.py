"""When a card is asked again: FSRS-6 counted in study days."""

from quizapp.scheduler.days import study_day
from quizapp.scheduler.memories import MATURE, Scheduler, retrievability
from quizapp.scheduler.schedule import CHOICES, Schedule, checked, shown

__all__ = [
    "CHOICES",
    "MATURE",
    "Schedule",
    "Scheduler",
    "checked",
    "retrievability",
    "shown",
    "study_day",
]
