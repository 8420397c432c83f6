"""Decks together with one user's progress: what there is, and what waits."""

from quizapp.shelf.counts import Glance, glance, keep_counts
from quizapp.shelf.shelf import Shelf
from quizapp.shelf.standing import LOOK_AHEAD, Moment, Standing, Today

__all__ = [
    "LOOK_AHEAD",
    "Glance",
    "Moment",
    "Shelf",
    "Standing",
    "Today",
    "glance",
    "keep_counts",
]
