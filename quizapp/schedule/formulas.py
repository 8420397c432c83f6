"""FSRS-6: what a review does to a memory's stability and difficulty.

The formulas and the published parameters are those of
github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm. Whatever depends only on
the parameters is computed once, so that a log of a million reviews can be replayed
while someone waits. That is also why the formulas are written here; the tests compare
them with the packages `fsrs` and `fsrs-rs`.
"""

from __future__ import annotations

from math import exp

from quizapp.model import Grade

W = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001),
    *(1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014),
    *(1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
"""The published parameters w0 to w20, fitted to the reviews of many learners."""
MIN_STABILITY, MAX_STABILITY = 0.001, 36_500.0
"""In days."""
EASIEST, HARDEST = 1.0, 10.0
PASSED = (Grade.HARD, Grade.GOOD, Grade.EASY)


def recall(stability: float, days: int) -> float:
    """The probability of recall, 0 to 1, `days` after the latest review."""
    return float((1 + _FACTOR * days / stability) ** -_DECAY)


def days_until(retention: float) -> float:
    """Days until recall has fallen to `retention`, for a stability of one day."""
    return float((retention ** (-1 / _DECAY) - 1) / _FACTOR)


def start(grade: Grade) -> tuple[float, float]:
    """Stability (in days) and difficulty (1 to 10) after a card's first review."""
    return _STARTS[grade]


def stabilities_after_recall(
    stability: float, difficulty: float, days: int
) -> tuple[float, float, float]:
    """Stability in days after Hard, Good and Easy, `days` after the previous review."""
    if days < 1:
        fades = stability ** -W[19]
        hard, good, easy = (
            stability * max(each * fades, 1.0) for each in _SAME_DAY_RECALLED
        )
    else:
        growth = (
            _GROWTH
            * (11 - difficulty)
            * stability ** -W[9]
            * (exp((1 - recall(stability, days)) * W[10]) - 1)
        )
        hard = stability * (1 + growth * W[15])
        good = stability * (1 + growth)
        easy = stability * (1 + growth * W[16])
    return min(hard, MAX_STABILITY), min(good, MAX_STABILITY), min(easy, MAX_STABILITY)


def stability_after_lapse(stability: float, difficulty: float, days: int) -> float:
    """Stability in days after Again, `days` after the previous review."""
    if days < 1:
        return _bounded(stability * _SAME_DAY_FORGOTTEN * stability ** -W[19])
    return _bounded(
        min(
            W[11]
            * difficulty ** -W[12]
            * ((stability + 1) ** W[13] - 1)
            * exp((1 - recall(stability, days)) * W[14]),
            stability / _MOST_KEPT,
        )
    )


def harder(difficulty: float, grade: Grade) -> float:
    """Difficulty after a review, 1 to 10."""
    moved = difficulty - W[6] * (grade - 3) * (10 - difficulty) / 9
    moved = W[7] * _EASIEST_START + (1 - W[7]) * moved
    return min(max(moved, EASIEST), HARDEST)


def _first_difficulty(grade: Grade) -> float:
    return W[4] - exp(W[5] * (grade - 1)) + 1


def _bounded(stability: float) -> float:
    return min(max(stability, MIN_STABILITY), MAX_STABILITY)


_DECAY = W[20]
_FACTOR = float(0.9 ** (-1 / _DECAY) - 1)
"""Makes recall 90% when as many days as the stability have passed."""
_EASIEST_START = _first_difficulty(Grade.EASY)
_GROWTH = exp(W[8])
_MOST_KEPT = exp(W[17] * W[18])
_SAME_DAY_FORGOTTEN, *_SAME_DAY_RECALLED = (
    exp(W[17] * (grade - 3 + W[18])) for grade in Grade
)
_STARTS = {
    grade: (
        _bounded(W[grade - 1]),
        min(max(_first_difficulty(grade), EASIEST), HARDEST),
    )
    for grade in Grade
}
