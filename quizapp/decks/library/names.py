"""Checks the name of a new deck, which is also the name of its file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from quizapp.errors import UsageError
from quizapp.text import UNSAFE, one_line

MAX_NAME_BYTES = 200
"""The longest name in bytes: file systems allow 255, and a temporary file needs
some."""
FORBIDDEN = '/\\:*?"<>|'
"""Characters that some system does not allow in file names."""


def deck_name(name: str) -> str:
    """The name of a new deck as a person typed it, without `.md` and spaces around it.

    Raises `UsageError` for a name that some system does not allow.
    """
    name = unicodedata.normalize("NFC", name.strip())
    if name.lower().endswith(".md"):
        name = name[:-3].rstrip()
    if not name:
        raise UsageError("Give the deck a name, such as “my-cards”.")
    bad = next((letter for letter in name if letter in FORBIDDEN), "")
    if bad or UNSAFE.search(name) or "\n" in name or "\t" in name:
        shown = f"“{bad}”" if bad else "a control character"
        raise UsageError(
            f"A deck's name is also a file name, so it cannot contain {shown}."
        )
    if name.startswith(".") or name.endswith("."):
        raise UsageError("A deck's name cannot begin or end with a dot.")
    if name.lower().endswith(".facts"):
        raise UsageError("A name that ends in “.facts” is for facts files.")
    if len(name.encode()) > MAX_NAME_BYTES:
        raise UsageError(f"This name is too long; the limit is {MAX_NAME_BYTES} bytes.")
    return name


def deck_path(name: str, own: Path, taken: Iterable[str]) -> Path:
    """The path in the folder `own` for a new deck called `name`.

    Raises `UsageError` like `deck_name`, and for a name that is `taken`, ignoring case.
    """
    name = deck_name(name)
    path = own / f"{name}.md"
    if path.exists() or _same(name) in map(_same, taken):
        raise UsageError(
            f"There is already a deck called “{one_line(name)}”. Give this one another "
            "name."
        )
    return path


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
