"""Counts a study day over all started decks, and what studying them takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from quizapp.days import longest_streak, streak
from quizapp.model import Try
from quizapp.study.counts.backlog import Backlog, allowed, backlog_of
from quizapp.study.counts.values import FORECAST_DAYS, DeckCounts, Moment, Today

if TYPE_CHECKING:
    from quizapp.progress.store import Store

PACE_DAYS = 30
"""Days back from today that show the learner's pace."""
USUAL_PACE = 15_000
"""Milliseconds that a card takes before the learner's own pace is known."""
ENOUGH_ANSWERS = 20
"""Fewer answers do not show the learner's own pace."""


def backlog_now(
    decks: Sequence[DeckCounts], store: Store, now: Moment
) -> Backlog | None:
    """The reviews of these decks that wait beyond today's limits."""
    schedule = store.schedule
    most_due = max(0, schedule.reviews_a_day - store.day(now.day).due)
    due, _ = allowed([each.demand for each in decks], 0, most_due)
    waiting = [(each.demand, each.forecast) for each in decks]
    return backlog_of(waiting, due, schedule, now.day)


def today_of(
    decks: Sequence[DeckCounts], store: Store, now: Moment, *, only_started: bool = True
) -> Today:
    """The counts of the study day over these decks, or those of them that “all decks”
    asks.

    The store's sums suffice: no memory is read.
    """
    asked = [each for each in decks if each.is_in_all or not only_started]
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
