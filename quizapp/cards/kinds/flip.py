"""Flip: the learner turns the card over and grades the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from quizapp.cards.judging.typed import Judged
from quizapp.cards.kinds.kind import Hint, Manner, QuestionKind
from quizapp.cards.kinds.type import hints_of
from quizapp.model import Card, Kind, Mark, Pool, Question


class Flip(QuestionKind):
    """A card of `Q:` and `A:`, or any card asked as a flip card."""

    name = Kind.FLIP
    label = "turned over"
    asked_as = "a card to turn over"
    manner = Manner.TURNED

    def answers(self, card: Card) -> Sequence[str]:
        return [card.answer] if card.answer else []

    def takes(self, kind: str) -> bool:
        return True

    def form(self, card: Card, own: QuestionKind, pool: Pool, rng: Random) -> Question:
        return Question(card, self.name, own.turned(card))

    def judge(self, question: Question, given: str) -> Judged:
        return Judged(Mark.OPEN)

    def hints(self, question: Question) -> Iterator[Hint]:
        yield from hints_of(question.card)

    def to_type(self, question: Question) -> str:
        return "your answer, or any letter to turn the card"
