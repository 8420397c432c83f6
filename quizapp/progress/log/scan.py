"""Which day files a user has, and which of them have changed.

Each is known as `<device>/<day>.json`.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from quizapp.errors import StoreError, reason_of
from quizapp.files import entries_of
from quizapp.progress.log.members import flaw_in, is_day
from quizapp.progress.log.users import reading

_DAY_FILE = re.compile(r"(\d{4}-\d\d-\d\d)(\D.*)?\.json", re.ASCII | re.DOTALL)
"""A day's file, or with something between, the copy of it that a file sync made of two
versions: `(conflicted copy …)`, `.sync-conflict-…`, ` (1)`, `-HOST`, ` 2`."""


UNREAD = -1
"""The time of a folder that could not be read; every scan tries it again."""


class Seen(Struct, frozen=True, gc=False, array_like=True):
    """A day file, with a file sync's copies of it, as it was when it was folded."""

    size: int
    mtime: int
    """Nanoseconds since the epoch."""
    count: int
    """How many events the file had; later ones come after them, as it only grows."""
    digest: int
    """A digest of these events as they were in the file."""


class Scan:
    """The files below a user's `events/`, by their names and times."""

    def __init__(self, root: Path, users: Path, say: Callable[[str], None]) -> None:
        """`root` is the `events` folder, `users` the one below which no link is
        followed; `say` is called with a sentence for whatever is not read."""
        self.root = root
        self._users = users
        self._say = say
        self._folders: dict[str, int] = {}
        """Modification times of the device folders at the latest scan."""
        self._days: dict[str, frozenset[str]] = {}
        """The days of each device folder at its latest scan."""
        self._copies: dict[str, list[str]] = {}
        """Names of a file sync's copies, by the file they are copies of."""

    def changed(self, seen: Mapping[str, Seen]) -> list[str]:
        """The files that are not as they were `seen`, also those that are gone.

        A folder whose modification time is the same holds no changed file, as every
        write renames.
        """
        found: list[str] = []
        scanned: dict[str, Mapping[str, tuple[int, int]]] = {}
        folders: dict[str, int] = {}
        for device in self._devices():
            folders[device.name] = UNREAD
            try:
                mtime = device.stat(follow_symlinks=False).st_mtime_ns
                if self._folders.get(device.name) != mtime:
                    scanned[device.name] = self._scan(device)
                folders[device.name] = mtime
            except OSError as error:  # its folded events stay
                self._say(f"{device.path} cannot be read ({reason_of(error)}).")
        for files in scanned.values():
            for name, (size, time) in files.items():
                before = seen.get(name)
                if before is None or (before.size, before.mtime) != (size, time):
                    found.append(name)
        if not folders or scanned or folders.keys() != self._folders.keys():
            found += [
                name
                for name in seen
                if (own := name.partition("/")[0]) not in folders
                or name not in scanned.get(own, seen)
            ]
        self._folders = folders
        return found

    def names(self) -> list[str]:
        """The names of all day files, sorted by day."""
        found: list[str] = []
        for device in self._devices():
            try:
                found += self._scan(device)
            except OSError as error:
                self._say(f"{device.path} cannot be read ({reason_of(error)}).")
        return sorted(found, key=day_of)

    def _devices(self) -> list[os.DirEntry[str]]:
        with reading(self.root):
            if not self.root.is_dir():
                return []
            self.refuse_links(self.root)
            found = entries_of(self.root)
        entries: list[os.DirEntry[str]] = []
        for entry in found:
            if not entry.is_dir(follow_symlinks=False) or entry.name.startswith("."):
                continue
            if flaw := flaw_in(entry.name):
                self._say(f"{entry.path}: {flaw}; no events are read from it.")
            else:
                entries.append(entry)
        names = {entry.name for entry in entries}
        self._days = {each: self._days[each] for each in self._days if each in names}
        return sorted(entries, key=lambda entry: entry.name)

    def _scan(self, device: os.DirEntry[str]) -> dict[str, tuple[int, int]]:
        """The size and time of each day of a device, including copies."""
        days: dict[str, tuple[int, int]] = {}
        copies: dict[str, list[str]] = defaultdict(list)
        for entry in entries_of(device.path):
            match = _DAY_FILE.fullmatch(entry.name)
            if not match:
                continue
            if not entry.is_file(follow_symlinks=False):
                self._say(f"{entry.path} is not a file; no events are read from it.")
                continue
            if not is_day(match[1]):
                self._say(
                    f"{entry.path}: there is no such day, so its events are not read. "
                    "Give it the name of the day on which they happened."
                )
                continue
            name, about = f"{device.name}/{match[1]}.json", entry.stat()
            size, time = days.get(name, (0, 0))
            days[name] = size + about.st_size, max(time, about.st_mtime_ns)
            if match[2]:
                copies[name].append(entry.name)
        for name in days:
            self._copies.pop(name, None)
        self._copies |= copies
        self._days[device.name] = frozenset(map(day_of, days))
        return days

    def of_day(self, day: str) -> Iterator[str]:
        """The files of a day in all folders, as of the latest scan."""
        return (f"{d}/{day}.json" for d, days in self._days.items() if day in days)

    def paths(self, name: str) -> list[Path]:
        """The paths of the day file `name`: its own, and those of copies that a file
        sync made."""
        path = self.root / name
        return [path, *(path.with_name(each) for each in self._copies.get(name, ()))]

    def is_unchanged(self, name: str, seen: Mapping[str, Seen]) -> bool:
        """Whether nobody has written to the device's folder since the latest scan.

        A rename moves the folder's time; within one tick of the clock the day's file
        has grown, as it is only appended to.
        """
        device = name.partition("/")[0]
        try:
            if self._folders.get(device) != (self.root / device).stat().st_mtime_ns:
                return False
            before = seen.get(name)
            sizes = [each.stat().st_size for each in self.paths(name)]
            if before is not None and sum(sizes) == before.size:
                return True
        except FileNotFoundError:
            return False
        del self._folders[device]  # its time does not show what has changed
        return False

    def have_written(self, name: str) -> None:
        """Remember the folder's time after a file in it was written."""
        path = self.root / name
        self._folders[path.parent.name] = path.parent.stat().st_mtime_ns

    def refuse_links(self, path: Path) -> None:
        """Raise `StoreError` when a link below `users` would lead elsewhere."""
        while path not in (self._users, path.parent):
            if path.is_symlink():
                raise StoreError(
                    f"{path} is a link; progress is neither read nor written through "
                    "links. Put the real folder there."
                )
            path = path.parent


def is_day_file(name: str) -> bool:
    """Whether a file of this name is a day's, or a file sync's copy of one."""
    return bool(_DAY_FILE.fullmatch(name))


def name_of(device: str, day: int) -> str:
    """The name of the file of a device's study day."""
    return f"{device}/{date.fromordinal(day).isoformat()}.json"


def day_of(name: str) -> str:
    """The day in the name of a day file: `2026-11-24`."""
    return name.rpartition("/")[2].removesuffix(".json")
