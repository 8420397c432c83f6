"""Study days, which end when the learner goes to bed, and streaks of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from datetime import datetime, timedelta


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
