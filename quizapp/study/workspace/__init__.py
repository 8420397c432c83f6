"""One learner's decks and progress: `workspace` reads and changes both.

`deck_set` holds the decks, `deck_ids` decides their ids, `steps` changes cards and
decks, `reviews` puts answers into events, and `edited_cards` keeps the progress of
edited cards.

`deck_counts` counts the cards of a deck, such as those that are due, and `today` what
all started decks ask on a day; `glance` keeps both for the next run. `siblings` says
which cards of a fact are asked on a day, and `interleave` orders cards so that topics
take turns and siblings stay apart.

`moved` is what a sitting has changed, `scored` the scores of decks, and `undo_stack`
what was done in this session.
"""

from quizapp.study.workspace.glance import glance_of, quiz_left
from quizapp.study.workspace.interleave import in_turns, of_distinct_facts
from quizapp.study.workspace.reviews import review_of
from quizapp.study.workspace.today import backlog_now
from quizapp.study.workspace.workspace import Step, Workspace

__all__ = [
    "Step",
    "Workspace",
    "backlog_now",
    "glance_of",
    "in_turns",
    "of_distinct_facts",
    "quiz_left",
    "review_of",
]
