"""What a kind of question is: all that the rest of the program asks of one."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random
from typing import ClassVar

from quizapp.model import Card, Item, Mark, Pool, Question

CREDIT = {Mark.RIGHT: 1.0, Mark.OPEN: 1.0, Mark.CLOSE: 0.5}
"""What an answer, or a part of one, counts for; any other mark counts nothing."""
Hint = tuple[str, Sequence[str]]
"""What a hint says, and the choices that it strikes out."""


class Manner(Enum):
    """How the learner answers."""

    TURNED = "turned"
    """By turning the card over, and judging alone."""
    CHOSEN = "chosen"
    """By choosing what is right: the answer need only be recognized."""
    TYPED = "typed"
    """By typing, into one blank or several."""
    PLACED = "placed"
    """By putting each choice into its slot."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a kind makes of an answer."""

    mark: Mark
    remark: str = ""
    share: float | None = None
    """How much of it is right, 0 to 1; `None` for what the mark counts."""
    nearest: str = ""
    """Of a typed answer: the accepted one that it was compared with."""
    parts: tuple[Mark, ...] = ()
    """Where slots were filled: the mark of each."""


@dataclass(frozen=True, slots=True)
class ListForm:
    """The list that ends a question and makes it a card of a kind."""

    line: re.Pattern[str]
    """A whole line of it."""
    item: Callable[[re.Match[str]], Item]
    """What such a line says."""
    write: Callable[[int, Item], str]
    """The line of an item, numbered from 1: the inverse."""
    answer: Callable[[Sequence[Item]], str]
    """The answer of its card."""
    faults: Callable[[Sequence[Item]], Iterator[str]]
    """The codes of what keeps the list from being a card (`formats.complaints`)."""
    has_pairs: bool = False
    """Whether each item is a pair."""


class QuestionKind(ABC):
    """One kind: how a card of it stands in its file and is shown, and how a question
    of it is made, answered and judged.

    A new one is a module with a subclass, entered in `KINDS`. Methods that take `own`
    are given the kind of the question's card, which need not be this one: a card of
    `Q:` and `A:` is also asked with choices, or typed.
    """

    name: ClassVar[str]
    """What it is called in files, commands and events."""
    label: ClassVar[str]
    """How it is asked, as people read it."""
    asked_as: ClassVar[str] = ""
    """What such a question is, in a sentence: `a choice`, `typed`. Empty: the label."""
    manner: ClassVar[Manner]
    rung: ClassVar[int] = 0
    """How hard it is: a card is asked in harder kinds as its memory firms."""
    made_of: ClassVar[tuple[str, ...]] = ()
    """Kinds of cards that can also be asked in this one, where `form` allows it."""
    list_form: ClassVar[ListForm | None] = None
    is_asked_as_written: ClassVar[bool] = False
    """Whether its cards are only ever asked as they stand, or turned over."""
    arrow: ClassVar[str] = ""
    """What stands between a slot and what belongs in it."""

    # A card of this kind

    def shown_prompt(self, card: Card) -> str:
        """What a card of this kind asks."""
        return card.prompt

    def shown_answer(self, card: Card) -> str:
        """The right answer to a card of this kind, as it is shown."""
        return card.answer

    def turned(self, card: Card) -> str:
        """What a card of this kind asks when it is turned over."""
        return self.shown_prompt(card)

    def answers(self, card: Card) -> Sequence[str]:
        """What a card of this kind answers, each a thing of its own that may be a wrong
        choice elsewhere: not `true`, no list."""
        return ()

    # A card asked in this kind

    def takes(self, kind: str) -> bool:
        """Whether a card of that kind may be asked in this one."""
        return kind == self.name or kind in self.made_of

    def kind_for(self, card: Card) -> str:
        """The kind in which `card` is asked when its author wants this one."""
        return self.name

    @abstractmethod
    def form(
        self, card: Card, own: QuestionKind, pool: Pool, rng: Random
    ) -> Question | None:
        """`card`, of a kind that it `takes`, asked in this kind; `None` where it cannot
        be. Chance draws and shuffles."""

    def insisted(self, card: Card) -> Question | None:
        """`card` asked in this kind because its author says so, although `form` would
        rather not."""
        return None

    # A question of this kind

    @property
    def is_judged(self) -> bool:
        """Whether the program can judge an answer."""
        return self.manner is not Manner.TURNED

    @property
    def is_typed(self) -> bool:
        """Whether the answer is typed."""
        return self.manner is Manner.TYPED

    @property
    def is_recognition(self) -> bool:
        """Whether the answer is only recognized, not recalled."""
        return self.manner is Manner.CHOSEN

    @abstractmethod
    def judge(self, question: Question, given: str) -> Judged:
        """What to make of an answer: a choice by its text, several by one a line; what
        fills slots by a line a slot."""

    def chance(self, question: Question) -> float:
        """The chance, 0 to 1, that somebody who knows nothing answers right."""
        return 0.0

    def hints(self, question: Question) -> Iterator[Hint]:
        """Every hint in turn."""
        yield from ()

    def problem(self, question: Question, given: str) -> str:
        """Why `given` cannot be judged, in a sentence that says what can; empty when it
        can."""
        return ""

    def right_answer(self, question: Question, own: QuestionKind) -> str:
        """The right answer to the question as it was asked, as it is shown."""
        return own.shown_answer(question.card)

    def right_parts(self, question: Question, own: QuestionKind) -> Sequence[str]:
        """What to give for a right answer: a text for each choice or slot."""
        return own.shown_answer(question.card).split("\n")

    # In lines on stdin and stdout

    @abstractmethod
    def to_type(self, question: Question) -> str:
        """What to type for an answer."""

    def given_by(self, question: Question, line: str) -> str:
        """The answer that a line gives, as `judge` takes it."""
        return line.strip()
