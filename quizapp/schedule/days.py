"""Study days: a day of study ends when its learner goes to bed."""

from __future__ import annotations

from datetime import datetime, timedelta


def study_day(at: datetime, day_starts: int) -> int:
    """The study day of `at` as an ordinal; it begins at the hour `day_starts`.

    The offset that `at` carries decides, so that an evening abroad belongs to the day
    that it was there.
    """
    return (at - timedelta(hours=day_starts)).toordinal()
