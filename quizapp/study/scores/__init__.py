"""What has been learned: `figures`, how they are computed, and how they are drawn."""

from quizapp.study.scores.about import ABOUT
from quizapp.study.scores.figures import figures, streak
from quizapp.study.scores.shares import Share
from quizapp.study.scores.spans import Span
from quizapp.study.scores.values import (
    CardNow,
    Figures,
    Month,
    Predicted,
    Standing,
    Weak,
)

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
