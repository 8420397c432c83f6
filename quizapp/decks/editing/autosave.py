"""Keeps text that is being edited on this machine until it is saved.

After a crash or a closed terminal, the next start offers to continue with it.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct, convert, to_builtins

from quizapp.decks.editing.draft import Draft, write_deck_file
from quizapp.decks.library.trash import place_in_trash
from quizapp.files import is_running, write_whole
from quizapp.text import short, visible

_ESCAPED = "surrogateescape"
"""How to encode a file name, which can be any bytes."""


class _SavedText(Struct):
    """The format of an unsaved text; the file that it is based on is beside it."""

    pid: Annotated[int, Meta(ge=1, lt=2**31)]
    """The process that edits the text."""
    path: Annotated[str, Meta(pattern="^[^\0]*$")] | None
    first: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=0)] | None
    is_there: bool
    text: str


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A text that was not saved and that no open window is editing."""

    draft: Draft
    text: str
    place: Path
    """The file in which the text is kept."""

    @property
    def line(self) -> str:
        """A line to recognize the text by: the first one that is not in the deck."""
        lines = [line.strip() for line in self.text.split("\n") if line.strip()]
        known = {line.strip() for line in self.draft.text.split("\n")}
        first = next((line for line in lines if line not in known), (*lines, "")[0])
        return short(first, 60)


class Autosave:
    """Keeps one unsaved text: call `keep` on every change, `forget` once it is
    saved."""

    def __init__(self, folder: Path, place: Path | None = None) -> None:
        """The text is kept in `folder`, or at the `place` of an unsaved text."""
        self.place = place or folder / f"{secrets.token_hex(8)}.json"
        self._based: bytes | None = None

    def keep(self, draft: Draft, text: str) -> None:
        """Write the text to disk in place of the previous one. Raises `OSError`."""
        base = self.place.with_suffix(".base")
        if self._based is not draft.data:
            write_whole(base, draft.data, durable=False)
            self._based = draft.data
        path = str(draft.path) if draft.path else None
        kept = _SavedText(
            os.getpid(), path, draft.first, draft.end, draft.is_there, text
        )
        data = json.dumps(to_builtins(kept), ensure_ascii=False)
        write_whole(self.place, data.encode("utf-8", _ESCAPED), durable=False)

    def forget(self) -> None:
        """Delete what is kept, as everything is saved."""
        forget(self.place)
        self._based = None


def unsaved(folder: Path, complain: Callable[[str], object] = str) -> Iterator[Unsaved]:
    """The unsaved texts that no open window is editing.

    Files that cannot be read stay; `complain` gets a sentence about each.
    """
    for place in sorted(folder.glob("*.json")):
        try:
            data = place.read_bytes().decode("utf-8", _ESCAPED)
            kept = convert(json.loads(data), _SavedText)
            base = place.with_suffix(".base").read_bytes()
        except (OSError, ValueError, RecursionError):
            complain(f"{place}: this unsaved text cannot be read. The file is kept.")
            continue
        if kept.pid == os.getpid() or not is_running(kept.pid):
            path = Path(kept.path) if kept.path else None
            draft = Draft(path, base, kept.first, kept.end, kept.is_there)
            yield Unsaved(draft, visible(kept.text), place)


def put_away(unsaved: Unsaved, trash: Path) -> Path:
    """Move an unsaved text to the trash; return its path there. Raises `DeckError`."""
    place = place_in_trash(f"{unsaved.draft.name} unsaved.md", trash)
    write_deck_file(place, unsaved.text.encode())
    forget(unsaved.place)
    return place


def forget(place: Path) -> None:
    """Delete the unsaved text at `place`."""
    for path in (place, place.with_suffix(".base")):
        with suppress(OSError):
            path.unlink()
