"""What has been learned: `figures`, how they are computed, and how they are drawn."""

from quizapp.scores.about import ABOUT
from quizapp.scores.figures import figures, streak
from quizapp.scores.shares import Share
from quizapp.scores.spans import Span
from quizapp.scores.values import CardNow, Figures, Month, Predicted, Standing, Weak

__all__ = [
    "ABOUT",
    "CardNow",
    "Figures",
    "Month",
    "Predicted",
    "Share",
    "Span",
    "Standing",
    "Weak",
    "figures",
    "streak",
]
