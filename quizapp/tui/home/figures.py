"""Progress in figures: this week, what comes back, the year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

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
    from quizapp.study.counts.values import Today


class Activity(NamedTuple):
    """What the figures are drawn from."""

    today: Today
    reviews: Mapping[int, int]
    """Answers on each study day."""


def in_words(activity: Activity) -> list[Content]:
    """What comes back."""
    today = activity.today
    tomorrow, within = today.tomorrow, today.within_a_week
    if not within:
        return []
    if not tomorrow:
        text = "comes back within a week", "come back within a week"
        return [counted(within, *text, "$work")]
    return [
        counted(tomorrow, "comes back tomorrow", "come back tomorrow", "bold $work"),
        sentence(count(within, "$work"), " within a week"),
    ]


def short_week(activity: Activity, width: int) -> list[Content]:
    """The week and what comes back, in two lines."""
    days = week_lines(activity.today.week)
    return beside(days, in_words(activity), width)


def _this_week(activity: Activity) -> list[Content]:
    """The week and what comes back, below a title."""
    days = week_lines(activity.today.week)
    return [line(("This week", "bold")), *days, BLANK, *in_words(activity)]


def week_and_forecast(activity: Activity, width: int) -> list[Content]:
    """The week on the left, the days to come on the right."""
    room = min(width - 32, 3 * len(activity.today.forecast))
    return beside(_this_week(activity), _ahead(activity, room), width)


def _ahead(activity: Activity, width: int, height: int = 4) -> list[Content]:
    """What comes back on each day; no lines if nothing does."""
    if not any(activity.today.forecast):
        return []
    return forecast(activity.today.forecast, activity.today.day, width, height)


def aside(activity: Activity, width: int, *, in_colour: bool) -> list[Content]:
    """All figures, one below the other: the second column of a wide screen."""
    gap, lines = [BLANK, BLANK], _this_week(activity)
    if ahead := _ahead(activity, min(width, 60), 5):
        lines += [*gap, *ahead]
    return [*lines, *gap, *the_year(activity, width, in_colour=in_colour)]


def the_year(activity: Activity, width: int, *, in_colour: bool) -> list[Content]:
    """A square for each day, once there is an answer."""
    if not any(activity.reviews.values()):
        return []
    return year(activity.reviews, activity.today.day, width, in_colour=in_colour)
