"""What the scores show, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.model import Card, DayTotals, Memory, Try
from quizapp.study.scores.shares import Share


@dataclass(frozen=True, slots=True)
class CardNow:
    """A card as it stands with a learner."""

    key: str
    deck: str
    """The name of its deck."""
    title: str
    """The title of its deck."""
    card: Card
    memory: Memory | None
    recall: float
    """Predicted for today, 0 to 1; 0 for a new card."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the cards of a deck, or of one of its topics, stand."""

    name: str
    cards: int
    new: int
    learning: int
    young: int
    mature: int
    mastery: float
    """Mean recall predicted for today, 0 to 1; a card that is new, or being learned,
    counts as 0: right after an answer FSRS predicts certain recall, even after a wrong
    one."""
    title: str = ""
    best: float | None = None
    """The best mark of a quiz, 0 to 1."""
    last: float | None = None
    topics: tuple[Standing, ...] = ()


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
class Weak:
    """A card that is hard to keep."""

    key: str
    deck: str
    prompt: str
    source: str
    lapses: int
    recall: float
    """Predicted for today."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that the scores show."""

    day: int
    """Today, as an ordinal."""
    wanted: float
    """The retention that is wanted."""
    today: DayTotals
    streak: int
    """Study days in a row with a standing review, up to today or yesterday."""
    longest: int
    """The longest such streak."""
    days: int
    """Study days with a standing review."""
    heat: Mapping[int, int]
    """Reviews by study day, of the last 53 weeks."""
    forecast: Sequence[int]
    """Cards due today (and before), tomorrow, …"""
    retention: Share
    young: Share
    mature: Share
    months: Sequence[Month]
    predicted: Sequence[Predicted]
    whole: Standing
    decks: Sequence[Standing]
    tries: Sequence[Try]
    weakest: Sequence[Weak]
    reviews: int
    spent: int
    """Milliseconds."""
    lapses: int
    """Due reviews graded Again."""
    calibration: Mapping[str, Share]
    """How often one was right, by how sure one was."""

    @property
    def per_answer(self) -> float | None:
        """Mean milliseconds of an answer."""
        return self.spent / self.reviews if self.reviews else None
