"""How each kind of question is answered on the screen: one module each, in one table.

The kinds themselves are in `quizapp.cards.kinds`. A `form` holds what has been entered,
takes the keys and draws the lines: `flip`, `choose`, `typed` and `placed` (order and
match). `view` is the widget that shows one, `verdict` draws the verdict, `letters`
compares what was typed, and `screen` is what a sitting and a quiz have in common.
"""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.model import Kind, Question
from quizapp.tui.kinds.choose import ChooseForm, TrueFalseForm
from quizapp.tui.kinds.flip import FlipForm
from quizapp.tui.kinds.form import Form, Room
from quizapp.tui.kinds.placed import MatchForm, PlacedForm
from quizapp.tui.kinds.typed import ClozeForm, TypeForm

FORMS: Mapping[str, type[Form]] = {
    Kind.FLIP: FlipForm,
    Kind.CHOOSE: ChooseForm,
    Kind.TYPE: TypeForm,
    Kind.CLOZE: ClozeForm,
    Kind.TRUE_FALSE: TrueFalseForm,
    Kind.ORDER: PlacedForm,
    Kind.MATCH: MatchForm,
}
"""The form of each kind, by its name."""


def form_of(question: Question, given: str | None = None) -> Form:
    """The form for a question, with what was `given` earlier."""
    return FORMS[question.kind](question, given)


__all__ = ["FORMS", "Form", "Room", "form_of"]
