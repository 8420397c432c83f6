"""The day files of one user: one folder a device, one file a study day."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from quizapp.errors import NewerFormatError, StoreError
from quizapp.store.storage import DamagedError, WholeFile, check_format, tables_in

EVENTS = "events"
_DAY_FILE = re.compile(r"\d{4}-\d\d-\d\d\.json", re.ASCII)

Body = Mapping[str, Any]
Stamp = tuple[int, str]
"""An event's id and device: the order of the fold."""
Found = tuple[Stamp, Body, str]
"""An event, and the file it stands in."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A day file as it was when its events were folded."""

    size: int
    mtime: int
    """Nanoseconds."""
    count: int
    """Its events; later ones come after them, as a day file only grows."""


@dataclass
class DayFiles:
    """The files below a user's `events/`."""

    root: Path
    """The user's `events` folder."""
    users: Path
    """The folder below which no link is followed."""
    problems: list[str] = field(default_factory=list)
    """A sentence for each file that could not be read."""
    _folders: dict[str, int] = field(default_factory=dict)
    """Modification times of the device folders at the latest scan."""

    def changed(self, seen: Mapping[str, Seen]) -> list[str]:
        """The files, as `<device>/<day>.json`, that are not as they were `seen`.

        A folder whose modification time is the same holds no changed file, as every
        write renames.
        """
        found: list[str] = []
        for device in self._devices():
            mtime = device.stat(follow_symlinks=False).st_mtime_ns
            if self._folders.get(device.name) == mtime:
                continue
            for entry in os.scandir(device.path):
                if _DAY_FILE.fullmatch(entry.name) and not entry.is_symlink():
                    name = f"{device.name}/{entry.name}"
                    about, before = entry.stat(), seen.get(name)
                    if before is None or (before.size, before.mtime) != (
                        about.st_size,
                        about.st_mtime_ns,
                    ):
                        found.append(name)
            self._folders[device.name] = mtime
        return sorted(found)

    def _devices(self) -> list[os.DirEntry[str]]:
        if not self.root.is_dir():
            return []
        self._refuse_links(self.root)
        entries = [e for e in os.scandir(self.root) if e.is_dir(follow_symlinks=False)]
        return sorted(entries, key=lambda entry: entry.name)

    def read(self, name: str) -> tuple[list[tuple[int, Body]], Seen | None]:
        """The events of a file with their ids, in order, and the file as it was.

        A file that cannot be read has no events; `problems` says why.
        """
        path = self.root / name
        try:
            about = path.stat()
            tables = tables_in(path.read_bytes())
            check_format(tables, path)
            events = sorted((int(id_), b) for id_, b in tables.get(EVENTS, {}).items())
        except NewerFormatError as error:
            self.problems.append(str(error))
            return [], None
        except (OSError, ValueError, DamagedError) as error:
            self.problems.append(
                f"{path} cannot be read ({error}); it is left as it is."
            )
            return [], None
        return events, Seen(about.st_size, about.st_mtime_ns, len(events))

    def all(self) -> list[Found]:
        """Every event of every device, in the order of the fold."""
        found: list[Found] = []
        for device in self._devices():
            for entry in os.scandir(device.path):
                if _DAY_FILE.fullmatch(entry.name) and not entry.is_symlink():
                    name = f"{device.name}/{entry.name}"
                    events, _ = self.read(name)
                    found += [((id_, device.name), body, name) for id_, body in events]
        found.sort(key=_stamp)
        return found

    def append(
        self,
        device: str,
        day: int,
        events: Sequence[tuple[int, Body]],
        seen: Mapping[str, Seen],
    ) -> tuple[str, Seen]:
        """Write events to a device's file of a study day, in one atomic write.

        Raises `StoreError`, and the file is as it was. A file that is damaged is set
        aside under a name of its own, never overwritten.
        """
        path = self.root / device / f"{date.fromordinal(day).isoformat()}.json"
        name = f"{device}/{path.name}"
        count = seen[name].count if name in seen else 0
        try:
            self._refuse_links(path)
            try:
                _insert(path, events)
            except DamagedError:
                self._set_aside(path)
                _insert(path, events)
                count = 0
            about = path.stat()
            self._folders[device] = path.parent.stat().st_mtime_ns
        except OSError as error:
            raise StoreError(
                f"The answer could not be written to {path}: "
                f"{error.strerror or error}. Nothing is lost; try again."
            ) from error
        return name, Seen(about.st_size, about.st_mtime_ns, count + len(events))

    def is_as(self, device: str, day: int, seen: Mapping[str, Seen]) -> bool:
        """Whether nobody has written to the device's folder since the latest scan.

        A rename moves the folder's time; within one tick of the clock the day's file
        has grown, as it is only appended to.
        """
        name = f"{device}/{date.fromordinal(day).isoformat()}.json"
        try:
            if self._folders.get(device) != (self.root / device).stat().st_mtime_ns:
                return False
            before = seen.get(name)
            return (
                before is not None and (self.root / name).stat().st_size == before.size
            )
        except FileNotFoundError:
            return False

    def _set_aside(self, path: Path) -> None:
        number = 1
        while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
            number += 1
        path.rename(aside)
        self.problems.append(f"{path} was damaged; it is kept as {aside.name}.")

    def _refuse_links(self, path: Path) -> None:
        """Raise `StoreError` when a link below `users` would lead elsewhere."""
        while path not in (self.users, path.parent):
            if path.is_symlink():
                raise StoreError(
                    f"{path} is a link; progress is neither read nor written through "
                    "links. Put the real folder there."
                )
            path = path.parent


def _insert(path: Path, events: Sequence[tuple[int, Body]]) -> None:
    from tinydb import TinyDB
    from tinydb.table import Document

    with TinyDB(path, storage=WholeFile) as database:
        database.table(EVENTS).insert_multiple(
            [Document(dict(body), id_) for id_, body in events]
        )


def _stamp(found: Found) -> Stamp:
    return found[0]
