"""What the scores show, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from quizapp.model import Card, DayTotals, Memory, Trail, Try
from quizapp.study.scores.confidence_interval import Share

INTERVALS = (7, 21, 91, 365)
"""Days between the groups of intervals."""


class Span(StrEnum):
    """How many days some figures cover, up to today."""

    ALL = "all"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"

    def first(self, today: int) -> int:
        """The first study day of the span, as an ordinal; 0 for all."""
        length = DAYS.get(self)
        return today - length + 1 if length else 0


DAYS = {Span.YEAR: 365, Span.QUARTER: 91, Span.MONTH: 30, Span.WEEK: 7}


class CardNow(NamedTuple):
    """A card and its state for a learner."""

    key: str
    deck: str
    """The name of its deck."""
    title: str
    """The title of its deck."""
    card: Card
    memory: Memory | None
    trail: Trail


@dataclass(frozen=True, slots=True)
class Score:
    """The state of the cards of a deck, or of one of its topics."""

    name: str
    cards: int
    new: int
    learning: int
    young: int
    mature: int
    overdue: int = 0
    """Known cards that have been due for over a week."""
    weeks: tuple[int, ...] = ()
    """How many of these cards were known at the end of each of the last weeks, today
    last."""
    title: str = ""
    best: float | None = None
    """The best mark of a quiz, 0 to 1."""
    last: float | None = None
    topics: tuple[Score, ...] = ()

    @property
    def known(self) -> int:
        """How many are known: young or mature."""
        return self.young + self.mature

    @property
    def share(self) -> float:
        """The share that is known, 0 to 1."""
        return self.known / self.cards if self.cards else 0.0

    @property
    def gained(self) -> int:
        """How many more are known than a week ago; negative if fewer."""
        return self.weeks[-1] - self.weeks[-2] if self.weeks else 0


@dataclass(frozen=True, slots=True)
class Month:
    """The due reviews of one month."""

    first: int
    """The ordinal of its first day."""
    young: Share
    mature: Share


@dataclass(frozen=True, slots=True)
class Predicted:
    """Due reviews whose recall was predicted between two bounds."""

    low: float
    high: float
    predicted: float
    """Mean prediction, 0 to 1."""
    observed: Share


@dataclass(frozen=True, slots=True)
class Look:
    """A card worth another look."""

    key: str
    deck: str
    """The name of its deck."""
    title: str
    """The title of its deck."""
    prompt: str
    """The question, in one line."""
    source: str
    why: str
    """A short phrase: `missed 4 of 5 times`."""
    forgotten: int
    """Times it was forgotten in review."""
    other: str = ""
    """The key of the card that it is mixed up with."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that the scores show."""

    day: int
    """Today, as an ordinal."""
    since: int | None
    """The first study day with an answer, as an ordinal."""
    aim: float
    """The share of due cards that the learner wants to remember."""
    today: DayTotals
    streak: int
    """Study days in a row with an answer, up to today or yesterday."""
    longest: int
    """The longest such streak."""
    days: int
    """Study days with an answer."""
    heat: Mapping[int, int]
    """Reviews by study day, of the last 53 weeks."""
    forecast: Sequence[int]
    """Cards due today (and before), tomorrow, …"""
    total: DayTotals
    """The totals of the days of the span."""
    months: Sequence[Month]
    predicted: Sequence[Predicted]
    whole: Score
    decks: Sequence[Score]
    tries: Sequence[Try]
    looks: Sequence[Look]
    """The cards worth another look, at most ten, those that stick least first."""
    intervals: Sequence[int]
    """Known cards by the interval after which they come back: up to each of
    `INTERVALS`, and beyond."""

    @property
    def retention(self) -> Share:
        """How often a card that was due was remembered."""
        return Share(self.total.recalled, self.total.due)

    @property
    def mature(self) -> Share:
        """How often a mature card that was due was remembered."""
        return Share(self.total.mature_recalled, self.total.mature_due)

    @property
    def young(self) -> Share:
        """How often a young card that was due was remembered."""
        retention, mature = self.retention, self.mature
        return Share(retention.right - mature.right, retention.of - mature.of)

    @property
    def calibration(self) -> Mapping[str, Share]:
        """How often the answers were right, by how sure the learner was."""
        total = self.total
        return {
            "guess": Share(total.guessed_right, total.guesses),
            "unsure": Share(total.unsure_right, total.unsure),
            "sure": Share(total.sure_right, total.sure),
        }

    @property
    def per_answer(self) -> float | None:
        """Mean milliseconds of an answer."""
        total = self.total
        return total.spent / total.reviews if total.reviews else None
