"""Which deck files there are, and which of two of one name is the deck."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from quizapp.text import one_line

TABLES = (".csv", ".tsv")
"""How the name of a table ends that is a deck as it stands."""


class Origin(StrEnum):
    """Where a deck file stands."""

    SHIPPED = "shipped"
    OWN = "own"
    FOLDER = "folder"
    """In a folder that the settings name."""


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
    twin: Path | None = None
    """Another file that has the name already: this one is listed but not read."""

    @property
    def shown(self) -> str:
        """What it is called on a shelf: its name, or its path when that is taken."""
        return str(self.path) if self.twin else self.name


def find_decks(
    own: Path, folders: Sequence[Path] = (), shipped: Path | None = None
) -> tuple[DeckFile, ...]:
    """Every deck file, own ones first, then those of `folders`, then shipped ones.

    Decks are `*.md` but `*.facts.md`, and tables, at any depth; hidden files and
    folders are passed over, links to folders not followed. A deck of the user's shadows
    a shipped one of the same name; of two others of one name the second gets a `twin`.
    """
    roots = [
        (own, Origin.OWN),
        *((folder, Origin.FOLDER) for folder in folders),
        *([(shipped, Origin.SHIPPED)] if shipped else []),
    ]
    found: dict[str, DeckFile] = {}
    twins: list[DeckFile] = []
    for root, origin in roots:
        for file in _files(root, origin):
            first = found.setdefault(file.name, file)
            if first is file:
                continue
            if origin is Origin.SHIPPED:
                found[file.name] = replace(first, shadows=True)
            else:
                twins.append(replace(file, twin=first.path))
    return (*found.values(), *twins)


def _files(root: Path, origin: Origin) -> Iterator[DeckFile]:
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if not name.startswith("."))
        group = Path(folder).relative_to(root).as_posix()
        # Of a deck and the table it was made of, the deck comes first.
        for name in sorted(
            filter(is_deck, files), key=lambda name: (is_table(name), name)
        ):
            yield DeckFile(
                one_line(Path(name).stem),
                Path(folder, name),
                origin,
                "" if group == "." else one_line(group),
            )


def is_table(name: str) -> bool:
    """Whether a file of this name is a table that is a deck as it stands."""
    return name.lower().endswith(TABLES)


def is_deck(name: str) -> bool:
    """Whether a file of this name is a deck."""
    if name.startswith("."):
        return False
    return (name.endswith(".md") and not name.endswith(".facts.md")) or is_table(name)
