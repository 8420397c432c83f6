"""Figures of what has been learned, from memories and the totals of days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.model import DayTotals, Memory
from quizapp.scheduler import MATURE, retrievability


@dataclass(frozen=True, slots=True)
class Totals:
    """How some cards stand, and how the days went."""

    cards: int
    new: int
    """Never reviewed."""
    learning: int
    young: int
    """In review, the next day due less than 21 days after the latest review."""
    mature: int
    mastery: float
    """Mean recall predicted for today, 0 to 1; a new card counts as 0."""
    reviews: int
    """Standing reviews of these cards."""
    lapses: int
    """Times one of them was forgotten in review."""
    days: int
    """Study days with at least one standing review."""
    streak: int
    """Such days in a row, up to today or yesterday."""
    today: DayTotals
    retention: float | None
    """Share of due reviews recalled, of all days; `None` before the first."""
    spent: int
    """Milliseconds, of all days."""
    calibration: Mapping[str, Calibration]
    """How often one was right, by how sure one was: guess, unsure, sure."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Answers of one sureness."""

    answers: int
    right: int
    """Of these, the ones not graded Again."""


def total(
    memories: Sequence[Memory | None], days: Mapping[int, DayTotals], today: int
) -> Totals:
    """The totals of cards with these `memories` (`None` for a new card).

    `days` are all the learner's days by ordinal, whatever the cards.
    """
    known = [memory for memory in memories if memory]
    reviewing = [memory for memory in known if not memory.is_learning]
    mature = sum(m.due_day - m.day >= MATURE for m in reviewing)
    recall = sum(retrievability(memory, today) for memory in known)
    due = sum(day.due for day in days.values())
    recalled = sum(day.recalled for day in days.values())
    return Totals(
        cards=len(memories),
        new=len(memories) - len(known),
        learning=len(known) - len(reviewing),
        young=len(reviewing) - mature,
        mature=mature,
        mastery=recall / len(memories) if memories else 0.0,
        reviews=sum(memory.reviews for memory in known),
        lapses=sum(memory.lapses for memory in known),
        days=sum(day.reviews > 0 for day in days.values()),
        streak=streak(days, today),
        today=days.get(today, DayTotals()),
        retention=recalled / due if due else None,
        spent=sum(day.spent for day in days.values()),
        calibration={
            "guess": _sum(days, "guesses", "guessed_right"),
            "unsure": _sum(days, "unsure", "unsure_right"),
            "sure": _sum(days, "sure", "sure_right"),
        },
    )


def _sum(days: Mapping[int, DayTotals], answers: str, right: str) -> Calibration:
    return Calibration(
        sum(getattr(day, answers) for day in days.values()),
        sum(getattr(day, right) for day in days.values()),
    )


def streak(days: Mapping[int, DayTotals], today: int) -> int:
    """Study days in a row with a standing review; today may still be to come."""
    day = today if today in days and days[today].reviews else today - 1
    count = 0
    while day in days and days[day].reviews:
        count += 1
        day -= 1
    return count
