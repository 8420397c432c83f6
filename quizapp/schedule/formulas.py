"""FSRS-6: what a review does to a memory's stability and difficulty.

The formulas and the published parameters are those of
github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm. Everything that depends
only on the parameters is computed once, so that a log of a million reviews can be
replayed while someone waits. That is also why the formulas are written here: the tests
compare them with the package `fsrs`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from math import exp

from quizapp.errors import UsageError
from quizapp.model import Grade

DEFAULT_PARAMETERS = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001),
    *(1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014),
    *(1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
"""The published parameters w0 to w20, fitted to the reviews of many learners."""
MIN_STABILITY, MAX_STABILITY = 0.001, 36_500.0
"""In days."""
EASIEST, HARDEST = 1.0, 10.0
PASSED = (Grade.HARD, Grade.GOOD, Grade.EASY)


class Formulas:
    """FSRS-6 with one set of parameters. Raises `UsageError` unless there are 21."""

    def __init__(self, parameters: Sequence[float] = ()) -> None:
        w = tuple(parameters) or DEFAULT_PARAMETERS
        if len(w) != len(DEFAULT_PARAMETERS) or not all(map(math.isfinite, w)):
            raise UsageError(
                f"FSRS-6 has {len(DEFAULT_PARAMETERS)} parameters, all of them numbers."
            )
        self._w = w
        self.decay = w[20]
        self.factor = _factor(self.decay)
        self._easiest_start = w[4] - exp(w[5] * 3) + 1
        self._starts = {g: self._start(g) for g in Grade}
        self._same_day_forgotten, *self._same_day_recalled = (
            exp(w[17] * (grade - 3 + w[18])) for grade in Grade
        )
        self._growth = exp(w[8])
        self._most_kept = exp(w[17] * w[18])

    def _start(self, grade: Grade) -> tuple[float, float]:
        w = self._w
        difficulty = w[4] - exp(w[5] * (grade - 1)) + 1
        return (
            _bounded(w[grade - 1]),
            min(max(difficulty, EASIEST), HARDEST),
        )

    def start(self, grade: Grade) -> tuple[float, float]:
        """Stability (in days) and difficulty (1 to 10) after a card's first review."""
        return self._starts[grade]

    def recalled(
        self, stability: float, difficulty: float, days: int
    ) -> tuple[float, float, float]:
        """Stability after Hard, Good and Easy, `days` after the previous review."""
        w = self._w
        if days < 1:
            fades = stability ** -w[19]
            hard, good, easy = (each * fades for each in self._same_day_recalled)
            hard = stability * hard if hard > 1.0 else stability
            good = stability * good if good > 1.0 else stability
            easy = stability * easy if easy > 1.0 else stability
        else:
            recall = (1 + self.factor * days / stability) ** -self.decay
            growth = (
                self._growth
                * (11 - difficulty)
                * stability ** -w[9]
                * (exp((1 - recall) * w[10]) - 1)
            )
            hard = stability * (1 + growth * w[15])
            good = stability * (1 + growth)
            easy = stability * (1 + growth * w[16])
        if hard > MAX_STABILITY or good > MAX_STABILITY or easy > MAX_STABILITY:
            return _bounded(hard), _bounded(good), _bounded(easy)
        return hard, good, easy

    def forgotten(self, stability: float, difficulty: float, days: int) -> float:
        """Stability after Again, `days` after the previous review."""
        w = self._w
        if days < 1:
            change = self._same_day_forgotten * stability ** -w[19]
            return _bounded(stability * change)
        return _bounded(
            min(
                w[11]
                * difficulty ** -w[12]
                * ((stability + 1) ** w[13] - 1)
                * exp((1 - self.recall(stability, days)) * w[14]),
                stability / self._most_kept,
            )
        )

    def harder(self, difficulty: float, grade: Grade) -> float:
        """Difficulty after a review, 1 to 10."""
        w = self._w
        moved = difficulty - w[6] * (grade - 3) * (10 - difficulty) / 9
        moved = w[7] * self._easiest_start + (1 - w[7]) * moved
        return min(max(moved, EASIEST), HARDEST)

    def recall(self, stability: float, days: int) -> float:
        """The probability of recall, 0 to 1, `days` after the latest review."""
        return float((1 + self.factor * days / stability) ** -self.decay)

    def days_until(self, retention: float) -> float:
        """Days until recall has fallen to `retention`, for a stability of one day."""
        return float((retention ** (-1 / self.decay) - 1) / self.factor)


def _bounded(stability: float) -> float:
    return min(max(stability, MIN_STABILITY), MAX_STABILITY)


@cache
def _factor(decay: float) -> float:
    """The factor that makes recall 90% when as many days as the stability have
    passed."""
    return float(0.9 ** (-1 / decay) - 1)


def recall(stability: float, days: int, decay: float) -> float:
    """The probability of recall, 0 to 1, `days` after the latest review.

    FSRS-6's power curve: (1 + factor × days / stability) ^ −decay.
    """
    return float((1 + _factor(decay) * days / stability) ** -decay)
