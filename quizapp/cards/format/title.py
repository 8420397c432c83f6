"""A deck's title, from the first bytes of its file: all that a list of decks needs.

It imports neither cards nor kinds of questions, so that such a list appears at once.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quizapp.cards.format.limits import MAX_FRONT_MATTER
from quizapp.text import one_line

_SPLIT = re.compile(r"^[ \t]*---[ \t]*\r?$", re.MULTILINE)


def read_title(path: Path) -> str:
    """The title of the deck at `path`.

    It is the file's stem if the title is missing or cannot be read; nothing is raised.
    """
    name = one_line(path.stem)
    try:
        # Opening a named pipe would wait until someone writes to it.
        if not path.is_file():
            return name
        with path.open("rb") as file:
            head = file.read(MAX_FRONT_MATTER)
    except OSError:
        return name
    text = head.removeprefix(BOM_UTF8).decode(errors="replace")
    parts = _SPLIT.split(text, maxsplit=2)
    if len(parts) < 3 or parts[0]:
        return name
    import tomllib

    try:
        return title_in(tomllib.loads(parts[1].replace("\r\n", "\n")), name)
    except (ValueError, RecursionError):
        return name


def title_in(table: Mapping[str, Any], name: str) -> str:
    """The title that front matter gives the deck in the file `name`, else `name`."""
    title = table.get("title", table.get("name"))
    return (one_line(title) or name) if isinstance(title, str) else name
