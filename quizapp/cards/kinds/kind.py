"""The base class of kinds of questions: all that the rest of the program uses."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from random import Random
from typing import ClassVar

from msgspec import Struct

from quizapp.cards.judging.typed import Judged
from quizapp.model import Card, Item, Mark, Pool, Question

CREDIT = {Mark.RIGHT: 1.0, Mark.OPEN: 1.0, Mark.CLOSE: 0.5}
"""The credit for an answer, or a part of one; it is 0 for any other mark."""
Hint = tuple[str, Sequence[str]]
"""The text of a hint, and the choices that it strikes out."""


class Manner(Enum):
    """How the learner answers a question."""

    TURNED = "turned"
    """By turning the card over and grading the answer."""
    CHOSEN = "chosen"
    """By choosing what is right, so that the answer is only recognized."""
    TYPED = "typed"
    """By typing, into one blank or several."""
    PLACED = "placed"
    """By placing choices in slots."""


class ListForm(Struct, frozen=True):
    """The list at the end of a question that makes it a card of some kind."""

    line: re.Pattern[str]
    """Matches a whole line of the list."""
    item: Callable[[re.Match[str]], Item]
    """The item in a matched line."""
    write: Callable[[int, Item], str]
    """The line of an item, given its number from 1: the inverse of `item`."""
    answer: Callable[[Sequence[Item]], str]
    """The answer of the card with these items."""
    faults: Callable[[Sequence[Item]], Iterator[str]]
    """The codes of complaints (`format.complaints`) about an invalid list."""
    has_pairs: bool = False
    """Whether each item is a pair."""


class QuestionKind(ABC):
    """A kind of question: how its cards are written and shown, and how its questions
    are asked, answered and judged.

    Subclasses are added to `KINDS`. Where a method takes `own`, that is the kind of the
    question's card, which may be another one: a card of `Q:` and `A:` is also asked
    with choices, or typed.
    """

    name: ClassVar[str]
    """Its name in files, commands and events."""
    label: ClassVar[str]
    """How it was answered, as a card's history says: `typed`."""
    asked_as: ClassVar[str]
    """What such a question is, in a sentence: `multiple choice`."""
    manner: ClassVar[Manner]
    rung: ClassVar[int] = 0
    """How hard it is: cards are asked in kinds of a higher rung as they mature."""
    made_of: ClassVar[tuple[str, ...]] = ()
    """The kinds of cards that can also be asked in this one, if `form` allows it."""
    list_form: ClassVar[ListForm | None] = None
    """The list that makes a card of this kind, if it is written as a list."""
    is_asked_as_written: ClassVar[bool] = False
    """Whether its cards are only asked as written, or as flip cards."""
    arrow: ClassVar[str] = ""
    """What is shown between a slot and its item."""

    # A card of this kind

    def shown_prompt(self, card: Card) -> str:
        """The question of a card of this kind."""
        return card.prompt

    def shown_answer(self, card: Card) -> str:
        """The right answer of a card of this kind, as it is shown."""
        return card.answer

    def turned(self, card: Card) -> str:
        """The question of a card of this kind when it is asked as a flip card."""
        return self.shown_prompt(card)

    def answers(self, card: Card) -> Sequence[str]:
        """The answers of a card of this kind that could be wrong choices for other
        cards; none for `true` or a list."""
        return ()

    # A card asked in this kind

    def takes(self, kind: str) -> bool:
        """Whether a card of that kind can be asked in this one."""
        return kind == self.name or kind in self.made_of

    def kind_for(self, card: Card) -> str:
        """The kind in which `card` is asked if its author asks for this one."""
        return self.name

    @abstractmethod
    def form(
        self, card: Card, own: QuestionKind, pool: Pool, rng: Random
    ) -> Question | None:
        """`card`, of a kind that this one `takes`, as a question of this kind; `None`
        if it cannot be asked so. `rng` draws and shuffles choices."""

    def forced_form(self, card: Card) -> Question | None:
        """`card` as a question of this kind because its author says so, although `form`
        returned `None`."""
        return None

    # A question of this kind

    @property
    def is_judged(self) -> bool:
        """Whether answers can be judged by the program."""
        return self.manner is not Manner.TURNED

    @property
    def is_typed(self) -> bool:
        """Whether answers are typed."""
        return self.manner is Manner.TYPED

    @property
    def is_recognition(self) -> bool:
        """Whether answers are only recognized, not recalled."""
        return self.manner is Manner.CHOSEN

    @abstractmethod
    def judge(self, question: Question, given: str) -> Judged:
        """Judge an answer: the text of a choice, or a line for each of several choices
        or for each slot."""

    def chance(self, question: Question) -> float:
        """The probability, 0 to 1, that a blind guess is right."""
        return 0.0

    def hints(self, question: Question) -> Iterator[Hint]:
        """All hints, in the order in which they are shown."""
        yield from ()

    def problem(self, question: Question, given: str) -> str:
        """A sentence that says why `given` cannot be judged, and what can; empty if it
        can be."""
        return ""

    def right_answer(self, question: Question, own: QuestionKind) -> str:
        """The right answer to the question, as it is shown."""
        return own.shown_answer(question.card)

    def right_parts(self, question: Question, own: QuestionKind) -> Sequence[str]:
        """The text of each choice or slot of a right answer."""
        return own.shown_answer(question.card).split("\n")

    # In lines on stdin and stdout

    @abstractmethod
    def to_type(self, question: Question) -> str:
        """What the learner should type, for the prompt in line mode."""

    def given_by(self, question: Question, line: str) -> str:
        """The answer in a line of input, in the form that `judge` takes."""
        return line.strip()
