"""Windows of one user write at once: every answer is there, and no false alarm."""

from __future__ import annotations

import os
import signal
import tempfile
from datetime import timedelta
from pathlib import Path

from quizapp.model import Level
from quizapp.progress.maintenance.examine import examine
from tests.world import START, World, review, three_days


def write_at_once(grades: int, windows: int = 2) -> int:
    """How many answers are there after this many windows have written `grades` each.

    Raises `AssertionError` when one is missing, or the windows disagree.
    """
    with tempfile.TemporaryDirectory() as folder:
        at = World(Path(folder))
        at.store().record(review("deck/first"), at=START)
        children: list[int] = []
        for window in range(windows):
            child = os.fork()
            if child == 0:
                _write(at, window, grades)
            children.append(child)
        for child in children:
            _, status = os.waitpid(child, 0)
            assert os.waitstatus_to_exitcode(status) == 0
        store = at.store()
        events = list(store.events())
        assert len(events) == len({event.key for event in events})
        assert len(events) == 1 + windows * grades, len(events)
        assert len(store.memories) == 1 + windows * 50
        assert store.day(START.toordinal()).reviews == len(events)
        return len(events) - 1


def check_beside(runs: int, grades: int = 2000, windows: int = 2) -> int:
    """How often an examination found nothing wrong while this many windows wrote.

    Raises `AssertionError` when it found an error.
    """
    with tempfile.TemporaryDirectory() as folder:
        at = three_days(Path(folder))
        children = list[int]()
        for window in range(windows):
            child = os.fork()
            if child == 0:
                _write(at, window, grades)
            children.append(child)
        try:
            for _ in range(runs):
                found = [
                    each
                    for each in examine(at.paths, "me")
                    if each.level is Level.ERROR
                ]
                assert not found, found
                at.store().close()  # as a window that ends, which writes the cache
        finally:
            for child in children:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
    return runs


def _write(at: World, window: int, grades: int) -> None:
    status = 1
    try:
        store = at.store()
        for number in range(grades):
            when = START + timedelta(seconds=number)
            store.record(review(f"deck/{window}-{number % 50}", at=when), at=when)
        store.refresh()
        status = 0
    finally:
        os._exit(status)
