"""Copies of the day files, on this machine alone."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic

from quizapp.errors import NewerFormatError, reason_of
from quizapp.files import entries_of, write_whole
from quizapp.model import Malformed, Unknown
from quizapp.progress.log.events import decode
from quizapp.progress.log.members import is_day
from quizapp.progress.log.storage import EVENTS, DamagedError, Row, Rows, read_rows

IDS = range(2**53)
"""What an event's id may be: a time in milliseconds."""
_END = b"\n}}\n"
"""How a day file ends: what is appended comes before it."""


class Backups:
    """One user's copies below `root`, one for each day file, under the same name.

    A copy is only ever replaced by a file that can be read and that has everything the
    copy has, unchanged; it is read back before it counts. The copy of a file that was
    deleted on purpose is ignored.
    """

    def __init__(self, root: Path, users: Path) -> None:
        """Below `users` each user has a folder, of the same name as `root`."""
        self.root = root
        self._users = users
        self.problems: list[str] = []
        """A sentence for each file that could not be copied."""
        self.refused: set[str] = set()
        """Files that do not replace their copies, because these hold more."""
        self.copying: Thread | None = None
        """The copy that is being made in the background."""

    def newest(self, name: str) -> Rows | None:
        """The events in the backup of a file; `None` without a good one.

        Raises `OSError` for one that is there and cannot be read now.
        """
        path = self.root / name
        try:
            return read_rows(path) if path.exists() else None
        except (DamagedError, NewerFormatError):
            return None

    def names(self) -> Iterator[str]:
        """All copies, each as `<device>/<day>.json`."""
        for device in _entries(self.root):
            if device.is_dir(follow_symlinks=False):
                for entry in _entries(device.path):
                    day, _, suffix = entry.name.rpartition(".")
                    if suffix == "json" and is_day(day):
                        yield f"{device.name}/{entry.name}"

    def lost(self, name: str, path: Path, data: bytes, rows: Rows) -> Rows:
        """The events of a copy that `rows`, read from the file at `path` that holds
        `data`, lack or have changed."""
        try:
            copied = (self.root / name).read_bytes()
        except OSError:
            return {}
        if data and data.startswith(copied.removesuffix(_END)):
            return {}  # it has grown, at most
        try:
            kept = read_rows(path, copied)
        except (DamagedError, NewerFormatError):
            return {}
        lost = self._better(name, path, kept, rows)
        return {} if lost and self.was_deleted(name) else lost

    def _better(
        self, name: str, path: Path, kept: Rows, rows: Mapping[int, Row]
    ) -> Rows:
        """The events of a copy that are better than those of the file."""
        found = {
            id_: row
            for id_, row in kept.items()
            if row != rows.get(id_) and id_ in IDS and (id_ not in rows or _worth(row))
        }
        if found.keys().isdisjoint(rows):
            return found
        # An event never changes, so the copy's version is right, unless the copy itself
        # was changed.
        is_older = self._time(self.root / name) <= self._time(path)
        return {
            id_: row
            for id_, row in found.items()
            if id_ not in rows or _worth(row) + is_older > _worth(rows[id_])
        }

    def was_deleted(self, name: str) -> bool:
        """Whether the file of a copy went to the trash, or to a user's new name."""
        return any(True for _ in self._elsewhere(name))

    def _elsewhere(self, name: str) -> Iterator[Path]:
        """Where the file of a copy may have been moved."""
        copied, folder = self._time(self.root / name), self.root.name
        trash = self._users.parent / "trash"
        for events in (
            *trash.glob(f"users/{folder}.*/{EVENTS}"),
            *trash.glob(f"devices/*/users/{folder}/{EVENTS}"),
        ):
            # A file that came back later is newer, and so is its copy.
            path = events / name
            if path.is_file() and self._time(path) >= copied:
                yield path
        if not (self._users / folder).exists():
            for path in self._users.glob(f"*/{EVENTS}/{name}"):
                if self._holds_all(path, name):
                    yield path

    def _holds_all(self, path: Path, name: str) -> bool:
        """Whether a file has every event of a copy."""
        with suppress(OSError, DamagedError, NewerFormatError):
            kept, there = read_rows(self.root / name), read_rows(path)
            return all(there.get(id_) == row for id_, row in kept.items())
        return False

    def forget(self, name: str) -> None:
        """Remove the copy of a file that was deleted, if the deleted file still holds
        everything in it. Raises `OSError`."""
        if any(self._holds_all(path, name) for path in self._elsewhere(name)):
            (self.root / name).unlink(missing_ok=True)

    @staticmethod
    def _time(path: Path) -> int:
        try:
            return path.stat().st_mtime_ns
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
        """Copy a file; False if it must not replace the copy.

        Raises `OSError`.
        """
        about = path.stat()
        data = path.read_bytes()
        try:
            events = read_rows(path, data)
        except NewerFormatError:
            return False
        except DamagedError:
            self.refused.add(name)
            return False
        if self.lost(name, path, data, events):
            self.refused.add(name)
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
        """Copy a file below `files` in the background."""
        if not self.copying or not self.copying.is_alive():
            self.copying = Thread(target=self._try, args=(files, name), daemon=True)
            self.copying.start()

    def copy_all(self, files: Path, names: Sequence[str], seconds: float) -> int:
        """Copy the files that have changed since they were copied, the latest first,
        for at most this long; return how many are left."""
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
                f"({reason_of(error)}). The answers themselves are safe."
            )
            if problem not in self.problems:
                self.problems.append(problem)


def _worth(row: Row) -> int:
    """How readable an event is: not at all, only by a newer quizapp, or fully."""
    match decode(row.json, (0, "")).act:
        case Malformed():
            return 0
        case Unknown():
            return 1
    return 2


def merged(first: Rows, second: Rows) -> Rows:
    """The events of two versions of a file; if two differ, the first one's, unless it
    is damaged."""
    better = {
        id_: row
        for id_, row in second.items()
        if id_ in first and row != first[id_] and _worth(row) > _worth(first[id_])
    }
    return second | first | better


def _entries(folder: Path | str) -> Sequence[os.DirEntry[str]]:
    """What is in a folder; nothing if it cannot be read."""
    try:
        return entries_of(folder)
    except OSError:
        return ()
