"""Copies of the day files, on this machine alone."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from quizapp.errors import NewerFormatError
from quizapp.files import write_whole
from quizapp.store.storage import DamagedError, events_in


class Backups:
    """One user's backups below `root`, one for each day file, under the same name.

    A backup is only ever replaced by a file that can be read and holds no fewer events,
    and is read back before it counts.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def newest(self, name: str) -> Mapping[int, Mapping[str, Any]] | None:
        """The events in the backup of a file; `None` without a good one.

        Raises `OSError` for one that is there and cannot be read now.
        """
        path = self.root / name
        try:
            return events_in(path.read_bytes(), path)
        except (FileNotFoundError, DamagedError, NewerFormatError):
            return None

    def is_pending(self, name: str, path: Path) -> bool:
        """Whether the file has been written to since it was copied."""
        try:
            kept = (self.root / name).stat()
        except OSError:
            return True
        now = path.stat()
        return (kept.st_size, kept.st_mtime_ns) != (now.st_size, now.st_mtime_ns)

    def copy(self, name: str, path: Path) -> bool:
        """Copy a file; False when it must not replace the copy there is.

        Raises `OSError`.
        """
        about = path.stat()
        data = path.read_bytes()
        try:
            events = events_in(data, path)
        except (DamagedError, NewerFormatError):
            return False
        kept = self.newest(name)
        if kept and not kept.keys() <= events.keys():
            return False
        backup = self.root / name
        write_whole(backup, data)
        if backup.read_bytes() != data:
            with suppress(OSError):
                backup.unlink()
            raise OSError(f"{backup} does not read back as it was written")
        os.utime(backup, ns=(about.st_atime_ns, about.st_mtime_ns))
        return True
