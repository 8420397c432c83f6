"""How each figure is computed, in one line."""

from __future__ import annotations

ABOUT = {
    "today": "Today's answers; a new card is one answered for the first time.",
    "streak": "Study days in a row with an answer; today may still come.",
    "year": "Answers on each study day; a column is a week, Monday at the top.",
    "forecast": "Cards due each day if you learn nothing new; today includes overdue.",
    "retention": "Due reviews not graded Again, with the 95% interval of Wilson.",
    "months": "Due reviews not graded Again; mature: after 21 days or more.",
    "predicted": "The recall that FSRS predicted for due reviews, and the real one.",
    "decks": "Mastery: mean recall predicted for today; new or learning counts as 0.",
    "marks": "The mark of each quiz, without pre-tests and repeated questions.",
    "weakest": "Cards forgotten most often, then those with the least stability.",
    "time": "From the moment a question appears to its grade, ten minutes at most.",
    "sureness": "How often you were right (not Again), by how sure you were.",
}
