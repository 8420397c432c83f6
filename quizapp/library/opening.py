"""A file is opened: what it holds, or why it cannot be read."""

from __future__ import annotations

import re
import stat
from functools import lru_cache
from pathlib import Path

from quizapp.files import Mark, mark_of
from quizapp.formats.limits import BYTES, TOO_LARGE

_BEGINS_CARD = re.compile(rb"^(?:\xef\xbb\xbf)?[ \t]{0,3}[QCqc]:|\0", re.MULTILINE)
"""A line that begins a card, or nearly; a NUL, as in UTF-16, tells nothing."""


def read_file(path: Path) -> bytes | str:
    """What the file holds, or why it cannot be read."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return "This is not a plain file; a deck is one text file."
        if about.st_size > BYTES:
            return TOO_LARGE
        with path.open("rb") as file:
            # It may have grown since.
            data = file.read(BYTES + 1)
        return data if len(data) <= BYTES else TOO_LARGE
    except OSError as error:
        return f"The file cannot be read: {error.strerror or error}."


def holds_notes(path: Path) -> bool:
    """Whether no line of a text begins a card, so that it is no deck but notes."""
    return _holds_notes(path, mark_of(path))


@lru_cache(maxsize=100_000)
def _holds_notes(path: Path, _: Mark) -> bool:
    data = read_file(path)
    return isinstance(data, bytes) and not _BEGINS_CARD.search(data)
