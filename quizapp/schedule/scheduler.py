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

from quizapp.model import Grade, Memory, Phase
from quizapp.schedule.formulas import DEFAULT_PARAMETERS, PASSED, Formulas, recall
from quizapp.schedule.options import Schedule

MAX_RECOGNITION_DAYS = 7
"""How far recognising alone can raise stability and interval, in days, where the card
also has a form that asks for recall.

Recognition is easier than recall and predicts it badly (Tulving & Thomson 1973)."""
MAX_GUESSED_DAYS = 14
"""The same for a card that has no such form, and is easily guessed."""
EASILY_GUESSED = 0.1
"""The chance of a blind guess from which on a right answer shows little."""
MATURE = 21
"""A memory with an interval of at least this many days is mature (as in Anki)."""
NEW_CARD_RECALL = 0.5
"""The assumed probability of recall of a card that was never reviewed."""
LEAST_SPREAD = 3
"""The shortest interval, in days, that is spread."""
FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, math.inf, 0.05))
"""From, to (in days), and the share of the days between that is spread (as in Anki)."""


class Scheduler:
    """Computes the next memory after a review. It holds only the learner's options."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self.decay = schedule.decay
        self._formulas = Formulas(schedule.parameters)
        self._interval = self._formulas.days_until(schedule.retention)
        self._intervals = {
            deck: self._formulas.days_until(schedule.of(deck).retention)
            for deck in schedule.decks
        }
        """Of a stability of one day, by deck id, where a deck has its own options."""

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
    ) -> Memory:
        """The memory after a review at `at` (ms since the epoch) on study day `day`.

        `key` and the number of reviews seed the spread of the due day; the retention is
        that of `deck`, by its id. A day before the memory's own (the clock was set
        back) counts as the same day.

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
            phase, reviews, lapses, step = Phase.LEARNING, 1, 0, 0
        most = longest_interval(chance, recognition_only=recognition_only)
        stabilities, difficulty = self._after(memory, grade, day, chance, most)
        *lower, stability = stabilities
        next_phase, next_step, wait = self._step(phase, step, grade)
        if wait is not None:
            due_at = at + round(wait * 1000)
            learning = (next_phase, next_step, stability, difficulty, day, due_at, day)
            return Memory(*learning, reviews, lapses)
        if lower and phase is not Phase.REVIEW:
            lower = [
                each
                for passed, each in zip(PASSED, lower, strict=False)
                if self._step(phase, step, passed)[2] is None
            ]
        return self._in_review(
            (*lower, stability),
            difficulty,
            key=key,
            day=day,
            deck=deck,
            most=most,
            reviews=reviews,
            lapses=lapses,
        )

    def _in_review(
        self,
        stabilities: tuple[float, ...],
        difficulty: float,
        *,
        key: str,
        day: int,
        deck: str,
        most: int | None,
        reviews: int,
        lapses: int,
    ) -> Memory:
        """A memory whose stability is the last of these, due after an interval."""
        return Memory(
            Phase.REVIEW,
            None,
            stabilities[-1],
            difficulty,
            day + self._days(stabilities, deck, f"{key}/{reviews}", most),
            None,
            day,
            reviews,
            lapses,
            stabilities[:-1],
            most,
        )

    def due_day(self, memory: Memory, *, key: str, deck: str) -> int:
        """The study day on which a card is due under these options, whichever were in
        force at its latest review; `key` and `deck` as in `review`."""
        if memory.is_learning:
            return memory.due_day
        stabilities = (*memory.lower, memory.stability)
        seed = f"{key}/{memory.reviews}"
        return memory.day + self._days(stabilities, deck, seed, memory.most)

    def quiz(
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
    ) -> Memory | None:
        """The memory after an answer in a quiz, which counts as a review does.

        But a new card answered right starts in review, without learning steps; one
        answered wrong stays new (`None`).
        """
        if memory:
            return self.review(
                memory,
                key=key,
                grade=grade,
                at=at,
                day=day,
                deck=deck,
                chance=chance,
                recognition_only=recognition_only,
            )
        if grade is Grade.AGAIN:
            return None
        most = longest_interval(chance, recognition_only=recognition_only)
        stabilities, difficulty = self._after(None, grade, day, chance, most)
        return self._in_review(
            stabilities,
            difficulty,
            key=key,
            day=day,
            deck=deck,
            most=most,
            reviews=1,
            lapses=0,
        )

    def _after(
        self,
        memory: Memory | None,
        grade: Grade,
        day: int,
        chance: float,
        most: int | None,
    ) -> tuple[tuple[float, ...], float]:
        """Stability after each grade from Hard up to this one (or after Again alone),
        and difficulty after this one.

        A right answer raises stability to at most `most` days, and lowers none.
        """
        formulas = self._formulas
        if memory is None:
            recalled = NEW_CARD_RECALL
            lapsed, hardest = formulas.start(Grade.AGAIN)
            passed = tuple(formulas.start(each)[0] for each in PASSED)
            difficulty = formulas.start(grade)[1]
            before = 0.0
        else:
            days, before = day - memory.day, memory.stability
            if grade is Grade.AGAIN or chance:
                lapsed = formulas.forgotten(before, memory.difficulty, days)
            if grade is not Grade.AGAIN:
                passed = formulas.recalled(before, memory.difficulty, days)
            difficulty = formulas.harder(memory.difficulty, grade)
            if chance:
                hardest = formulas.harder(memory.difficulty, Grade.AGAIN)
                recalled = formulas.recall(before, days)
        if grade is Grade.AGAIN:
            return (lapsed,), difficulty
        passed = passed[: grade - 1]
        if chance:
            known = recalled / (recalled + (1 - recalled) * chance)
            passed = tuple(lapsed + known * (each - lapsed) for each in passed)
            difficulty = hardest + known * (difficulty - hardest)
        if most is not None:
            highest = max(float(most), before)
            passed = tuple(min(each, highest) for each in passed)
        return passed, difficulty

    def _days(
        self, stabilities: Sequence[float], deck: str, seed: str, most: int | None
    ) -> int:
        """The interval of the last of these stabilities: at least a day more than that
        of each before it, and at most `most`."""
        factor = self._intervals.get(deck, self._interval)
        longest = self.schedule.maximum_interval
        days, fraction = 0, None
        for stability in stabilities:
            more = min(max(round(stability * factor), 1), longest)
            if more >= LEAST_SPREAD and self.schedule.has_fuzz:
                if fraction is None:
                    digest = blake2b(seed.encode(), digest_size=8).digest()
                    fraction = int.from_bytes(digest, "big") / 2**64
                low, high = spread_of(more)
                more = low + int(fraction * (high - low + 1))
            days = max(more, days + 1)
        return min(days, longest if most is None else min(most, longest))

    def _step(
        self, phase: Phase, step: int, grade: Grade
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
        deck: str,
        chance: float,
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
                deck=deck,
                chance=chance,
                recognition_only=recognition_only,
            )
            for grade in Grade
        }


def longest_interval(chance: float, *, recognition_only: bool) -> int | None:
    """How far such a right answer can raise stability and interval, in days; `None`
    for any length."""
    if recognition_only:
        return MAX_RECOGNITION_DAYS
    return MAX_GUESSED_DAYS if chance >= EASILY_GUESSED else None


@cache
def spread_of(days: int) -> tuple[int, int]:
    """The shortest and longest interval that one of `days` can be spread to, in
    days."""
    share = sum(f * max(0.0, min(days, high) - low) for low, high, f in FUZZ)
    return max(2, round(days - 1 - share)), round(days + 1 + share)


def retrievability(
    memory: Memory, day: int, decay: float = DEFAULT_PARAMETERS[-1]
) -> float:
    """The probability, 0 to 1, that the card would be recalled on study day `day`.

    `decay` is that of the schedule in force.
    """
    return recall(memory.stability, max(0, day - memory.day), decay)


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
