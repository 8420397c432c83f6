"""Events, which record what a learner did, and the memories and sums made from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import IntEnum
from typing import Annotated

from msgspec import Meta, Struct

from quizapp.model.answers import Grade, Mark, Sureness
from quizapp.model.quizzes import DrawnQuestion, Key, Milliseconds, QuizPlan, Try

Count = Annotated[int, Meta(ge=0, lt=10**9)]
Day = Annotated[int, Meta(ge=1, le=date.max.toordinal())]
"""A study day as a proleptic ordinal (`date.toordinal`)."""
EventKey = Annotated[str, Meta(pattern="^[0-9]{1,16}-.")]


class ActBase(Struct, frozen=True, gc=False, tag_field="kind", omit_defaults=True):
    """The base of all kinds of events. Each class is the format of its events in a day
    file: the names and types of the fields, and the tag."""


class CardAct(ActBase, frozen=True):
    """The base of the events that are about one card."""

    card: Key
    """The card's key."""


class Review(CardAct, frozen=True, tag="review"):
    """A card was asked and graded. It records what happened, not what follows from
    it."""

    deck: str
    topic: str
    asked: str
    given: str
    mark: Mark
    grade: Grade
    day: date
    """The study day."""
    spent: Milliseconds
    """The time from the question's appearance to the grade."""
    recognition_only: bool = False
    """Whether the answer was only recognized although the card can ask for recall."""
    hints: Count = 0
    """The number of hints shown."""
    sure: Sureness | None = None
    """How sure the learner was before the verdict, if that was asked."""
    quiz: str = ""
    """The id of the quiz; empty in scheduled study."""
    chance: Annotated[float, Meta(ge=0, le=1)] = 0.0
    """The probability that a blind guess is right; in scheduled study only where the
    card has no form that asks for recall."""

    @property
    def was_surely_missed(self) -> bool:
        """Whether the learner was sure of an answer that was not right."""
        was_missed = self.mark is Mark.WRONG or self.grade is Grade.AGAIN
        return self.sure is Sureness.SURE and was_missed


class Undo(ActBase, frozen=True, tag="undo"):
    """An earlier event was undone."""

    undoes: EventKey
    """The key of that event."""
    card: str = ""
    """The key of its card; empty if it was not about one."""


class CardSeen(CardAct, frozen=True, tag="card"):
    """The text of a card when it was first reviewed, or after it changed."""

    deck: str
    form: str
    """The card's own kind, however it is asked."""
    prompt: str
    answer: str


class Suspend(CardAct, frozen=True, tag="suspend"):
    """A card was suspended, or is asked again."""

    suspended: bool


class Accept(CardAct, frozen=True, tag="accept"):
    """The learner accepts an answer as right for a card from now on."""

    answer: str


class Reset(CardAct, frozen=True, tag="reset"):
    """A card was reset: it is new again."""


class Tag(CardAct, frozen=True, tag="tag"):
    """The learner added a tag to a card, or removed it."""

    tag: str
    on: bool


class Same(ActBase, frozen=True, tag="same"):
    """Cards have other keys now, because their text or deck has changed."""

    cards: tuple[tuple[str, str], ...]
    """Pairs of a new key and the key before it; the latter is empty if the key stands
    for a card of its own again, after it had been replaced."""


class DeckState(ActBase, frozen=True, tag="deck"):
    """A deck was started (“all decks” asks it) or hidden from home."""

    deck: str
    started: bool
    hidden: bool


class DeckPlace(ActBase, frozen=True, tag="deck-place"):
    """Where the file of a deck is, if its name does not say which deck it is."""

    deck: str
    """The deck's id."""
    place: str
    """The file's path below the folder of decks, without its ending."""


class Setting(ActBase, frozen=True, tag="setting"):
    """The learner changed a setting that the schedule depends on."""

    name: str
    """The setting's name; `NAME@ID` if it is only for the deck of this id."""
    value: float | None
    """`None` if the deck has no value of its own any more."""


class QuizBegun(ActBase, frozen=True, tag="quiz"):
    """A quiz was started; the key of this event is the quiz's id."""

    plan: QuizPlan
    questions: tuple[DrawnQuestion, ...]


class QuizStep(ActBase, frozen=True, tag="quiz-step"):
    """A question of a quiz was answered, marked, or visited."""

    quiz: str
    number: Count
    """The question's number, from 0."""
    elapsed: Milliseconds
    """The time the quiz had taken so far."""
    spent: Milliseconds = 0
    """The part of it spent on this question."""
    given: str | None = None
    """The answer; `None` for “I don't know”."""
    answered: bool = False
    marked: bool = False
    """Whether the learner wants to come back to it."""


class QuizEnded(ActBase, frozen=True, tag="quiz-end"):
    """A quiz was handed in, or abandoned."""

    quiz: str
    elapsed: Milliseconds
    day: date
    """The study day."""
    shares: tuple[Annotated[float, Meta(ge=-1, le=1)], ...] = ()
    """The credit of each question, 0 to 1, or −1 if its card was gone; empty for an
    abandoned quiz."""


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
    | DeckPlace
    | Setting
    | QuizBegun
    | QuizStep
    | QuizEnded
)
"""All kinds of events. To add one, add its class here."""


class Unknown(Struct, frozen=True):
    """An event of an unknown kind, from a newer quizapp: it is kept and ignored."""

    kind: str


class Malformed(Struct, frozen=True):
    """An event with impossible values: it is kept and ignored."""

    why: str


Act = KnownAct | Unknown | Malformed
Stamp = tuple[int, str]
"""An event's id and device, by which events are ordered."""


class Event(Struct, frozen=True, gc=False):
    """One thing that happened to a learner's progress."""

    stamp: Stamp
    at: datetime
    """When it happened, with the local UTC offset."""
    act: Act

    @property
    def id(self) -> int:
        """When it happened, in ms since the epoch; increased if needed to be unique on
        its device."""
        return self.stamp[0]

    @property
    def device(self) -> str:
        """The device that wrote it."""
        return self.stamp[1]

    @property
    def key(self) -> str:
        """`<id>-<device>`, unique across all devices."""
        return f"{self.stamp[0]}-{self.stamp[1]}"


class Phase(IntEnum):
    """The state of a memory, with FSRS's numbers."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


class Memory(Struct, frozen=True, gc=False, array_like=True):
    """A card's FSRS state for one user. A card that was never reviewed has none."""

    phase: Phase
    step: Count | None
    """The index of the current learning step; `None` in review."""
    stability: Annotated[float, Meta(gt=0)]
    """Days until recall falls to 90%."""
    difficulty: Annotated[float, Meta(ge=1, le=10)]
    due_day: Day
    """The study day on which the card is due; for a learning card the day of
    `due_at`."""
    due_at: int | None
    """When a learning card is due, in ms since the epoch; `None` in review."""
    day: Day
    """The study day of the latest review."""
    reviews: Count
    lapses: Count
    """How often the card was forgotten in review."""
    lower: tuple[float, ...] = ()
    """The stability after each lower grade that would have made the card due in days:
    its interval would have been a day shorter at least."""
    most: int | None = None
    """The longest interval, in days, that the latest answer allows; `None` for any."""

    @property
    def is_learning(self) -> bool:
        """Whether the card is due at a time of day, not on a study day."""
        return self.phase is not Phase.REVIEW

    @property
    def is_known(self) -> bool:
        """Whether the card counts as known: it is past its first steps, and has not
        been forgotten since."""
        return self.phase is Phase.REVIEW


class DayTotals(Struct, frozen=True):
    """The sums over one study day's reviews that were not undone."""

    reviews: int = 0
    new: int = 0
    """First reviews of a card."""
    due: int = 0
    """Reviews of cards that were in review, neither new nor being learned."""
    recalled: int = 0
    """Those of the due reviews that were not graded Again."""
    spent: int = 0
    """In milliseconds."""
    guesses: int = 0
    """Answers that the learner called a guess before the verdict."""
    guessed_right: int = 0
    unsure: int = 0
    unsure_right: int = 0
    sure: int = 0
    sure_right: int = 0
    mature_due: int = 0
    """Due reviews of memories with a stability of 21 days or more."""
    mature_recalled: int = 0
    quiz: int = 0
    """Reviews that were answers in a quiz."""


class Recalls(Struct, frozen=True):
    """Due reviews with about the same predicted recall: one bin of a calibration
    plot."""

    count: int = 0
    predicted: int = 0
    """The sum of the predictions, each in units of 1 / `PREDICTED_PARTS`: whole numbers
    have the same sum in any order."""
    recalled: int = 0


PREDICTED_PARTS = 10_000
BIN_ENDS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
"""The upper end of each bin of predicted recall."""


class Log(Struct, frozen=True):
    """The sums over all reviews and quizzes that were not undone."""

    days: Mapping[str, Mapping[int, DayTotals]]
    """By deck id and study day."""
    recalls: Mapping[str, Mapping[int, Sequence[Recalls]]]
    """By deck id and month (the ordinal of its first day), one for each of
    `BIN_ENDS`."""
    tries: Sequence[Try] = ()
