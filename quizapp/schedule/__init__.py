"""When a card is asked again: FSRS-6, counted in study days."""

from quizapp.schedule.days import longest_streak, streak, study_day
from quizapp.schedule.memories import (
    MATURE,
    Scheduler,
    Stage,
    retrievability,
    stage_of,
)
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
    "Stage",
    "checked",
    "longest_streak",
    "retrievability",
    "shown",
    "stage_of",
    "streak",
    "study_day",
]
