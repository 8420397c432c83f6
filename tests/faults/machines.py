"""Two machines with clocks apart share a folder by copying files at random moments."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from random import Random

from quizapp.model import Event, Suspend
from quizapp.progress.store import Store
from tests.world import START, World, review


def live_apart(histories: int, seed: int = 0) -> int:
    """How many random histories ended equal on both machines.

    Raises `AssertionError` at the first that does not.
    """
    for number in range(histories):
        with tempfile.TemporaryDirectory() as folder:
            _one(Path(folder), Random(f"{seed}/{number}"))
    return histories


def _one(folder: Path, rng: Random) -> None:
    worlds = [World(folder / "one"), World(folder / "two")]
    apart = [timedelta(0), timedelta(minutes=rng.randrange(-600, 600))]
    stores = [each.store() for each in worlds]
    events: list[Event] = []
    now = START
    for _ in range(rng.randrange(20, 60)):
        now += timedelta(minutes=rng.randrange(0, 600))
        here = rng.randrange(2)
        at = now + apart[here]
        card = f"deck/{rng.randrange(6)}"
        match rng.randrange(10):
            case 0 if events:
                events.append(stores[here].undo(rng.choice(events), at=at))
            case 1:
                act = Suspend(card, suspended=rng.random() < 0.5)
                events.append(stores[here].record(act, at=at))
            case 2 | 3:
                _carry(worlds[1 - here], worlds[here], rng)
                stores[here].refresh()
            case 4:
                stores[here].close()
                stores[here] = worlds[here].store()
            case _:
                told = review(card, rng.randint(1, 4), at)
                events.append(stores[here].record(told, at=at))
    # At last everything is everywhere.
    for source, target in (worlds, worlds[::-1]):
        target.merge(source.folder)
    told_by = []
    for each, store in zip(worlds, stores, strict=True):
        store.refresh()
        told_by.append(_told(store))
        told_by.append(_told(each.fresh_store()))
    assert told_by[0][0] == {event.key for event in events}
    assert all(each == told_by[0] for each in told_by)


def _told(store: Store) -> tuple[object, ...]:
    days = {day: told for day, told in store.days.items() if told.reviews}
    keys = {event.key for event in store.events()}
    return keys, dict(store.memories), set(store.suspended), days


def _carry(source: World, target: World, rng: Random) -> None:
    """Copy some files as a file sync does: whole, in any order, some not yet, and some
    as a conflict copy beside the one that is there."""
    for path in source.day_files:
        if rng.random() < 0.4:
            continue
        to = target.paths.users / path.relative_to(source.paths.users)
        to.parent.mkdir(parents=True, exist_ok=True)
        if rng.random() < 0.2:
            to = to.with_name(f"{to.stem}.sync-conflict-20261124-{rng.random()}.json")
        elif to.exists() and to.stat().st_size > path.stat().st_size:
            continue  # the sync knows which is newer
        beside = to.with_name(f".{to.name}.part")
        shutil.copy2(path, beside)
        beside.replace(to)
