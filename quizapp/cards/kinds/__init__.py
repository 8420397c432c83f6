"""The kinds of questions: a module for each, in the table `KINDS`.

A new kind is a subclass of `QuestionKind` in a module of its own, and its line in
`KINDS`. Everything else reads the table and branches on no kind. `choices` and
`neighbours` find wrong choices.
"""

from quizapp.cards.kinds.choose import Choose
from quizapp.cards.kinds.cloze import Cloze
from quizapp.cards.kinds.flip import Flip
from quizapp.cards.kinds.kind import (
    Judged,
    ListForm,
    Manner,
    QuestionKind,
)
from quizapp.cards.kinds.match import Match
from quizapp.cards.kinds.order import Order
from quizapp.cards.kinds.true_false import TrueFalse, read_answer
from quizapp.cards.kinds.type import Type, can_be_typed

KINDS: dict[str, QuestionKind] = {
    str(kind.name): kind
    for kind in (Flip(), Choose(), Type(), Cloze(), TrueFalse(), Order(), Match())
}
"""Every kind by its name, in the order in which they are listed."""

__all__ = [
    "KINDS",
    "Judged",
    "ListForm",
    "Manner",
    "QuestionKind",
    "can_be_typed",
    "read_answer",
]
