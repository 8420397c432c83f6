"""Type: the answer is typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import ClassVar

from quizapp.cards.judging.lists import items_of
from quizapp.cards.judging.typed import Judged, judge_typed, no_value
from quizapp.cards.kinds.kind import Hint, Manner, QuestionKind
from quizapp.model import Card, Kind, Pool, Question, Value
from quizapp.text import listed, plural

TYPED_WORDS = 6
"""An answer of more words, or lines, is not typed but turned over."""
TYPED_ITEMS = 8
"""A list of more items is not typed either."""
MANY_WORDS = 6
"""A hint gives the length of each word if the answer has at most this many."""


class Type(QuestionKind):
    """A kind of question only: no card in a file has it."""

    name: ClassVar[str] = Kind.TYPE
    label = "typed"
    asked_as = "a typed answer"
    manner = Manner.TYPED
    rung = 4
    made_of: ClassVar[tuple[str, ...]] = (Kind.FLIP, Kind.CLOZE)

    def kind_for(self, card: Card) -> str:
        return Kind.CLOZE if card.is_cloze else self.name

    def form(
        self, card: Card, own: QuestionKind, pool: Pool, rng: Random
    ) -> Question | None:
        if card.is_cloze or not can_be_typed(card):
            return None
        return self.forced_form(card)

    def forced_form(self, card: Card) -> Question | None:
        if "\n" in card.answer:
            return None
        return Question(card, self.name, card.prompt)

    def judge(self, question: Question, given: str) -> Judged:
        card = question.card
        return judge_typed(card, card.answer, given, question.rivals, question.prompt)

    def hints(self, question: Question) -> Iterator[Hint]:
        yield from hints_of(question.card)

    def problem(self, question: Question, given: str) -> str:
        card = question.card
        return no_value(card, card.answer, given, question.prompt)

    def right_parts(self, question: Question, own: QuestionKind) -> Sequence[str]:
        return question.card.answer.split("\n")

    def to_type(self, question: Question) -> str:
        if question.card.fields.value is Value.LIST:
            return "your answers, separated by commas"
        return "your answer"


def can_be_typed(card: Card) -> bool:
    """Whether the answer is short enough to ask a person to type it."""
    return all(_is_short(each, card) for each in card.answers)


def _is_short(answer: str, card: Card) -> bool:
    if "\n" in answer or not answer.strip():
        return False
    if card.fields.value is Value.LIST:
        items = items_of(answer, card.rules)
        return len(items) <= TYPED_ITEMS and all(map(_has_few_words, items))
    return _has_few_words(answer)


def _has_few_words(text: str) -> bool:
    return 0 < len(text.split()) <= TYPED_WORDS


def hints_of(card: Card) -> Iterator[Hint]:
    """Hints at an answer that is to be recalled: its first letter, then its length."""
    for verb, part in (("begins with", _first), ("has", _length)):
        yield f"The answer {verb} {', '.join(map(part, card.answers))}.", ()


def _first(answer: str) -> str:
    return f"“{answer.strip()[:1]}”"


def _length(answer: str) -> str:
    words = answer.split()
    count = plural(len(words), "word")
    if len(words) > MANY_WORDS:
        return count
    if len(words) > 1:
        lengths = listed((str(len(word)) for word in words), "and")
        return f"{count}, of {lengths} letters"
    return plural(len(answer.strip()), "letter")
