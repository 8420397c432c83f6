"""The members of an archive: which files belong in one, and where each goes back.

Writing and reading follow this one rule, so whatever is written can be read back.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from quizapp.errors import reason_of
from quizapp.files import MAX_FOLDER_DEPTH
from quizapp.formats import Holds, holds, is_article, is_deck
from quizapp.progress.log.user_folders import is_folder_of_user, name_of

LARGEST = 64 * 2**20
"""Bytes of one file."""
SETTINGS = "settings.toml"
"""The name of the settings in an archive."""
_LARGEST_SETTINGS, _LONGEST_LINE = 32 * 2**10, 2000
"""Bytes of the settings, and of a line in them: the memory that reading a name with
dots takes grows with the square of its length."""
_LONGEST = 255
"""Bytes of one part of a name, on most file systems."""
_SEPARATOR = re.compile(r"[/\\]")
_ELSEWHERE = re.compile(r"|[A-Za-z]:|.*\0.*", re.DOTALL)
"""A part of a name that leads elsewhere: an empty one, a drive, one with a NUL."""
_DAY_FILE = re.compile(r"(\d{4}-\d\d-\d\d)\.json", re.ASCII)


class DayMember(NamedTuple):
    """The events of a user's study day."""

    user: str
    file: str
    """The path below the user's `events`: `<device>/<day>.json`."""


class FileMember(NamedTuple):
    """A deck or a facts file, an article, or the machine's settings."""

    folder: str
    """`decks` or `articles`; empty for the settings."""
    file: str
    """The path below the folder."""

    @property
    def name(self) -> str:
        """The name of the member in an archive."""
        return f"{self.folder}/{self.file}" if self.folder else self.file


def member_of(name: str) -> DayMember | FileMember | None:
    """What the member of this name is; `None` when it does not belong in an archive."""
    if flaw_in(name):
        return None
    match name.split("/"):
        case ["users", folder, "events", device, file]:
            found = _DAY_FILE.fullmatch(file)
            if found and is_day(found[1]) and is_folder_of_user(folder):
                return DayMember(name_of(folder), f"{device}/{file}")
        case ["decks", *below, file] if is_deck(file) or holds(file, Holds.FACTS):
            return FileMember("decks", "/".join([*below, file]))
        case ["articles", file] if is_article(file):
            return FileMember("articles", file)
        case [file] if file == SETTINGS:
            return FileMember("", file)
    return None


def is_day(text: str) -> bool:
    """Whether `text`, written as 2026-11-24, is a day that exists."""
    with suppress(ValueError):
        return bool(date.fromisoformat(text))
    return False


def flaw_in(name: str) -> str:
    """What keeps a file of this name out of an archive, as a noun; empty when nothing.

    A backslash separates folders too: on some systems it does.
    """
    parts = _SEPARATOR.split(name)
    for part in parts:
        if part.startswith("."):
            return "hidden item"
        try:
            size = len(part.encode())
        except UnicodeEncodeError:
            return "non-UTF-8 name"
        if size > _LONGEST or _ELSEWHERE.fullmatch(part):
            return "unsafe name"
    # Beside the folders: `decks`, and the file.
    return "deeply nested item" if len(parts) > MAX_FOLDER_DEPTH + 2 else ""


def files_below(
    folder: Path, name: str, left_out: Counter[str], problems: list[str]
) -> Iterator[tuple[str, Path]]:
    """Every file below `folder`, with its name in an archive, where `folder` is `name`.

    Links and names with a flaw are counted in `left_out`; a folder that cannot be read
    is one of the `problems`.
    """
    waiting = [(folder, name)]
    while waiting:
        here, at = waiting.pop(0)
        try:
            with os.scandir(here) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(f"{here} cannot be read ({reason_of(error)}).")
            continue
        for entry in found:
            inside = f"{at}/{entry.name}"
            if flaw := "link" if entry.is_symlink() else flaw_in(inside):
                left_out[flaw] += 1
            elif entry.is_dir():
                waiting.append((Path(entry.path), inside))
            else:
                yield inside, Path(entry.path)


def decks_and_articles(
    library: Path, left_out: Counter[str], problems: list[str]
) -> Iterator[tuple[FileMember, Path]]:
    """The decks and articles of a library, as `files_below` finds them."""
    for folder in ("decks", "articles"):
        for name, path in files_below(library / folder, folder, left_out, problems):
            member = member_of(name)
            if isinstance(member, FileMember):
                yield member, path
            else:
                left_out["other file"] += 1


def are_settings(data: bytes) -> bool:
    """Whether settings are small enough to be read and kept."""
    longest = max(map(len, data.splitlines()), default=0)
    return len(data) <= _LARGEST_SETTINGS and longest <= _LONGEST_LINE


def read_member(
    path: Path, left_out: Counter[str], problems: list[str]
) -> bytes | None:
    """The bytes of a file for an archive; `None`, and why, when it does not go in."""
    try:
        if not path.is_file():
            left_out["other file"] += 1
        elif path.stat().st_size > LARGEST:
            left_out["oversized file"] += 1
        else:
            return path.read_bytes()
    except OSError as error:
        problems.append(f"{path} cannot be read ({reason_of(error)}).")
    return None


def place_below(folder: Path, name: str) -> Path | None:
    """The file of this name below `folder`; `None` when it would be somewhere else.

    A link on the way may lead elsewhere, and so may a name that is harmless on another
    system.
    """
    path = folder / name
    try:
        is_below = path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # too long, a NUL, links in a circle
        return None
    return path if is_below else None
