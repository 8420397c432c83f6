"""The counts of a deck for a learner, and of a study day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from quizapp.decks.library.deck_files import DeckFile, Origin
from quizapp.model import (
    Card,
    Complaint,
    DayTotals,
    DeckState,
    Level,
    Memory,
    Try,
)
from quizapp.schedule import (
    Schedule,
    Stage,
    longest_streak,
    stage_of,
    streak,
    within_a_week,
)
from quizapp.study.workspace.backlog import (
    NO_LIMITS,
    Backlog,
    Demand,
    Limits,
    allowed,
    backlog_of,
)
from quizapp.study.workspace.siblings import (
    Sibling,
    days_asked,
    siblings_in,
)

if TYPE_CHECKING:
    from quizapp.progress.store import Store

LOOK_AHEAD = 20 * 60 * 1000
"""A learning card may be asked this many milliseconds before its time."""
FORECAST_DAYS = 30
"""Days of the forecast."""
PACE_DAYS = 30
"""Days back from today that show the learner's pace."""
USUAL_PACE = 15_000
"""Milliseconds that a card takes before the learner's own pace is known."""
ENOUGH_ANSWERS = 20
"""Fewer answers do not show the learner's own pace."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as the schedule counts it."""

    at: datetime
    """With the offset of the time zone."""
    day: int
    """The study day, as an ordinal."""

    @property
    def ms(self) -> int:
        """Milliseconds since the epoch."""
        return int(self.at.timestamp() * 1000)

    def awaits(self, memory: Memory) -> bool:
        """Whether a sitting started now would ask this card again."""
        if memory.due_at is not None:
            return memory.due_at <= self.ms + LOOK_AHEAD
        return memory.due_day <= self.day


@dataclass(frozen=True, slots=True)
class Standing:
    """The current counts of one deck."""

    name: str
    title: str
    origin: Origin
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
    """Whether it takes the place of a shipped deck of the same name."""
    complaints: tuple[Complaint, ...] = ()
    limits: Limits = NO_LIMITS
    """Its own."""
    options: tuple[str, ...] = ()
    """The settings that it has of its own, in words."""

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
        """Whether “all decks” asks it and counts it."""
        return self.is_started and not self.is_hidden

    @property
    def ahead(self) -> int:
        """Cards that were reviewed and are not due yet."""
        return self.counted - self.new - self.due

    @property
    def known(self) -> int:
        """How many are known: young or mature."""
        return self.young + self.mature

    @property
    def stages(self) -> Mapping[Stage, int]:
        """How many cards are at each stage, without the suspended ones."""
        return {
            Stage.NEW: self.new,
            Stage.LEARNING: self.counted - self.new - self.known,
            Stage.YOUNG: self.young,
            Stage.MATURE: self.mature,
        }

    @property
    def errors(self) -> int:
        """How many of the complaints are errors."""
        return sum(each.level is Level.ERROR for each in self.complaints)


@dataclass(frozen=True, slots=True)
class Load:
    """How many cards a sitting started now would ask, within the day's limits."""

    due: int
    new: int
    minutes: int
    """About how many it takes; 0 for none."""
    learning: int = 0
    """Of the due ones, those still being learned."""


@dataclass(frozen=True, slots=True)
class Today:
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

    def load_of(self, deck: Standing) -> Load:
        """What studying one deck would ask now."""
        due, new = allowed([deck.demand], self.most_new, self.most_due)
        due += deck.learning
        return Load(due, new, self.minutes(due + new), deck.learning)

    def minutes(self, cards: int) -> int:
        """About how many minutes this many cards take; 0 for none."""
        return max(1, round(cards * self.pace / 60_000)) if cards else 0


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of a deck's cards that do not depend on the time."""

    cards: int
    """Cards that can be asked; suspended ones too."""
    new: int
    suspended: int
    young: int
    mature: int
    due: Mapping[int, int]
    """Cards in review, by the study day on which they are due; without `siblings`."""
    siblings: tuple[Sibling, ...]
    learning: tuple[int, ...]
    """When the cards being learned are due: ms since the epoch, in order."""
    last: int | None
    """The study day of the latest review."""
    done: tuple[int, int, int]
    """The latest study day with answers in the deck, and how many were first reviews
    of a card and how many due ones."""


def tally_of(
    cards: Mapping[str, Card],
    memories: Mapping[str, Memory],
    suspended: Set[str],
    latest: tuple[int, DayTotals],
) -> Tally:
    """Count a deck's cards; `latest` is the latest study day with answers in it, with
    its totals."""
    reviewed: list[tuple[Card, Memory]] = []
    learning: list[int] = []
    total = new = aside = mature = last = 0
    for key, card in cards.items():
        if not card.can_be_asked:
            continue
        total += 1
        memory = memories.get(key)
        if memory and memory.day > last:
            last = memory.day
        if key in suspended:
            aside += 1
        elif memory is None:
            new += 1
        else:
            reviewed.append((card, memory))
            if memory.due_at is not None:
                learning.append(memory.due_at)
            else:
                mature += stage_of(memory) is Stage.MATURE
    siblings, others = siblings_in(reviewed)
    day, totals = latest
    return Tally(
        cards=total,
        new=new,
        suspended=aside,
        young=len(reviewed) - len(learning) - mature,
        mature=mature,
        due=dict(others),
        siblings=siblings,
        learning=tuple(sorted(learning)),
        last=last or None,
        done=(day, totals.new, totals.due),
    )


def standing_of(
    file: DeckFile,
    tally: Tally,
    state: DeckState,
    now: Moment,
    schedule: Schedule,
    *,
    title: str,
    complaints: tuple[Complaint, ...],
) -> Standing:
    """The counts of a deck now."""
    learning = bisect_right(tally.learning, now.ms + LOOK_AHEAD)
    forecast = [0] * FORECAST_DAYS
    for day, count in tally.due.items():
        if day < now.day + FORECAST_DAYS:
            forecast[max(0, day - now.day)] += count
    for day in days_asked(tally.siblings, now.day, now.day + FORECAST_DAYS):
        forecast[day - now.day] += 1
    due = forecast[0]
    forecast[0] += len(tally.learning)
    day, new_done, due_done = tally.done
    is_today = day == now.day
    limits = Limits.of(
        schedule, state.deck, new=new_done * is_today, due=due_done * is_today
    )
    return Standing(
        name=file.shown,
        title=title,
        origin=file.origin,
        group=file.group,
        cards=tally.cards,
        new=tally.new,
        due=due + learning,
        learning=learning,
        suspended=tally.suspended,
        young=tally.young,
        mature=tally.mature,
        forecast=tuple(forecast),
        last=tally.last,
        is_started=state.started,
        is_hidden=state.hidden,
        shadows=file.shadows,
        complaints=complaints,
        limits=limits,
        options=schedule.own_of(state.deck),
    )


def state_of(store: Store, deck: str) -> DeckState:
    """Whether the deck of this id is started or hidden."""
    return store.decks.get(deck) or DeckState(deck, started=False, hidden=False)


def backlog_now(
    standings: Sequence[Standing], store: Store, now: Moment
) -> Backlog | None:
    """The reviews of these decks that wait beyond today's limits."""
    schedule = store.schedule
    most_due = max(0, schedule.reviews_a_day - store.day(now.day).due)
    due, _ = allowed([each.demand for each in standings], 0, most_due)
    waiting = [(each.demand, each.forecast) for each in standings]
    return backlog_of(waiting, due, schedule, now.day)


def today_of(standings: Sequence[Standing], store: Store, now: Moment) -> Today:
    """The counts of the study day over the started decks among `standings`.

    The store's sums suffice: no memory is read.
    """
    asked = [each for each in standings if each.is_in_all]
    done, schedule = store.day(now.day), store.schedule
    most_new = max(0, schedule.new_a_day - done.new)
    most_due = max(0, schedule.reviews_a_day - done.due)
    learning = sum(each.learning for each in asked)
    due, new = allowed([each.demand for each in asked], most_new, most_due)
    studied = {day for day, totals in store.days.items() if totals.reviews}
    monday = now.day - (now.day - 1) % 7
    return Today(
        day=now.day,
        new=new,
        due=learning + due,
        learning=learning,
        reviewed=done.reviews,
        new_a_day=schedule.new_a_day,
        most_new=most_new,
        most_due=most_due,
        pace=_pace(store, now.day),
        forecast=tuple(
            sum(each.forecast[n] for each in asked) for n in range(FORECAST_DAYS)
        ),
        week=tuple(store.day(day).reviews for day in range(monday, now.day + 1)),
        streak=streak(studied, now.day),
        longest=longest_streak(studied),
        known=sum(each.known for each in asked),
        cards=sum(each.counted for each in asked),
        best=_best_marks(store.tries),
        backlog=backlog_now(asked, store, now),
    )


def _best_marks(tries: Iterable[Try]) -> Mapping[str, float]:
    """The best mark of a quiz over one deck, by the deck's name."""
    best: dict[str, float] = {}
    for each in tries:
        if each.has_mark and len(each.decks) == 1:
            (deck,) = each.decks
            best[deck] = max(best.get(deck, 0.0), each.share)
    return best


def _pace(store: Store, today: int) -> int:
    """Milliseconds that a card takes the learner, from the last thirty days.

    A card has several answers on a day on which it is new or forgotten; those in a quiz
    do not count.
    """
    days = [store.day(day) for day in range(today - PACE_DAYS + 1, today + 1)]
    reviews = sum(each.reviews for each in days)
    cards = sum(each.new + each.due for each in days)
    if reviews < ENOUGH_ANSWERS or not cards:
        return USUAL_PACE
    spent = sum(each.spent for each in days) / reviews
    answers = reviews - sum(each.quiz for each in days)
    return round(spent * max(1.0, answers / cards))
