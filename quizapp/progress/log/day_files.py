"""The day files of one user: one folder a device, one file a study day."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from zlib import crc32

from quizapp.errors import NewerFormatError, StoreError
from quizapp.files import sync_folder, write_whole
from quizapp.model import Event, Malformed, Stamp
from quizapp.progress.log.copies import Backups
from quizapp.progress.log.events import decode, is_well_formed, kind_of
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
from quizapp.text import plural

EPOCH = date(1970, 1, 1).toordinal()
WINDOW = 2
"""Days by which events may stand in the file of another day than their time's: the
hour at which a day starts, and the offsets of two places, are less."""
DAY = 86_400_000
"""Milliseconds."""
IDS = range(2**53)
"""What an event's id may be: a time in milliseconds."""

Found = tuple[Event, str]
"""An event, and the file it stands in."""


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


class DayFiles:
    """The files below a user's `events/`, each known as `<device>/<day>.json`."""

    def __init__(self, root: Path, users: Path, backups: Backups) -> None:
        """`root` is the `events` folder; below `users` no link is followed."""
        self.root = root
        self.backups = backups
        self.scan = Scan(root, users, self._say)
        self.problems: list[str] = []
        """A sentence for each thing that is not as it should be."""
        self.damaged: set[str] = set()
        """Files for which a backup, or nothing, stands in."""
        self._strange: set[tuple[str, int]] = set()
        """File and id of each damaged event that `problems` names."""

    def changed(self, seen: Mapping[str, Seen]) -> tuple[list[str], bool]:
        """The files that are not as they were `seen`, by day; and whether any has gone,
        which `problems` names."""
        changed, gone = self.scan.changed(seen)
        for name in gone:
            kept = self.backups.root / name
            hint = f" There is a backup: {kept}" if kept.exists() else ""
            self._say(f"{self.root / name} is gone; its events no longer count.{hint}")
        return changed, bool(gone)

    def names(self) -> list[str]:
        """All files, by day."""
        return self.scan.names()

    def paths(self, name: str) -> list[Path]:
        """The file of this name, and a file sync's copies of it."""
        return self.scan.paths(name)

    def read(self, name: str, before: Seen | None = None) -> tuple[Rows, Seen | None]:
        """The events of a file as they stand in it, in order, and the file as it was.

        For a file that is damaged its backup stands in, and `problems` says so, with
        what `before` tells of how much is missing. So for one that cannot be read now,
        or is of a newer quizapp, but then there is no `Seen`.
        """
        size = time = 0
        found: Rows = {}
        for path in self.paths(name):
            try:
                about = path.stat()
                size, time = size + about.st_size, max(time, about.st_mtime_ns)
                rows = read_rows(path)
            except FileNotFoundError:
                continue
            except NewerFormatError as error:
                self._say(str(error))
                return self._backed_up(name), None
            except OSError as error:
                self._say(
                    f"{path} cannot be read ({error.strerror or error}). What is "
                    "backed up of it counts; later answers are missing until it can."
                )
                return self._backed_up(name), None
            except DamagedError as error:
                rows = self._stand_in(name, path, str(error), before)
            found = rows | found if found else rows
        if name in self.damaged or self._has_lost(name, found, before):
            why = "it has lost events"
            found = self._stand_in(name, self.root / name, why, before) | found
        if found and not (min(found) in IDS and max(found) in IDS):
            strange = [id_ for id_ in found if id_ not in IDS]
            self._say(
                f"{self.root / name}: {strange[0]} is not the id of an event; what "
                "stands there is skipped, and stays in the file."
            )
            found = {id_: row for id_, row in found.items() if id_ in IDS}
        rows = dict(sorted(found.items()))
        return rows, Seen(size, time, len(rows), digest_of(rows.values()))

    def _has_lost(self, name: str, found: Rows, before: Seen | None) -> bool:
        """Whether events are missing that were there before, or are in the backup."""
        if before and len(found) < before.count:
            return True
        with suppress(OSError):
            size = (self.root / name).stat().st_size if found else 0
            if self.backups.size(name) > size:
                kept = self.backups.newest(name) or {}
                return not kept.keys() <= found.keys()
        return False

    def _stand_in(self, name: str, path: Path, why: str, before: Seen | None) -> Rows:
        if path.name != Path(name).name:
            self._say(f"{path}, a file sync's copy, is damaged: {why}.")
            return {}
        kept = self._backed_up(name)
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
            self._say(f"{path} is damaged ({why}): {told}.")
        return kept

    def _backed_up(self, name: str) -> Rows:
        with suppress(OSError):  # `mend` does not go on without it
            return self.backups.newest(name) or {}
        return {}

    def events(self, name: str, rows: Iterable[tuple[int, Row]]) -> list[Found]:
        """What rows of a file say, in their order.

        For one that says what cannot be a good copy stands in, if there is one;
        `problems` says so.
        """
        device = name.partition("/")[0]
        found = [(decode(row.json, (id_, device)), name) for id_, row in rows]
        strange = {
            event.id: (place, event.act.why)
            for place, (event, _) in enumerate(found)
            if isinstance(event.act, Malformed)
        }
        if strange:
            good = self._good(name, strange)
            for id_, row in good.items():
                found[strange[id_][0]] = decode(row.json, (id_, device)), name
            self._name_strange(name, {i: why for i, (_, why) in strange.items()}, good)
        return found

    def _good(self, name: str, ids: Iterable[int]) -> Rows:
        """Good copies of damaged events of a file; with one, the file can be mended."""
        whole = self._whole(name)
        rows = {id_: whole[id_] for id_ in ids if id_ in whole}
        good = {id_: row for id_, row in rows.items() if is_well_formed(row.json)}
        if good:
            self.damaged.add(name)
        return good

    def _name_strange(
        self, name: str, strange: Mapping[int, str], good: Container[int]
    ) -> None:
        """Say which events are damaged, each once."""
        news = {i: why for i, why in strange.items() if (name, i) not in self._strange}
        self._strange.update((name, id_) for id_ in news)
        skipped = [f"{id_} ({why})" for id_, why in news.items() if id_ not in good]
        if skipped:
            more = f" and {len(skipped) - 1} more" if skipped[1:] else ""
            self._say(
                f"{self.root / name}: event {skipped[0]}{more} cannot be read and is "
                "skipped. Nothing is changed in the file."
            )
        if count := len(news) - len(skipped):
            self._say(
                f"{self.root / name}: {plural(count, 'event')} cannot be read; good "
                "copies stand in."
            )

    def others(self, name: str) -> Tables:
        """The tables of a file beside the one of its events: a newer quizapp's."""
        found: Tables = {}
        for path in self.paths(name):
            with suppress(OSError, DamagedError, NewerFormatError):
                for table, documents in read_day(path)[1].items():
                    found[table] = documents | found.get(table, {})
        return found

    def _whole(self, name: str) -> Rows:
        """Every event that a file, its copies or its backup have; of one that is
        damaged in one of them, a good one."""
        whole: Rows = {}
        for path in (*self.paths(name), self.backups.root / name):
            try:
                rows = read_rows(path)
            except (OSError, DamagedError, NewerFormatError):
                continue
            whole |= {
                id_: row
                for id_, row in rows.items()
                if id_ not in whole or not is_well_formed(whole[id_].json)
            }
        return whole

    def in_order(self) -> Iterator[Batch]:
        """All events in the order of the fold, a day at a time.

        One that stands in the file of quite another day than its own comes later.
        """
        held: list[Found] = []
        names = self.names()
        done = 0
        for day, of_day in groupby(names, key=day_of):
            files: dict[str, Seen] = {}
            read: list[Found] = []
            for name in of_day:
                rows, now = self.read(name)
                done += 1
                files[name] = now or unread(rows)
                read += self.events(name, rows.items())
            held = sorted([*held, *read], key=stamp_in)
            until = (date.fromisoformat(day).toordinal() - WINDOW - EPOCH) * DAY
            cut = bisect_left(held, until, key=_id)
            yield Batch(done / len(names), read, held[:cut], files)
            held = held[cut:]
        yield Batch(1.0, [], held, {})

    def with_any(self, *texts: bytes) -> Iterator[Found]:
        """The events of all files in which one of the texts stands."""
        for name in self.names():
            if any(_holds(path, texts) for path in self.paths(name)):
                yield from self.events(name, self.read(name)[0].items())

    def append(self, name: str, rows: Rows, before: Seen | None) -> Seen:
        """Write events to the end of a file, in one atomic write; the file as it is
        then, when it was as `before`.

        Raises `StoreError`, and the file is as it was, or as it was to be. A damaged
        file is set aside first, never overwritten.
        """
        path = self.root / name
        before = before or Seen(0, 0, 0, 0)
        try:
            self.add(name, rows)
            about = [each.stat() for each in self.paths(name)]
            self.scan.have_written(name)
        except OSError as error:
            raise StoreError(
                f"The answer could not be written to {path}: "
                f"{error.strerror or error}. Nothing is lost; try again."
            ) from error
        return Seen(
            sum(each.st_size for each in about),
            max(each.st_mtime_ns for each in about),
            before.count + len(rows),
            digest_of(rows.values(), before.digest),
        )

    def add(self, name: str, rows: Rows, others: Tables = NO_TABLES) -> None:
        """Write events that a file does not hold into it, in one atomic write; after
        it, what `others` have that its other tables do not.

        A damaged file is mended first. Raises `OSError`, or `StoreError` for a link, a
        file of a newer quizapp, or a day that cannot be.
        """
        path = self.root / name
        if not is_day(day_of(name)):
            raise StoreError(f"{path}: there is no such day.")
        self.scan.refuse_links(path)
        if name in self.damaged:
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
        """Bring a file that was written, but perhaps not to the disk, to the disk."""
        path = self.root / name
        with path.open("rb") as file:
            os.fsync(file.fileno())
        sync_folder(path.parent)

    def mend(self, name: str) -> None:
        """Set a damaged file aside under a name of its own; what can be read of it, and
        of its copies and its backup, takes its place. Raises `OSError`."""
        path, number = self.root / name, 1
        while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
            number += 1
        self.backups.newest(name)  # a backup that cannot be read now may be later
        tables: Tables = {}
        if path.exists():
            data = path.read_bytes()
            write_whole(aside, data)  # copied first: at no moment is the file missing
            self._say(f"What was damaged is kept as {aside}.")
            with suppress(DamagedError):
                tables = read_tables(data, path)
        whole = self._whole(name)
        tables[EVENTS] = {str(id_): row.json for id_, row in sorted(whole.items())}
        with DayFile(path) as database:
            database.storage.write(tables)
        self.damaged.discard(name)

    def _say(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems.append(problem)


def _holds(path: Path, texts: Sequence[bytes]) -> bool:
    try:
        data = path.read_bytes()
        return any(text in data for text in texts)
    except OSError:
        return True  # `read` tells of it


def unread(rows: Rows) -> Seen:
    """A file for which its backup stands in: it is read when it can be."""
    return Seen(0, 0, len(rows), digest_of(rows.values()))


def digest_of(rows: Iterable[Row], before: int = 0) -> int:
    """A digest of events as they stand in a file; `before` is that of those before."""
    for row in rows:
        before = crc32(row.json, (before ^ row.doc_id) & 0xFFFFFFFF)
    return before


def _answers(rows: Rows) -> str:
    return plural(sum(kind_of(row.json) == "review" for row in rows.values()), "answer")


def stamp_in(found: Found) -> Stamp:
    """The stamp of an event that was found: the order of the fold."""
    return found[0].stamp


def _id(found: Found) -> int:
    return found[0].stamp[0]
