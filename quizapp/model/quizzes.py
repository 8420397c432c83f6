"""Quizzes: what they ask, and their results."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

Key = Annotated[str, Meta(min_length=1)]
Milliseconds = Annotated[int, Meta(ge=0, lt=10**12)]
"""A duration of less than thirty years."""


class Mode(StrEnum):
    """What a quiz is for."""

    EXAM = "exam"
    """No feedback until the quiz is handed in."""
    PRACTICE = "practice"
    """Feedback after each answer, which then cannot be changed."""
    PRETEST = "pretest"
    """Before reading the article: no feedback, and no effect on the schedule."""


class QuizPlan(Struct, frozen=True, gc=False, omit_defaults=True):
    """What a quiz asks. Equal plans and equal decks give equal quizzes."""

    decks: tuple[str, ...]
    """The names of its decks."""
    count: Annotated[int, Meta(ge=1, lt=10**9)]
    """The largest number of questions."""
    mode: Mode = Mode.EXAM
    topics: tuple[str, ...] = ()
    """Empty for all topics."""
    kinds: tuple[str, ...] = ()
    """Empty for all kinds that can be judged."""
    limit: Annotated[int, Meta(ge=0, lt=10**9)] | None = None
    """The time limit in seconds; `None` for no limit."""
    seed: int = 0
    cards: tuple[str, ...] = ()
    """The keys of the cards to ask, such as wrong answers or those of a pre-test; empty
    for all cards."""
    after: str = ""
    """The id of the pre-test, or of the quiz with wrong answers, that this one
    follows."""


class DrawnQuestion(Struct, frozen=True, gc=False, array_like=True):
    """A question drawn for a quiz, not asked yet."""

    card: Key
    """The card's key."""
    deck: str
    """The name of its deck."""
    topic: str
    kind: str


class Try(Struct, frozen=True):
    """The score of a quiz that was handed in."""

    quiz: str
    at: int
    """When it was handed in, in ms since the epoch."""
    day: int
    """The study day, as an ordinal."""
    mode: Mode
    decks: tuple[str, ...]
    after: str
    count: int
    points: float
    elapsed: int
    """In milliseconds."""
    is_partial: bool
    """Whether it asked only chosen cards, so that its mark is not comparable."""

    @property
    def has_mark(self) -> bool:
        """Whether it counts among the marks: no pre-test, and of more than chosen
        cards."""
        return self.mode is not Mode.PRETEST and not self.is_partial

    @property
    def share(self) -> float:
        """The mark, 0 to 1."""
        return self.points / self.count if self.count else 0.0
