"""The totals of reviews, updated with each one.

Plain lists of whole numbers: when a card is folded again, its share is subtracted and
added anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Annotated

from msgspec import Meta, Struct, field

from quizapp.model import (
    BIN_ENDS,
    PREDICTED_PARTS,
    Day,
    DayTotals,
    Grade,
    Memory,
    Phase,
    Recalls,
    Review,
)
from quizapp.schedule import MATURE, retrievability

FIGURES = DayTotals.__struct_fields__
AT = {name: place for place, name in enumerate(FIGURES)}
SURE = AT["guesses"]
"""Where the two figures of each sureness begin."""
MATURE_DUE, MATURE_RECALLED, QUIZ = AT["mature_due"], AT["mature_recalled"], AT["quiz"]

Row = Annotated[list[int], Meta(min_length=len(FIGURES), max_length=len(FIGURES))]
"""The figures of a study day."""
_BINS = 3 * len(BIN_ENDS)
Bins = Annotated[list[int], Meta(min_length=_BINS, max_length=_BINS)]
"""The bins of a month, three figures each: count, predicted, recalled."""
Days = dict[Day, list[int]]


class Sums(Struct):
    """The figures of `DayTotals` and `Recalls`."""

    days: Days = field(default_factory=dict)
    """The totals of each study day, over all decks."""
    decks: dict[str, Days] = field(default_factory=dict)
    """The totals by deck and study day."""
    recalls: dict[str, Days] = field(default_factory=dict)
    """`Bins`, by deck and month."""

    def count(self, review: Review, day: int, before: Memory | None) -> None:
        """Count one review, on the study day `day`, of a card whose memory was
        `before`."""
        was_right = review.grade is not Grade.AGAIN
        due = before if before and before.phase is Phase.REVIEW else None
        if review.quiz:
            due = None  # it was not the schedule that asked
        decks = self.decks.get(review.deck)
        if decks is None:
            decks = self.decks[review.deck] = {}
        for rows in (self.days, decks):
            sums = rows.get(day)
            if sums is None:
                sums = rows[day] = [0] * len(FIGURES)
            sums[0] += 1
            sums[4] += review.spent
            if review.quiz:
                sums[QUIZ] += 1
            elif before is None:
                sums[1] += 1
            elif due:
                sums[2] += 1
                sums[3] += was_right
                if due.stability >= MATURE:
                    sums[MATURE_DUE] += 1
                    sums[MATURE_RECALLED] += was_right
            if review.sure:
                place = SURE + 2 * (review.sure - 1)
                sums[place] += 1
                sums[place + 1] += was_right
        if due and day > due.day:
            recall = retrievability(due, day)
            self._predict(review.deck, day, recall, was_right)

    def _predict(self, deck: str, day: int, recall: float, was_right: bool) -> None:
        months = self.recalls.setdefault(deck, {})
        month = month_of(day)
        row = months.get(month)
        if row is None:
            row = months[month] = [0] * _BINS
        place = 3 * min(bisect_left(BIN_ENDS, recall), len(BIN_ENDS) - 1)
        row[place] += 1
        row[place + 1] += round(recall * PREDICTED_PARTS)
        row[place + 2] += was_right

    def add(self, other: Sums, sign: int = 1) -> None:
        """Add the totals of some reviews, or subtract them."""
        _add(self.days, other.days, sign)
        for mine, theirs in ((self.decks, other.decks), (self.recalls, other.recalls)):
            for deck, rows in theirs.items():
                _add(mine.setdefault(deck, {}), rows, sign)


def _add(rows: Days, others: Mapping[int, list[int]], sign: int) -> None:
    for day, share in others.items():
        sums = rows.setdefault(day, [0] * len(share))
        for place, figure in enumerate(share):
            sums[place] += sign * figure


@lru_cache(maxsize=4096)
def month_of(day: int) -> int:
    """The ordinal of the first day of the day's month."""
    return date.fromordinal(day).replace(day=1).toordinal()


def bins_of(row: list[int]) -> list[Recalls]:
    """The bins of a month."""
    return [
        Recalls(row[place], row[place + 1], row[place + 2])
        for place in range(0, len(row), 3)
    ]
