"""Repairs what is wrong with a user's files, and says what it did."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from quizapp.model import Level
from quizapp.paths import Paths
from quizapp.progress.log.device import device_here, locked
from quizapp.progress.log.user_folders import folder_of
from quizapp.progress.maintenance.examine import Problem, UserFiles, below, examine
from quizapp.progress.store import Store
from quizapp.text import plural

LONG_ENOUGH = 3600.0
"""Seconds for copies: as many as are needed."""


def repair(paths: Paths, user: str) -> Iterator[Problem]:
    """Repair the files of `user`; what was done, then what is still wrong.

    Nothing is deleted but what an interrupted write has left. Raises `StoreError`.
    """
    files = UserFiles(paths, user)
    found = {each.code for each in examine(paths, user)}
    yield from _mend(files)
    if "readable-by-others" in found:
        yield from _close_to_others(files)
    if "wrong-cache" in found:
        files.open().make_cache()
        yield _done(files.cached, "rebuilt.")
    yield from examine(paths, user)


def _mend(files: UserFiles) -> Iterator[Problem]:
    store, device = files.fold(), device_here(files.paths.machine)
    log = store.files
    pending = [name for name in log.names() if _is_pending(store, name)]
    store.back_up(LONG_ENOUGH)  # which finds files that are worse than their copies
    with locked(files.paths.machine, folder_of(files.user)):
        if device:
            for path in sorted((log.root / device).glob(".*.tmp")):
                path.unlink(missing_ok=True)
                yield _done(path, "removed.")
        log.mend_all(LONG_ENOUGH)
    store.back_up(LONG_ENOUGH)
    for name, what in log.mended.items():
        done = f"restored {what}." if what else "written again."
        yield _done(log.root / name, done)
    if copied := sum(not _is_pending(store, name) for name in pending):
        yield _done(log.root, f"copied {plural(copied, 'file')} on this machine.")


def _close_to_others(files: UserFiles) -> Iterator[Problem]:
    for path in below(files.folder, files.copies):
        if os.name == "posix" and not path.is_symlink() and path.stat().st_mode & 0o077:
            with suppress(OSError):
                path.chmod(0o700 if path.is_dir() else 0o600)
                yield _done(path, "made private.")


def _is_pending(store: Store, name: str) -> bool:
    return store.backups.is_pending(name, store.files.root / name)


def _done(path: Path, message: str) -> Problem:
    return Problem(path, "repaired", message, Level.HINT)
