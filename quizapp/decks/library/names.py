"""What a new deck may be called: its name is its file's."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from quizapp.errors import UsageError
from quizapp.text import UNSAFE, one_line

LONGEST = 200
"""Bytes of a deck's name: file systems end at 255, and writing whole needs a few."""
REFUSED = '/\\:*?"<>|'
"""What a file's name cannot hold on one system or another."""


def deck_path(name: str, own: Path, taken: Iterable[str]) -> Path:
    """The file in the folder `own` for a new deck called `name`.

    Raises `UsageError` for a name that no file can have everywhere, and for one that
    is `taken`, whatever its capitals.
    """
    name = unicodedata.normalize("NFC", name.strip())
    if name.lower().endswith(".md"):
        name = name[:-3].rstrip()
    if not name:
        raise UsageError("Give the deck a name, such as «my-cards».")
    bad = next((letter for letter in name if letter in REFUSED), "")
    if bad or UNSAFE.search(name) or "\n" in name or "\t" in name:
        told = f"«{bad}»" if bad else "a control character"
        raise UsageError(f"A deck's name is a file's name: it cannot hold {told}.")
    if name.startswith(".") or name.endswith("."):
        raise UsageError("A deck's name neither begins nor ends with a dot.")
    if name.lower().endswith(".facts"):
        raise UsageError("A name that ends in «.facts» is one of a facts file.")
    if len(name.encode()) > LONGEST:
        raise UsageError(f"This name is too long; {LONGEST} bytes are the most.")
    path = own / f"{name}.md"
    if path.exists() or _same(name) in map(_same, taken):
        raise UsageError(
            f"There is a deck called «{one_line(name)}» already. Give this one another "
            "name."
        )
    return path


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
