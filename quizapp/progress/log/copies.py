"""Copies of the day files, on this machine alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic

from quizapp.errors import NewerFormatError
from quizapp.files import write_whole
from quizapp.progress.log.events import is_well_formed
from quizapp.progress.log.storage import (
    DamagedError,
    Row,
    Rows,
    read_rows,
)


class Backups:
    """One user's backups below `root`, one for each day file, under the same name.

    A backup is only ever replaced by a file that can be read and in which no event is
    missing or damaged that the backup has; it is read back before it counts.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[str] = []
        """A sentence for each file that could not be copied."""
        self.copying: Thread | None = None
        """The copy that is being made beside the questions."""

    def newest(self, name: str) -> Rows | None:
        """The events in the backup of a file; `None` without a good one.

        Raises `OSError` for one that is there and cannot be read now.
        """
        path = self.root / name
        try:
            return read_rows(path) if path.exists() else None
        except (DamagedError, NewerFormatError):
            return None

    def size(self, name: str) -> int:
        """How large the backup of a file is; 0 without one."""
        try:
            return (self.root / name).stat().st_size
        except OSError:
            return 0

    def is_pending(self, name: str, path: Path) -> bool:
        """Whether the file has been written to since it was copied."""
        try:
            now = path.stat()
        except OSError:
            return False
        try:
            kept = (self.root / name).stat()
        except OSError:
            return True
        return (kept.st_size, kept.st_mtime_ns) != (now.st_size, now.st_mtime_ns)

    def copy(self, name: str, path: Path) -> bool:
        """Copy a file; False when it must not replace the copy there is.

        Raises `OSError`.
        """
        about = path.stat()
        data = path.read_bytes()
        try:
            events = read_rows(path, data)
        except (DamagedError, NewerFormatError):
            return False
        kept = self.newest(name) or {}
        if any(_is_better(row, events.get(id_)) for id_, row in kept.items()):
            return False
        backup = self.root / name
        write_whole(backup, data)
        if backup.read_bytes() != data:
            with suppress(OSError):
                backup.unlink()
            raise OSError(f"{backup} does not read back as it was written")
        os.utime(backup, ns=(about.st_atime_ns, about.st_mtime_ns))
        return True

    def copy_soon(self, files: Path, name: str) -> None:
        """Copy a file below `files` beside the next question."""
        if not self.copying or not self.copying.is_alive():
            self.copying = Thread(target=self._try, args=(files, name), daemon=True)
            self.copying.start()

    def copy_all(self, files: Path, names: Sequence[str], seconds: float) -> int:
        """Copy the files that have changed since they were copied, the last first, for
        at most so long; how many are left."""
        if self.copying:
            self.copying.join()
        until = monotonic() + seconds
        pending = [n for n in names if self.is_pending(n, files / n)]
        while pending and monotonic() < until:
            self._try(files, pending.pop())
        return len(pending)

    def _try(self, files: Path, name: str) -> None:
        try:
            self.copy(name, files / name)
        except OSError as error:
            problem = (
                f"Your answers could not be copied to {self.root} "
                f"({error.strerror or error}). The answers themselves are safe."
            )
            if problem not in self.problems:
                self.problems.append(problem)


def _is_better(kept: Row, now: Row | None) -> bool:
    """Whether an event of the backup is missing from the file, or damaged there."""
    if now is None:
        return True
    return kept != now and is_well_formed(kept.json) and not is_well_formed(now.json)
