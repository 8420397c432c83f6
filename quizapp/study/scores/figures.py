"""Figures of what has been learned, from the memories and the log."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate
from operator import attrgetter
from typing import Any

from quizapp.days import longest_streak, streak
from quizapp.model import (
    BIN_ENDS,
    PREDICTED_PARTS,
    DayTotals,
    Log,
    Memory,
    Recalls,
    Trail,
    Try,
)
from quizapp.schedule import Stage, stage_of
from quizapp.study.scores.confidence_interval import Share
from quizapp.study.scores.looks import looks
from quizapp.study.scores.values import (
    INTERVALS,
    CardNow,
    Figures,
    Month,
    Predicted,
    Score,
    Span,
)

WEEKS = 12
"""Weeks of growth, up to today."""
LONG_DUE = 7
"""Days beyond its day after which a card counts as overdue."""
STAGES = tuple(Stage)
_ROW = attrgetter(*DayTotals.__struct_fields__)


def figures(
    cards: Sequence[CardNow],
    log: Log,
    today: int,
    *,
    aim: float,
    forecast: Sequence[int],
    deck: tuple[str, str] | None = None,
    span: Span = Span.ALL,
) -> Figures:
    """The figures of these cards and of the log, of one `deck` (id and name) or all.

    `forecast` is how many cards come back on each day, from today on. `span` chooses
    the days that retention, predictions, marks, time and sureness cover; streak, heat
    map and forecast are what they are.
    """
    days = _days(log, deck)
    first = span.first(today)
    tries = [
        each
        for each in log.tries
        if each.has_mark
        and each.day >= first
        and (deck is None or deck[1] in each.decks)
    ]
    whole, decks = _scores(cards, tries, today)
    studied = [day for day, totals in days.items() if totals.reviews]
    return Figures(
        day=today,
        since=min(studied, default=None),
        aim=aim,
        today=days.get(today, DayTotals()),
        streak=streak(set(studied), today),
        longest=longest_streak(studied),
        days=len(studied),
        heat={d: t.reviews for d, t in days.items() if today - 371 < d <= today},
        forecast=forecast,
        total=_sum(totals for day, totals in days.items() if day >= first),
        months=_months(days, first),
        predicted=_predicted(log, deck, first),
        whole=whole,
        decks=decks,
        tries=tries,
        looks=looks(cards, today),
        intervals=_intervals(cards),
    )


def _days(log: Log, deck: tuple[str, str] | None) -> Mapping[int, DayTotals]:
    if deck is not None:
        return log.days.get(deck[0], {})
    by_day: dict[int, list[DayTotals]] = defaultdict(list)
    for rows in log.days.values():
        for day, totals in rows.items():
            by_day[day].append(totals)
    return {
        day: each[0] if len(each) == 1 else _sum(each) for day, each in by_day.items()
    }


def _sum(totals: Iterable[DayTotals]) -> DayTotals:
    columns = zip(*map(_ROW, totals), strict=True)
    return DayTotals(*(sum(column) for column in columns))


def _intervals(cards: Iterable[CardNow]) -> Sequence[int]:
    counts = [0] * (len(INTERVALS) + 1)
    for each in cards:
        if (memory := each.memory) and memory.is_known:
            counts[bisect_right(INTERVALS, memory.due_day - memory.day)] += 1
    return counts


def _months(days: Mapping[int, DayTotals], first: int) -> Sequence[Month]:
    by_month: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for day, totals in days.items():
        if day >= first and totals.due:
            sums = by_month[date.fromordinal(day).replace(day=1).toordinal()]
            sums[0] += totals.recalled - totals.mature_recalled
            sums[1] += totals.due - totals.mature_due
            sums[2] += totals.mature_recalled
            sums[3] += totals.mature_due
    return [
        Month(month, Share(sums[0], sums[1]), Share(sums[2], sums[3]))
        for month, sums in sorted(by_month.items())
    ]


def _predicted(
    log: Log, deck: tuple[str, str] | None, first: int
) -> Sequence[Predicted]:
    """Predicted and observed recall, by bin; a span counts from the beginning of its
    first month."""
    start = date.fromordinal(max(1, first)).replace(day=1).toordinal()
    rows = log.recalls.values() if deck is None else [log.recalls.get(deck[0], {})]
    total = [Recalls()] * len(BIN_ENDS)
    for months in rows:
        for month, bins in months.items():
            if month >= start:
                total = [
                    Recalls(
                        one.count + other.count,
                        one.predicted + other.predicted,
                        one.recalled + other.recalled,
                    )
                    for one, other in zip(total, bins, strict=True)
                ]
    lows = (0.0, *BIN_ENDS)
    return [
        Predicted(
            low,
            high,
            each.predicted / each.count / PREDICTED_PARTS,
            Share(each.recalled, each.count),
        )
        for low, high, each in zip(lows, BIN_ENDS, total, strict=False)
        if each.count
    ]


class _ScoreSum:
    """Cards counted once, added up from topics to decks to all."""

    def __init__(self) -> None:
        self.stages = [0] * len(STAGES)
        """Cards, in the order of `STAGES`."""
        self.overdue = 0
        self.gains_by_week = [0] * WEEKS
        """How many more cards became known than were forgotten, by week."""

    def count(self, memory: Memory | None, trail: Trail, today: int) -> None:
        """Count one card."""
        self.stages[STAGES.index(stage_of(memory))] += 1
        if memory and memory.is_known:
            self.overdue += today - memory.due_day > LONG_DUE
        # What came before the second week ends as one turn, or none.
        old = bisect_right(trail.turns, today - 7 * (WEEKS - 1))
        self.gains_by_week[0] += old % 2
        change = -1 if old % 2 else 1
        for day in trail.turns[old:]:
            self.gains_by_week[WEEKS - 1 - max(0, today - day) // 7] += change
            change = -change

    def add(self, other: _ScoreSum) -> None:
        """Add the counts of another one."""
        self.stages = [a + b for a, b in zip(self.stages, other.stages, strict=True)]
        self.gains_by_week = [
            a + b for a, b in zip(self.gains_by_week, other.gains_by_week, strict=True)
        ]
        self.overdue += other.overdue

    def score(self, name: str, **more: Any) -> Score:
        """The score of what was counted, under this name."""
        new, learning, young, mature = self.stages
        return Score(
            name,
            sum(self.stages),
            new,
            learning,
            young,
            mature,
            self.overdue,
            tuple(accumulate(self.gains_by_week)),
            **more,
        )


def _scores(
    cards: Sequence[CardNow], tries: Sequence[Try], today: int
) -> tuple[Score, Sequence[Score]]:
    """The score of all cards, and that of each deck with its topics."""
    decks: dict[str, dict[str, _ScoreSum]] = defaultdict(lambda: defaultdict(_ScoreSum))
    titles: dict[str, str] = {}
    for each in cards:
        decks[each.deck][each.card.topic].count(each.memory, each.trail, today)
        titles[each.deck] = each.title
    all_, scores = _ScoreSum(), []
    for name, topics in decks.items():
        deck = _ScoreSum()
        for topic in topics.values():
            deck.add(topic)
        all_.add(deck)
        marks = [each.share for each in tries if each.decks == (name,)]
        scores.append(
            deck.score(
                name,
                title=titles[name],
                best=max(marks, default=None),
                last=marks[-1] if marks else None,
                topics=tuple(t.score(topic) for topic, t in topics.items()),
            )
        )
    return all_.score(""), scores
