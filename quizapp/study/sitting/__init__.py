"""A study session, which is called a sitting.

`queue` picks and orders the cards, `sitting` asks them and records the grades, `place`
is the state that undo returns to, `earlier` undoes what earlier sittings did today,
`related` finds a fact that goes with a card, `why` explains why it is asked, and
`summary` sums up.
"""

from quizapp.study.sitting.place import Left
from quizapp.study.sitting.queue import Plan
from quizapp.study.sitting.sitting import Sitting
from quizapp.study.sitting.summary import Summary
from quizapp.study.sitting.why import Why, span_of

__all__ = [
    "Left",
    "Plan",
    "Sitting",
    "Summary",
    "Why",
    "span_of",
]
