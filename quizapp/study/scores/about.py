"""Explains the words and the figures of the scores, in one line each."""

from __future__ import annotations

from quizapp.schedule import MATURE, Stage

KNOWN = "Known: past its first steps, and not forgotten since."
STAGES = {
    Stage.NEW: "not asked yet",
    Stage.LEARNING: "in its first steps, or just forgotten",
    Stage.YOUNG: f"known, and comes back within {MATURE} days",
    Stage.MATURE: f"known, and comes back after {MATURE} days or more",
}
TITLES = {
    "today": "Today",
    "looks": "Worth another look",
    "retention": "Remembered when due",
    "months": "Remembered when due, by month",
    "predicted": "Schedule and fact",
    "intervals": "Intervals",
    "decks": "Decks and topics",
    "forecast": "Coming up",
    "year": "Your year",
    "marks": "Quizzes",
    "time": "Time",
    "sureness": "How well you know what you know",
}
"""The title of each section of the scores."""
ABOUT = {
    "today": "Today's answers; a new card is one answered for the first time.",
    "looks": "Missed lately, mixed up with another card, forgotten often, or long due.",
    "retention": "How often you still knew a card when it came back. In brackets: "
    "where the true share lies with 95% certainty; more answers narrow it.",
    "months": f"Young cards had rested less than {MATURE} days, mature ones {MATURE} "
    "or more.",
    "predicted": "How likely the schedule thought you were to remember, and how often "
    "you did. Where the two agree, cards come back at the right time.",
    "intervals": "Known cards, by the days from one review to the next.",
    "decks": f"{KNOWN} ▲ more than a week ago, ▼ fewer.",
    "forecast": "Cards due each day if you learn nothing new; today includes overdue.",
    "year": "Answers on each study day; a column is a week, Monday at the top.",
    "marks": "The mark of each quiz, without pre-tests and repeated questions.",
    "time": "From the moment a question appears to its grade, ten minutes at most.",
    "sureness": "How often you were right, by how sure you said you were.",
}
