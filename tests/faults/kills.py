"""SIGKILL at random instants: nothing acknowledged is lost, everything can be read."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

from quizapp.progress.maintenance.backup import write_archive
from tests.world import START, World, review, three_days, torn

Ack = Callable[[str], None]
LONGEST = 0.06
"""Seconds until the kill, at most."""


def _grading(at: World, ack: Ack) -> None:
    store = at.store()
    for number in range(10_000):
        when = START + timedelta(seconds=number)
        ack(store.record(review(f"deck/{number % 40}", at=when), at=when).key)


def _undoing(at: World, ack: Ack) -> None:
    store = at.store()
    for number in range(10_000):
        when = START + timedelta(seconds=number)
        event = store.record(review(f"deck/{number % 7}", at=when), at=when)
        ack(event.key)
        ack(store.undo(event, at=when).key)


def _folding(at: World, ack: Ack) -> None:
    while True:
        store = at.fresh_store()
        ack(store.record(review("deck/0"), at=START).key)
        store.close()


def _backing_up(at: World, ack: Ack) -> None:
    while True:
        shutil.rmtree(at.paths.machine / "backups", ignore_errors=True)
        store = at.store()
        ack(store.record(review("deck/0"), at=START).key)
        store.back_up(60)
        write_archive(at.folder / "backup.zip", at.paths, now=START)


def _merging(at: World, ack: Ack) -> None:
    while True:
        at.merge(at.folder / "other")
        ack(at.store().record(review("deck/0"), at=START).key)


SCENES: dict[str, tuple[Callable[[World, Ack], None], Callable[[Path], World]]] = {
    "grading": (_grading, three_days),
    "undoing": (_undoing, three_days),
    "folding": (_folding, three_days),
    "backup": (_backing_up, three_days),
    "mending": (_grading, torn),
    "merge": (_merging, three_days),
}


def kill_many(times: int, seed: int = 0) -> Counter[str]:
    """Kill a working process this many times, each scene in turn; what was counted.

    Raises `AssertionError` at the first answer lost, or state that cannot be read.
    """
    rng, counts = Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        made = {}
        for name, (_, make) in SCENES.items():
            Path(folder, name).mkdir()
            made[name] = make(Path(folder, name))
        for number in range(times):
            name = list(SCENES)[number % len(SCENES)]
            at = World(Path(folder, "tried"))
            shutil.copytree(made[name].folder, at.folder, symlinks=True)
            before = _keys(at)
            is_late = number % 4 == 3  # or a slow machine would acknowledge nothing
            after = rng.uniform(0, LONGEST)
            acked = killed(SCENES[name][0], at, after, is_late=is_late)
            found = _keys(at)
            lost = (before | acked) - found
            assert not lost, (name, number, lost)
            # What a person does next works, and a look at everything finds no error.
            event = at.store().record(review("deck/new"), at=START)
            assert event.key in _keys(at)
            assert _keys(at) >= found
            bad = [each for each in at.examine() if each.level.value == "error"]
            assert not bad, (name, number, bad)
            counts.update({"kills": 1, "answers acknowledged": len(acked), name: 1})
            shutil.rmtree(at.folder)
    counts["lost"] = counts["unreadable"] = 0
    return counts


def killed(
    work: Callable[[World, Ack], object],
    at: World,
    after: float,
    *,
    is_late: bool = False,
) -> set[str]:
    """Let a process work for this many seconds, from its start or, if `is_late`, from
    the first key on; the keys it said were on the disk."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            work(at, lambda key: _tell(writer, key))
        finally:
            os._exit(1)
    os.close(writer)
    first = os.read(reader, 1) if is_late else b""
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it ended by itself"
    with os.fdopen(reader, "rb") as told:
        *whole, _ = (first + told.read()).decode().split("\n")
    return set(whole)


def _tell(writer: int, key: str) -> None:
    os.write(writer, f"{key}\n".encode())


def _keys(at: World) -> set[str]:
    return {event.key for event in at.events()}
