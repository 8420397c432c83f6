"""What the words of the scores mean, and how each figure is computed: one line each."""

from __future__ import annotations

from quizapp.schedule import MATURE, Stage

KNOWN = "Known: past its first steps, and not forgotten since."
STAGES = {
    Stage.NEW: "not asked yet",
    Stage.LEARNING: "in its first steps, or just forgotten",
    Stage.YOUNG: f"known, and comes back within {MATURE} days",
    Stage.MATURE: f"known, and comes back after {MATURE} days or more",
}
ABOUT = {
    "looks": "Missed lately, mixed up with another card, forgotten often, or long due.",
    "decks": f"{KNOWN} ▲ since last week.",
    "forecast": "Cards due each day if you learn nothing new; today includes overdue.",
    "marks": "The mark of each quiz, without pre-tests and repeated questions.",
    "today": "Today's answers; a new card is one answered for the first time.",
    "year": "Answers on each study day; a column is a week, Monday at the top.",
    "retention": "Due reviews not graded Again, with the 95% interval of Wilson.",
    "months": f"Young: came back within {MATURE} days; mature: after {MATURE} or more.",
    "predicted": "How likely you were to remember, and how often you really did.",
    "time": "From the moment a question appears to its grade, ten minutes at most.",
    "sureness": "How often you were right (not Again), by how sure you were.",
}
