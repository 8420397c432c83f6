"""Progress in figures: this week, what comes back, the year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.tui.draw import (
    BLANK,
    beside,
    count,
    counted,
    forecast,
    line,
    sentence,
    week_lines,
    year,
)

if TYPE_CHECKING:
    from quizapp.study.workspace import Today


@dataclass(frozen=True, slots=True)
class Pace:
    """The numbers behind the figures."""

    today: Today
    reviews: Mapping[int, int] = field(default_factory=dict)
    """Answers on each study day."""


def in_words(pace: Pace) -> list[Content]:
    """What comes back."""
    today = pace.today
    tomorrow, within = today.tomorrow, today.within_a_week
    if not within:
        return []
    return [
        counted(tomorrow, "comes back tomorrow", "come back tomorrow", "bold $work"),
        sentence(count(within, "$work"), " within a week"),
    ]


def short_week(pace: Pace, width: int) -> list[Content]:
    """The week and what comes back, in two lines."""
    days = week_lines(pace.today.week)
    return beside(days, in_words(pace), width)


def _this_week(pace: Pace) -> list[Content]:
    """The week and what comes back, below a title."""
    days = week_lines(pace.today.week)
    return [line(("This week", "bold")), *days, BLANK, *in_words(pace)]


def week_and_forecast(pace: Pace, width: int) -> list[Content]:
    """The week on the left, the days to come on the right."""
    room = min(width - 32, 3 * len(pace.today.forecast))
    return beside(_this_week(pace), _ahead(pace, room), width)


def _ahead(pace: Pace, width: int, height: int = 4) -> list[Content]:
    """What comes back on each day; no lines if nothing does."""
    if not any(pace.today.forecast):
        return []
    return forecast(pace.today.forecast, pace.today.day, width, height)


def aside(pace: Pace, width: int, *, in_colour: bool) -> list[Content]:
    """All figures, one below the other: the second column of a wide screen."""
    gap, lines = [BLANK, BLANK], _this_week(pace)
    if ahead := _ahead(pace, min(width, 60), 5):
        lines += [*gap, *ahead]
    return [*lines, *gap, *the_year(pace, width, in_colour=in_colour)]


def the_year(pace: Pace, width: int, *, in_colour: bool) -> list[Content]:
    """A square for each day, once there is an answer."""
    if not any(pace.reviews.values()):
        return []
    return year(pace.reviews, pace.today.day, width, in_colour=in_colour)
