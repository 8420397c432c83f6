"""The counts of all decks in a file, so that home need not read decks and memories.

They are used only while the store and every deck file are as they were when counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.json import Decoder

from quizapp.decks.library.deck_files import DeckFile
from quizapp.files import FileStamp, file_stamp
from quizapp.model import Complaint
from quizapp.progress.fold.cache_file import read_cache, write_cache
from quizapp.study.workspace.deck_counts import (
    DeckCounts,
    Moment,
    Tally,
    counts_of,
    state_of,
)
from quizapp.study.workspace.today import Today, today_of

if TYPE_CHECKING:
    from quizapp.progress.store import Store
    from quizapp.study.workspace.deck_set import DeckSet

FILE = "counts.json"


@dataclass(frozen=True, slots=True)
class Glance:
    """What home shows first."""

    decks: Sequence[DeckCounts]
    today: Today


class _Deck(Struct):
    """The counts of one deck, and the file that they were counted from."""

    file: tuple[str, FileStamp]
    id: str
    title: str
    complaints: tuple[Complaint, ...]
    tally: Tally


class _Counts(Struct):
    """The contents of the file."""

    stamp: str
    """The state of the store."""
    decks: dict[str, _Deck]


def keep_counts(store: Store, decks: DeckSet, tally: Callable[[str], Tally]) -> None:
    """Write the counts beside the caches of the store, once these are written."""
    if not (store.stamp and store.cache.is_dir()):
        return
    counts = {
        name: _Deck(
            _file(decks.files[name].path),
            deck.id,
            deck.title,
            deck.complaints,
            tally(name),
        )
        for name, deck in decks.decks.items()
    }
    with suppress(OSError):
        write_cache(store.cache / FILE, _Counts(store.stamp, counts))


def glance(files: Sequence[DeckFile], store: Store, now: Moment) -> Glance | None:
    """The counts at this moment, made from those in the file; `None` unless they still
    hold."""
    found = read_cache(store.cache / FILE, Decoder(_Counts))
    if found is None or not store.stamp or found[1].stamp != store.stamp:
        return None
    kept = found[1].decks
    if kept.keys() != {file.shown for file in files}:
        return None
    if any(kept[file.shown].file != _file(file.path) for file in files):
        return None
    decks = [
        counts_of(
            file,
            deck.tally,
            state_of(store, deck.id),
            now,
            store.schedule,
            title=deck.title,
            complaints=deck.complaints,
        )
        for file in files
        for deck in [kept[file.shown]]
    ]
    return Glance(decks, today_of(decks, store, now))


def _file(path: Path) -> tuple[str, FileStamp]:
    return str(path), file_stamp(path)
