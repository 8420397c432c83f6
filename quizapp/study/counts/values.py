"""The counts of decks and of a day for a learner, and the cards that are due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from quizapp.days import within_a_week
from quizapp.study.counts.backlog import NO_LIMITS, Backlog, Demand, Limits, allowed

if TYPE_CHECKING:
    from quizapp.model import Memory

LOOK_AHEAD = 20 * 60 * 1000
"""A learning card may be asked this many milliseconds before its time."""
FORECAST_DAYS = 30
"""Days of the forecast."""


class Moment(NamedTuple):
    """A point in time as the schedule counts it."""

    at: datetime
    """The time, with the offset of its time zone."""
    day: int
    """The study day, as an ordinal."""

    @property
    def ms(self) -> int:
        """Milliseconds since the epoch."""
        return int(self.at.timestamp() * 1000)

    @property
    def soon(self) -> int:
        """Until when a sitting started now asks cards that are being learned:
        milliseconds since the epoch."""
        return self.ms + LOOK_AHEAD

    def awaits(self, memory: Memory) -> bool:
        """Whether a sitting started now would ask this card again."""
        if memory.due_at is not None:
            return memory.due_at <= self.soon
        return memory.due_day <= self.day


class Problem(NamedTuple):
    """A complaint about a deck's file."""

    line: int
    message: str
    is_error: bool


class DeckCounts(NamedTuple):
    """The current counts of one deck."""

    name: str
    id: str
    title: str
    path: str
    """Of its file."""
    origin: str
    """Where the file comes from: the value of an `Origin`."""
    group: str
    cards: int
    """Cards that can be asked; suspended ones too."""
    new: int
    """Cards never reviewed."""
    due: int
    """Cards that a sitting started now would ask again."""
    learning: int
    """Of these, the ones still being learned."""
    suspended: int
    young: int
    mature: int
    forecast: tuple[int, ...]
    """Cards that come back on each of the next `FORECAST_DAYS` days; today's
    includes overdue ones and all that are being learned."""
    last: int | None
    """The study day, as an ordinal, on which one of the cards was last reviewed."""
    is_started: bool
    is_hidden: bool
    shadows: bool
    """Whether the deck takes the place of a shipped one of the same name."""
    errors: int = 0
    """How many errors its file has."""
    problems: tuple[Problem, ...] = ()
    """The first of its complaints, errors first."""
    limits: Limits = NO_LIMITS
    """The deck's own limits."""
    options: tuple[str, ...] = ()
    """The settings that the deck has of its own, in words."""

    @property
    def demand(self) -> Demand:
        """What is to be asked today."""
        return Demand(self.new, self.due - self.learning, self.limits)

    @property
    def counted(self) -> int:
        """Cards without the suspended ones."""
        return self.cards - self.suspended

    @property
    def is_in_all(self) -> bool:
        """Whether “all decks” asks and counts the deck."""
        return self.is_started and not self.is_hidden

    @property
    def ahead(self) -> int:
        """Cards that were reviewed and are not due yet."""
        return self.counted - self.new - self.due

    @property
    def known(self) -> int:
        """How many cards are known: young or mature."""
        return self.young + self.mature

    @property
    def stages(self) -> Mapping[str, int]:
        """How many cards are at each stage of the schedule, without the suspended
        ones."""
        return {
            "new": self.new,
            "learning": self.counted - self.new - self.known,
            "young": self.young,
            "mature": self.mature,
        }


class Load(NamedTuple):
    """How many cards a sitting started now would ask, within the day's limits."""

    due: int
    new: int
    minutes: int
    """About how many minutes they take; 0 without cards."""
    learning: int = 0
    """Of the due ones, those still being learned."""


class Today(NamedTuple):
    """The counts of one study day, over all started decks."""

    day: int
    """The study day, as an ordinal."""
    new: int
    """New cards that the day's limit still allows."""
    due: int
    """Cards to review that the day's limit still allows, and all being learned."""
    learning: int
    """Of these, the ones still being learned."""
    reviewed: int
    """Reviews done so far."""
    new_a_day: int
    """The day's limit of new cards."""
    most_new: int
    """New cards that it still allows, however many there are."""
    most_due: int
    pace: int
    """Milliseconds that a card takes the learner, with all its answers of one day."""
    forecast: tuple[int, ...]
    """Cards that come back on each of the next `FORECAST_DAYS` days."""
    week: tuple[int, ...]
    """Reviews on each day of this week up to today, Monday first."""
    streak: int
    """Study days in a row with an answer, up to today or yesterday."""
    longest: int
    known: int
    """Cards that are known, of the started decks."""
    cards: int
    """The cards of these decks."""
    best: Mapping[str, float]
    """The best mark of a quiz over one deck, 0 to 1, by the deck's name."""
    backlog: Backlog | None = None
    """The reviews beyond today's limit, and when they will be done."""

    @property
    def load(self) -> Load:
        """What studying all started decks would ask now."""
        minutes = self.minutes(self.due + self.new)
        return Load(self.due, self.new, minutes, self.learning)

    @property
    def tomorrow(self) -> int:
        """Cards that come back tomorrow."""
        return self.forecast[1]

    @property
    def within_a_week(self) -> int:
        """Cards that come back on the seven days from tomorrow on."""
        return within_a_week(self.forecast)

    def load_of(self, deck: DeckCounts) -> Load:
        """What studying one deck would ask now."""
        due, new = allowed([deck.demand], self.most_new, self.most_due)
        due += deck.learning
        return Load(due, new, self.minutes(due + new), deck.learning)

    def minutes(self, cards: int) -> int:
        """About how many minutes this many cards take; 0 without cards."""
        return max(1, round(cards * self.pace / 60_000)) if cards else 0


class QuizLeft(NamedTuple):
    """A quiz that is not handed in."""

    decks: tuple[str, ...]
    """The names of the decks that it is over."""
    answered: int
    """How many of its questions have an answer."""
    questions: int


class DueCard(NamedTuple):
    """A card that a sitting started now would ask again."""

    deck: str
    """The deck's name."""
    key: str
    prompt: str
    """Its question, in one line."""
    day: int
    """The study day, as an ordinal, on which it is due."""
    at: int | None
    """When a card that is being learned is due: ms since the epoch."""


class Glance(NamedTuple):
    """What can be said of all decks without reading a card."""

    decks: Sequence[DeckCounts]
    today: Today
    quiz: QuizLeft | None = None
    due: Sequence[DueCard] | None = None
    """The cards that are due in the decks that “all decks” asks; `None` if they are too
    many to be kept."""
