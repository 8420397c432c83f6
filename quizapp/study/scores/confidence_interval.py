"""A share, such as 4 of 5, with its 95% confidence interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from quizapp.text import percent

Z = 1.959964
"""Standard deviations of a 95% interval."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some trials were right."""

    right: int
    of: int

    @property
    def value(self) -> float | None:
        """The share that was right, 0 to 1; `None` if there were no trials."""
        return self.right / self.of if self.of else None

    @property
    def text(self) -> str:
        """The share with its interval: `87% (80–92)`; a dash without trials."""
        if self.value is None or self.interval is None:
            return "–"
        low, high = self.interval
        share = percent(self.right, self.of)
        return f"{share} ({100 * low:.0f}–{100 * high:.0f})"

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95% interval of Wilson (1927), which is also valid for few trials."""
        if not self.of:
            return None
        p, n = self.right / self.of, self.of
        middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z / (1 + Z * Z / n) * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)
