"""Writes an archive: everything, or one user, in one zip."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from msgspec.json import encode

from quizapp.errors import (
    NewerFormatError,
    QuizappError,
    StoreError,
    UsageError,
    reason_of,
)
from quizapp.files import whole_file
from quizapp.paths import Paths
from quizapp.progress.fold.projection import Report
from quizapp.progress.log.day_files import DayFiles, day_files_of
from quizapp.progress.log.events import kind_of
from quizapp.progress.log.members import (
    SETTINGS,
    DayMember,
    are_settings,
    decks_and_articles,
    files_below,
    read_member,
)
from quizapp.progress.log.storage import (
    EVENTS,
    DamagedError,
    Rows,
    day_file,
    read_rows,
)
from quizapp.progress.log.user_folders import folder_of, name_of
from quizapp.progress.log.users import users_in
from quizapp.progress.maintenance.archive import (
    ABOUT,
    FORMAT,
    RATIO,
    ROOM,
    About,
    Archive,
    opened,
    too_large,
)
from quizapp.progress.maintenance.merge import (
    is_removed,
    tracked,
)
from quizapp.text import plural

_Read = Callable[[], bytes | None]


class NothingToWriteError(UsageError):
    """There is nothing to put into an archive."""


@dataclass(slots=True)
class Written:
    """What an archive holds, and what was left out."""

    users: int = 0
    answers: int = 0
    decks: int = 0
    """How many decks and facts files."""
    articles: int = 0
    has_settings: bool = False
    left_out: Counter[str] = field(default_factory=Counter)
    """Files and folders that do not belong in an archive, by what they are."""
    problems: list[str] = field(default_factory=list)
    """A sentence for each file that belongs in it and could not be read."""


def write_archive(
    target: Path,
    paths: Paths,
    *,
    now: datetime,
    user: str | None = None,
    replace: bool = False,
    report: Report | None = None,
) -> Written:
    """Write everything, or one user's events, to `target`.

    It takes its name when it has been read back. Unless `replace`, a backup replaces
    only an archive that holds nothing else, and one user's events replace nothing.
    Raises `UsageError` when it may not, and when there is nothing to write;
    `StoreError` when it cannot be written. `target` is then as it was.
    """
    written = Written()
    _check_place(target, may_exist=replace or not user)
    try:
        contents = list(_contents(paths, user, written))
    except OSError as error:
        raise StoreError(
            f"{error.filename} cannot be read ({reason_of(error)}); nothing was "
            "written."
        ) from error
    if not contents:
        raise _nothing(paths, user, written)
    try:
        with whole_file(target) as file:
            about = About(FORMAT, now.isoformat(), user)
            _write(file, about, contents, report)
            if not about.members:
                raise _nothing(paths, user, written)
            _verify(file, about.members)
            with opened(target, file) as archive:
                if archive.skipped:
                    raise OSError(archive.skipped[0])
                written.users = len({day.user for day, _ in archive.days})
                folders = Counter(member.folder for member, _ in archive.files)
                written.decks, written.articles = folders["decks"], folders["articles"]
                written.has_settings = bool(folders[""])
                if target.exists() and not replace:
                    _refuse_loss(target, archive, paths)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {reason_of(error)}.") from error
    written.problems = list(dict.fromkeys(written.problems))
    return written


def _check_place(target: Path, *, may_exist: bool) -> None:
    if target.exists() and not target.is_file():
        raise UsageError(f"{target} is not a file. Name another one.")
    if target.exists() and not may_exist:
        raise UsageError(f"{target} exists already. Replace it with --replace.")


def _contents(
    paths: Paths, user: str | None, written: Written
) -> Iterator[tuple[str, _Read]]:
    """The name of each member, and what reads it. Raises `OSError`."""
    notes = written.left_out, written.problems
    below = f"users/{folder_of(user)}" if user else "users"
    for _ in files_below(paths.data / below, below, *notes):
        pass  # `DayFiles` finds the day files; this counts and names the rest
    for folder in [folder_of(user)] if user else users_in(paths.users):
        files = day_files_of(paths, name_of(folder))
        try:
            names = files.names()
        except StoreError as error:  # a link
            written.problems.append(str(error))
            continue
        written.problems += files.problems
        for name in names:
            read = partial(_day, files, name, written)
            yield f"users/{folder}/{EVENTS}/{name}", read
    if user:
        return
    for member, path in decks_and_articles(paths.data, *notes):
        yield member.name, partial(read_member, path, *notes)
    if paths.settings.exists():
        yield SETTINGS, partial(_settings, paths.settings, written)


def _day(files: DayFiles, name: str, written: Written) -> bytes | None:
    """A day with what a file sync's copies hold, and what stands in for damage."""
    events, seen = files.read(name)
    written.problems += files.problems
    files.problems.clear()
    data = None
    # Of a newer quizapp, unreadable, or damaged without a copy: its bytes are kept.
    if seen is None or (name in files.damaged and not events):
        with suppress(OSError):
            data = (files.root / name).read_bytes()
    if data is None:
        if not events and seen is None:
            return None
        written.answers += sum(kind_of(row.json) == "review" for row in events.values())
        data = day_file(events, files.others(name))
    if too_large(data):
        written.problems.append(
            f"{files.root / name} is too large for a quizapp archive."
        )
        return None
    return data


def _settings(path: Path, written: Written) -> bytes | None:
    data = read_member(path, written.left_out, written.problems)
    if data is None or are_settings(data):
        return data
    written.left_out["oversized file"] += 1
    return None


def _write(
    file: BinaryIO,
    about: About,
    contents: list[tuple[str, _Read]],
    report: Report | None,
) -> None:
    """Write the members, then `about`, with their checksums, as the last one."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, read in tracked(contents, report):
            data = read()
            if data is not None:
                archive.writestr(name, data, _method(data))
                about.members[name] = zlib.crc32(data)
        if about.members:
            archive.writestr(ABOUT, encode(about))


def _method(data: bytes) -> int:
    """Stored if the compressed file would look like a zip bomb."""
    is_odd = len(data) * 16 > ROOM and len(zlib.compress(data, 1)) * RATIO < len(data)
    return zipfile.ZIP_STORED if is_odd else zipfile.ZIP_DEFLATED


def _nothing(paths: Paths, user: str | None, written: Written) -> QuizappError:
    if written.problems:
        return StoreError(" ".join(["Nothing was written.", *written.problems]))
    if user:
        return NothingToWriteError(
            f"There is nothing to export: “{user}” has answered nothing yet."
        )
    return NothingToWriteError(
        f"There is nothing to back up: {paths.data} holds no progress, no decks and no "
        "articles."
    )


def _verify(file: BinaryIO, sums: Mapping[str, int]) -> None:
    """Raise `OSError` unless any program that reads zips can read all of it back."""
    try:
        with zipfile.ZipFile(file) as archive:
            bad = archive.testzip()
            found = {each.filename: each.CRC for each in archive.infolist()}
    except (
        zipfile.BadZipFile,
        zlib.error,
        RuntimeError,
        ValueError,
        EOFError,
    ) as error:
        raise OSError("it does not read back as it was written") from error
    del found[ABOUT]
    if bad or found != sums:
        raise OSError("it does not read back as it was written")


def _refuse_loss(target: Path, new: Archive, paths: Paths) -> None:
    """Raise `UsageError` if the file at `target` holds what `new` lacks."""
    try:
        with opened(target) as old:
            lost = _lost(old, new, paths)
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


def _lost(old: Archive, new: Archive, paths: Paths) -> str:
    """What `old` holds and `new` lacks; empty when nothing.

    Raises `DamagedError` and `NewerFormatError`.
    """
    if old.skipped:
        return "it is damaged, or holds files that are not quizapp's"
    if events := _lost_events(old, new, paths):
        return f"it holds {plural(events, 'event')} that {paths.data} lacks"
    files = _lost_files(old, new, paths)
    named = ", ".join(files[:3]) + (", …" if len(files) > 3 else "")
    return f"it holds {plural(len(files), 'file')} missing here: {named}" * bool(files)


def _lost_events(old: Archive, new: Archive, paths: Paths) -> int:
    """How many events are lost; a user, and what was imported, may be in the trash."""
    twins = dict(new.days)
    missing = 0
    for day, name in old.days:
        twin = twins.get(day)
        if twin and new.sums(twin) == old.sums(name):
            continue
        here = new.events(twin)[0] if twin else {}
        kept, _ = old.events(name)
        lost = {id_: row for id_, row in kept.items() if here.get(id_) != row}
        if lost:
            thrown_away = _in_trash(paths, day)
            missing += sum(thrown_away.get(id_) != row for id_, row in lost.items())
    return missing


def _lost_files(old: Archive, new: Archive, paths: Paths) -> list[str]:
    """The other files that are lost; they may have another text now, another name, or
    be in the trash, if they are decks."""
    there = {(each.folder, PurePosixPath(each.file).name) for each, _ in new.files}
    texts = {new.sums(name) for _, name in new.files}
    return [
        name
        for each, name in old.files
        if (each.folder, PurePosixPath(each.file).name) not in there
        and old.sums(name) not in texts
        and not is_removed(each, paths)
    ]


def _in_trash(paths: Paths, day: DayMember) -> Rows:
    """The events of a day of a user, or of an import, that was deleted."""
    folder, found = folder_of(day.user), Rows()
    for where in (f"users/{folder}.*", f"devices/*/users/{folder}"):
        for events in paths.trash.glob(f"{where}/{EVENTS}"):
            with suppress(OSError, DamagedError, NewerFormatError):
                found |= read_rows(events / day.file)
    return found
