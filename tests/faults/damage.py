"""Day files damaged in every way: nothing that a copy holds is lost, all is named."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from quizapp.paths import below
from quizapp.progress.log.storage import read_rows
from quizapp.progress.log.users import Users
from quizapp.progress.maintenance.examine import examine
from quizapp.progress.maintenance.repair import repair
from quizapp.progress.store import Store
from tests.progress.life import known, live, open_store
from tests.world import START, World, review

DEVICE = "db47a0f8"
COPIES = (
    f"{DEVICE} (1)",
    f"{DEVICE} 2",
    f"{DEVICE} - Copy",
    f"Copy of {DEVICE}",
    f"{DEVICE} (conflicted copy 2026-11-24)",
    f"{DEVICE}.sync-conflict-20261124-101112-ABCDEFG",
    f"{DEVICE}-LAPTOP",
    "another name",
)
"""What file managers and file syncs call the copy of a device's folder."""


def day_files(folder: Path) -> list[Path]:
    """All day files of all devices."""
    return World(folder).day_files


@cache
def _life() -> Path:
    made = tempfile.TemporaryDirectory()
    atexit.register(made.cleanup)
    folder = Path(made.name)
    live(folder, seed=4, steps=60)
    store = open_store(folder)
    store.back_up(60)
    store.close()
    return folder


@contextmanager
def lived() -> Iterator[Path]:
    """A folder with every kind of event on three devices, and copies of all files."""
    with tempfile.TemporaryDirectory() as made:
        whole = Path(made, "whole")
        shutil.copytree(_life(), whole)
        yield whole


Damage = Callable[[Path, Random], None]


def _shrink(path: Path, rng: Random) -> None:
    told = json.loads(path.read_bytes())
    for id_ in rng.sample(list(told["events"]), rng.randint(1, len(told["events"]))):
        del told["events"][id_]
    path.write_text(json.dumps(told))


def _put_back(path: Path, rng: Random) -> None:
    """As a sync or a file history does: an old version, with the time of then."""
    about = path.stat()
    _shrink(path, rng)
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns - 10**12))


def _replace(path: Path, rng: Random) -> None:
    others = [each for each in path.parent.parent.rglob("*.json") if each != path]
    events = json.loads(rng.choice(others).read_bytes())["events"]
    # Another file's answers are taken for answers of this one, so leave only the rest.
    kept = {k: v for k, v in events.items() if v["kind"] in ("quiz-end", "quiz-step")}
    path.write_text(json.dumps({"events": kept if rng.random() < 0.5 else {}}))


def _half_copy(path: Path, rng: Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: rng.randrange(len(data) - 1)])


def mutate(path: Path, rng: Random) -> None:
    """Change a value in one event so that the file can still be read."""
    told = json.loads(path.read_bytes())
    event = told["events"][rng.choice(list(told["events"]))]
    field = rng.choice(list(event))
    values: tuple[Any, ...] = (
        9,
        0,
        1,
        2,
        3,
        4,
        -1,
        7.5,
        "",
        "x",
        None,
        [],
        {},
        True,
        "2026-11-24",
    )
    event[field] = rng.choice([each for each in values if each != event[field]])
    path.write_text(json.dumps(told))


KINDS: dict[str, Damage] = {
    "shrunken": _shrink,
    "an old version": _put_back,
    "deleted": lambda path, _: path.unlink(),
    "replaced": _replace,
    "half copied": _half_copy,
    "parsably damaged": mutate,
}


def rows_of(folder: Path) -> dict[str, Any]:
    """Every event of every file on the disk, copies made by others aside."""
    return {
        f"{path.parent.name}/{path.name}": read_rows(path) for path in day_files(folder)
    }


def damage_many(times: int, seed: int = 0) -> Counter[str]:
    """Damage a random file so often, each kind in turn, caches warm and cold.

    Raises `AssertionError` when an event is lost, something is not named, or it is not
    repaired: with the next answer, or by `repair`.
    """
    counts = Counter[str]()
    with lived() as whole:
        wanted, rows = known(open_store(whole)), rows_of(whole)
        for number in range(times):
            rng, folder = Random(f"{seed}/{number}"), whole.with_name("tried")
            shutil.copytree(whole, folder)
            kind = list(KINDS)[number % len(KINDS)]
            is_cold = number // len(KINDS) % 2
            path = rng.choice(day_files(folder))
            KINDS[kind](path, rng)
            if is_cold:
                shutil.rmtree(folder / "cache")
            what = (seed, number, kind, path.name, "cold" if is_cold else "warm")
            for _ in range(2):  # also when what was folded is kept
                store = open_store(folder)
                assert known(store) == wanted, what
                assert [p for p in store.problems if str(path) in p], what
                store.make_cache()
            if rng.random() < 0.5:
                store.record(review("deck/new"), at=START + timedelta(days=9))
                store.close()
            else:
                done = list(repair(below(folder), "me"))
                assert [e for e in done if e.path == path and e.code == "repaired"]
            left = rows_of(folder)
            assert all(left[name].items() >= rows[name].items() for name in rows), what
            assert not open_store(folder).problems, what
            found = [
                e for e in examine(below(folder), "me") if e.level.value == "error"
            ]
            assert not found, (what, found)
            counts[kind] += 1
            shutil.rmtree(folder)
    return counts


def mutate_many(times: int, seed: int = 0) -> int:
    """Change this many values, before a window opens or under it; how many good copies
    are what they were when it has closed.

    Raises `AssertionError` when one is not, or the file does not get the value back.
    """
    with lived() as whole:
        rows = rows_of(whole)
        for number in range(times):
            rng, folder = Random(f"{seed}/{number}"), whole.with_name("tried")
            shutil.copytree(whole, folder)
            own = [p for p in day_files(folder) if p.parent.name == "device0"]
            path, store = own[-1], open_store(folder)
            if number % 2:
                mutate(path, rng)
            day = START.fromisoformat(f"{path.stem}T23:00:00+00:00")
            if number % 2 == 0:
                store.load()
                mutate(path, rng)
            for each in range(rng.choice((1, 1, 1, 51))):
                at = day + timedelta(seconds=each)
                store.record(review("deck/new", at=at), at=at)
            store.close()
            name, what = f"{path.parent.name}/{path.name}", (seed, number)
            copy = read_rows(folder / "machine" / "backups" / "me" / name)
            assert copy.items() >= rows[name].items(), what
            assert read_rows(path).items() >= rows[name].items(), what
            shutil.rmtree(folder)
    return times


def copy_folders(names: int = len(COPIES)) -> int:
    """Copy a device's folder under this many names, whole, in part, and in its place;
    how often everything counted once.

    Raises `AssertionError` when the events come to something else, or when two events
    of one id count as one.
    """
    count = 0
    with lived() as whole:
        events = whole / "library" / "users" / "me" / "events"
        # The device has a real id.
        text = {p: p.read_text().replace("device1", DEVICE) for p in day_files(whole)}
        for path, told in text.items():
            path.write_text(told)
        (events / "device1").rename(events / DEVICE)
        for derived in ("cache", "machine"):
            shutil.rmtree(whole / derived)
        wanted = known(open_store(whole))
        for name in COPIES[:names]:
            for how in ("whole", "in part", "in its place", "while it is open"):
                if how == "in its place" and name == "another name":
                    continue  # nothing says whose answers an undo there means
                folder = whole.with_name("tried")
                shutil.copytree(whole, folder)
                there = folder / "library" / "users" / "me" / "events"
                store = open_store(folder)
                shutil.copytree(there / DEVICE, there / name)
                if how == "in its place":
                    shutil.rmtree(there / DEVICE)
                elif how == "in part":
                    for path in sorted((there / name).iterdir())[::2]:
                        path.unlink()
                if how == "while it is open":
                    store.refresh()
                else:
                    store = open_store(folder)
                assert known(store) == wanted, (name, how)
                keys = [event.key for event in store.events()]
                assert len(keys) == len(set(keys)), (name, how)
                count += 1
                _want_two(there / name, store, len(keys), how)
                shutil.rmtree(folder)
    return count


def _want_two(copied: Path, store: Store, before: int, how: str) -> None:
    """An event of the same id with another body is another event."""
    if how == "in its place":
        return
    path = next(p for p in sorted(copied.iterdir()) if '"review"' in p.read_text())
    told = json.loads(path.read_text())
    event = next(e for e in told["events"].values() if e["kind"] == "review")
    event["given"] = "something else"
    path.write_text(json.dumps(told))
    keys = [each.key for each in store.events()]
    assert len(keys) == len(set(keys)) == before + 1, (copied.name, how)


def delete_on_purpose() -> int:
    """Delete what a machine has copies of, here and on another machine; how often it
    stayed away, with the trash and without it.

    Raises `AssertionError` when it came back.
    """
    count = 0
    with lived() as whole:
        old = {event.key for event in open_store(whole).events()}
        other = open_store(whole, 2)
        other.back_up(60)
        other.close()
        for machine in (0, 2):
            for is_cold in (False, True):
                for what in ("device", "user", "new name"):
                    folder = whole.with_name("tried")
                    shutil.copytree(whole, folder)
                    own = folder if machine == 0 else folder / f"device{machine}"
                    data = folder / "library"
                    users = Users(below(folder))
                    if what == "device":
                        users.delete_devices("me", ["device1"])
                    elif what == "user":
                        users.delete("me")
                    else:
                        users.rename("me", "anna")
                    if is_cold:
                        shutil.rmtree(own / "cache", ignore_errors=True)
                    where = (machine, is_cold, what)
                    for is_new in (what == "new name", False):
                        store = open_store(folder, machine)
                        keys = {event.key for event in store.events()}
                        left = {key for key in old & keys if key[-7:] != "device1"}
                        assert left == (old & keys), where
                        assert bool(left) == (what == "device"), where
                        new = "“me” is a new user. Users here: anna."
                        assert store.problems == [new] * is_new, where
                        store.record(review("deck/new"), at=START + timedelta(days=9))
                        store.close()
                        shutil.rmtree(data / "trash", ignore_errors=True)
                        shutil.rmtree(own / "cache")
                    count += 1
                    shutil.rmtree(folder)
    return count
