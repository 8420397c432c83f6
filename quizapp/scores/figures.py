"""Figures of what has been learned, from memories and what the log adds up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from heapq import nsmallest
from operator import attrgetter

from quizapp.model import BIN_ENDS, FINE, DayTotals, Log, Memory, Mode, Recalls, Try
from quizapp.scheduler import MATURE
from quizapp.scores.shares import Share
from quizapp.scores.spans import Span
from quizapp.scores.values import CardNow, Figures, Month, Predicted, Standing, Weak

AHEAD = 30
"""Days of the forecast."""
WEAKEST = 10
_ROW = attrgetter(*(each.name for each in fields(DayTotals)))


def figures(
    cards: Sequence[CardNow],
    log: Log,
    today: int,
    *,
    wanted: float,
    deck: tuple[str, str] | None = None,
    span: Span = Span.ALL,
) -> Figures:
    """The figures of these cards and of the log, of one `deck` (id and name) or all.

    `span` chooses the days that retention, predictions, marks, time and sureness are
    told of; streak, heat map and forecast are what they are.
    """
    days = _days(log, deck)
    first = span.first(today)
    inside = [totals for day, totals in days.items() if day >= first]
    known = [card.memory for card in cards if card.memory]
    tries = [
        each
        for each in log.tries
        if each.day >= first
        and each.mode is not Mode.PRETEST
        and not each.is_partial
        and (deck is None or deck[1] in each.decks)
    ]
    total = _sum(inside)
    young_due, young_recalled = (
        total.due - total.mature_due,
        total.recalled - total.mature_recalled,
    )
    studied = [day for day, totals in days.items() if totals.reviews]
    return Figures(
        day=today,
        wanted=wanted,
        today=days.get(today, DayTotals()),
        streak=streak(set(studied), today),
        longest=_longest(studied),
        days=len(studied),
        heat={d: t.reviews for d, t in days.items() if today - 371 < d <= today},
        forecast=_forecast(known, today),
        retention=Share(total.recalled, total.due),
        young=Share(young_recalled, young_due),
        mature=Share(total.mature_recalled, total.mature_due),
        months=_months(days, first),
        predicted=_predicted(log, deck, first),
        whole=_standing("", cards),
        decks=_decks(cards, tries),
        tries=tries,
        weakest=_weakest(cards),
        reviews=total.reviews,
        spent=total.spent,
        lapses=total.due - total.recalled,
        calibration={
            "guess": Share(total.guessed_right, total.guesses),
            "unsure": Share(total.unsure_right, total.unsure),
            "sure": Share(total.sure_right, total.sure),
        },
    )


def _days(log: Log, deck: tuple[str, str] | None) -> Mapping[int, DayTotals]:
    if deck is not None:
        return log.days.get(deck[0], {})
    told: dict[int, list[DayTotals]] = defaultdict(list)
    for rows in log.days.values():
        for day, totals in rows.items():
            told[day].append(totals)
    return {
        day: each[0] if len(each) == 1 else _sum(each) for day, each in told.items()
    }


def _sum(totals: Iterable[DayTotals]) -> DayTotals:
    columns = zip(*map(_ROW, totals), strict=True)
    return DayTotals(*(sum(column) for column in columns))


def streak(studied: set[int], today: int) -> int:
    """Study days in a row with a standing review; today may still be to come."""
    day = today if today in studied else today - 1
    count = 0
    while day in studied:
        count += 1
        day -= 1
    return count


def _longest(studied: Iterable[int]) -> int:
    longest = run = 0
    last = 0
    for day in sorted(studied):
        run = run + 1 if day == last + 1 else 1
        longest, last = max(longest, run), day
    return longest


def _forecast(known: Iterable[Memory], today: int) -> Sequence[int]:
    counts = [0] * AHEAD
    for memory in known:
        place = max(0, memory.due_day - today)
        if place < AHEAD:
            counts[place] += 1
    return counts


def _months(days: Mapping[int, DayTotals], first: int) -> Sequence[Month]:
    told: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for day, totals in days.items():
        if day >= first and totals.due:
            sums = told[date.fromordinal(day).replace(day=1).toordinal()]
            sums[0] += totals.recalled - totals.mature_recalled
            sums[1] += totals.due - totals.mature_due
            sums[2] += totals.mature_recalled
            sums[3] += totals.mature_due
    return [
        Month(month, Share(sums[0], sums[1]), Share(sums[2], sums[3]))
        for month, sums in sorted(told.items())
    ]


def _predicted(
    log: Log, deck: tuple[str, str] | None, first: int
) -> Sequence[Predicted]:
    """By bin; a span counts from the beginning of its first month."""
    start = date.fromordinal(max(1, first)).replace(day=1).toordinal()
    rows = log.recalls.values() if deck is None else [log.recalls.get(deck[0], {})]
    told = [Recalls()] * len(BIN_ENDS)
    for months in rows:
        for month, bins in months.items():
            if month >= start:
                told = [
                    Recalls(
                        one.count + other.count,
                        one.predicted + other.predicted,
                        one.recalled + other.recalled,
                    )
                    for one, other in zip(told, bins, strict=True)
                ]
    lows = (0.0, *BIN_ENDS)
    return [
        Predicted(
            low,
            high,
            each.predicted / each.count / FINE,
            Share(each.recalled, each.count),
        )
        for low, high, each in zip(lows, BIN_ENDS, told, strict=False)
        if each.count
    ]


def _standing(name: str, cards: Sequence[CardNow], **more: object) -> Standing:
    known = [card.memory for card in cards if card.memory]
    reviewing = [memory for memory in known if not memory.is_learning]
    mature = sum(m.due_day - m.day >= MATURE for m in reviewing)
    recall = sum(c.recall for c in cards if c.memory and not c.memory.is_learning)
    return Standing(
        name,
        cards=len(cards),
        new=len(cards) - len(known),
        learning=len(known) - len(reviewing),
        young=len(reviewing) - mature,
        mature=mature,
        mastery=recall / len(cards) if cards else 0.0,
        **more,  # type: ignore[arg-type]
    )


def _decks(cards: Sequence[CardNow], tries: Sequence[Try]) -> Sequence[Standing]:
    decks: dict[str, dict[str, list[CardNow]]] = defaultdict(lambda: defaultdict(list))
    for card in cards:
        decks[card.deck][card.topic].append(card)
    titles = {card.deck: card.title for card in cards}
    told = []
    for name, topics in decks.items():
        marks = [each.share for each in tries if each.decks == (name,)]
        told.append(
            _standing(
                name,
                [card for group in topics.values() for card in group],
                title=titles[name],
                best=max(marks, default=None),
                last=marks[-1] if marks else None,
                topics=tuple(
                    _standing(topic, group) for topic, group in topics.items()
                ),
            )
        )
    return told


def _weakest(cards: Sequence[CardNow]) -> Sequence[Weak]:
    """The ones forgotten most often, then those predicted to be recalled least."""
    lapsed = [c for c in cards if c.memory and c.memory.lapses]
    chosen = nsmallest(
        WEAKEST,
        lapsed,
        key=lambda c: (-c.memory.lapses, c.memory.stability) if c.memory else (0, 0.0),
    )
    return [
        Weak(
            card.key,
            card.deck,
            card.prompt,
            card.source,
            card.memory.lapses,
            card.recall,
        )
        for card in chosen
        if card.memory
    ]
