"""Turns a card's memory and a grade into its next memory.

FSRS-6, counted as Anki does: elapsed time in study days, stability rounded to four
decimals and difficulty to three. The spread of due days is derived from the card's key,
so every replay of a log gives the same due days on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from hashlib import blake2b

from msgspec.structs import replace

from quizapp.model import Grade, Memory, Phase
from quizapp.schedule.formulas import MIN_STABILITY, Formulas, recall
from quizapp.schedule.options import Schedule

MAX_RECOGNITION_DAYS = 7
"""The longest interval, in days, of a card that was only recognised although it also
has a form that asks for recall.

Recognition is easier than recall and predicts it badly (Tulving & Thomson 1973)."""
MATURE = 21
"""A memory with an interval of at least this many days is mature (as in Anki)."""
NEW_CARD_RECALL = 0.5
"""The assumed probability of recall of a card that was never reviewed."""
FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, math.inf, 0.05))
"""From, to (in days), and the share of the days between that is spread (as in Anki)."""


class Scheduler:
    """Computes the next memory after a review. It holds only the learner's options."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self._formulas = Formulas(schedule.parameters)
        self._interval = self._formulas.days_until(schedule.retention)

    def review(
        self,
        memory: Memory | None,
        *,
        key: str,
        grade: Grade,
        at: int,
        day: int,
        recognition_only: bool = False,
    ) -> Memory:
        """The memory after a review at `at` (ms since the epoch) on study day `day`.

        `key` and the number of reviews seed the spread of the due day.
        `recognition_only` limits the interval to a week. A day before the memory's own
        (the clock was set back) counts as the same day.
        """
        if memory:
            day = max(day, memory.day)
            stability, difficulty = self._formulas.next(
                memory.stability, memory.difficulty, grade, day - memory.day
            )
            phase, reviews, lapses = memory.phase, memory.reviews + 1, memory.lapses
            lapses += phase is Phase.REVIEW and grade is Grade.AGAIN
        else:
            stability, difficulty = self._formulas.start(grade)
            phase, reviews, lapses = Phase.LEARNING, 1, 0
        phase, step, wait = self._step(phase, memory.step if memory else 0, grade)
        due_day, due_at = day, None
        if wait is None:
            due_day += self._days(
                stability, f"{key}/{reviews}", recognition_only=recognition_only
            )
        else:
            due_at = at + round(wait * 1000)
        return Memory(
            phase,
            step,
            round(stability, 4),
            round(difficulty, 3),
            due_day,
            due_at,
            day,
            reviews,
            lapses,
        )

    def quiz(
        self,
        memory: Memory | None,
        *,
        key: str,
        grade: Grade,
        at: int,
        day: int,
        chance: float,
        recognition_only: bool = False,
    ) -> Memory | None:
        """The memory after an answer in a quiz; `chance`, 0 to 1, is the probability
        that a blind guess is right.

        A right answer counts only as far as it shows knowledge: with a predicted recall
        r, the probability of that is r / (r + (1 − r) × chance), the guessing parameter
        of Birnbaum (1968) as used in knowledge tracing (Corbett & Anderson 1995). A
        wrong answer counts in full. A new card answered right starts in review, without
        learning steps; one answered wrong stays new (`None`).
        """
        if memory is None:
            if grade is Grade.AGAIN:
                return None
            stability, difficulty = self._formulas.start(grade)
            weight = _knowledge(NEW_CARD_RECALL, chance)
            stability = max(stability * weight, MIN_STABILITY)
            phase, step, reviews, lapses = Phase.REVIEW, None, 1, 0
        else:
            full = self.review(
                memory,
                key=key,
                grade=grade,
                at=at,
                day=day,
                recognition_only=recognition_only,
            )
            if grade is Grade.AGAIN or not chance:
                return full
            days = max(0, day - memory.day)
            weight = _knowledge(recall(memory.stability, days), chance)
            stability = _interpolate(memory.stability, full.stability, weight)
            difficulty = _interpolate(memory.difficulty, full.difficulty, weight)
            phase, step = full.phase, full.step
            reviews, lapses, day = full.reviews, full.lapses, full.day
            if full.is_learning:
                return replace(
                    full,
                    stability=round(stability, 4),
                    difficulty=round(difficulty, 3),
                )
        wait = self._days(
            stability, f"{key}/{reviews}", recognition_only=recognition_only
        )
        return Memory(
            phase,
            step,
            round(stability, 4),
            round(difficulty, 3),
            day + wait,
            None,
            day,
            reviews,
            lapses,
        )

    def _days(self, stability: float, seed: str, *, recognition_only: bool) -> int:
        days = round(stability * self._interval)
        days = min(max(days, 1), self.schedule.maximum_interval)
        days = self._spread(days, seed)
        return min(days, MAX_RECOGNITION_DAYS) if recognition_only else days

    def _step(
        self, phase: Phase, step: int | None, grade: Grade
    ) -> tuple[Phase, int | None, float | None]:
        """Phase, step and seconds to wait after a grade; `None` seconds mean that the
        interval is in days.

        As in Anki: Again restarts the steps, Good moves on, Easy ends them, and Hard
        repeats the step, waiting longer if it is the first.
        """
        steps: Sequence[int]
        if phase is Phase.REVIEW:
            if grade is not Grade.AGAIN or not self.schedule.relearning_steps:
                return Phase.REVIEW, None, None
            return Phase.RELEARNING, 0, self.schedule.relearning_steps[0]
        if phase is Phase.LEARNING:
            steps = self.schedule.learning_steps
        else:
            steps = self.schedule.relearning_steps
        step = step or 0
        if not steps or (step >= len(steps) and grade is not Grade.AGAIN):
            return Phase.REVIEW, None, None
        match grade:
            case Grade.AGAIN:
                return phase, 0, steps[0]
            case Grade.HARD if step == 0 and len(steps) == 1:
                return phase, 0, steps[0] * 1.5
            case Grade.HARD if step == 0:
                return phase, 0, (steps[0] + steps[1]) / 2
            case Grade.HARD:
                return phase, step, steps[step]
            case Grade.GOOD if step + 1 < len(steps):
                return phase, step + 1, steps[step + 1]
        return Phase.REVIEW, None, None

    def futures(
        self,
        memory: Memory | None,
        *,
        key: str,
        at: int,
        day: int,
        recognition_only: bool,
    ) -> Mapping[Grade, Memory]:
        """The memory after each possible grade."""
        return {
            grade: self.review(
                memory,
                key=key,
                grade=grade,
                at=at,
                day=day,
                recognition_only=recognition_only,
            )
            for grade in Grade
        }

    def _spread(self, days: int, seed: str) -> int:
        if not self.schedule.has_fuzz or days < 3:
            return days
        low, high = spread_of(days)
        digest = blake2b(seed.encode(), digest_size=8).digest()
        fraction = int.from_bytes(digest, "big") / 2**64
        return min(
            low + int(fraction * (high - low + 1)), self.schedule.maximum_interval
        )


def _knowledge(recall: float, chance: float) -> float:
    """The probability that a right answer was known, not guessed (Bayes' rule)."""
    return recall / (recall + (1 - recall) * chance)


def _interpolate(start: float, end: float, weight: float) -> float:
    return start + weight * (end - start)


@cache
def spread_of(days: int) -> tuple[int, int]:
    """The shortest and longest interval that one of `days` can be spread to, in
    days."""
    share = sum(f * max(0.0, min(days, high) - low) for low, high, f in FUZZ)
    return max(2, round(days - 1 - share)), round(days + 1 + share)


def retrievability(memory: Memory, day: int) -> float:
    """The probability, 0 to 1, that the card would be recalled on study day `day`."""
    return recall(memory.stability, max(0, day - memory.day))


class Stage(StrEnum):
    """How far a learner is with a card."""

    NEW = "new"
    LEARNING = "learning"
    """In its first steps, or forgotten and not yet right again."""
    YOUNG = "young"
    MATURE = "mature"
    """Known, with an interval of `MATURE` days or more."""


def stage_of(memory: Memory | None) -> Stage:
    """The stage that a card of this memory has reached; young and mature are known."""
    if memory is None:
        return Stage.NEW
    if not memory.is_known:
        return Stage.LEARNING
    return Stage.MATURE if memory.due_day - memory.day >= MATURE else Stage.YOUNG
