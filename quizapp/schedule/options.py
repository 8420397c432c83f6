"""What a learner may choose about the schedule."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from quizapp.setting_types import Number, setting, settings_of

FOLD = 1
"""Raised when the same events are to give other memories than before."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """What the schedule follows; `Setting` events change what is declared a setting."""

    retention: float = setting(
        0.90,
        Number(0.7, 0.99, is_share=True),
        "The share of due cards you want to recall.",
        label="Retention wanted",
    )
    new_a_day: int = setting(
        20,
        Number(0, 9999),
        "New cards in a day, at most, in all decks.",
        label="New cards a day",
    )
    reviews_a_day: int = setting(
        200,
        Number(0, 9999),
        "Reviews in a day, at most, in all decks.",
        label="Reviews a day",
    )
    day_starts: int = setting(
        4,
        Number(0, 23),
        "The hour at which a new day starts.",
        label="The day starts at",
    )
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


LEARNER_SETTINGS = settings_of(Schedule)
"""The settings that belong to the learner, and travel with the progress."""
