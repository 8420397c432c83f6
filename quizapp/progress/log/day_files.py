"""The day files of one user: one folder per device, one file per study day."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import count, groupby
from pathlib import Path
from time import monotonic
from zlib import crc32

from msgspec import Struct

from quizapp.errors import NewerFormatError, StoreError, reason_of
from quizapp.files import sync_folder, write_whole
from quizapp.model import Event, Malformed, Stamp
from quizapp.paths import Paths
from quizapp.progress.log.copies import IDS, Backups, merged
from quizapp.progress.log.device_folders import (
    device_of_folder,
    is_taken,
    precedence,
)
from quizapp.progress.log.events import decode
from quizapp.progress.log.losses import FoundFile, damage
from quizapp.progress.log.members import is_day
from quizapp.progress.log.scan import Scan, Seen, day_of
from quizapp.progress.log.storage import (
    EVENTS,
    NO_TABLES,
    DamagedError,
    DayFile,
    Row,
    Rows,
    Tables,
    read_day,
    read_rows,
    read_tables,
)
from quizapp.progress.log.user_folders import events_of, folder_of
from quizapp.text import plural

EPOCH = date(1970, 1, 1).toordinal()
WINDOW = 2
"""Days by which events may stand in the file of another day than their time's: the
hour at which a day starts, and the offsets of two places, are less."""
DAY = 86_400_000
"""Milliseconds in a day."""
MOST_NAMED = 3
"""The most damaged files that are reported in a sentence each."""

Found = tuple[Event, str]
"""An event, and the file it is in."""


class Batch(Struct, frozen=True):
    """The events of one study day, while all files are read."""

    share: float
    """The share of the files that have been read, 0 to 1."""
    read: Sequence[Found]
    """The events that have just been read, undos among them."""
    ready: Sequence[Found]
    """The events to fold next; no earlier ones follow, unless they are in the file of
    another day."""
    files: Mapping[str, Seen]


class DayFiles:
    """The files below a user's `events/`, each known as `<device>/<day>.json`."""

    def __init__(self, root: Path, users: Path, backups: Backups) -> None:
        """`root` is the `events` folder; below `users` no link is followed."""
        self.root = root
        self.backups = backups
        self.scan = Scan(root, users, self._say)
        self.problems: list[str] = []
        """A sentence for each thing that is wrong."""
        self.damaged: dict[str, str] = {}
        """Files that are damaged or missing, with what is wrong."""
        self.deleted: set[str] = set()
        """Files that were deleted on purpose but still have a copy."""
        self.mended: dict[str, str] = {}
        """Files that were mended, and what was restored in each."""
        self._strange: set[tuple[str, int]] = set()
        """File and id of each damaged event that `problems` names."""

    def summary(self) -> list[str]:
        """The problems; those of many damaged files in one sentence."""
        if len(self.damaged) <= MOST_NAMED:
            return self.problems
        named = {self.damage_of(name) for name in self.damaged}
        return [
            f"{len(self.damaged)} files in {self.root} are missing, damaged or shorter "
            "than they were; their copies are used instead. List them with: quizapp "
            "check --store",
            *(problem for problem in self.problems if problem not in named),
        ]

    def damage_of(self, name: str) -> str:
        """The sentence on a damaged file."""
        return f"{self.root / name} {self.damaged[name]}."

    def changed(self, seen: Mapping[str, Seen]) -> list[str]:
        """The files that have changed since they were `seen`, by day; also those that
        are gone, and those whose copy is used instead."""
        return sorted(self.scan.changed(seen), key=day_of)

    def names(self) -> list[str]:
        """All files, by day; also missing ones that have a copy, unless they were
        deleted on purpose."""
        there = self.scan.names()
        copies = set(self.backups.names()).difference(there)
        found = {name: self._find(name) for name in copies}
        self.deleted = {name for name, file in found.items() if file.is_away}
        missing = {name for name, file in found.items() if file.rows}
        return sorted([*there, *missing], key=day_of) if missing else there

    def paths(self, name: str) -> list[Path]:
        """The paths of the day file `name`: its own, and those of copies that a file
        sync made."""
        return self.scan.paths(name)

    def read(self, name: str, before: Seen | None = None) -> tuple[Rows, Seen | None]:
        """The events of a file as they stand in it, in order, and the file as it was.

        Missing and damaged events are taken from this machine's copy, and `damaged`
        says so; `before` shows how many are missing. For a file that cannot be read
        now, or is from a newer quizapp, the copy is used, without a `Seen`.
        """
        file = self._find(name)
        rows = file.rows
        if rows and not (min(rows) in IDS and max(rows) in IDS):
            strange = [id_ for id_ in rows if id_ not in IDS]
            self._say(
                f"{self.root / name}: {strange[0]} is not the id of an event; it is "
                "skipped, and stays in the file."
            )
            rows = {id_: row for id_, row in rows.items() if id_ in IDS}
        rows = dict(sorted(rows.items()))
        if not file.is_known:
            return rows, None
        missing = max(0, before.count - len(rows)) if before else 0
        if file.is_away:
            return rows, unread(rows)
        if not (file.why or file.lost or missing):
            self.damaged.pop(name, None)
            return rows, Seen(
                file.size, file.mtime, len(rows), digest_of(rows.values())
            )
        if name not in self.damaged:
            self.damaged[name] = damage(file, missing, before is not None)
            self._say(self.damage_of(name))
        return rows, unread(rows)

    def _find(self, name: str) -> FoundFile:
        """Read a file, a file sync's copies of it, and this machine's copy."""
        file, path, whole = FoundFile(), self.root / name, b""
        for each in self.paths(name):
            try:
                about, data = each.stat(), each.read_bytes()
                file.is_there |= each == path
                file.size += about.st_size
                file.mtime = max(file.mtime, about.st_mtime_ns)
                rows = read_rows(each, data)
            except FileNotFoundError:
                continue
            except NewerFormatError as error:
                self._say(str(error))
                return FoundFile(self._copied(name), is_known=False)
            except OSError as error:
                self._say(
                    f"{each} cannot be read ({reason_of(error)}). Its copy is "
                    "used; later answers are missing until it can be read."
                )
                return FoundFile(self._copied(name), is_known=False)
            except DamagedError as error:
                if each == path:
                    file.why = str(error)
                else:
                    self._say(f"{each}, a file sync's copy, is damaged: {error}.")
                continue
            if each == path:
                whole = data
            file.found = merged(file.found, rows) if file.found else rows
        file.lost = self.backups.lost(name, path, whole, file.found)
        if not file.is_there and not file.found:
            file.is_away = self.backups.was_deleted(name) or self._is_copied(name, file)
            file.lost = {} if file.is_away else file.lost
        return file

    def _is_copied(self, name: str, file: FoundFile) -> bool:
        """Whether another folder has every event of a missing file."""
        twins = [_on_disk(self.root / each) for each in self._same_day(name)]
        return bool(file.lost) and any(
            all(there.get(id_) == row for id_, row in file.lost.items())
            for there in twins
        )

    def _copied(self, name: str) -> Rows:
        with suppress(OSError):
            return self.backups.newest(name) or {}
        return {}

    def _same_day(self, name: str) -> list[str]:
        """The files of the same day in other folders, those first that precede."""
        day = day_of(name)
        files = {each for each in self.damaged if day_of(each) == day}
        files.update(self.scan.of_day(day))
        files.discard(name)
        return sorted(files, key=precedence)

    def events(
        self,
        name: str,
        rows: Iterable[tuple[int, Row]],
        of_day: Mapping[str, Rows] | None = None,
    ) -> list[Found]:
        """Decode the rows of a file into events, in order, leaving out those that an
        earlier folder has too. Events that cannot be read are added to `problems`.

        `of_day` are the rows of all files of the day, if they have been read.
        """
        folder = name.partition("/")[0]
        device = device_of_folder(folder)
        if of_day is None:
            names = [each for each in self._same_day(name) if _precedes(each, name)]
            before = {each: self.read(each)[0] for each in names}
        else:
            before = {each: of_day[each] for each in of_day if _precedes(each, name)}
        if before:
            found = [
                (decode(row.json, (id_, folder if other else device)), name)
                for id_, row in rows
                if (other := is_taken(id_, row, device, before)) is not None
            ]
        else:
            found = [(decode(row.json, (id_, device)), name) for id_, row in rows]
        strange = {
            event.id: event.act.why
            for event, _ in found
            if isinstance(event.act, Malformed)
        }
        if strange:
            self._name_strange(name, strange)
        return found

    def has_twins(self, name: str, rows: Iterable[tuple[int, Row]]) -> bool:
        """Whether a folder that comes after this file's has one of these events too."""
        twins = [each for each in self._same_day(name) if _precedes(name, each)]
        read = [self.read(each)[0] for each in twins]
        return bool(read) and any(id_ in each for id_, _ in rows for each in read)

    def _name_strange(self, name: str, strange: Mapping[int, str]) -> None:
        """Report the damaged events, each once."""
        news = {i: why for i, why in strange.items() if (name, i) not in self._strange}
        self._strange.update((name, id_) for id_ in news)
        if news:
            id_, why = next(iter(news.items()))
            more = f" and {len(news) - 1} more" if news.keys() - {id_} else ""
            self._say(
                f"{self.root / name}: event {id_} ({why}){more} cannot be read and is "
                "skipped. Nothing is changed in the file."
            )

    def others(self, name: str) -> Tables:
        """The tables that this version does not know, written by a newer quizapp."""
        found: Tables = {}
        for path in self.paths(name):
            with suppress(OSError, DamagedError, NewerFormatError):
                for table, documents in read_day(path)[1].items():
                    found[table] = documents | found.get(table, {})
        return found

    def in_order(self) -> Iterator[Batch]:
        """All events in the order of the fold, a day at a time.

        An event in the file of quite another day comes later.
        """
        held: list[Found] = []
        names = self.names()
        done = 0
        for day, of_day in groupby(names, key=day_of):
            files: dict[str, Seen] = {}
            rows: dict[str, Rows] = {}
            for name in of_day:
                rows[name], now = self.read(name)
                files[name] = now or unread(rows[name])
            done += len(rows)
            read = [
                each
                for name in rows
                for each in self.events(name, rows[name].items(), rows)
            ]
            held = sorted([*held, *read], key=stamp_in)
            until = (date.fromisoformat(day).toordinal() - WINDOW - EPOCH) * DAY
            cut = bisect_left(held, until, key=_id)
            yield Batch(done / len(names), read, held[:cut], files)
            held = held[cut:]
        yield Batch(1.0, [], held, {})

    def with_any(self, *texts: bytes) -> Iterator[Found]:
        """The events of all files that contain one of the texts."""
        for name in self.names():
            paths = self.paths(name)
            if name in self.damaged or any(_holds(path, texts) for path in paths):
                yield from self.events(name, self.read(name)[0].items())

    def append(self, name: str, rows: Rows, before: Seen | None) -> Seen:
        """Write events to the end of a file, in one atomic write; the file as it is
        then, when it was as `before`.

        Raises `StoreError`; the file is then either unchanged or written. A damaged
        file is set aside first, never overwritten.
        """
        path = self.root / name
        before = before or Seen(0, 0, 0, 0)
        try:
            self.add(name, rows)
            about = [each.stat() for each in self.paths(name)]
            self.scan.have_written(name)
        except OSError as error:
            raise _not_written(path, error) from error
        return Seen(
            sum(each.st_size for each in about),
            max(each.st_mtime_ns for each in about),
            before.count + len(rows),
            digest_of(rows.values(), before.digest),
        )

    def add(self, name: str, rows: Rows, others: Tables = NO_TABLES) -> None:
        """Add events to a file in one atomic write, then the documents of `others` that
        its other tables lack.

        A damaged file is mended first. Raises `OSError`, or `StoreError` for a link, a
        file of a newer quizapp, or a day that cannot be.
        """
        path = self.root / name
        if not is_day(day_of(name)):
            raise StoreError(f"{path}: there is no such day.")
        self.scan.refuse_links(path)
        if name in self.damaged or name in self.backups.refused:
            self.mend(name)
        with DayFile(path) as database:
            try:
                database.events.add(rows)
            except DamagedError:
                self.mend(name)
                database.events.add(rows)
            for table, documents in others.items():
                database.rows(table).add_missing(documents)

    def settle(self, name: str) -> None:
        """Sync a file that was written but perhaps not synced. Raises `StoreError`."""
        path = self.root / name
        try:
            with path.open("rb") as file:
                os.fsync(file.fileno())
            sync_folder(path.parent)
        except OSError as error:
            raise _not_written(path, error) from error

    def mend(self, name: str) -> None:
        """Replace a damaged file with what can be read of it and its copies; if that
        would lose anything, the damaged one is kept under another name. Raises
        `OSError` and `StoreError`."""
        path = self.root / name
        self.scan.refuse_links(path)
        self.backups.newest(name)  # a copy that cannot be read now may be later
        file, tables, kept = self._find(name), Tables(), Rows()
        rows = file.rows
        if not file.is_known:
            raise StoreError(f"{path} cannot be read now.")
        if file.is_there:
            data = path.read_bytes()
            with suppress(DamagedError):
                tables, kept = read_tables(data, path), read_rows(path, data)
            rows = kept | file.rows
            if file.why or any(row != rows[id_] for id_, row in kept.items()):
                self._set_aside(path, data)
        rows = dict(sorted(rows.items()))
        if rows != kept or file.why:
            tables[EVENTS] = {str(id_): row.json for id_, row in rows.items()}
            with DayFile(path) as database:
                database.storage.write(tables)
            done = {
                "missing": len(rows.keys() - kept.keys()),
                "damaged": sum(kept[id_] != rows[id_] for id_ in kept),
            }
            self.mended[name] = " and ".join(
                plural(count, f"{what} event") for what, count in done.items() if count
            )
        self.damaged.pop(name, None)
        self.backups.refused.discard(name)

    def _set_aside(self, path: Path, data: bytes) -> None:
        """Keep a copy of a damaged file: at no moment is the file itself missing."""
        names = (path.with_name(f"{path.name}.damaged-{n}") for n in count(1))
        aside = next(each for each in names if not each.exists())
        write_whole(aside, data)
        self._say(f"What was damaged is kept as {aside}.")

    def mend_all(self, seconds: float) -> None:
        """Mend the damaged files, for at most this long; one that cannot be mended
        stays as it is. Call it under the lock."""
        until = monotonic() + seconds
        for name in sorted({*self.damaged, *self.backups.refused}):
            if monotonic() > until:
                break
            with suppress(OSError, StoreError):
                self.mend(name)

    def forget_deleted(self) -> None:
        """Remove the copies of files that were deleted on purpose, so that these do not
        come back when the trash is emptied."""
        for name in self.deleted:
            with suppress(OSError):
                self.backups.forget(name)
        self.deleted.clear()

    def _say(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems.append(problem)


def _not_written(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"{path} could not be written: {reason_of(error)}. Nothing is lost; try again."
    )


def day_files_of(paths: Paths, user: str) -> DayFiles:
    """The day files of a user, with this machine's copies of them."""
    folder = folder_of(user)
    backups = Backups(paths.machine / "backups" / folder, paths.users)
    return DayFiles(events_of(paths, user), paths.users, backups)


def _holds(path: Path, texts: Sequence[bytes]) -> bool:
    try:
        data = path.read_bytes()
        return any(text in data for text in texts)
    except OSError:
        return True  # `read` reports it


def unread(rows: Rows) -> Seen:
    """A file whose copy is used instead: it is read again at every scan."""
    return Seen(0, 0, len(rows), digest_of(rows.values()))


def digest_of(rows: Iterable[Row], before: int = 0) -> int:
    """A digest of events as they are in a file; `before` is that of earlier ones."""
    for row in rows:
        before = crc32(row.json, (before ^ row.doc_id) & 0xFFFFFFFF)
    return before


def _on_disk(path: Path) -> Rows:
    with suppress(OSError, DamagedError, NewerFormatError):
        return read_rows(path)
    return {}


def _precedes(name: str, other: str) -> bool:
    return precedence(name) < precedence(other)


def stamp_in(found: Found) -> Stamp:
    """The stamp of an event, by which the fold orders them."""
    return found[0].stamp


def _id(found: Found) -> int:
    return found[0].stamp[0]
