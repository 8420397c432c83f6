"""Decks together with one user's progress: what there is, and what waits."""

from quizapp.study.workspace.card_order import in_turns, of_distinct_facts
from quizapp.study.workspace.counts import Glance, glance, keep_counts
from quizapp.study.workspace.edited_cards import (
    cards_of,
    reconcile,
    settle,
    unsettle,
)
from quizapp.study.workspace.reviews import review_of
from quizapp.study.workspace.shelf import Shelf
from quizapp.study.workspace.standing import (
    LOOK_AHEAD,
    Load,
    Moment,
    Standing,
    Today,
)

__all__ = [
    "LOOK_AHEAD",
    "Glance",
    "Load",
    "Moment",
    "Shelf",
    "Standing",
    "Today",
    "cards_of",
    "glance",
    "in_turns",
    "keep_counts",
    "of_distinct_facts",
    "reconcile",
    "review_of",
    "settle",
    "unsettle",
]
