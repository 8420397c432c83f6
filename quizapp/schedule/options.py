"""What a learner can choose about the schedule, and when their study day begins."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from quizapp.errors import UsageError

FOLD_VERSION = 1
"""Increase it when the same events should give different memories than before."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A learner's options. `Setting` events change the first four."""

    retention: float = 0.90
    """The share of due cards that the learner should recall, 0 to 1."""
    new_a_day: int = 20
    """New cards per study day, over all decks."""
    reviews_a_day: int = 200
    """Due cards per study day, over all decks."""
    day_starts: int = 4
    """The local hour at which a study day starts, 0 to 23."""
    learning_steps: tuple[int, ...] = (60, 600)
    """Seconds to wait after each step while a card is being learned."""
    relearning_steps: tuple[int, ...] = (600,)
    """Seconds to wait after each step while a forgotten card is relearned."""
    parameters: tuple[float, ...] = ()
    """The 21 parameters of FSRS-6; empty for the published ones."""
    maximum_interval: int = 36_500
    """In days."""
    has_fuzz: bool = True
    """Whether due days are spread, so that cards learned together do not stay
    together."""

    def fingerprint(self) -> str:
        """A hash of everything that memories depend on, including the fold's
        version."""
        parts = (
            FOLD_VERSION,
            self.retention,
            self.learning_steps,
            self.relearning_steps,
            self.parameters,
            self.maximum_interval,
            self.has_fuzz,
        )
        return blake2b(repr(parts).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class OptionRange:
    """The values that an option can have."""

    low: float
    high: float
    about: str
    """What it does, in one line for the settings screen."""


OPTIONS: Mapping[str, OptionRange] = {
    "retention": OptionRange(0.7, 0.99, "The share of due cards you will recall."),
    "new_a_day": OptionRange(0, 9999, "At most, over all decks."),
    "reviews_a_day": OptionRange(0, 9999, "At most, over all decks."),
    "day_starts": OptionRange(0, 23, "Late evenings count for the day before."),
}


def parse_option(name: str, text: str) -> float:
    """The value of the option `name` given as `text`; retention may be a percentage.

    Raises `UsageError` that names the valid range.
    """
    allowed = OPTIONS[name]
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
            f"{name} cannot be “{text.strip()}”. It is a number from "
            f"{allowed.low:g} to {allowed.high:g}."
        )
    return value


def study_day(at: datetime, day_starts: int) -> int:
    """The study day of `at`, as an ordinal. It starts at the local hour `day_starts`.

    The UTC offset of `at` decides, so an evening abroad counts for the day it was
    there.
    """
    return (at - timedelta(hours=day_starts)).toordinal()
