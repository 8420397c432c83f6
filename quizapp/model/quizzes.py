"""A quiz: a sitting with a mark."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

Key = Annotated[str, Meta(min_length=1)]
Milliseconds = Annotated[int, Meta(ge=0, lt=10**12)]
"""A time spent: less than thirty years."""


class Mode(StrEnum):
    """What a quiz is for."""

    EXAM = "exam"
    """No feedback until it is handed in."""
    PRACTICE = "practice"
    """Feedback at once; an answer that was given stays."""
    PRETEST = "pretest"
    """Before reading: no feedback, and nothing for the schedule."""


class QuizPlan(Struct, frozen=True, gc=False, omit_defaults=True):
    """What a quiz asks. Equal plans over equal decks draw the equal quiz."""

    decks: tuple[str, ...]
    """Names."""
    count: Annotated[int, Meta(ge=1, lt=10**9)]
    """Questions, at most."""
    mode: Mode = Mode.EXAM
    topics: tuple[str, ...] = ()
    """Empty for all."""
    kinds: tuple[str, ...] = ()
    """Empty for all that the program can judge."""
    limit: Annotated[int, Meta(ge=0, lt=10**9)] | None = None
    """Seconds; `None` for as long as it takes."""
    seed: int = 0
    cards: tuple[str, ...] = ()
    """Keys, where just these are asked: the ones got wrong, the ones of a pre-test."""
    after: str = ""
    """The pre-test, or the quiz got wrong in part, that this one follows, by its id."""


class Drawn(Struct, frozen=True, gc=False, array_like=True):
    """A question of a quiz, before it is asked."""

    card: Key
    """The card's key."""
    deck: str
    """The name of its deck."""
    topic: str
    kind: str


@dataclass(frozen=True, slots=True)
class Try:
    """What a quiz that was handed in came to."""

    quiz: str
    at: int
    """When it was handed in, ms since the epoch."""
    day: int
    """The study day, as an ordinal."""
    mode: Mode
    decks: tuple[str, ...]
    after: str
    count: int
    points: float
    elapsed: int
    """Milliseconds."""
    topics: tuple[tuple[str, float, int], ...]
    """Points and questions of each topic."""
    is_partial: bool = False
    """Whether it asked chosen cards again, so that its mark stands beside no other."""

    @property
    def share(self) -> float:
        """The mark, 0 to 1."""
        return self.points / self.count if self.count else 0.0
