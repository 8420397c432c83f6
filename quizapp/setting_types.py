"""How a setting is declared: its default, its type, and what it does.

A field made by `setting`, in a dataclass of settings, is the whole declaration. The
settings file, `quizapp set`, the settings screen and `quizapp help settings` use it.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import field, fields
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from quizapp.errors import UsageError
from quizapp.text import listed

T = TypeVar("T")
DEFAULT = "default"
"""What is typed to go back to a setting's default, or to take a deck's own value
away."""


class SettingType(ABC):
    """The values that a setting can have, and how they are written."""

    @property
    @abstractmethod
    def wanted(self) -> str:
        """A description of valid values, such as “a whole number from 0 to 23”."""

    @property
    def options(self) -> Sequence[tuple[str, str]]:
        """The values to choose from, in words and as text; none if it is typed."""
        return ()

    @abstractmethod
    def checked(self, value: object) -> Any:
        """The value in its type. Raises `ValueError` if it is invalid."""

    def parsed(self, text: str) -> Any:
        """The value that a person typed. Raises `ValueError` if it is invalid, or
        `UsageError` with a message of its own."""
        return self.checked(text)

    def shown(self, value: Any) -> str:
        """The value as a person types it."""
        return str(value)


class Number(SettingType):
    """A whole number within bounds, or a share, which can be typed as a percentage."""

    def __init__(self, low: float, high: float, *, is_share: bool = False) -> None:
        self.low = low
        self.high = high
        self.is_share = is_share

    @property
    def wanted(self) -> str:
        if self.is_share:
            return (
                f"a percentage from {self.shown(self.low)} to {self.shown(self.high)}"
            )
        return f"a whole number from {self.low:g} to {self.high:g}"

    def checked(self, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError
        if not self.low <= value <= self.high:
            raise ValueError
        if self.is_share:
            return float(value)
        if value != int(value):
            raise ValueError
        return int(value)

    def parsed(self, text: str) -> float:
        value = float(text.strip().removesuffix("%") if self.is_share else text)
        return self.checked(value / 100 if self.is_share and value > 1 else value)

    def shown(self, value: float) -> str:
        return f"{value * 100:g}%" if self.is_share else f"{value:g}"


class Hour(Number):
    """An hour of the day."""

    def __init__(self) -> None:
        super().__init__(0, 23)

    def parsed(self, text: str) -> float:
        return self.checked(float(text.strip().removesuffix(":00")))

    def shown(self, value: float) -> str:
        return f"{value:g}:00"


class Choice(SettingType):
    """One of several texts, each with its words on the settings screen."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words

    @property
    def wanted(self) -> str:
        return listed(self.words)

    @property
    def options(self) -> Sequence[tuple[str, str]]:
        return [(words, value) for value, words in self.words.items()]

    def checked(self, value: object) -> str:
        if not isinstance(value, str) or value not in self.words:
            raise ValueError
        return value


class Switch(SettingType):
    """True or false, with the words for each on the settings screen."""

    def __init__(self, true: str = "yes", false: str = "no") -> None:
        self.true = true
        self.false = false

    @property
    def wanted(self) -> str:
        return "true or false"

    @property
    def options(self) -> Sequence[tuple[str, str]]:
        return [(self.false, "false"), (self.true, "true")]

    def checked(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise ValueError
        return value

    def parsed(self, text: str) -> bool:
        return self.checked({"true": True, "false": False}.get(text))

    def shown(self, value: bool) -> str:
        return str(value).lower()


class Text(SettingType):
    """Any text; it may be empty."""

    @property
    def wanted(self) -> str:
        return "a text"

    def checked(self, value: object) -> str:
        if not isinstance(value, str):
            raise ValueError
        return value

    def parsed(self, text: str) -> str:
        return text.strip()


class Command(Text):
    """A command that quizapp runs, so it is never restored from a backup."""


class Folders(SettingType):
    """Folders, separated as in the system's PATH."""

    @property
    def wanted(self) -> str:
        return "a list of texts"

    def checked(self, value: object) -> tuple[str, ...]:
        if not isinstance(value, list | tuple):
            raise ValueError
        if not all(isinstance(each, str) and "\0" not in each for each in value):
            raise ValueError
        return tuple(value)

    def parsed(self, text: str) -> tuple[str, ...]:
        parts = map(str.strip, text.split(os.pathsep))
        folders = self.checked([part for part in parts if part])
        for folder in folders:
            if not place_of(folder).is_dir():
                raise UsageError(f"There is no folder {folder}. Correct the path.")
        return folders

    def shown(self, value: Sequence[str]) -> str:
        return os.pathsep.join(value)


class Table(SettingType):
    """Texts by name, which are changed only in the settings file."""

    @property
    def wanted(self) -> str:
        return "a table of texts in settings.toml"

    def checked(self, value: object) -> Mapping[str, str]:
        if not isinstance(value, dict):
            raise ValueError
        if not all(isinstance(each, str) for each in value.values()):
            raise ValueError
        return value

    def shown(self, value: Mapping[str, str]) -> str:
        return ", ".join(f"{name} = {text}" for name, text in value.items())


def place_of(folder: str) -> Path:
    """The path of a folder; the `~` of an unknown user is taken literally."""
    path = Path(folder)
    try:
        return path.expanduser()
    except RuntimeError:
        return path


class Declared(NamedTuple):
    """One setting."""

    name: str
    default: Any
    type: SettingType
    about: str
    """What it does, in one sentence."""
    label: str
    """Its name on the settings screen; empty if it is not there."""
    by_deck: str = ""
    """How home shows a deck's own value, such as `{} new a day`; empty if a deck cannot
    have one, as `NAME@DECK`."""

    def shown_by_deck(self, value: Any) -> str:
        """The value that a deck has of its own, in words: `7 new a day`."""
        return self.by_deck.format(self.type.shown(value))

    def checked(self, value: object) -> Any:
        """A value that was read from a file. Raises `UsageError` if it is invalid."""
        try:
            return self.type.checked(value)
        except ValueError as error:
            raise UsageError(
                f"The setting “{self.name}” must be {self.type.wanted}."
            ) from error

    def parsed(self, text: str, label: str = "") -> Any:
        """The value that a person typed. Raises `UsageError` if it is invalid, with the
        setting's name or `label`."""
        if text.strip() == DEFAULT:
            return self.default
        try:
            return self.type.parsed(text)
        except ValueError as error:
            raise UsageError(
                f"{label or self.name} must be {self.type.wanted}, "
                f"not “{text.strip()}”."
            ) from error


def setting(
    default: T,
    type_: SettingType,
    about: str,
    *,
    label: str = "",
    by_deck: str = "",
) -> T:
    """A field that declares a setting."""
    return field(
        default_factory=lambda: default,
        metadata={"type": type_, "about": about, "label": label, "by_deck": by_deck},
    )


def settings_of(owner: type) -> Mapping[str, Declared]:
    """The settings that a dataclass declares, by name, in its order."""
    usual = owner()
    return {
        each.name: Declared(each.name, getattr(usual, each.name), **each.metadata)
        for each in fields(owner)
        if each.metadata
    }
