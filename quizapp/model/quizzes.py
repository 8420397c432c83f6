"""A quiz: a sitting with a mark."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """What a quiz is for."""

    EXAM = "exam"
    """No feedback until it is handed in."""
    PRACTICE = "practice"
    """Feedback at once; an answer that was given stays."""
    PRETEST = "pretest"
    """Before reading: no feedback, and nothing for the schedule."""


@dataclass(frozen=True, slots=True)
class QuizPlan:
    """What a quiz asks. Equal plans over equal decks draw the equal quiz."""

    decks: tuple[str, ...]
    """Names."""
    count: int
    """Questions, at most."""
    mode: Mode = Mode.EXAM
    topics: tuple[str, ...] = ()
    """Empty for all."""
    kinds: tuple[str, ...] = ()
    """Empty for all that the program can judge."""
    limit: int | None = None
    """Seconds; `None` for as long as it takes."""
    seed: int = 0
    cards: tuple[str, ...] = ()
    """Keys, where just these are asked: the ones got wrong, the ones of a pre-test."""
    after: str = ""
    """The pre-test, or the quiz got wrong in part, that this one follows, by its id."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question of a quiz, before it is asked."""

    card: str
    """The card's key."""
    deck: str
    """The name of its deck."""
    topic: str
    kind: str


@dataclass(frozen=True, slots=True)
class QuizBegun:
    """A quiz was drawn; the key of its event is the quiz's id."""

    plan: QuizPlan
    questions: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class QuizStep:
    """A question of a quiz was answered, marked, or just gone to."""

    quiz: str
    number: int
    """Of the question, from 0."""
    elapsed: int
    """Milliseconds that the quiz had taken until then."""
    spent: int = 0
    """Of these, the ones spent on this question."""
    given: str | None = None
    """`None` for «I don't know»."""
    is_answered: bool = False
    is_marked: bool = False
    """Whether the learner wants to come back to it."""


@dataclass(frozen=True, slots=True)
class QuizEnded:
    """A quiz was handed in, or given up."""

    quiz: str
    elapsed: int
    day: int
    """The study day, as an ordinal."""
    shares: tuple[float, ...] = ()
    """The credit of each question, 0 to 1, or −1 for one whose card had gone; none for
    a quiz that was given up."""


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
