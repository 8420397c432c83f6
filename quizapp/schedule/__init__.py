"""When a card is asked again: FSRS-6, counted in study days."""

from quizapp.schedule.days import study_day
from quizapp.schedule.memories import MATURE, Scheduler, retrievability
from quizapp.schedule.options import (
    CHOICES,
    Schedule,
    checked,
    shown,
)

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
