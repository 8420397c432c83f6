"""What a learner did, as events, and what the schedule makes of it, as memories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Annotated

from msgspec import Meta, Struct

from quizapp.model.answers import Grade, Mark, Sureness
from quizapp.model.quizzes import Drawn, Key, Milliseconds, QuizPlan, Try

Count = Annotated[int, Meta(ge=0, lt=10**9)]
Day = Annotated[int, Meta(ge=1, le=date.max.toordinal())]
"""A study day as a proleptic ordinal (`date.toordinal`)."""
EventKey = Annotated[str, Meta(pattern="^[0-9]{1,16}-.")]


class Acted(Struct, frozen=True, gc=False, tag_field="kind", omit_defaults=True):
    """What happened in an event. Each class is the format in which its events stand in
    a day file: the names of its fields, their types, and its tag."""


class OfCard(Acted, frozen=True):
    """It touches one card."""

    card: Key
    """The card's key."""


class Review(OfCard, frozen=True, tag="review"):
    """A card was asked and graded: what happened, never an outcome."""

    deck: str
    topic: str
    asked: str
    given: str
    mark: Mark
    grade: Grade
    day: date
    """The study day."""
    spent: Milliseconds
    """From the question's appearance to the grade."""
    recognition_only: bool = False
    """Whether the answer was only recognised, though the card can ask for recall."""
    hints: Count = 0
    """How many were given."""
    sure: Sureness | None = None
    """What the learner said before the verdict, if that was asked."""
    quiz: str = ""
    """The id of the quiz that it was an answer of; empty in scheduled study."""
    chance: Annotated[float, Meta(ge=0, le=1)] = 0.0
    """In a quiz: how likely a blind guess was to be right."""

    @property
    def was_surely_missed(self) -> bool:
        """Whether the learner was sure of an answer that was not right."""
        was_missed = self.mark is Mark.WRONG or self.grade is Grade.AGAIN
        return self.sure is Sureness.SURE and was_missed


class Undo(Acted, frozen=True, tag="undo"):
    """An earlier event is taken back."""

    undoes: EventKey
    """The event's key."""
    card: str = ""
    """The card it touched; empty when it touched none."""


class CardSeen(OfCard, frozen=True, tag="card"):
    """A card's text when it was first reviewed, or changed since."""

    deck: str
    form: str
    """The card's own, whatever it is asked as."""
    prompt: str
    answer: str


class Suspend(OfCard, frozen=True, tag="suspend"):
    """A card is set aside, or taken back in."""

    suspended: bool


class Accept(OfCard, frozen=True, tag="accept"):
    """The learner counts an answer as right for a card, now and later."""

    answer: str


class Reset(OfCard, frozen=True, tag="reset"):
    """What is remembered of a card is forgotten: it is new again."""


class Tag(OfCard, frozen=True, tag="tag"):
    """The learner puts a tag on a card, or takes it off."""

    tag: str
    on: bool


class Same(Acted, frozen=True, tag="same"):
    """Cards go on under other keys, as their text or their deck has changed."""

    cards: tuple[tuple[str, str], ...]
    """Each new key with the one before it; with nothing where the key is a card of its
    own from now on, though it had become another."""


class DeckState(Acted, frozen=True, tag="deck"):
    """A deck was started (it belongs to “study all”) or hidden from home."""

    deck: str
    started: bool
    hidden: bool


class Setting(Acted, frozen=True, tag="setting"):
    """A choice of the learner's that the schedule depends on."""

    name: str
    value: float


class QuizBegun(Acted, frozen=True, tag="quiz"):
    """A quiz was drawn; the key of its event is the quiz's id."""

    plan: QuizPlan
    questions: tuple[Drawn, ...]


class QuizStep(Acted, frozen=True, tag="quiz-step"):
    """A question of a quiz was answered, marked, or just gone to."""

    quiz: str
    number: Count
    """Of the question, from 0."""
    elapsed: Milliseconds
    """What the quiz had taken until then."""
    spent: Milliseconds = 0
    """Of that, what was spent on this question."""
    given: str | None = None
    """`None` for “I don't know”."""
    answered: bool = False
    marked: bool = False
    """Whether the learner wants to come back to it."""


class QuizEnded(Acted, frozen=True, tag="quiz-end"):
    """A quiz was handed in, or given up."""

    quiz: str
    elapsed: Milliseconds
    day: date
    """The study day."""
    shares: tuple[Annotated[float, Meta(ge=-1, le=1)], ...] = ()
    """The credit of each question, 0 to 1, or −1 for one whose card had gone; none for
    a quiz that was given up."""


KnownAct = (
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
)
"""Every kind of event: a new one is a class here."""


class Unknown(Struct, frozen=True):
    """An event of a kind that a newer quizapp wrote: kept and skipped."""

    kind: str


class Malformed(Struct, frozen=True):
    """An event that says what cannot be: kept and skipped."""

    why: str


Act = KnownAct | Unknown | Malformed
Stamp = tuple[int, str]
"""An event's id and device: the order of the fold."""


class Event(Struct, frozen=True, gc=False):
    """One thing that happened to a learner's progress."""

    stamp: Stamp
    at: datetime
    """When, with the offset of the place."""
    act: Act

    @property
    def id(self) -> int:
        """When, in ms since the epoch; raised where needed to be unique on a device."""
        return self.stamp[0]

    @property
    def device(self) -> str:
        """The device that wrote it."""
        return self.stamp[1]

    @property
    def key(self) -> str:
        """`<id>-<device>`: unique over all devices; what an undo names."""
        return f"{self.stamp[0]}-{self.stamp[1]}"


class Phase(IntEnum):
    """Where a memory stands; the numbers are FSRS's states."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


class Memory(Struct, frozen=True, gc=False, array_like=True):
    """A card's FSRS state for one user. A card never reviewed has none."""

    phase: Phase
    step: Count | None
    """Which learning step comes next; `None` in review."""
    stability: Annotated[float, Meta(gt=0)]
    """Days until recall falls to 90%."""
    difficulty: Annotated[float, Meta(ge=1, le=10)]
    due_day: Day
    """The study day it is due. A learning card: the day of `due_at`."""
    due_at: int | None
    """A learning card is due at a time, in ms since the epoch; a review card is not."""
    day: Day
    """The study day of the latest review."""
    reviews: Count
    lapses: Count
    """Times it was forgotten in review."""

    @property
    def is_learning(self) -> bool:
        """Whether it is due at a time of day rather than on a study day."""
        return self.phase is not Phase.REVIEW

    @property
    def is_known(self) -> bool:
        """Whether the card counts as known: it is past its first steps, and has not
        been forgotten since."""
        return self.phase is Phase.REVIEW


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
