"""What a learner may choose about the schedule."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from quizapp.errors import UsageError

FOLD = 1
"""Raised when the same events are to give other memories than before."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The choices that the schedule follows; `Setting` events change the first four."""

    retention: float = 0.90
    """The share of due cards to be recalled."""
    new_a_day: int = 20
    """New cards on one study day, over all decks."""
    reviews_a_day: int = 200
    """Due cards on one study day, over all decks."""
    day_starts: int = 4
    """The hour, local, at which a study day starts."""
    learning_steps: tuple[int, ...] = (60, 600)
    """Seconds until a card being learned is asked again."""
    relearning_steps: tuple[int, ...] = (600,)
    """The same for a card that was forgotten."""
    parameters: tuple[float, ...] = ()
    """The 21 parameters of FSRS-6; empty for the published ones."""
    maximum_interval: int = 36_500
    """Days."""
    has_fuzz: bool = True
    """Whether due days are spread, so that cards learned together part."""

    def fingerprint(self) -> str:
        """Changes with anything on which memories depend, the fold's version too."""
        told = (
            FOLD,
            self.retention,
            self.learning_steps,
            self.relearning_steps,
            self.parameters,
            self.maximum_interval,
            self.has_fuzz,
        )
        return blake2b(repr(told).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Range:
    """What values a choice may have."""

    low: float
    high: float
    about: str
    """What it does, in one line for the settings."""


CHOICES: Mapping[str, Range] = {
    "retention": Range(0.7, 0.99, "The share of due cards you will recall."),
    "new_a_day": Range(0, 9999, "At most, over all decks."),
    "reviews_a_day": Range(0, 9999, "At most, over all decks."),
    "day_starts": Range(0, 23, "A late evening belongs to the day before."),
}


def checked(name: str, text: str) -> float:
    """The value of the choice `name` that `text` says; retention may be per cent.

    Raises `UsageError` saying what may stand there.
    """
    allowed = CHOICES[name]
    try:
        value = float(text.strip().removesuffix("%"))
    except ValueError:
        value = math.nan
    if name == "retention":
        value = value / 100 if value > 1 else value
    elif value != int(value if math.isfinite(value) else 0):
        value = math.nan
    if not allowed.low <= value <= allowed.high:
        raise UsageError(
            f"«{text.strip()}» cannot be {name}: it is a number from "
            f"{allowed.low:g} to {allowed.high:g}."
        )
    return value


def shown(schedule: Schedule, name: str) -> str:
    """The value of the choice `name` as people write it."""
    return f"{getattr(schedule, name):g}"
