"""What a learner did, as events, and what the schedule makes of it, as memories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from quizapp.model.answers import Grade, Mark, Sureness
from quizapp.model.quizzes import QuizBegun, QuizEnded, QuizStep, Try


@dataclass(frozen=True, slots=True)
class Review:
    """A card was asked and graded: what happened, never an outcome."""

    card: str
    """The card's key."""
    deck: str
    topic: str
    asked: str
    given: str
    mark: Mark
    grade: Grade
    day: int
    """The study day as a proleptic ordinal (`date.toordinal`)."""
    spent: int
    """Milliseconds from the question's appearance to the grade."""
    has_harder: bool = False
    """Whether it was asked in a form of recognition though it has a harder one."""
    hints: int = 0
    """How many were given."""
    sure: Sureness | None = None
    """What the learner said before the verdict, if that was asked."""
    quiz: str = ""
    """The id of the quiz that it was an answer of; empty in scheduled study."""
    chance: float = 0.0
    """In a quiz: how likely a blind guess was to be right, 0 to 1."""

    @property
    def was_surely_missed(self) -> bool:
        """Whether the learner was sure of an answer that was not right."""
        was_missed = self.mark is Mark.WRONG or self.grade is Grade.AGAIN
        return self.sure is Sureness.SURE and was_missed


@dataclass(frozen=True, slots=True)
class Undo:
    """An earlier event is taken back."""

    undoes: str
    """The event's key."""
    card: str = ""
    """The card it touched; empty when it touched none."""


@dataclass(frozen=True, slots=True)
class CardSeen:
    """A card's text when it was first reviewed, or changed since."""

    card: str
    deck: str
    kind: str
    prompt: str
    answer: str


@dataclass(frozen=True, slots=True)
class Suspend:
    """A card is set aside, or taken back in."""

    card: str
    suspended: bool


@dataclass(frozen=True, slots=True)
class Accept:
    """The learner counts an answer as right for a card, now and later."""

    card: str
    answer: str


@dataclass(frozen=True, slots=True)
class Reset:
    """What is remembered of a card is forgotten: it is new again."""

    card: str


@dataclass(frozen=True, slots=True)
class Tag:
    """The learner puts a tag on a card, or takes it off."""

    card: str
    tag: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Same:
    """Cards go on under other keys, as their text or their deck has changed."""

    cards: tuple[tuple[str, str], ...]
    """Each new key with the one before it; with nothing where the key is a card of its
    own from now on, though it had become another."""


@dataclass(frozen=True, slots=True)
class DeckState:
    """A deck was started (it belongs to «study all») or hidden from home."""

    deck: str
    started: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """A choice of the learner's that the schedule depends on."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Unknown:
    """An event of a kind that a newer quizapp wrote: kept and skipped."""

    kind: str
    body: Mapping[str, Any]


Act = (
    Review
    | Undo
    | CardSeen
    | Suspend
    | Accept
    | Reset
    | Tag
    | Same
    | DeckState
    | Setting
    | QuizBegun
    | QuizStep
    | QuizEnded
    | Unknown
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a learner's progress."""

    id: int
    """Milliseconds since the epoch, raised where needed to be unique on a device."""
    device: str
    at: datetime
    """When, with the offset of the place."""
    act: Act

    @property
    def key(self) -> str:
        """`<id>-<device>`: unique over all devices; what an undo names."""
        return f"{self.id}-{self.device}"


class Phase(IntEnum):
    """Where a memory stands; the numbers are FSRS's states."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


@dataclass(frozen=True, slots=True)
class Memory:
    """A card's FSRS state for one user. A card never reviewed has none."""

    phase: Phase
    step: int | None
    """Which learning step comes next; `None` in review."""
    stability: float
    """Days until recall falls to 90 %."""
    difficulty: float
    """1 to 10."""
    due_day: int
    """The study day it is due, as an ordinal. A learning card: the day of `due_at`."""
    due_at: int | None
    """A learning card is due at a time, in ms since the epoch; a review card is not."""
    day: int
    """The study day of the latest review."""
    reviews: int
    lapses: int
    """Times it was forgotten in review."""

    @property
    def is_learning(self) -> bool:
        """Whether it is due at a time of day rather than on a study day."""
        return self.phase is not Phase.REVIEW


@dataclass(frozen=True, slots=True)
class DayTotals:
    """What standing reviews add up to on one study day."""

    reviews: int = 0
    new: int = 0
    """Cards whose first review it was."""
    due: int = 0
    """Reviews of cards that were in review, neither new nor being learned."""
    recalled: int = 0
    """Of these, the ones not graded Again."""
    spent: int = 0
    """Milliseconds."""
    guesses: int = 0
    """Answers of which the learner said, before the verdict, that they were guessed."""
    guessed_right: int = 0
    unsure: int = 0
    unsure_right: int = 0
    sure: int = 0
    sure_right: int = 0
    mature_due: int = 0
    """Of the due reviews, those after an interval of 21 days or more."""
    mature_recalled: int = 0
    quiz: int = 0
    """Of the reviews, the answers of quizzes."""


@dataclass(frozen=True, slots=True)
class Recalls:
    """Due reviews whose recall had been predicted about alike."""

    count: int = 0
    predicted: int = 0
    """The sum of what was predicted, each in `FINE` parts of one: whole numbers add up
    to the same in any order."""
    recalled: int = 0


FINE = 10_000
BIN_ENDS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
"""Up to which predicted recall each bin of `Recalls` goes."""


@dataclass(frozen=True, slots=True)
class Log:
    """What standing reviews and quizzes add up to, by deck id."""

    days: Mapping[str, Mapping[int, DayTotals]]
    """By deck and study day."""
    recalls: Mapping[str, Mapping[int, Sequence[Recalls]]]
    """By deck and month (the ordinal of its first day), a bin of `BIN_ENDS` each."""
    tries: Sequence[Try] = ()
