"""One learner's decks and progress: `Workspace` reads and changes both.

`deck_set` holds the decks, `steps` changes cards and decks, `edited_cards` keeps the
progress of edited cards, `standing` and `counts` compute what is due.
"""

from quizapp.study.workspace.counts import Glance, glance
from quizapp.study.workspace.interleave import in_turns, of_distinct_facts
from quizapp.study.workspace.reviews import review_of
from quizapp.study.workspace.standing import (
    LOOK_AHEAD,
    Load,
    Moment,
    Standing,
    Today,
    backlog_now,
)
from quizapp.study.workspace.workspace import Step, Workspace

__all__ = [
    "LOOK_AHEAD",
    "Glance",
    "Load",
    "Moment",
    "Standing",
    "Step",
    "Today",
    "Workspace",
    "backlog_now",
    "glance",
    "in_turns",
    "of_distinct_facts",
    "review_of",
]
