"""Decks together with one user's progress: what there is, and what waits."""

from quizapp.shelf.counts import Glance, glance, keep_counts
from quizapp.shelf.edits import cards_of, reconcile, settle, unsettle
from quizapp.shelf.reviews import review_of
from quizapp.shelf.shelf import Shelf
from quizapp.shelf.standing import LOOK_AHEAD, Moment, Standing, Today
from quizapp.shelf.turns import in_turns, of_distinct_facts

__all__ = [
    "LOOK_AHEAD",
    "Glance",
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
