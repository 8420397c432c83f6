"""The day files of one user: one folder a device, one file a study day."""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from quizapp.errors import NewerFormatError, StoreError
from quizapp.files import sync_folder, write_whole
from quizapp.store.backups import Backups
from quizapp.store.storage import EVENTS, DamagedError, WholeFile, events_in
from quizapp.text import plural

_DAY_FILE = re.compile(r"(\d{4}-\d\d-\d\d)(\D.*)?\.json", re.ASCII | re.DOTALL)
"""A day's file, or with something between, the copy of it that a file sync made of two
versions: `(conflicted copy …)`, `.sync-conflict-…`, ` (1)`, `-HOST`, ` 2`."""
EPOCH = date(1970, 1, 1).toordinal()
WINDOW = 2
"""Days by which events may stand in the file of another day than their time's: the
hour at which a day starts, and the offsets of two places, are less."""
DAY = 86_400_000
"""Milliseconds."""

Body = Mapping[str, Any]
Stamp = tuple[int, str]
"""An event's id and device: the order of the fold."""
Found = tuple[Stamp, Body, str]
"""An event, and the file it stands in."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A day file, with a file sync's copies of it, as it was when it was folded."""

    size: int
    mtime: int
    """Nanoseconds."""
    count: int
    """Its events; later ones come after them, as a day file only grows."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A part of all events, on the way through the files."""

    share: float
    """Of the files that have been read, 0 to 1."""
    read: Sequence[Found]
    """The events that have just been read, undos among them."""
    ready: Sequence[Found]
    """The events whose turn it is; no earlier ones follow, unless they stand in the
    file of another day."""
    files: Mapping[str, Seen]


@dataclass
class DayFiles:
    """The files below a user's `events/`, each known as `<device>/<day>.json`."""

    root: Path
    """The user's `events` folder."""
    users: Path
    """The folder below which no link is followed."""
    backups: Backups
    problems: list[str] = field(default_factory=list)
    """A sentence for each file that could not be read."""
    damaged: set[str] = field(default_factory=set)
    """Files for which a backup, or nothing, stands in."""
    _folders: dict[str, int] = field(default_factory=dict)
    """Modification times of the device folders at the latest scan."""
    _copies: dict[str, list[str]] = field(default_factory=dict)
    """Names of a file sync's copies, by the file they are copies of."""

    def changed(self, seen: Mapping[str, Seen]) -> list[str]:
        """The files that are not as they were `seen`, by day.

        A folder whose modification time is the same holds no changed file, as every
        write renames.
        """
        found: list[str] = []
        for device in self._devices():
            mtime = device.stat(follow_symlinks=False).st_mtime_ns
            if self._folders.get(device.name) == mtime:
                continue
            for name, (size, time) in self._scan(device).items():
                before = seen.get(name)
                if before is None or (before.size, before.mtime) != (size, time):
                    found.append(name)
            self._folders[device.name] = mtime
        return sorted(found, key=_day_of)

    def names(self) -> list[str]:
        """All files, by day."""
        return sorted(
            (name for device in self._devices() for name in self._scan(device)),
            key=_day_of,
        )

    def _devices(self) -> list[os.DirEntry[str]]:
        if not self.root.is_dir():
            return []
        self._refuse_links(self.root)
        entries = [e for e in os.scandir(self.root) if e.is_dir(follow_symlinks=False)]
        return sorted(entries, key=lambda entry: entry.name)

    def _scan(self, device: os.DirEntry[str]) -> dict[str, tuple[int, int]]:
        """Size and modification time of each day of a device, its copies included."""
        told: dict[str, tuple[int, int]] = {}
        copies: dict[str, list[str]] = defaultdict(list)
        for entry in os.scandir(device.path):
            match = _DAY_FILE.fullmatch(entry.name)
            if not match or not entry.is_file(follow_symlinks=False):
                continue
            name, about = f"{device.name}/{match[1]}.json", entry.stat()
            size, time = told.get(name, (0, 0))
            told[name] = size + about.st_size, max(time, about.st_mtime_ns)
            if match[2]:
                copies[name].append(entry.name)
        for name in told:
            self._copies.pop(name, None)
        self._copies |= copies
        return told

    def name_of(self, device: str, day: int) -> str:
        """The file of a device's study day."""
        return f"{device}/{date.fromordinal(day).isoformat()}.json"

    def paths(self, name: str) -> list[Path]:
        """The file of this name, and a file sync's copies of it."""
        path = self.root / name
        return [path, *(path.with_name(each) for each in self._copies.get(name, ()))]

    def read(
        self, name: str, before: Seen | None = None
    ) -> tuple[list[tuple[int, Body]], Seen | None]:
        """The events of a file with their ids, in order, and the file as it was.

        For a file that cannot be read its backup stands in, and `problems` says so,
        with what `before` tells of how much is missing.
        """
        size = time = 0
        found: dict[int, Body] = {}
        for path in self.paths(name):
            try:
                about = path.stat()
                data = path.read_bytes()
                size, time = size + about.st_size, max(time, about.st_mtime_ns)
                events: Mapping[int, Body] = events_in(data, path)
            except FileNotFoundError:
                continue
            except NewerFormatError as error:
                self.problems.append(str(error))
                return [], None
            except OSError as error:
                self.problems.append(
                    f"{path} cannot be read ({error.strerror}); without it some "
                    "answers are missing. Nothing is changed in it."
                )
                return [], None
            except DamagedError as error:
                events = self._stand_in(name, path, str(error), before)
            found = {**events, **found}
        if before and len(found) < before.count and name not in self.damaged:
            why = "it has lost events"
            found |= self._stand_in(name, self.root / name, why, before)
        return sorted(found.items()), Seen(size, time, len(found))

    def _stand_in(
        self, name: str, path: Path, why: str, before: Seen | None
    ) -> Mapping[int, Body]:
        if path.name != Path(name).name:
            self.problems.append(f"{path}, a file sync's copy, is damaged: {why}.")
            return {}
        kept: Mapping[int, Body] = {}
        with suppress(OSError):  # `mend` does not go on without it
            kept = self.backups.newest(name) or {}
        if name not in self.damaged:
            self.damaged.add(name)
            missing = max(0, before.count - len(kept)) if before else 0
            stands = f"its backup with {_answers(kept)} stands in" if kept else ""
            lost = ""
            if missing and kept:
                later = plural(missing, "later one is", "later ones are")
                lost = f"{later} missing"
            elif not kept and before:
                lost = f"{plural(before.count, 'event is', 'events are')} missing"
            elif not kept:
                lost = "its events are missing"
            told = ", ".join(part for part in (stands, lost) if part)
            self.problems.append(f"{path} is damaged ({why}): {told}.")
        return kept

    def in_order(self) -> Iterator[Batch]:
        """All events in the order of the fold, a day at a time.

        One that stands in the file of quite another day than its own comes later.
        """
        held: list[Found] = []
        names = self.names()
        done = 0
        for day, of_day in groupby(names, key=_day_of):
            files: dict[str, Seen] = {}
            read: list[Found] = []
            for name in of_day:
                events, now = self.read(name)
                done += 1
                if now:
                    files[name] = now
                    device = name.partition("/")[0]
                    read += [((id_, device), body, name) for id_, body in events]
            held = sorted([*held, *read], key=_stamp)
            until = (date.fromisoformat(day).toordinal() - WINDOW - EPOCH) * DAY
            cut = bisect_left(held, until, key=_id)
            yield Batch(done / len(names), read, held[:cut], files)
            held = held[cut:]
        yield Batch(1.0, [], held, {})

    def with_any(self, *texts: bytes) -> Iterator[Found]:
        """The events of all files in which one of the texts stands."""
        for name in self.names():
            if any(_holds(path, texts) for path in self.paths(name)):
                device = name.partition("/")[0]
                for id_, body in self.read(name)[0]:
                    yield (id_, device), body, name

    def append(
        self,
        device: str,
        day: int,
        events: Sequence[tuple[int, Body]],
        seen: Mapping[str, Seen],
    ) -> tuple[str, Seen]:
        """Write events to a device's file of a study day, in one atomic write.

        Raises `StoreError`, and the file is as it was, or as it was to be. A damaged
        file is set aside first, never overwritten.
        """
        name = self.name_of(device, day)
        path = self.root / name
        count = seen[name].count if name in seen else 0
        try:
            self.add(name, events)
            about = [each.stat() for each in self.paths(name)]
            self._folders[device] = path.parent.stat().st_mtime_ns
        except OSError as error:
            raise StoreError(
                f"The answer could not be written to {path}: "
                f"{error.strerror or error}. Nothing is lost; try again."
            ) from error
        return name, Seen(
            sum(each.st_size for each in about),
            max(each.st_mtime_ns for each in about),
            count + len(events),
        )

    def add(self, name: str, events: Sequence[tuple[int, Body]]) -> None:
        """Write events that a file does not hold into it, in one atomic write.

        A damaged file is mended first. Raises `OSError`, or `StoreError` for a link or
        a file of a newer quizapp.
        """
        path = self.root / name
        self._refuse_links(path)
        if name in self.damaged:
            self.mend(name)
        try:
            _insert(path, events)
        except DamagedError:
            self.mend(name)
            _insert(path, events)

    def settle(self, name: str) -> None:
        """Bring a file that was written, but perhaps not to the disk, to the disk."""
        path = self.root / name
        with path.open("rb") as file:
            os.fsync(file.fileno())
        sync_folder(path.parent)

    def complain_of(self, name: str, stamp: Stamp) -> None:
        """Say that an event cannot be made sense of; it is kept and skipped."""
        self.problems.append(
            f"{self.root / name}: event {stamp[0]} is not as it must be; it is skipped."
        )

    def is_as(self, device: str, day: int, seen: Mapping[str, Seen]) -> bool:
        """Whether nobody has written to the device's folder since the latest scan.

        A rename moves the folder's time; within one tick of the clock the day's file
        has grown, as it is only appended to.
        """
        name = self.name_of(device, day)
        try:
            if self._folders.get(device) != (self.root / device).stat().st_mtime_ns:
                return False
            before = seen.get(name)
            sizes = [each.stat().st_size for each in self.paths(name)]
            return before is not None and sum(sizes) == before.size
        except FileNotFoundError:
            return False

    def mend(self, name: str) -> None:
        """Set a damaged file aside under a name of its own; its backup, if there is
        one, takes its place with whatever can be read of it. Raises `OSError`."""
        path, number = self.root / name, 1
        while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
            number += 1
        data = path.read_bytes()
        write_whole(aside, data)  # copied first: at no moment is the file missing
        kept = dict(self.backups.newest(name) or {})
        with suppress(DamagedError):
            kept |= events_in(data, path)
        WholeFile(path).write({EVENTS: {str(id_): b for id_, b in kept.items()}})
        self.damaged.discard(name)
        self.problems.append(f"What was damaged is kept as {aside}.")

    def sweep(self, device: str) -> None:
        """Remove what writes that were cut short have left in a device's folder.

        Called under the lock: nobody is writing there.
        """
        if not (self.root / device).is_dir():
            return
        for path in (self.root / device).glob(".*.tmp"):
            path.unlink()

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


def _holds(path: Path, texts: Sequence[bytes]) -> bool:
    try:
        data = path.read_bytes()
        return any(text in data for text in texts)
    except OSError:
        return True  # `read` tells of it


def _answers(events: Mapping[int, Body]) -> str:
    count = sum(body["kind"] == "review" for body in events.values())
    return plural(count, "answer")


def _stamp(found: Found) -> Stamp:
    return found[0]


def _id(found: Found) -> int:
    return found[0][0]


def _day_of(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".json")
