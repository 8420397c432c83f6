"""Study days, which end when the learner goes to bed, streaks, and spans of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from datetime import datetime, timedelta
from typing import NamedTuple


def study_day(at: datetime, day_starts: int) -> int:
    """The study day of `at`, as an ordinal. It starts at the local hour `day_starts`.

    The UTC offset of `at` decides, so an evening abroad counts for the day that it was
    there.
    """
    return (at - timedelta(hours=day_starts)).toordinal()


def streak(studied: Set[int], today: int) -> int:
    """The number of consecutive days with an answer, up to today or yesterday."""
    day = today if today in studied else today - 1
    count = 0
    while day in studied:
        count += 1
        day -= 1
    return count


def within_a_week(forecast: Sequence[int]) -> int:
    """How many cards come back on the seven days after the first one, today."""
    return sum(forecast[1:8])


def longest_streak(studied: Iterable[int]) -> int:
    """The largest number of consecutive study days with an answer."""
    longest = run = last = 0
    for day in sorted(studied):
        run = run + 1 if day == last + 1 else 1
        longest, last = max(longest, run), day
    return longest


class Duration(NamedTuple):
    """A span of time in its largest unit: `10m`, `3d`, `2.5mo`, `1.2y`."""

    number: str
    unit: str
    word: str

    def __str__(self) -> str:
        return f"{self.number}{self.unit}"

    @property
    def in_words(self) -> str:
        """`10 min`, `1 day`, `2.5 months`."""
        is_several = self.number != "1" and self.word not in ("min", "h")
        return f"{self.number} {self.word}{'s' if is_several else ''}"


def until(seconds: int) -> Duration:
    """A span in its largest unit; from ten on without a decimal."""
    if seconds < 60:
        return Duration("<1", "m", "min")
    for unit, word, length in (("y", "year", 31_557_600), ("mo", "month", 2_629_800)):
        if seconds >= length:
            count = seconds / length
            number = f"{count:.1f}" if count < 9.95 else f"{count:.0f}"
            return Duration(number, unit, word)
    units = (("d", "day", 86_400), ("h", "h", 3600), ("m", "min", 60))
    for unit, word, length in units:
        if seconds >= length:
            return Duration(f"{seconds // length}", unit, word)
    raise AssertionError(seconds)
