"""The days that some figures cover."""

from __future__ import annotations

from enum import StrEnum


class Span(StrEnum):
    """How far back."""

    ALL = "all"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"

    def first(self, today: int) -> int:
        """The first study day inside, as an ordinal."""
        length = LENGTHS[self]
        return today - length + 1 if length else 0


LENGTHS = {
    Span.ALL: 0,
    Span.YEAR: 365,
    Span.QUARTER: 91,
    Span.MONTH: 30,
    Span.WEEK: 7,
}
"""Days; 0 for all."""
