"""Explains the words and the figures of the scores, in one line each."""

from __future__ import annotations

from typing import NamedTuple

from quizapp.schedule import MATURE, Stage

KNOWN = "Known: learned, and not forgotten since."
STAGES = {
    Stage.NEW: "not asked yet",
    Stage.LEARNING: "in its first steps, or just forgotten",
    Stage.YOUNG: f"known, and comes back in less than {MATURE} days",
    Stage.MATURE: f"known, and comes back after {MATURE} days or more",
}


class Section(NamedTuple):
    """A section of the scores."""

    title: str
    about: str
    """What the figures of the section are."""


SECTIONS = {
    "today": Section(
        "Today",
        "Today's answers; a new card is one first answered today, and not in a quiz.",
    ),
    "looks": Section(
        "Worth another look",
        "Missed lately, mixed up with another card, forgotten often, or long overdue.",
    ),
    "retention": Section(
        "Remembered when due",
        "How often you still knew a card when it came back. In brackets: where the "
        "true share lies with 95% certainty; more answers narrow it.",
    ),
    "months": Section(
        "Remembered when due, by month",
        f"Young cards had an interval of less than {MATURE} days, mature ones of "
        f"{MATURE} or more.",
    ),
    "predicted": Section(
        "Predicted and actual",
        "How likely the schedule thought you were to remember, and how often you did. "
        "Where the two agree, cards come back at the right time.",
    ),
    "intervals": Section(
        "Intervals", "Known cards, by the days from one review to the next."
    ),
    "decks": Section(
        "Decks and topics",
        f"{KNOWN} ▲ up from a week ago, ▼ down. Best and last: your marks in "
        "quizzes on that deck alone.",
    ),
    "forecast": Section(
        "Coming up",
        "Cards due each day if you learn nothing new; today includes overdue cards.",
    ),
    "year": Section(
        "Your year",
        "Answers on each study day; a column is a week, Monday at the top.",
    ),
    "marks": Section(
        "Quizzes", "The mark of each quiz, without pre-tests and repeated questions."
    ),
    "time": Section(
        "Time",
        "From the moment a question appears to its grade, ten minutes at most.",
    ),
    "sureness": Section(
        "How well you judge what you know",
        "How often you were right, by how sure you said you were.",
    ),
}
"""The sections by name, in the order of the manual."""
