"""How each figure is computed, in one line."""

from __future__ import annotations

ABOUT = {
    "today": "Answers of this study day; a new card is one that was studied first.",
    "streak": "Study days in a row with an answer that stands; today may still come.",
    "year": "Answers of each study day; a column is a week, Monday at the top.",
    "forecast": "Cards due each day if nothing more were learned; today holds overdue.",
    "retention": "Due reviews not graded Again, with the 95 % interval of Wilson.",
    "months": "Due reviews not graded Again; mature: after 21 days or more.",
    "predicted": "Recall that FSRS predicted for due reviews, and what came.",
    "decks": "Mastery: mean recall predicted for today; new or learning counts as 0.",
    "marks": "The share of the points of each quiz, but of pre-tests and redos.",
    "weakest": "Cards forgotten most often, then those of the least stability.",
    "time": "From a question's appearance to its grade, ten minutes at most.",
    "sureness": "How often one was right (not Again), by how sure one had been.",
}
