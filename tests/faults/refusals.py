"""Each file-system call of an operation refused in turn: old state or new, no other."""

from __future__ import annotations

import errno
import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from quizapp.errors import QuizappError, StoreError
from quizapp.model import Event
from quizapp.progress.maintenance.backup import write_archive
from quizapp.progress.maintenance.examine import examine
from quizapp.progress.maintenance.restore import restore
from quizapp.progress.store import Store
from tests.world import START, World, review, three_days, torn

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
CALLS = ("open", "fsync", "replace", "rename", "unlink", "mkdir")
"""Functions of `os` through which everything is written."""


Operation = Callable[[], None]
"""Done, and done again when it failed."""


@dataclass
class Refusals:
    """Refuses the call of one number, and counts them."""

    number: int
    error: int
    calls: int = 0

    def next(self) -> None:
        self.calls += 1
        if self.calls - 1 == self.number:
            raise OSError(self.error, os.strerror(self.error))


class _File:
    """A file whose writes are calls that may be refused, some of them halfway."""

    def __init__(self, file: Any, refusals: Refusals) -> None:
        self._file = file
        self._refusals = refusals

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, data: bytes) -> int:
        try:
            self._refusals.next()
        except OSError:
            self._file.write(data[: len(data) // 2])
            self._file.flush()
            raise
        return int(self._file.write(data))


@contextmanager
def refusing(number: int, error: int) -> Iterator[Refusals]:
    """Within, the file-system call of this number fails with this error."""
    refusals = Refusals(number, error)

    def refused(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            refusals.next()
            return real(*args, **more)

        return call

    fdopen = os.fdopen
    patches = [patch.object(os, name, refused(getattr(os, name))) for name in CALLS]
    patches.append(
        patch.object(os, "fdopen", lambda *a, **k: _File(fdopen(*a, **k), refusals))
    )
    patches.append(patch.object(io, "open", refused(io.open)))  # what pathlib reads by
    for each in patches:
        each.start()
    try:
        yield refusals
    finally:
        for each in patches:
            each.stop()


def _record(at: World) -> Operation:
    """Trying again means: in the same window, with the question still there."""
    store: list[Store] = []

    def go() -> None:
        store[:] = store or [at.store()]
        store[0].record(review("deck/new"), at=START)

    return go


def _undo(at: World) -> Operation:
    store: list[Store] = []
    steps: list[Event] = []

    def go() -> None:
        store[:] = store or [at.store()]
        step = store[0].latest_step(START.toordinal())
        steps[:] = steps or (step[0] if step else [])
        if not steps:
            raise StoreError("There is nothing to undo.")
        store[0].undo(*steps, at=START + timedelta(minutes=1))

    return go


def _close(at: World) -> None:
    store = at.store()
    store.fold_again()
    store.close()


def _backup(at: World) -> None:
    write_archive(at.folder / "backup.zip", at.paths, now=START)


def _restore(at: World) -> None:
    restore(at.folder / "other.zip", at.paths, now=START)


def _merge(at: World) -> None:
    at.merge(at.folder / "other")


def _rename(at: World) -> None:
    at.users().rename("me", "Zoë")


def _delete(at: World) -> None:
    at.users().delete("me")


OPERATIONS: dict[str, tuple[Callable[[World], Operation], Callable[[Path], World]]] = {
    "grade": (_record, three_days),
    "first grade": (_record, World),
    "undo": (_undo, three_days),
    "fold and close": (lambda at: partial(_close, at), three_days),
    "back up": (lambda at: partial(_backup, at), three_days),
    "restore": (lambda at: partial(_restore, at), three_days),
    "merge": (lambda at: partial(_merge, at), three_days),
    "mend": (_record, torn),
    "rename user": (lambda at: partial(_rename, at), three_days),
    "delete user": (lambda at: partial(_delete, at), three_days),
}


def state(at: World) -> list[tuple[str, frozenset[str]]]:
    """Each user with the keys of the events there are; trashed ones too."""
    told = [
        (user, frozenset(each.key for each in at.events(user)))
        for user in at.users().names
    ]
    trash = at.paths.data / "trash" / "users"
    if trash.is_dir():
        told += [(f"trash {each.name}", frozenset()) for each in trash.iterdir()]
    return told


def refuse_all(name: str, errors: Sequence[int] = ERRORS) -> int:
    """Refuse every call of the operation, one after the other, with every error.

    After each the state is the old one or the new one (of several files: each one or
    the other), no file is unreadable, and trying again gives the new one with no event
    twice. The number of calls refused.
    """
    begin, make = OPERATIONS[name]
    refused = 0
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "made").mkdir()
        first = make(Path(folder, "made"))
        old = state(first)
        done = World(Path(folder, "done"))
        shutil.copytree(first.folder, done.folder, symlinks=True)
        begin(done)()
        new = state(done)
        for error in errors:
            for number in range(10_000):
                at = World(Path(folder, "tried"))
                shutil.copytree(first.folder, at.folder, symlinks=True)
                operation = begin(at)
                with refusing(number, error) as refusals:
                    told = None
                    try:
                        operation()
                    except QuizappError as raised:
                        told = str(raised)
                if refusals.calls <= number:
                    shutil.rmtree(at.folder)
                    break
                refused += 1
                where = (name, number, os.strerror(error), told)
                between = is_between(state(at), old, new)
                assert between, where
                assert told is None or told.rstrip().endswith("."), where
                found = [
                    each
                    for user, _ in state(at)
                    if not user.startswith("trash ")
                    for each in examine(at.paths._replace(cache=at.folder / "x"), user)
                    if each.level.value == "error" and name != "mend"
                ]
                assert not found, (where, found)
                if told is not None or not _alike(state(at), new):
                    with suppress(QuizappError):  # renamed already, say
                        operation()
                    assert _alike(state(at), new), where
                shutil.rmtree(at.folder)
    return refused


def is_between(
    found: list[tuple[str, frozenset[str]]],
    old: list[tuple[str, frozenset[str]]],
    new: list[tuple[str, frozenset[str]]],
) -> bool:
    """Whether no event of the old state is missing, and there is none beside the new.

    Keys hold a new device's random id, so a first grade is compared by number.
    """
    if [user for user, _ in found] not in (
        [user for user, _ in old],
        [user for user, _ in new],
    ):
        return False
    before, after = dict(old), dict(new)
    return all(
        before.get(user, frozenset()) <= keys or user not in before
        for user, keys in found
    ) and all(
        len(keys) <= len(after.get(user, before.get(user, frozenset())))
        for user, keys in found
    )


def _alike(
    found: list[tuple[str, frozenset[str]]], new: list[tuple[str, frozenset[str]]]
) -> bool:
    return [(user, len(keys)) for user, keys in found] == [
        (user, len(keys)) for user, keys in new
    ]
