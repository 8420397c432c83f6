"""True/false: the learner says whether a statement is true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from quizapp.cards.kinds.choices import around_answer, false_answer
from quizapp.cards.kinds.choose import Choose
from quizapp.cards.kinds.kind import Hint, QuestionKind
from quizapp.model import Card, Choice, Kind, Pool, Question

_FLIP, _TRUE_FALSE = Kind.FLIP, Kind.TRUE_FALSE


class TrueFalse(Choose):
    """A card whose `A:` is true or false, or the statement of another card with the
    right answer, or a wrong one, filled in."""

    name = Kind.TRUE_FALSE
    label = "true or false"
    asked_as = "true or false"
    rung = 2
    made_of = (Kind.FLIP, Kind.CLOZE)
    list_form = None

    def shown_answer(self, card: Card) -> str:
        return card.answer.capitalize()

    def turned(self, card: Card) -> str:
        return f"{card.prompt}\n\nTrue or false?"

    def form(
        self, card: Card, own: QuestionKind, pool: Pool, rng: Random
    ) -> Question | None:
        if card.kind == self.name:
            truths = _truths(is_true=card.answer == "true")
            return Question(card, self.name, card.prompt, truths)
        return _statement(card, pool, rng)

    def explain_wrong(self, question: Question, wrong: Sequence[str]) -> str:
        return ""

    def hints(self, question: Question) -> Iterator[Hint]:
        yield from ()

    def right_answer(self, question: Question, own: QuestionKind) -> str:
        if question.card.kind == self.name:
            return self.shown_answer(question.card)
        is_true = any(
            choice.right and choice.text == "True" for choice in question.choices
        )
        return "True" if is_true else f"False: {question.card.answer}"


def read_answer(answer: str) -> tuple[str, str]:
    """The kind of a card with this `A:`, and its answer as the card stores it."""
    said = answer.lower()
    if said in ("true", "false"):
        return _TRUE_FALSE, said
    return _FLIP, answer


def _truths(*, is_true: bool) -> tuple[Choice, ...]:
    return Choice("True", is_true), Choice("False", not is_true)


def _statement(card: Card, pool: Pool, rng: Random) -> Question | None:
    """The statement of a card, as often true as false.

    False statements that were believed are remembered (Roediger & Marsh 2005), so the
    right answer is always shown at once.
    """
    around = around_answer(card)
    wrong = false_answer(card, pool, rng) if around else ""
    if not around or not wrong:
        return None
    is_true = rng.random() < 0.5
    said = card.answer if is_true else wrong
    if not around[0] and card.answer[0].isupper():
        said = said[0].upper() + said[1:]
    statement = said.join(around)
    return Question(card, Kind.TRUE_FALSE, statement, _truths(is_true=is_true))
