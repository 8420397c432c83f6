"""True/false: a statement is true, or it is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from quizapp.cards.kinds.choices import honest
from quizapp.cards.kinds.choose import Choose
from quizapp.cards.kinds.kind import Hint, QuestionKind
from quizapp.model import Card, Choice, Kind, Pool, Question


class TrueFalse(Choose):
    """A card of `Q:` and an `A:` that says true or false; as a question also a cloze
    whose author gave a wrong answer to put into its text."""

    name = Kind.TRUE_FALSE
    label = "true or false"
    asked_as = "true or false"
    rung = 2
    made_of = (Kind.CLOZE,)
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
        return _doubted(card, own.shown_prompt(card), rng) if card.blank else None

    def what_they_are(self, question: Question, wrong: Sequence[str]) -> str:
        return ""

    def hints(self, question: Question) -> Iterator[Hint]:
        yield from ()

    def right_answer(self, question: Question, own: QuestionKind) -> str:
        if question.card.kind == self.name:
            return self.shown_answer(question.card)
        is_true = any(each.right and each.text == "True" for each in question.choices)
        return "True" if is_true else f"False: {question.card.answer}"


def read_answer(answer: str) -> tuple[str, str]:
    """The kind that an `A:` makes of its card, and the answer as the card has it."""
    said = answer.lower()
    if said in ("true", "false"):
        return Kind.TRUE_FALSE, said
    return Kind.FLIP, answer


def _truths(*, is_true: bool) -> tuple[Choice, ...]:
    return Choice("True", is_true), Choice("False", not is_true)


def _doubted(card: Card, prompt: str, rng: Random) -> Question | None:
    """A cloze as a statement that is true, or holds a wrong answer of its author's.

    Other cards' answers are not taken: what is merely unlikely to be right makes a
    doubtful statement, and a false one that was believed is remembered (Roediger &
    Marsh 2005), so that every one has its answer shown at once.
    """
    assert card.blank
    wrong = list(honest(card, prompt, card.fields.wrong))
    if not wrong:
        return None
    is_true = rng.random() < 0.5
    said = card.answer if is_true else rng.choice(wrong)
    before, after = card.prompt[: card.blank.start], card.prompt[card.blank.end :]
    statement = f"{before}{said}{after}"
    return Question(card, Kind.TRUE_FALSE, statement, _truths(is_true=is_true))
