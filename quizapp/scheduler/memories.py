"""A review makes a new memory of an old one.

FSRS-6 (github.com/open-spaced-repetition, package `fsrs`), with three changes that make
it agree with Anki: elapsed time is counted in study days, stability is rounded to four
decimals and difficulty to three, and the spread of due days is drawn from the card, so
that every replay of a log gives the same due days on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from quizapp.model import Grade, Memory, Phase
from quizapp.scheduler.schedule import Schedule

if TYPE_CHECKING:
    import fsrs

RECOGNISED_AT_MOST = 7
"""Days until a card comes back that was only recognised though it can be recalled.

Recognition is easier than recall and predicts it badly (Tulving & Thomson 1973)."""
FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, math.inf, 0.05))
"""From, to, and what share of the days between counts as spread (Anki's ranges)."""
DECAY = 0.1542
"""The twenty-first of FSRS-6's published parameters."""


class Scheduler:
    """Turns a memory and a grade into the next memory. Pure; holds only its choices."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule

    @cached_property
    def _fsrs(self) -> fsrs.Scheduler:
        import fsrs

        chosen = self.schedule
        return fsrs.Scheduler(
            parameters=chosen.parameters or fsrs.scheduler.DEFAULT_PARAMETERS,
            desired_retention=chosen.retention,
            learning_steps=[timedelta(seconds=s) for s in chosen.learning_steps],
            relearning_steps=[timedelta(seconds=s) for s in chosen.relearning_steps],
            maximum_interval=chosen.maximum_interval,
            enable_fuzzing=False,
        )

    def review(
        self,
        memory: Memory | None,
        *,
        key: str,
        grade: Grade,
        at: int,
        day: int,
        is_capped: bool = False,
    ) -> Memory:
        """The memory after a review at `at` (ms since the epoch) on study day `day`.

        `key` seeds the spread of the due day, together with the count of reviews.
        `is_capped` keeps the interval to a week. A day before the memory's (a clock set
        back) counts as the same day.
        """
        from fsrs import Card, Rating, State

        if memory:
            day = max(day, memory.day)
            state = State(memory.phase)
            before = Card(
                0,
                state,
                memory.step,
                memory.stability,
                memory.difficulty,
                _noon(memory.day),
                _noon(memory.day),
            )
        else:
            before = Card(0, due=_noon(day))
        today = _noon(day)
        after, _ = self._fsrs.review_card(before, Rating(grade), today)
        assert after.stability is not None
        assert after.difficulty is not None
        reviews = memory.reviews + 1 if memory else 1
        was_known = memory is not None and memory.phase is Phase.REVIEW
        wait = after.due - today
        due_at: int | None = None
        if after.state == State.Review:
            days = self._spread(wait.days, f"{key}/{reviews}")
            day_due = day + (min(days, RECOGNISED_AT_MOST) if is_capped else days)
        else:
            day_due = day
            due_at = at + wait // timedelta(milliseconds=1)
        return Memory(
            phase=Phase(after.state),
            step=after.step,
            stability=round(after.stability, 4),
            difficulty=round(after.difficulty, 3),
            due_day=day_due,
            due_at=due_at,
            day=day,
            reviews=reviews,
            lapses=(memory.lapses if memory else 0)
            + (was_known and grade is Grade.AGAIN),
        )

    def futures(
        self, memory: Memory | None, *, key: str, at: int, day: int, is_capped: bool
    ) -> Mapping[Grade, Memory]:
        """The memory that each grade would make."""
        return {
            grade: self.review(
                memory, key=key, grade=grade, at=at, day=day, is_capped=is_capped
            )
            for grade in Grade
        }

    def _spread(self, days: int, seed: str) -> int:
        if not self.schedule.has_fuzz or days < 3:
            return days
        low, high = spread_of(days)
        drawn = blake2b(seed.encode(), digest_size=8).digest()
        place = int.from_bytes(drawn, "big") / 2**64
        return min(low + int(place * (high - low + 1)), self.schedule.maximum_interval)


def spread_of(days: int) -> tuple[int, int]:
    """The least and the most days to which an interval of `days` may be spread."""
    share = sum(f * max(0.0, min(days, high) - low) for low, high, f in FUZZ)
    return max(2, round(days - 1 - share)), round(days + 1 + share)


def retrievability(memory: Memory, day: int, decay: float = DECAY) -> float:
    """The chance, 0 to 1, that the memory would be recalled on study day `day`.

    FSRS-6's power curve: (1 + factor × days / stability) ^ −decay, where the factor
    makes it 0.9 when as many days as the stability have passed.
    """
    elapsed = max(0, day - memory.day)
    factor = 0.9 ** (-1 / decay) - 1
    return float((1 + factor * elapsed / memory.stability) ** -decay)


def _noon(day: int) -> datetime:
    """Any fixed time of a study day: FSRS only sees whole days between two."""
    return datetime.fromordinal(day).replace(hour=12, tzinfo=UTC)
