"""A deck's id and title, from the head of its file: all that a list of decks shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizapp.cards.format.limits import FRONT_MATTER
from quizapp.text import one_line

_SPLIT = re.compile(r"^[ \t]*---[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the front matter says of a deck."""

    id: str
    title: str


def read_heading(path: Path) -> Heading:
    """The heading of the deck at `path`.

    What is missing or broken is the file's stem; nothing is raised.
    """
    name = one_line(path.stem)
    try:
        # Opening a pipe would wait for who writes into it.
        if not path.is_file():
            return Heading(name, name)
        with path.open("rb") as file:
            head = file.read(FRONT_MATTER)
    except OSError:
        return Heading(name, name)
    text = head.removeprefix(b"\xef\xbb\xbf").decode(errors="replace")
    parts = _SPLIT.split(text, maxsplit=2)
    if len(parts) < 3 or parts[0]:
        return Heading(name, name)
    import tomllib

    try:
        return heading_of(tomllib.loads(parts[1].replace("\r\n", "\n")), name)
    except (ValueError, RecursionError):
        return Heading(name, name)


def heading_of(table: Mapping[str, Any], name: str) -> Heading:
    """The heading that a front matter's table gives the deck of file `name`."""
    id_, title = table.get("id"), table.get("title", table.get("name"))
    return Heading(
        one_line(str(id_)) if is_id(id_) else name,
        (one_line(title) or name) if isinstance(title, str) else name,
    )


def is_id(value: object) -> bool:
    """Whether a deck may have this id: a text without blanks and slashes."""
    return (
        isinstance(value, str)
        and bool(value)
        and not re.search(r"[\s/]", one_line(value))
    )
