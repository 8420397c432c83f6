"""The folders of each user, which are named after them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from urllib.parse import unquote

from quizapp.errors import UsageError
from quizapp.paths import Paths

_PLAIN = re.compile(r"[a-z0-9_-]")
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)
EVENTS = "events"
"""The name of the folder with a user's day files."""
LONGEST = 200
"""Bytes of a folder's name; file systems allow 255."""


def folder_of(name: str) -> str:
    """The folder for the user `name`.

    Lower-case letters, digits, `_` and `-` stand for themselves, any other character
    for its UTF-8 bytes as `%XX`, so that no two names share a folder where case is
    ignored.
    Equal-looking names in different Unicode forms are one (NFC). Raises `UsageError`
    for a name that is empty or too long.
    """
    name = unicodedata.normalize("NFC", name.strip())
    if not name:
        raise UsageError("A user needs a name.")
    try:
        folder = "".join(c if _PLAIN.fullmatch(c) else _escaped(c) for c in name)
    except UnicodeEncodeError as error:
        raise UsageError("The user's name is not text.") from error
    if _RESERVED.fullmatch(folder):
        folder = _escaped(folder[0]) + folder[1:]
    if len(folder) > LONGEST:
        raise UsageError(f"The user's name is too long: “{name[:40]}…”.")
    return folder


def name_of(folder: str) -> str:
    """The name of the user who has this folder: the inverse of `folder_of`."""
    return unquote(folder)


def _escaped(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())


def is_folder_of_user(folder: str) -> bool:
    """Whether a user can have a folder of this name."""
    try:
        return folder_of(name_of(folder)) == folder
    except UsageError:
        return False


def events_of(paths: Paths, user: str) -> Path:
    """The folder of a user's day files."""
    return paths.users / folder_of(user) / EVENTS


def cache_of(paths: Paths, user: str) -> Path:
    """The folder of a user's caches."""
    return paths.cache / "users" / folder_of(user)
