"""What standing reviews add up to, kept with each one of them.

Plain lists of whole numbers: a card that is folded again takes its share off and
adds it anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import lru_cache

from quizapp.model import BIN_ENDS, FINE, DayTotals, Grade, Memory, Phase, Recalls
from quizapp.scheduler import MATURE, retrievability

FIGURES = tuple(each.name for each in fields(DayTotals))
AT = {name: place for place, name in enumerate(FIGURES)}
SURE = AT["guesses"]
"""Where the two figures of each sureness begin."""
MATURE_DUE, MATURE_RECALLED, QUIZ = AT["mature_due"], AT["mature_recalled"], AT["quiz"]

Days = dict[int, list[int]]


@dataclass(slots=True)
class Sums:
    """The figures of `DayTotals` and `Recalls`."""

    days: Days = field(default_factory=dict)
    """By study day, of all decks."""
    decks: dict[str, Days] = field(default_factory=dict)
    """By deck and study day."""
    recalls: dict[str, Days] = field(default_factory=dict)
    """By deck and month, three figures a bin: count, predicted, recalled."""

    def count(
        self,
        deck: str,
        day: int,
        grade: Grade,
        before: Memory | None,
        *,
        spent: int,
        sure: int,
        of_quiz: bool,
    ) -> None:
        """Count one review of a card whose memory was `before`."""
        was_right = grade is not Grade.AGAIN
        is_due = before is not None and before.phase is Phase.REVIEW and not of_quiz
        is_mature = is_due and before is not None and interval(before) >= MATURE
        decks = self.decks.get(deck)
        if decks is None:
            decks = self.decks[deck] = {}
        for rows in (self.days, decks):
            sums = rows.get(day)
            if sums is None:
                sums = rows[day] = [0] * len(FIGURES)
            sums[0] += 1
            sums[4] += spent
            if of_quiz:  # it was not the schedule that asked
                sums[QUIZ] += 1
            elif before is None:
                sums[1] += 1
            elif is_due:
                sums[2] += 1
                sums[3] += was_right
                if is_mature:
                    sums[MATURE_DUE] += 1
                    sums[MATURE_RECALLED] += was_right
            if sure:
                place = SURE + 2 * (sure - 1)
                sums[place] += 1
                sums[place + 1] += was_right
        if is_due and before is not None and day > before.day:
            self._predict(deck, day, retrievability(before, day), was_right)

    def _predict(self, deck: str, day: int, recall: float, was_right: bool) -> None:
        months = self.recalls.setdefault(deck, {})
        month = month_of(day)
        row = months.get(month)
        if row is None:
            row = months[month] = [0] * (3 * len(BIN_ENDS))
        place = 3 * min(bisect_left(BIN_ENDS, recall), len(BIN_ENDS) - 1)
        row[place] += 1
        row[place + 1] += round(recall * FINE)
        row[place + 2] += was_right

    def add(self, other: Sums, sign: int = 1) -> None:
        """Add what some reviews come to, or take it off."""
        _add(self.days, other.days, sign)
        for mine, theirs in ((self.decks, other.decks), (self.recalls, other.recalls)):
            for deck, rows in theirs.items():
                _add(mine.setdefault(deck, {}), rows, sign)


def _add(rows: Days, others: Mapping[int, list[int]], sign: int) -> None:
    for day, share in others.items():
        sums = rows.setdefault(day, [0] * len(share))
        for place, figure in enumerate(share):
            sums[place] += sign * figure


def interval(memory: Memory) -> int:
    """Days from the latest review to the next."""
    return memory.due_day - memory.day


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
