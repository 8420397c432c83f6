"""A card as it is asked this time, and what is made of the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from quizapp.model.cards import Card


class Grade(IntEnum):
    """What the schedule is told; the numbers are FSRS's."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def label(self) -> str:
        """The grade as people read it."""
        return self.name.capitalize()


class Mark(StrEnum):
    """What the program thinks of an answer."""

    RIGHT = "right"
    CLOSE = "close"
    WRONG = "wrong"
    UNKNOWN = "unknown"
    """The learner said «I don't know»."""
    OPEN = "open"
    """Nothing to judge: the learner saw the answer and judges alone (flip)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a choose or true/false question."""

    text: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Rival:
    """Another card's answer: a wrong choice, and never accepted for this card."""

    text: str
    card: Card
    """The card whose answer it is."""
    twins: tuple[Rival, ...] = ()
    """Answers of further cards whose words are the same, written otherwise."""


@dataclass(frozen=True, slots=True)
class Pool:
    """What other cards answer: a question is asked and judged among it."""

    rivals: Mapping[str, Rival] = field(default_factory=dict)
    """All answers of the card's deck, by each normal form of theirs: what is given for
    one of them is not taken for another."""
    alike: Sequence[Rival] = ()
    """Answers of the card's type, those of its own deck first: wrong choices."""


class Sureness(IntEnum):
    """How sure the learner is of an answer, said before its verdict."""

    GUESS = 1
    UNSURE = 2
    SURE = 3

    @property
    def label(self) -> str:
        """The word on the button."""
        return self.name.capitalize()


@dataclass(frozen=True, slots=True)
class Question:
    """A card as it is asked this time."""

    card: Card
    kind: str
    prompt: str
    """What is shown; a cloze has its blanks in place."""
    choices: tuple[Choice, ...] = ()
    """Choose and true/false: the options. Order and match: what fills the slots."""
    slots: tuple[str, ...] = ()
    """What is to be filled, one after the other: the places of an order, the left sides
    of a match, the blanks of a cloze asked together."""
    rivals: Mapping[str, Rival] = field(default_factory=dict, compare=False)
    """Answers of other cards, by their normal form: not to be taken for this one's."""
    recognition_only: bool = False
    """Whether the card also has a form that asks for recall. Recognising it then
    never lets its interval grow past a week."""
    hints: tuple[str, ...] = ()
    """The hints given so far, a sentence each."""
    struck: frozenset[str] = frozenset()
    """Choices that a hint has struck out."""

    @property
    def wants_several(self) -> bool:
        """Whether more than one choice is right."""
        return not self.slots and sum(choice.right for choice in self.choices) > 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the program makes of a given answer."""

    mark: Mark
    given: str
    """A line for each choice or slot."""
    answer: str
    """The right answer, as it is shown."""
    proposed: Grade
    remark: str = ""
    """One sentence, where there is something to say beyond the mark."""
    share: float = 0.0
    """How much of the answer is right, 0 to 1: the credit it would be given."""
    nearest: str = ""
    """Of a typed answer: the accepted one that it was compared with."""
    parts: tuple[Mark, ...] = ()
    """Where slots were filled: the mark of each."""
