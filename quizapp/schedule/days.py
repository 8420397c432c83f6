"""Study days: a day of study ends when its learner goes to bed."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import datetime, timedelta


def study_day(at: datetime, day_starts: int) -> int:
    """The study day of `at` as an ordinal; it begins at the hour `day_starts`.

    The offset that `at` carries decides, so that an evening abroad belongs to the day
    that it was there.
    """
    return (at - timedelta(hours=day_starts)).toordinal()


def streak(studied: Set[int], today: int) -> int:
    """Study days in a row with an answer, up to today; today may still be to come."""
    day = today if today in studied else today - 1
    count = 0
    while day in studied:
        count += 1
        day -= 1
    return count


def longest_streak(studied: Iterable[int]) -> int:
    """The most study days in a row that there ever were with an answer."""
    longest = run = last = 0
    for day in sorted(studied):
        run = run + 1 if day == last + 1 else 1
        longest, last = max(longest, run), day
    return longest
