"""This machine's preferences: `settings.toml`, which a person may edit too.

The learner's settings, which the schedule follows, are events, and travel with the
progress; `quizapp/schedule/options.py` declares them in the same way.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizapp.errors import QuizappError, UsageError, reason_of
from quizapp.files import write_whole
from quizapp.setting_types import (
    Choice,
    Command,
    Declared,
    Folders,
    Switch,
    Table,
    Text,
    setting,
    settings_of,
)

HARDER = "harder"
"""The value of `ask` that fixes no kind."""
ALL_GRADES = "all"
"""The value of `grades` that offers all four after every answer."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The preferences of one machine."""

    ask: str = setting(
        HARDER,
        # Kinds by their names: cards are not loaded this early.
        Choice(
            {
                HARDER: "harder as you learn a card",
                "flip": "always a card to turn over",
                "choose": "always multiple choice",
                "type": "always typed",
            }
        ),
        "How to ask each card, if it can be asked that way.",
        label="Questions",
    )
    sureness: bool = setting(
        False,
        Switch(true="before each verdict"),
        "Asks how sure you are before each verdict.",
        label="Ask how sure I am",
    )
    grades: str = setting(
        "fitting",
        Choice({"fitting": "those that fit the answer", ALL_GRADES: "all four"}),
        "Those that fit the answer, or all four.",
        label="Grades offered",
    )
    theme: str = setting(
        "quizapp-night",
        Text(),
        "“Theme” in the palette (ctrl+p) tries them out.",
        label="Theme",
    )
    folders: tuple[str, ...] = setting(
        (),
        Folders(),
        f"More folders with decks, separated by “{os.pathsep}”.",
        label="Folders of decks",
    )
    editor: str = setting(
        "",
        Command(),
        "A command, such as vim; empty for the app.",
        label="Edit decks with",
    )
    user: str = setting("me", Text(), "Whose progress is opened.")
    keys: Mapping[str, str] = setting(
        {}, Table(), "Your own keys, as “quizapp help keymap” says."
    )
    problems: tuple[str, ...] = ()
    """Not a setting: a sentence for each setting that is not valid and has its
    default."""


MACHINE_SETTINGS = settings_of(Settings)
"""The settings that belong to this machine."""


def all_settings() -> Mapping[str, Declared]:
    """Every setting, those of the learner first."""
    # The settings file is read before the schedule is needed.
    from quizapp.schedule import LEARNER_SETTINGS

    return {**LEARNER_SETTINGS, **MACHINE_SETTINGS}


def read_settings(path: Path) -> Settings:
    """The settings at `path`; the defaults when there is no such file.

    Unknown names are ignored: a newer quizapp may have written them. A value that is
    not valid is named in `problems`. Raises `QuizappError` when the file cannot be
    read, and for a `user` that is not valid: progress must not go to somebody else.
    """
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise _unreadable(path, error) from error
    import tomllib

    try:
        found = tomllib.loads(text.decode())
    except (ValueError, RecursionError) as error:
        raise _unreadable(path, error) from error
    valid: dict[str, Any] = {}
    problems: list[str] = []
    for name, declared in MACHINE_SETTINGS.items():
        try:
            if name in found:
                valid[name] = declared.checked(found[name])
        except UsageError as error:
            if name == "user":
                raise QuizappError(f"{path}: {error}") from error
            problems.append(f"{path}: {error} Until then, its default is used.")
    return Settings(**valid, problems=tuple(problems))


def _unreadable(path: Path, error: Exception) -> QuizappError:
    if isinstance(error, OSError):
        reason = reason_of(error)
        return QuizappError(f"{path}: the settings cannot be read ({reason}).")
    why = "it is nested too deeply" if isinstance(error, RecursionError) else error
    return QuizappError(
        f"{path}: the settings cannot be read ({why}). "
        "Correct the file, or delete it to use the defaults."
    )


def change_setting(path: Path, name: str, value: object) -> None:
    """Write one setting, keeping the rest of the file, its comments and its order.

    Raises `UsageError` for a value that is not valid, and `QuizappError` when the file
    cannot be read or written.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    typed = MACHINE_SETTINGS[name].checked(value)
    try:
        document = tomlkit.parse(path.read_text("utf-8") if path.exists() else "")
        document[name] = list(typed) if isinstance(typed, tuple) else typed
        text = tomlkit.dumps(document)
    except (OSError, ValueError, RecursionError, TOMLKitError) as error:
        raise _unreadable(path, error) from error
    try:
        write_whole(Path(os.path.realpath(path)), text.encode())  # a link stays one
    except OSError as error:
        raise QuizappError(
            f"{path}: the settings cannot be written ({reason_of(error)})."
        ) from error
