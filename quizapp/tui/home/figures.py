"""How studying goes: this week, what comes back, the year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.tui.draw import (
    BLANK,
    beside,
    count,
    forecast,
    heat,
    heat_legend,
    line,
    sentence,
    spread,
    week,
)

if TYPE_CHECKING:
    from quizapp.study.workspace import Today

WEEK = 7
WEEKS = 53
"""Weeks of a year, the first and the last perhaps not whole."""
LABEL = 4
"""Cells of the name of a weekday."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What the figures are drawn from."""

    day: int
    """The study day."""
    today: Today
    reviews: Mapping[int, int] = field(default_factory=dict)
    """Answers on each study day."""


def in_words(pace: Pace) -> list[Content]:
    """What comes back."""
    today = pace.today
    tomorrow, within = today.tomorrow, sum(today.forecast[1 : WEEK + 1])
    if not within:
        return []
    return [
        sentence(count(tomorrow, "bold $work"), f" {_comes(tomorrow)} back tomorrow"),
        sentence(count(within, "$work"), " within a week"),
    ]


def _comes(number: int) -> str:
    return "comes" if number == 1 else "come"


def short_week(pace: Pace, width: int) -> list[Content]:
    """The week and what comes back, in two lines."""
    days = week([bool(number) for number in pace.today.week])
    return beside(days, in_words(pace), width)


def week_and_forecast(pace: Pace, width: int) -> list[Content]:
    """The week at the left, the days to come at the right."""
    left = [
        line(("This week", "bold")),
        *week([bool(number) for number in pace.today.week]),
        BLANK,
        *in_words(pace),
    ]
    room = min(width - 32, 3 * len(pace.today.forecast))
    return beside(left, _ahead(pace, room), width)


def _ahead(pace: Pace, width: int, height: int = 4) -> list[Content]:
    """What comes back on each day; nothing as long as nothing does."""
    if not any(pace.today.forecast):
        return []
    return forecast(pace.today.forecast, pace.day, width, height, wide=2)


def aside(pace: Pace, width: int, *, in_colour: bool) -> list[Content]:
    """All figures, one below the other: the second column of a wide screen."""
    gap = [BLANK, BLANK]
    lines = [
        line(("This week", "bold")),
        *week([bool(number) for number in pace.today.week]),
        BLANK,
        *in_words(pace),
    ]
    if ahead := _ahead(pace, min(width, 60), 5):
        lines += [*gap, *ahead]
    return [*lines, *gap, *year(pace, width, in_colour=in_colour)]


def year(pace: Pace, width: int, *, in_colour: bool) -> list[Content]:
    """A square for each day, a column for each week, with what they add up to."""
    weeks = max(1, min(WEEKS, width - LABEL))
    monday = pace.day - (pace.day - 1) % WEEK - (weeks - 1) * WEEK
    days = {day: n for day, n in pace.reviews.items() if day >= monday and n}
    if not days:
        return []
    columns = [
        [days.get(day, 0) for day in range(start, min(start + WEEK, pace.day + 1))]
        for start in range(monday, pace.day + 1, WEEK)
    ]
    names = ("Mon", "", "Wed", "", "Fri", "", "Sun")
    rows = [
        line((f"{name:{LABEL}}", "$quiet"), row)
        for name, row in zip(names, heat(columns, in_colour=in_colour), strict=True)
    ]
    rows.append(line((" " * LABEL + _months(monday, weeks), "$quiet")))
    title = line(("Your year", "bold"))
    less_more = heat_legend(in_colour=in_colour)
    if width < weeks + LABEL + 22:
        return [spread(title, less_more, width), *rows]
    side = [
        sentence(count(sum(days.values())), " answers"),
        sentence(count(len(days)), " day" if len(days) == 1 else " days"),
        sentence(count(max(days.values())), " on the best day"),
    ]
    return [title, *beside(rows, [*side, *[BLANK] * 3, less_more], width)]


def _months(monday: int, weeks: int) -> str:
    """The months' names where they begin, as far as there is room."""
    text = ""
    for number in range(weeks - 2):
        first = date.fromordinal(monday + WEEK * number)
        if first.day <= WEEK and (not text or len(text) < number):
            text = f"{text:{number}}{first:%b}"
    return text

