"""Which deck files there are, and which of two of one name is the deck."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.errors import DeckError
from quizapp.files import DEEPEST, Mark, mark_of
from quizapp.formats import Holds, holds, is_deck, is_table
from quizapp.text import one_line

if TYPE_CHECKING:
    from quizapp.model import Complaint

DECKS, ENTRIES = 4_000, 100_000
"""Decks, and files and folders of any sort, below one folder: what holds more is no
folder of decks but a whole disk, named by mistake."""
_BEGINS_CARD = re.compile(rb"(?:\xef\xbb\xbf)?[ \t]{0,3}[QCqc][ \t]?:|.*\0")
"""A line that begins a card, or nearly; a NUL, as in UTF-16, tells nothing."""
_COPY = re.compile(r"conflicted copy|\.sync-conflict-")
"""In the name of a copy, as Dropbox and Syncthing call it."""
_LARGE = 2**24
"""Bytes of a file that is left to the reader, which refuses it."""


class Origin(StrEnum):
    """Where a deck file stands."""

    SHIPPED = "shipped"
    OWN = "own"
    FOLDER = "folder"
    """In a folder that the settings name."""


class _TooMuchError(DeckError):
    """A folder holds too much."""

    def __init__(self, why: Complaint) -> None:
        super().__init__(why.message)
        self.why = why


@dataclass(frozen=True, slots=True)
class DeckFile:
    """A deck as a file, not read yet."""

    name: str
    """The file's stem, safe to show."""
    path: Path
    origin: Origin
    group: str = ""
    """The folders between the root and the file, joined by `/`."""
    shadows: bool = False
    """Whether it stands in for a shipped deck of the same name."""
    refusal: Complaint | None = None
    """Why it is listed and not read."""

    @property
    def shown(self) -> str:
        """What lists call it: its name, or its path when it is refused, because
        another deck has its name."""
        return str(self.path) if self.refusal else self.name


def find_decks(
    own: Path, folders: Sequence[Path] = (), shipped: Path | None = None
) -> tuple[DeckFile, ...]:
    """Every deck file, own ones first, then those of `folders`, then shipped ones.

    Decks are texts of cards and tables (`formats`), at any depth; hidden files and
    folders are passed over, links to folders not followed, nor what lies deeper than
    `DEEPEST`. A deck of the user's shadows a shipped one of the same name; of two
    others of one name the second is refused, and so is a copy that a file sync made of
    two versions. In `folders` tables are passed over, and as notes a text without a
    line that begins a card. What is left of a folder that holds more
    than `DECKS` stands in the list as one file that is refused.
    """
    roots = [
        (own, Origin.OWN),
        *((folder, Origin.FOLDER) for folder in folders),
        *([(shipped, Origin.SHIPPED)] if shipped else []),
    ]
    found: dict[str, DeckFile] = {}
    refused: list[DeckFile] = []
    for root, origin in roots:
        for file in _files(root, origin):
            if file.refusal:
                refused.append(file)
                continue
            first = found.setdefault(file.name, file)
            if first is file:
                continue
            if origin is Origin.SHIPPED:
                found[file.name] = replace(first, shadows=True)
            else:
                why = _complaint("duplicate-name", name=file.name, path=first.path)
                refused.append(replace(file, refusal=why))
    return (*found.values(), *refused)


def _files(root: Path, origin: Origin) -> Iterator[DeckFile]:
    try:
        for path in texts_in(root, has_notes=origin is Origin.FOLDER):
            if holds(path.name, Holds.FACTS):
                continue
            group = path.parent.relative_to(root).as_posix()
            copy = _COPY.search(path.stem)
            yield DeckFile(
                one_line(path.stem),
                path,
                origin,
                "" if group == "." else one_line(group),
                refusal=_complaint("sync-copy") if copy else None,
            )
    except _TooMuchError as error:
        yield DeckFile("…", root / "…", origin, refusal=error.why)


def _complaint(code: str, /, **fields: object) -> Complaint:
    # Lists of decks are made before cards are known.
    from quizapp.cards.format.complaints import complaint

    return complaint(1, 1, code, **fields)


def texts_in(root: Path, *, has_notes: bool = False) -> Iterator[Path]:
    """Every deck, table and facts file below `root` that is not hidden.

    With `has_notes` a text may be notes, and is passed over, as tables are. Raises
    `DeckError` when there is too much below `root`, after so much of it as is read.
    """
    depth, decks, entries = len(root.parts) + DEEPEST, 0, 0
    for folder, names, files in os.walk(root):
        here = Path(folder)
        names[:] = sorted(name for name in names if not name.startswith("."))
        if len(here.parts) >= depth:
            names.clear()
        entries += len(names) + len(files)
        if entries > ENTRIES:
            raise _TooMuchError(_complaint("too-many-files", folder=root, most=ENTRIES))
        # Of a deck and the table it was made of, the deck comes first.
        for name in sorted(files, key=lambda name: (is_table(name), name)):
            if name.startswith(".") or not (is_deck(name) or holds(name, Holds.FACTS)):
                continue
            path = here / name
            if has_notes and (is_table(name) or _holds_notes(path, mark_of(path))):
                continue
            decks += 1
            if decks > DECKS:
                raise _TooMuchError(
                    _complaint("too-many-decks", folder=root, most=DECKS)
                )
            yield path


@lru_cache(maxsize=100_000)
def _holds_notes(path: Path, mark: Mark) -> bool:
    """Whether no line of a text begins a card, so that it is no deck but notes."""
    _, size, _ = mark
    try:
        if size > _LARGE or not path.is_file():
            return False
        with path.open("rb") as file:
            return not any(map(_BEGINS_CARD.match, file))
    except OSError:  # the reader tells
        return False
