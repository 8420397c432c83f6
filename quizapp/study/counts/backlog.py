"""The limits of a day, and the backlog of reviews beyond them.

While more reviews are due than the day's limit allows, there is a backlog, and no new
cards are asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from quizapp.text import plural

if TYPE_CHECKING:
    from quizapp.schedule import Schedule

MORE = 10
"""New cards that “more new” adds to the day's, at most."""
FARTHEST = 365
"""Days ahead that are searched for the end of a backlog."""


class Limits(NamedTuple):
    """A deck's own limits; `None` if it has none."""

    new: int | None = None
    """New cards that may still be asked today."""
    due: int | None = None
    """Reviews that may still be asked today."""
    reviews_a_day: int | None = None
    """Reviews that may be asked on any day."""

    @classmethod
    def of(cls, schedule: Schedule, deck: str, *, new: int, due: int) -> Limits:
        """The limits of the deck of this id after this many new cards and reviews."""
        own = schedule.decks.get(deck, {})
        most_new, most_due = own.get("new_a_day"), own.get("reviews_a_day")
        return cls(
            None if most_new is None else max(0, most_new - new),
            None if most_due is None else max(0, most_due - due),
            most_due,
        )


NO_LIMITS = Limits()


class Demand(NamedTuple):
    """The cards of a deck that could be asked today."""

    new: int
    due: int
    """Cards in review; those being learned have no limit."""
    limits: Limits

    @property
    def allowed(self) -> int:
        """The reviews that the deck's own limit allows."""
        return self.due if self.limits.due is None else min(self.due, self.limits.due)


def allowed(decks: Sequence[Demand], most_new: int, most_due: int) -> tuple[int, int]:
    """How many reviews and how many new cards a sitting over these decks asks.

    `most_new` and `most_due` are what the limits over all decks still allow.
    """
    due = sum(each.allowed for each in decks)
    if due > most_due:
        return most_due, 0
    return due, min(most_new, sum(map(new_of, decks)))


def new_of(deck: Demand) -> int:
    """The new cards that the deck's own limits allow: none while it has a backlog."""
    if deck.due > deck.allowed:
        return 0
    return deck.new if deck.limits.new is None else min(deck.new, deck.limits.new)


class Backlog(NamedTuple):
    """Reviews that wait beyond today's limit."""

    waiting: int
    """How many wait for another day."""
    cleared: int | None
    """The study day, as an ordinal, on which the last of them will be done, at the
    day's limit and with what comes back until then; `None` if that is not within a
    year."""

    @property
    def sentence(self) -> str:
        """The backlog in a sentence."""
        verb = "waits" if self.waiting == 1 else "wait"
        more = f"{plural(self.waiting, 'more review')} {verb} for another day"
        if self.cleared is None:
            return (
                f"{more}, and at this pace you will never catch up: raise "
                "reviews_a_day, or suspend cards. No new cards until they are done."
            )
        day = date.fromordinal(self.cleared)
        return (
            f"{more}: all done by {day:%A}, {day.day} {day:%B}. No new cards until "
            "then."
        )


def backlog_of(
    decks: Sequence[tuple[Demand, Sequence[int]]],
    due: int,
    schedule: Schedule,
    day: int,
) -> Backlog | None:
    """The backlog of decks, each with its forecast, once the `due` reviews of today are
    done; `None` if nothing is left then.

    Forgotten cards count again on the next day.
    """
    waiting = sum(demand.due for demand, _ in decks) - due
    if waiting <= 0:
        return None
    forgotten = 1 - schedule.retention
    left, today = [], float(due)
    for demand, _ in decks:
        done = min(demand.allowed, today)
        today -= done
        left.append(demand.due - done + done * forgotten)
    coming = [
        [*forecast[1:], *repeat(sum(forecast[1:]) / len(forecast), FARTHEST)]
        for _, forecast in decks
    ]
    for ahead in range(FARTHEST):
        capacity = float(schedule.reviews_a_day)
        back = 0.0
        for place, (demand, _) in enumerate(decks):
            own = demand.limits.reviews_a_day
            wait = left[place] + coming[place][ahead]
            done = min(wait, capacity, capacity if own is None else own)
            capacity -= done
            left[place] = wait - done
            back += left[place]
            left[place] += done * forgotten
        if back < 1:
            return Backlog(waiting, day + ahead + 1)
    return Backlog(waiting, None)
