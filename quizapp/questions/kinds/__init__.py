"""The kinds of questions, a module each, in one table.

A new kind is a subclass of `QuestionKind` in a module of its own, and its line in
`KINDS`. All else reads the table, and branches on no kind.
"""

from quizapp.questions.kinds.choose import Choose
from quizapp.questions.kinds.cloze import Cloze
from quizapp.questions.kinds.flip import Flip
from quizapp.questions.kinds.kind import Judged, ListForm, Manner, QuestionKind
from quizapp.questions.kinds.match import Match
from quizapp.questions.kinds.order import Order
from quizapp.questions.kinds.true_false import TrueFalse, read_answer
from quizapp.questions.kinds.type import Type, can_be_typed

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
