"""This machine's preferences: `settings.toml`, which a person may edit too.

What the schedule depends on (retention, limits, the hour a day starts) is not here: it
travels with the learner, as events.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from quizapp.errors import QuizappError, UsageError
from quizapp.files import write_whole

HARDER = "harder"
"""The value of `ask` that fixes no kind."""
ASKS = (HARDER, "flip", "choose", "type")
"""What `ask` may be; kinds by their names, as the model is not loaded this early."""
ALL = "all"
"""The value of `grades` that offers all four after every answer."""
GRADES = ("fitting", ALL)
"""What `grades` may be."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What one machine prefers."""

    theme: str = "quizapp-night"
    """The name of a Textual theme."""
    folders: tuple[str, ...] = ()
    """Folders of decks that are read where they stand."""
    user: str = "me"
    """Whose progress is opened when `--user` names nobody."""
    ask: str = HARDER
    """How cards are asked: `harder` as they firm, or always as flip, choose or type,
    where a card has that form."""
    sureness: bool = False
    """Whether each verdict waits for the learner to say how sure the answer is."""
    grades: str = GRADES[0]
    """Which grades a verdict offers: those that are `fitting`, or `all` four."""
    editor: str = ""
    """What decks are edited with: nothing for the app itself, else a command such as
    `vim` or `code -w`; `$EDITOR` is what the shell names."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys for verbs, by the verb's id: `{"study.undo": "ctrl+z"}`."""
    problems: tuple[str, ...] = ()
    """Not a setting: a sentence for each that is not valid, and has its default."""


NAMES = tuple(each.name for each in fields(Settings) if each.name != "problems")


def read_settings(path: Path) -> Settings:
    """The settings at `path`; the defaults when there is no such file.

    Unknown names are left alone: a newer quizapp may have written them. A value that is
    not valid is named in `problems`. Raises `QuizappError` when the file is not TOML,
    and for a `user` that is not valid: progress must not go to somebody else.
    """
    if not path.exists():
        return Settings()
    import tomllib

    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _unreadable(path, error) from error
    valid: dict[str, Any] = {}
    problems: list[str] = []
    for name in NAMES:
        try:
            if name in found:
                valid[name] = _typed(name, found[name])
        except UsageError as error:
            if name == "user":
                raise QuizappError(f"{path}: {error}") from error
            problems.append(f"{path}: {error} Until then, its default is used.")
    return Settings(**valid, problems=tuple(problems))


def _unreadable(path: Path, error: Exception) -> QuizappError:
    why = "it is nested too deeply" if isinstance(error, RecursionError) else error
    return QuizappError(
        f"{path}: the settings cannot be read ({why}). "
        "Correct the file, or delete it to use the defaults."
    )


def folders_in(text: str) -> tuple[str, ...]:
    """The folders that a text names, parted as in the PATH of this system."""
    return tuple(told for part in text.split(os.pathsep) if (told := part.strip()))


def place_of(folder: str) -> Path:
    """The place of a folder; a `~` for a user that this machine has not is a name."""
    path = Path(folder)
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def want_folders(text: str) -> tuple[str, ...]:
    """The folders that a text names. Raises `UsageError` for one that is none."""
    told = folders_in(text)
    for folder in told:
        if not place_of(folder).is_dir():
            raise UsageError(f"There is no folder {folder}. Mend the path.")
    return told


def change_setting(path: Path, name: str, value: object) -> None:
    """Write one setting, keeping the rest of the file, its comments and its order.

    Raises `UsageError` for an unknown name or a value of the wrong type, and
    `QuizappError` when the file is not TOML.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    typed = _typed(name, value)
    try:
        document = tomlkit.parse(path.read_text("utf-8") if path.exists() else "")
        document[name] = list(typed) if isinstance(typed, tuple) else typed
        text = tomlkit.dumps(document)
    except (OSError, ValueError, RecursionError, TOMLKitError) as error:
        raise _unreadable(path, error) from error
    write_whole(path, text.encode())


def _typed(name: str, value: object) -> Any:
    match name, value:
        case "theme" | "user" | "editor", str():
            return value
        case "folders", list() | tuple() if all(
            isinstance(each, str) and "\0" not in each for each in value
        ):
            return tuple(value)
        case "ask", str() if value in ASKS:
            return value
        case "grades", str() if value in GRADES:
            return value
        case "sureness", bool():
            return value
        case "keys", dict() if all(isinstance(each, str) for each in value.values()):
            return value
        case _ if name not in NAMES:
            known = ", ".join(NAMES)
            raise UsageError(f"There is no setting «{name}»; there are {known}.")
    wanted = {
        "folders": "a list of texts",
        "keys": "a table of texts",
        "ask": f"one of {', '.join(ASKS)}",
        "grades": f"one of {', '.join(GRADES)}",
        "sureness": "true or false",
    }
    raise UsageError(f"The setting «{name}» must be {wanted.get(name, 'a text')}.")
