"""A card as it is asked this time, and what is made of the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from quizapp.model.cards import Card, Kind


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
    card: str
    """The key of the card whose answer it is."""


@dataclass(frozen=True, slots=True)
class Question:
    """A card as it is asked this time."""

    card: Card
    kind: Kind
    prompt: str
    """What is shown; a cloze has its blank in place."""
    choices: tuple[Choice, ...] = ()
    rivals: Mapping[str, Rival] = field(default_factory=dict, compare=False)
    """Answers of other cards, by their normal form: not to be taken for this one's."""
    has_harder: bool = False
    """Whether the card also has a form that asks for recall. Recognising it then
    never lets its interval grow past a week."""

    @property
    def wants_several(self) -> bool:
        """Whether more than one choice is right."""
        return sum(choice.right for choice in self.choices) > 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the program makes of a given answer."""

    mark: Mark
    given: str
    answer: str
    """The right answer, as it is shown."""
    proposed: Grade
    remark: str = ""
    """One sentence, where there is something to say beyond the mark."""
