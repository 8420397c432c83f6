"""The kinds of questions: one module each, all in the table `KINDS`.

To add a kind, write a subclass of `QuestionKind` (`kind`) in a module of its own and
add it to `KINDS`. Other code reads the table; few places name a kind. The kinds are
`flip`, `choose`, `type`, `cloze`, `true_false`, `order` and `match`; `placed` is what
the last two share, and `choices` and `neighbours` find wrong choices.
"""

from quizapp.cards.judging.typed import Judged
from quizapp.cards.kinds.choose import Choose
from quizapp.cards.kinds.cloze import Cloze
from quizapp.cards.kinds.flip import Flip
from quizapp.cards.kinds.kind import ListForm, Manner, QuestionKind
from quizapp.cards.kinds.match import Match
from quizapp.cards.kinds.order import Order
from quizapp.cards.kinds.true_false import TrueFalse, read_answer
from quizapp.cards.kinds.type import Type

KINDS: dict[str, QuestionKind] = {
    str(kind.name): kind
    for kind in (Flip(), Choose(), Type(), Cloze(), TrueFalse(), Order(), Match())
}
"""All kinds by name, in the order in which they are listed."""

__all__ = [
    "KINDS",
    "Judged",
    "ListForm",
    "Manner",
    "QuestionKind",
    "read_answer",
]
