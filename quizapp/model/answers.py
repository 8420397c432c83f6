"""A question, and the verdict on its answer."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from msgspec import Struct
from msgspec import field as struct_field

from quizapp.model.cards import Card


class Grade(IntEnum):
    """The grade of a review, with FSRS's numbers."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def label(self) -> str:
        """The grade as it is shown."""
        return self.name.capitalize()


class Mark(StrEnum):
    """How right an answer is."""

    RIGHT = "right"
    CLOSE = "close"
    WRONG = "wrong"
    UNKNOWN = "unknown"
    """The learner answered “I don't know”."""
    OPEN = "open"
    """Not judged: the learner turns the card over and grades it (flip)."""


class Choice(Struct, frozen=True):
    """One option of a choose or true/false question."""

    text: str
    right: bool = False


class Rival(Struct, frozen=True):
    """Another card's answer: a wrong choice here, and never accepted as right."""

    text: str
    card: Card
    """The card that it answers."""
    twins: tuple[Rival, ...] = ()
    """The answers of other cards with the same words, written differently."""


class Pool(Struct, frozen=True):
    """The answers of other cards, used to ask a question and to judge it."""

    rivals: Mapping[str, Rival] = struct_field(default_factory=dict)
    """All answers in the card's deck by normal form; none is taken for a misspelling of
    another."""
    same_type: Sequence[Rival] = ()
    """Answers of the same type, used as wrong choices; those of its own deck first."""
    statements: Container[str] = ()
    """What the card's deck says: a statement in it is true."""


class Sureness(IntEnum):
    """How sure the learner is of an answer, as given before the verdict."""

    GUESS = 1
    UNSURE = 2
    SURE = 3

    @property
    def label(self) -> str:
        """The text of its button."""
        return self.name.capitalize()


@dataclass(frozen=True, slots=True)
class Question:
    """A card as it is asked this time."""

    card: Card
    kind: str
    prompt: str
    """The text shown; a cloze has its blanks in place."""
    choices: tuple[Choice, ...] = ()
    """Choose and true/false: the options. Order and match: the items to place."""
    slots: tuple[str, ...] = ()
    """What is filled in, in turn: the positions of an order, the left sides of a match,
    the blanks of a cloze asked together."""
    rivals: Mapping[str, Rival] = field(default_factory=dict, compare=False)
    """Answers of other cards by normal form, which are never accepted here."""
    recognition_only: bool = False
    """Whether this question only asks to recognize the answer although the card also
    has one that asks to recall it. Its interval then stays within a week."""
    hints: tuple[str, ...] = ()
    """The hints shown so far, one sentence each."""
    struck: frozenset[str] = frozenset()
    """Choices that a hint has struck out."""

    @property
    def wants_several(self) -> bool:
        """Whether more than one choice is right."""
        return not self.slots and sum(choice.right for choice in self.choices) > 1


class Verdict(Struct, frozen=True):
    """The result of judging an answer."""

    mark: Mark
    given: str
    """The learner's answer, one line per choice or slot."""
    answer: str
    """The right answer, as it is shown."""
    proposed: Grade
    remark: str = ""
    """A sentence that explains the mark; empty if there is nothing to add."""
    share: float = 0.0
    """How much of the answer is right, 0 to 1: its credit in a quiz."""
    nearest: str = ""
    """For a typed answer: the accepted answer that it was compared with."""
    parts: tuple[Mark, ...] = ()
    """The mark of each slot, if there are slots."""
    is_slip: bool = False
    """Whether only letters are wrong, so that the answer beside the right one shows it
    better than the remark says it."""
