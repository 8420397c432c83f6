"""What a learner can choose about the schedule, and when their study day begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from quizapp.setting_types import Declared, Hour, Number, setting, settings_of


@dataclass(frozen=True, slots=True)
class Schedule:
    """A learner's options. `Setting` events change those declared with `setting`."""

    retention: float = setting(
        0.90,
        Number(0.7, 0.99, is_share=True),
        "The share of due cards you want to recall.",
        label="Your aim",
        by_deck="aim {}",
    )
    new_a_day: int = setting(
        20,
        Number(0, 9999),
        "New cards in a day, at most, in all decks.",
        label="New cards a day",
        by_deck="{} new a day",
    )
    reviews_a_day: int = setting(
        200,
        Number(0, 9999),
        "Reviews in a day, at most, in all decks.",
        label="Reviews a day",
        by_deck="{} reviews a day",
    )
    day_starts: int = setting(
        4,
        Hour(),
        "The hour at which a new day starts.",
        label="The day starts at",
    )
    decks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By deck id: the settings that a deck has of its own, by name."""

    @classmethod
    def chosen(cls, settings: Mapping[str, float | None]) -> Self:
        """The options that `settings` choose, by the names in `Setting` events.

        Unknown names are passed over, and so is what is `None`.
        """
        own: dict[str, Any] = {}
        decks: dict[str, dict[str, Any]] = {}
        for name, value in settings.items():
            declared = learner_setting(name)
            if declared and value is not None:
                setting_, _, deck = name.partition("@")
                options = decks.setdefault(deck, {}) if deck else own
                options[setting_] = declared.checked(value)
        return cls(**own, decks=decks)

    def of(self, deck: str) -> Schedule:
        """The options that hold for the deck of this id."""
        own = self.decks.get(deck)
        return replace(self, **own) if own else self

    def own_of(self, deck: str) -> tuple[str, ...]:
        """What the deck of this id has of its own, in words, such as `aim 95%`; of a
        limit, as much as that of all decks allows."""
        own = dict(self.decks.get(deck, {}))
        for name in own.keys() & LIMITS:
            own[name] = min(own[name], getattr(self, name))
        declared = LEARNER_SETTINGS
        return tuple(declared[name].shown_by_deck(value) for name, value in own.items())

    def fingerprint(self) -> str:
        """Everything that memories depend on."""
        own = {
            deck: options["retention"]
            for deck, options in sorted(self.decks.items())
            if "retention" in options
        }
        return f"{self.retention}/{own}"


LIMITS = ("new_a_day", "reviews_a_day")
"""The settings for which a deck's own value applies only within that of all decks."""
LEARNER_SETTINGS = settings_of(Schedule)
"""The settings that belong to the learner, and travel with the progress."""


def learner_setting(name: str) -> Declared | None:
    """The setting that a `Setting` event names: `retention`, or `retention@DECK` for
    one that a deck may have of its own; `None` if there is none."""
    setting_, at, deck = name.partition("@")
    declared = LEARNER_SETTINGS.get(setting_)
    if declared is None or (at and not (deck and declared.by_deck)):
        return None
    return declared
