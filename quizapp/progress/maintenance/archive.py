"""Everything, or one user, as one file: a zip of day files and decks.

Nothing is ever unpacked by name: a member is a day file or a deck, whose place follows
from what it is, or it is skipped and named.
"""

from __future__ import annotations

import json
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from quizapp.errors import NewerFormatError, StoreError, UsageError
from quizapp.files import whole_file, write_whole
from quizapp.progress.log.day_files import DayFiles
from quizapp.progress.log.events import kind_of
from quizapp.progress.log.members import (
    LARGEST,
    DayMember,
    DeckMember,
    files_below,
    member_of,
    place_below,
)
from quizapp.progress.log.storage import (
    EVENTS,
    DamagedError,
    Rows,
    Tables,
    day_file,
    read_day,
)
from quizapp.progress.log.users import folder_of, name_of, users_in
from quizapp.progress.maintenance.merge import (
    Incoming,
    Taken,
    files_of,
    take_in,
)
from quizapp.text import plural, short

FORMAT = 1
ABOUT = "quizapp.json"
_Read = Callable[[], bytes | None]


class NothingToWriteError(UsageError):
    """There is nothing that an archive could hold."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where an archive's parts live."""

    data: Path
    """Holds `users/` and `decks/`."""
    machine: Path

    @property
    def users(self) -> Path:
        """Everybody's events."""
        return self.data / "users"

    @property
    def decks(self) -> Path:
        """The user's own decks."""
        return self.data / "decks"


@dataclass(slots=True)
class Written:
    """What an archive was written from."""

    users: int = 0
    answers: int = 0
    decks: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    """Files and folders that do not belong in an archive, by what they are."""
    problems: list[str] = field(default_factory=list)
    """A sentence for each file that belongs in it and could not be read."""


@dataclass(slots=True)
class Restored:
    """What was restored, or would be."""

    users: dict[str, Taken] = field(default_factory=dict)
    decks: list[str] = field(default_factory=list)
    """Decks that were missing here."""
    kept: list[str] = field(default_factory=list)
    """Decks that have another text here, which stayed."""
    skipped: list[str] = field(default_factory=list)
    """Members that were not restored, each with the reason."""
    safety: Path | None = None
    """The backup that was made before anything was changed."""


def write_archive(
    target: Path,
    places: Places,
    *,
    now: datetime,
    user: str | None = None,
    replace: bool = False,
) -> Written:
    """Write everything, or one user's events, to `target`.

    It takes its name when it has been read back and, unless `replace`, holds all that
    an archive already there holds. Raises `UsageError` when it does not, and when there
    is nothing to write; `StoreError` when it cannot be written. `target` is then as it
    was.
    """
    written = Written()
    try:
        contents = list(_contents(places, user, written))
    except OSError as error:
        raise StoreError(
            f"{error.filename} cannot be read ({error.strerror or error}); nothing was "
            "written."
        ) from error
    if not contents:
        raise _nothing(places, user, written)
    if target.exists() and not target.is_file():
        raise UsageError(f"{target} is not a file. Name another one.")
    try:
        with whole_file(target) as file:
            about = {"format": FORMAT, "made": now.isoformat(), "user": user}
            sums = _write(file, about, contents)
            if not sums:
                raise _nothing(places, user, written)
            with _opened(target, file) as archive:
                _want_written(archive, sums)
                written.users = len({day.user for day, _ in archive.days})
                written.decks = len(archive.decks)
                if target.exists() and not replace:
                    _want_no_loss(target, archive, places)
    except OSError as error:
        raise StoreError(
            f"{target} cannot be written: {error.strerror or error}."
        ) from error
    return written


def _contents(
    places: Places, user: str | None, written: Written
) -> Iterator[tuple[str, _Read]]:
    """The name of each member, and what reads it. Raises `OSError`."""
    below = f"users/{folder_of(user)}" if user else "users"
    for _ in files_below(
        places.data / below, below, written.left_out, written.problems
    ):
        pass  # `DayFiles` finds the day files; this counts and names the rest
    for folder in [folder_of(user)] if user else users_in(places.users):
        files = files_of(name_of(folder), places.users, places.machine)
        for name in files.names():
            read = partial(_day, files, name, written)
            yield f"users/{folder}/{EVENTS}/{name}", read
    if user:
        return
    for name, path in files_below(
        places.decks, "decks", written.left_out, written.problems
    ):
        if member_of(name):
            yield name, partial(_deck, path, written)
        else:
            written.left_out["non-deck file"] += 1


def _day(files: DayFiles, name: str, written: Written) -> bytes | None:
    """A day with what a file sync's copies hold, and what stands in for damage."""
    events, seen = files.read(name)
    written.problems += files.problems
    files.problems.clear()
    try:
        if seen is None:  # of a newer quizapp, or it cannot be read
            return (files.root / name).read_bytes()
    except OSError:
        return None
    if name in files.damaged and not events:
        return None
    written.answers += sum(kind_of(row.json) == "review" for row in events.values())
    return day_file(events, files.others(name))


def _deck(path: Path, written: Written) -> bytes | None:
    try:
        if not path.is_file():
            written.left_out["non-deck file"] += 1
        elif path.stat().st_size > LARGEST:
            written.left_out["oversized file"] += 1
        else:
            return path.read_bytes()
    except OSError as error:
        written.problems.append(f"{path} cannot be read ({error.strerror or error}).")
    return None


def _write(
    file: BinaryIO, about: Mapping[str, Any], contents: list[tuple[str, _Read]]
) -> dict[str, int]:
    """Write the members; return their checksums by name."""
    sums = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(ABOUT, json.dumps(about))
        for name, read in contents:
            data = read()
            if data is not None:
                archive.writestr(name, data)
                sums[name] = zlib.crc32(data)
    return sums


def _nothing(places: Places, user: str | None, written: Written) -> NothingToWriteError:
    told = f"There is nothing to back up: {places.data} holds no progress and no decks."
    if user:
        told = f"There is nothing to export: “{user}” has answered nothing yet."
    return NothingToWriteError(" ".join([told, *written.problems]))


@dataclass(slots=True)
class _Archive:
    """An archive that is being read."""

    path: Path
    file: zipfile.ZipFile
    days: list[tuple[DayMember, zipfile.ZipInfo]] = field(default_factory=list)
    decks: list[tuple[DeckMember, zipfile.ZipInfo]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    """Members that do not belong in an archive, or cannot be read, with the reason."""

    def read(self, member: zipfile.ZipInfo) -> bytes:
        """The bytes of a member. Raises `DamagedError`."""
        if member.file_size > LARGEST:
            raise DamagedError("it is too large for a quizapp archive")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DamagedError("it is compressed as no quizapp archive is")
        try:
            with self.file.open(member) as file:
                data = file.read(member.file_size + 1)
        except (OSError, EOFError, RuntimeError, ValueError) as error:
            raise DamagedError(f"it cannot be read: {error}") from error
        except (zipfile.BadZipFile, zlib.error) as error:
            raise DamagedError("it is damaged") from error
        if len(data) != member.file_size:
            raise DamagedError("it is cut short")
        return data

    def events(self, member: zipfile.ZipInfo) -> tuple[Rows, Tables]:
        """The events of a day, and its other tables.

        Raises `DamagedError` and `NewerFormatError`.
        """
        return read_day(self.path / member.filename, self.read(member))

    def skip(self, name: str, why: str) -> None:
        """Say why a member is not read."""
        self.skipped.append(f"{short(name, 100)}: {why.removesuffix('.')}.")


@contextmanager
def _opened(path: Path, file: BinaryIO | None = None) -> Iterator[_Archive]:
    """The archive at `path`, or in `file`, which is to be at `path`.

    Raises `StoreError` for a file that is not ours, and `OSError`.
    """
    try:
        opened = zipfile.ZipFile(file or path)
    except (zipfile.BadZipFile, ValueError, RuntimeError) as error:
        raise StoreError(f"{path} is damaged, or not a quizapp archive.") from error
    with opened:
        archive = _Archive(path, opened)
        _want_ours(archive)
        for member in opened.infolist():
            name, found = member.orig_filename, member_of(member.filename)
            if member.filename == ABOUT or member.is_dir():
                continue
            if not found or "\0" in name:
                archive.skip(name, "it does not belong in a quizapp archive")
            elif stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
                archive.skip(name, "it is a link or a device")
            elif isinstance(found, DayMember):
                archive.days.append((found, member))
            else:
                archive.decks.append((found, member))
        yield archive


def _want_ours(archive: _Archive) -> None:
    try:
        about = json.loads(archive.read(archive.file.getinfo(ABOUT)))
        found = about["format"]
        if not isinstance(found, int):
            raise TypeError
    except (KeyError, TypeError, ValueError, RecursionError, DamagedError) as error:
        raise StoreError(f"{archive.path} is not a quizapp archive.") from error
    if found > FORMAT:
        raise NewerFormatError(
            f"{archive.path} was written by a newer quizapp. Upgrade quizapp first."
        )


def _want_written(archive: _Archive, sums: Mapping[str, int]) -> None:
    """Raise `OSError` unless a restore would read all that was written."""
    try:
        found = {
            member.filename: zlib.crc32(archive.read(member))
            for _, member in (*archive.days, *archive.decks)
        }
    except DamagedError as error:
        raise OSError(f"it does not read back as it was written: {error}") from error
    if found != sums:
        raise OSError("it does not read back as it was written")


def _want_no_loss(target: Path, new: _Archive, places: Places) -> None:
    """Raise `UsageError` if the file at `target` holds what `new` lacks."""
    try:
        with _opened(target) as old:
            lost = _lost(old, new, places)
    except NewerFormatError:
        lost = "it was written by a newer quizapp"
    except StoreError:
        lost = "it is damaged, or not a quizapp archive"
    except (OSError, DamagedError):
        lost = "it cannot be read, so what it holds might be lost"
    if lost:
        raise UsageError(
            f"{target} was not replaced: {lost}. Name another file, or replace it with "
            "--replace."
        )


def _lost(old: _Archive, new: _Archive, places: Places) -> str:
    """What `old` holds and `new` lacks; empty when nothing.

    A deck may have another text now, another name, or be in the trash. Raises
    `DamagedError` and `NewerFormatError`.
    """
    if old.skipped:
        return "it holds files that are not quizapp's"
    twins = dict(new.days)
    missing = 0
    for day, member in old.days:
        twin = twins.get(day)
        if twin and _sum(twin) == _sum(member):
            continue
        here = new.events(twin)[0] if twin else {}
        kept, _ = old.events(member)
        missing += sum(here.get(id_) != row for id_, row in kept.items())
    if missing:
        return f"it holds {plural(missing, 'event')} that {places.data} lacks"
    names = {PurePosixPath(deck.file).name for deck, _ in new.decks}
    texts = {_sum(member) for _, member in new.decks}
    decks = [
        deck.file
        for deck, member in old.decks
        if (name := PurePosixPath(deck.file).name) not in names
        and _sum(member) not in texts
        and not (places.data / "trash" / name).exists()
    ]
    if not decks:
        return ""
    named = ", ".join(decks[:3]) + (", …" if len(decks) > 3 else "")
    return f"it holds {plural(len(decks), 'deck')} that {places.data} lacks: {named}"


def _sum(member: zipfile.ZipInfo) -> tuple[int, int]:
    return member.CRC, member.file_size


def restore(
    source: Path,
    places: Places,
    *,
    now: datetime,
    user: str | None = None,
    with_decks: bool = True,
    dry_run: bool = False,
) -> Restored:
    """Bring back what `source` holds and is missing here.

    Events are added, never taken away; a deck that is here stays as it is. What is here
    is backed up first. `user` is the name under which an exported user is taken in.
    What does not belong in an archive, or is damaged, is skipped. Raises `StoreError`,
    also when `source` is not an archive of ours.
    """
    restored = Restored()
    try:
        with _opened(source) as archive:
            decks = archive.decks if with_decks else []
            if (archive.days or decks) and not dry_run:
                restored.safety = _back_up_first(places, now)
            restored.users = take_in(
                _incoming(archive, user),
                users=places.users,
                machine=places.machine,
                dry_run=dry_run,
            )
            for deck, member in decks:
                try:
                    data = archive.read(member)
                    _restore_deck(deck.file, data, places, restored, dry_run=dry_run)
                except DamagedError as error:
                    archive.skip(member.filename, str(error))
                except OSError as error:
                    archive.skip(member.filename, error.strerror or str(error))
            restored.skipped = archive.skipped
    except OSError as error:
        raise StoreError(
            f"{source} cannot be restored: {error.strerror or error}."
        ) from error
    return restored


def _back_up_first(places: Places, now: datetime) -> Path | None:
    """Back up what is here to a new file; `None` when there is nothing."""
    name, number = f"before-restore-{now:%Y-%m-%d-%H%M%S}", 1
    folder = places.machine / "backups"
    while (path := folder / f"{name}{f'-{number}' * (number > 1)}.zip").exists():
        number += 1
    try:
        write_archive(path, places, now=now)
    except NothingToWriteError:
        return None
    return path


def _incoming(archive: _Archive, user: str | None) -> Iterator[Incoming]:
    for day, member in archive.days:
        try:
            events, others = archive.events(member)
        except (DamagedError, NewerFormatError) as error:
            archive.skip(member.filename, str(error))
        else:
            yield user or day.user, day.file, events, others


def _restore_deck(
    name: str, data: bytes, places: Places, restored: Restored, *, dry_run: bool
) -> None:
    """Write a deck that is missing. Raises `DamagedError` and `OSError`."""
    path = place_below(places.decks, name)
    if path is None:
        raise DamagedError(f"it would be written outside {places.decks}")
    if not path.exists():
        restored.decks.append(name)
        if not dry_run:
            write_whole(path, data, private=False)
    elif not path.is_file():
        raise DamagedError(f"{path} is in the way")
    elif path.read_bytes() != data:
        restored.kept.append(name)
