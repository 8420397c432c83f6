"""What a learner can choose about the schedule, and when their study day begins."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from quizapp.setting_types import Number, setting, settings_of

FOLD_VERSION = 1
"""Increase it when the same events should give different memories than before."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A learner's options. `Setting` events change those declared with `setting`."""

    retention: float = setting(
        0.90,
        Number(0.7, 0.99, is_share=True),
        "The share of due cards you want to recall.",
        label="Desired retention",
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


LEARNER_SETTINGS = settings_of(Schedule)
"""The settings that belong to the learner, and travel with the progress."""
