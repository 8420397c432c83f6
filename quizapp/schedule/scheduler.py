"""Turns a card's memory and a grade into its next memory.

FSRS-6, with elapsed time in study days as Anki counts it; nothing is rounded but the
interval. The spread of due days is derived from the card's key, so every replay of a
log gives the same due days on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from hashlib import blake2b
from typing import Required, TypedDict, Unpack

from quizapp.model import Grade, Memory, Phase
from quizapp.schedule.formulas import (
    PASSED,
    days_until,
    harder,
    recall,
    stabilities_after_recall,
    stability_after_lapse,
    start,
)
from quizapp.schedule.options import Schedule

STEPS = {Phase.LEARNING: (60, 600), Phase.RELEARNING: (600,)}
"""Seconds to wait after each step while a card is learned, or learned again."""
FIRST_HARD = {Phase.LEARNING: (60 + 600) // 2, Phase.RELEARNING: 600 * 3 // 2}
"""Seconds to wait after Hard at the first step, as in Anki."""
LONGEST_INTERVAL = 36_500
"""In days."""
MAX_RECOGNITION_DAYS = 7
"""How far recognizing alone can raise stability and interval, in days, where the card
also has a form that asks for recall.

Recognition is easier than recall and predicts it badly (Tulving & Thomson 1973)."""
MAX_GUESSED_DAYS = 14
"""The same for a card that has no such form, and is easily guessed."""
EASILY_GUESSED = 0.1
"""If a blind guess has at least this chance, a right answer shows little."""
MATURE = 21
"""A memory with an interval of at least this many days is mature (as in Anki)."""
NEW_CARD_RECALL = 0.5
"""The assumed probability of recall of a card that was never reviewed."""
FUZZ_FROM = 3
"""The shortest interval, in days, that gets fuzz (as Anki calls it)."""
FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, math.inf, 0.05))
"""From, to (in days), and the share of the days between that is spread (as in Anki)."""


class Given(TypedDict, total=False):
    """What `Scheduler.review` wants to know besides the memory and the grade."""

    key: Required[str]
    at: Required[int]
    day: Required[int]
    deck: str
    chance: float
    recognition_only: bool


class Scheduler:
    """Computes the next memory after a review. It holds only the learner's options."""

    def __init__(self, schedule: Schedule, *, has_fuzz: bool = True) -> None:
        """With `has_fuzz` due days are spread, so that cards learned together do not
        stay together."""
        self.schedule = schedule
        self._has_fuzz = has_fuzz
        self._interval = days_until(schedule.retention)
        self._intervals = {
            deck: days_until(schedule.of(deck).retention) for deck in schedule.decks
        }
        """The interval at a stability of one day, by deck id, where a deck has its own
        options."""

    def review(
        self,
        memory: Memory | None,
        *,
        key: str,
        grade: Grade,
        at: int,
        day: int,
        deck: str = "",
        chance: float = 0.0,
        recognition_only: bool = False,
        without_steps: bool = False,
    ) -> Memory:
        """The memory after a review at `at` (ms since the epoch) on study day `day`.

        `key` and the number of reviews seed the spread of the due day; the retention is
        that of `deck`, by its id. A day before the memory's own (the clock was set
        back) counts as the same day. A new card starts with the learning steps, or in
        review `without_steps`.

        A right answer that a blind guess gives with the probability `chance` counts
        only as far as it shows knowledge. With a predicted recall r, the probability of
        that is r / (r + (1 − r) × chance), the guessing parameter of Birnbaum (1968) as
        used in knowledge tracing (Corbett & Anderson 1995); the rest counts as a lapse.
        """
        if memory:
            day = max(day, memory.day)
            phase, reviews, lapses = memory.phase, memory.reviews + 1, memory.lapses
            lapses += phase is Phase.REVIEW and grade is Grade.AGAIN
            step = memory.step or 0
        else:
            phase = Phase.REVIEW if without_steps else Phase.LEARNING
            reviews, lapses, step = 1, 0, 0
        most = longest_interval(chance, recognition_only=recognition_only)
        stabilities, difficulty = _after(memory, grade, day, chance, most)
        *lower, stability = stabilities
        next_phase, next_step, wait = _step(phase, step, grade)
        if wait is not None:
            due_at = at + wait * 1000
            learning = (next_phase, next_step, stability, difficulty, day, due_at, day)
            return Memory(*learning, reviews, lapses)
        if lower and phase is not Phase.REVIEW:
            lower = [
                each
                for passed, each in zip(PASSED, lower, strict=False)
                if _step(phase, step, passed)[2] is None
            ]
        days = self._days((*lower, stability), deck, f"{key}/{reviews}", most)
        in_review = (next_phase, None, stability, difficulty, day + days, None, day)
        return Memory(*in_review, reviews, lapses, tuple(lower), most)

    def quiz(
        self, memory: Memory | None, *, grade: Grade, **given: Unpack[Given]
    ) -> Memory | None:
        """The memory after an answer in a quiz, which counts as a review does.

        But a new card answered right starts in review, without learning steps; one
        answered wrong stays new (`None`).
        """
        if memory is None and grade is Grade.AGAIN:
            return None
        return self.review(memory, grade=grade, without_steps=True, **given)

    def futures(
        self, memory: Memory | None, **given: Unpack[Given]
    ) -> Mapping[Grade, Memory]:
        """The memory after each possible grade."""
        return {grade: self.review(memory, grade=grade, **given) for grade in Grade}

    def due_day(self, memory: Memory, *, key: str, deck: str) -> int:
        """The study day on which a card is due under these options, whichever were in
        force at its latest review; `key` and `deck` as in `review`."""
        if memory.is_learning:
            return memory.due_day
        stabilities = (*memory.lower, memory.stability)
        seed = f"{key}/{memory.reviews}"
        return memory.day + self._days(stabilities, deck, seed, memory.most)

    def _days(
        self, stabilities: Sequence[float], deck: str, seed: str, most: int | None
    ) -> int:
        """The interval of the last of these stabilities: at least a day more than that
        of each before it, and at most `most`."""
        factor = self._intervals.get(deck, self._interval)
        days, fraction = 0, None
        for stability in stabilities:
            more = min(max(round(stability * factor), 1), LONGEST_INTERVAL)
            if more >= FUZZ_FROM and self._has_fuzz:
                if fraction is None:
                    digest = blake2b(seed.encode(), digest_size=8).digest()
                    fraction = int.from_bytes(digest, "big") / 2**64
                low, high = spread_of(more)
                more = low + int(fraction * (high - low + 1))
            days = max(more, days + 1)
        return min(days, most or LONGEST_INTERVAL)


def _after(
    memory: Memory | None, grade: Grade, day: int, chance: float, most: int | None
) -> tuple[tuple[float, ...], float]:
    """Stability after each grade from Hard up to this one (or after Again alone), and
    difficulty after this one.

    A right answer raises stability to at most `most` days, and lowers none.
    """
    if memory is None:
        before, known = 0.0, NEW_CARD_RECALL
        lapsed, hardest = start(Grade.AGAIN)
        passed = tuple(start(each)[0] for each in PASSED)
        difficulty = start(grade)[1]
    else:
        days, before = day - memory.day, memory.stability
        if grade is Grade.AGAIN or chance:
            lapsed = stability_after_lapse(before, memory.difficulty, days)
        if grade is not Grade.AGAIN:
            passed = stabilities_after_recall(before, memory.difficulty, days)
        difficulty = harder(memory.difficulty, grade)
        if chance:
            hardest = harder(memory.difficulty, Grade.AGAIN)
            known = recall(before, days)
    if grade is Grade.AGAIN:
        return (lapsed,), difficulty
    passed = passed[: grade - 1]
    if chance:
        known = known / (known + (1 - known) * chance)
        passed = tuple(lapsed + known * (each - lapsed) for each in passed)
        difficulty = hardest + known * (difficulty - hardest)
    if most is not None:
        highest = max(float(most), before)
        passed = tuple(min(each, highest) for each in passed)
    return passed, difficulty


def _step(
    phase: Phase, step: int, grade: Grade
) -> tuple[Phase, int | None, int | None]:
    """Phase, step and seconds to wait after a grade; `None` seconds mean that the
    interval is in days.

    As in Anki: Again restarts the steps, Good moves on, Easy ends them, and Hard
    repeats the step, waiting longer if it is the first.
    """
    if phase is Phase.REVIEW:
        if grade is Grade.AGAIN:
            return Phase.RELEARNING, 0, STEPS[Phase.RELEARNING][0]
        return Phase.REVIEW, None, None
    steps = STEPS[phase]
    match grade:
        case Grade.AGAIN:
            return phase, 0, steps[0]
        case Grade.HARD:
            return phase, step, FIRST_HARD[phase] if step == 0 else steps[step]
        case Grade.GOOD if step + 1 < len(steps):
            return phase, step + 1, steps[step + 1]
    return Phase.REVIEW, None, None


def longest_interval(chance: float, *, recognition_only: bool) -> int | None:
    """How far such a right answer can raise stability and interval, in days; `None`
    for any length."""
    if recognition_only:
        return MAX_RECOGNITION_DAYS
    return MAX_GUESSED_DAYS if chance >= EASILY_GUESSED else None


@cache
def spread_of(days: int) -> tuple[int, int]:
    """The shortest and longest interval, in days, to which one of `days` can be
    spread."""
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
