"""Texts that are being written, kept beside this machine's files until they are saved.

A crash, a kill or a closed terminal leaves them there, and the next start offers them.
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
from quizapp.files import write_whole
from quizapp.text import short, visible

_ESCAPED = "surrogateescape"
"""The name of a file may be any bytes."""


class _Kept(Struct):
    """What is kept of a text beside the file that it is based on."""

    pid: Annotated[int, Meta(ge=1, lt=2**31)]
    """The process that writes it."""
    path: Annotated[str, Meta(pattern="^[^\0]*$")] | None
    first: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=0)] | None
    is_there: bool
    text: str


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A text that no window writes any more, and that was not saved."""

    draft: Draft
    text: str
    place: Path
    """Where it is kept."""

    @property
    def line(self) -> str:
        """A line to know it by: the first that the deck does not have."""
        lines = [line.strip() for line in self.text.split("\n") if line.strip()]
        known = {line.strip() for line in self.draft.text.split("\n")}
        told = next((line for line in lines if line not in known), (*lines, "")[0])
        return short(told, 60)


class Keeper:
    """Keeps one text: `keep` as often as it changes, `forget` when it is saved."""

    def __init__(self, folder: Path, place: Path | None = None) -> None:
        """Keeps it in `folder`, or goes on at the `place` of an unsaved one."""
        self.place = place or folder / f"{secrets.token_hex(8)}.json"
        self._based: bytes | None = None

    def keep(self, draft: Draft, text: str) -> None:
        """Write the text down; what is kept is the latest. Raises `OSError`."""
        base = self.place.with_suffix(".base")
        if self._based is not draft.data:
            write_whole(base, draft.data, durable=False)
            self._based = draft.data
        path = str(draft.path) if draft.path else None
        kept = _Kept(os.getpid(), path, draft.first, draft.end, draft.is_there, text)
        data = json.dumps(to_builtins(kept), ensure_ascii=False)
        write_whole(self.place, data.encode("utf-8", _ESCAPED), durable=False)

    def forget(self) -> None:
        """There is nothing unsaved any more."""
        forget(self.place)
        self._based = None


def unsaved(folder: Path, complain: Callable[[str], object] = str) -> Iterator[Unsaved]:
    """What is kept and belongs to no window that is open.

    What cannot be read stays there; `complain` is given a sentence about each.
    """
    for place in sorted(folder.glob("*.json")):
        try:
            data = place.read_bytes().decode("utf-8", _ESCAPED)
            kept = convert(json.loads(data), _Kept)
            base = place.with_suffix(".base").read_bytes()
        except (OSError, ValueError, RecursionError):
            complain(f"{place}: this unsaved text cannot be read. The file is kept.")
            continue
        if not _is_running(kept.pid):
            path = Path(kept.path) if kept.path else None
            draft = Draft(path, base, kept.first, kept.end, kept.is_there)
            yield Unsaved(draft, visible(kept.text), place)


def put_away(unsaved: Unsaved, trash: Path) -> Path:
    """Put a text that nobody wants to go on with into `trash`; return where it is.

    Raises `DeckError`.
    """
    place = place_in_trash(f"{unsaved.draft.name} unsaved.md", trash)
    write_deck_file(place, unsaved.text.encode())
    forget(unsaved.place)
    return place


def forget(place: Path) -> None:
    """Delete what is kept at `place`."""
    for path in (place, place.with_suffix(".base")):
        with suppress(OSError):
            path.unlink()


def _is_running(pid: int) -> bool:
    """Whether a process of this id, ours aside, is there. (Windows cannot ask so.)"""
    if pid == os.getpid() or os.name != "posix":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
