"""The counts of all decks, kept so that home need not read decks and memories first.

They stand as long as the store's state and every deck file are those they were counted
from; else they are of no use, and no harm.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.files import mark_of, write_whole
from quizapp.library.finding import DeckFile
from quizapp.model import Complaint, Level
from quizapp.shelf.standing import (
    Moment,
    Standing,
    Tally,
    Today,
    standing_of,
    state_of,
    today_of,
)

if TYPE_CHECKING:
    from quizapp.shelf.shelf import Shelf
    from quizapp.store import Store

FORMAT = 1
FILE = "counts.json"


@dataclass(frozen=True, slots=True)
class Glance:
    """What home shows first."""

    standings: Sequence[Standing]
    today: Today


def keep_counts(shelf: Shelf) -> None:
    """Keep the counts beside the caches of the store, once these are written."""
    store = shelf.store
    if not store.stamp or not store.cache.is_dir():
        return
    told = {
        "format": FORMAT,
        "stamp": store.stamp,
        "decks": {
            name: {
                "file": _mark(shelf.files[name].path),
                "id": deck.id,
                "title": deck.title,
                "complaints": [
                    {**asdict(each), "level": each.level.value}
                    for each in deck.complaints
                ],
                "tally": asdict(shelf.tally(name)),
            }
            for name, deck in shelf.decks.items()
        },
    }
    with suppress(OSError):
        data = json.dumps(told, ensure_ascii=False).encode()
        write_whole(store.cache / FILE, data, durable=False)


def glance(files: Sequence[DeckFile], store: Store, now: Moment) -> Glance | None:
    """The counts at this moment, if those that were kept are still true."""
    try:
        told = json.loads((store.cache / FILE).read_bytes())
        if not store.stamp or (told["format"], told["stamp"]) != (FORMAT, store.stamp):
            return None
        if told["decks"].keys() != {file.shown for file in files}:
            return None
        standings: list[Standing] = []
        for file in files:
            kept = told["decks"][file.shown]
            if kept["file"] != _mark(file.path):
                return None
            standings.append(
                standing_of(
                    file,
                    _tally(kept["tally"]),
                    state_of(store, kept["id"]),
                    now,
                    title=kept["title"],
                    complaints=tuple(_complaint(each) for each in kept["complaints"]),
                )
            )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return Glance(standings, today_of(standings, store, now))


def _mark(path: Path) -> list[Any]:
    return [str(path), *mark_of(path)]


def _complaint(told: dict[str, Any]) -> Complaint:
    return Complaint(**{**told, "level": Level(told["level"])})


def _tally(told: dict[str, Any]) -> Tally:
    due = {int(day): count for day, count in told["due"].items()}
    return Tally(**{**told, "due": due, "learning": tuple(told["learning"])})
