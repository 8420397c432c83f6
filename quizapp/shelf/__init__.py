"""Decks together with one user's progress: what there is, and what waits."""

from quizapp.shelf.changes import Changes
from quizapp.shelf.counts import Glance, glance, keep_counts
from quizapp.shelf.reconciling import placed, reconcile
from quizapp.shelf.reviews import review_of
from quizapp.shelf.shelf import Shelf
from quizapp.shelf.standing import LOOK_AHEAD, Moment, Standing, Today
from quizapp.shelf.turns import in_turns, of_distinct_facts
from quizapp.shelf.unclear import settle, unclear_still, unsettle

__all__ = [
    "LOOK_AHEAD",
    "Changes",
    "Glance",
    "Moment",
    "Shelf",
    "Standing",
    "Today",
    "glance",
    "in_turns",
    "keep_counts",
    "of_distinct_facts",
    "placed",
    "reconcile",
    "review_of",
    "settle",
    "unclear_still",
    "unsettle",
]
