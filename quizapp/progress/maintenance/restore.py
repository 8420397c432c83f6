"""Brings back whatever an archive holds and this library lacks."""

from __future__ import annotations

import os
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from quizapp.errors import NewerFormatError, StoreError, UsageError, reason_of
from quizapp.files import write_whole
from quizapp.paths import Paths
from quizapp.progress.fold.projection import Report
from quizapp.progress.log.members import SETTINGS, are_settings
from quizapp.progress.log.storage import EVENTS, DamagedError
from quizapp.progress.log.user_folders import folder_of
from quizapp.progress.log.users import users_in
from quizapp.progress.maintenance.archive import Archive, opened
from quizapp.progress.maintenance.backup import NothingToWriteError, write_archive
from quizapp.progress.maintenance.merge import (
    Added,
    Incoming,
    add_file,
    take_in,
    tracked,
)
from quizapp.progress.settings import MACHINE_SETTINGS
from quizapp.setting_types import Command

SAFETY_ARCHIVES = 10
"""Backups made before a restore that are kept."""
_SAFETY = "before-restore-"


def restore(
    source: Path,
    paths: Paths,
    *,
    now: datetime,
    names: Mapping[str, str] | None = None,
    with_files: bool = True,
    dry_run: bool = False,
    report: Report | None = None,
) -> Added:
    """Bring back whatever `source` holds and this library lacks.

    Events are added, never taken away; a deck or an article that is here stays as it
    is, and so do the settings. What is here is backed up first. `names` are those under
    which users are taken in, if not under their own; without `with_files` nothing but
    users is. What does not belong in an archive, or is damaged, is skipped. Raises
    `StoreError`, also when `source` is not an archive of ours.
    """
    added = Added()
    is_first = not users_in(paths.users)
    try:
        with opened(source) as archive:
            added.skipped = archive.skipped
            files = archive.files if with_files else []
            if (archive.days or files) and not dry_run:
                added.safety = _back_up_first(paths, now)
            incoming = _incoming_days(archive, names or {}, report)
            take_in(incoming, paths, added, dry_run=dry_run)
            for member, name in files:
                try:
                    data = archive.read(name)
                    if member.folder:
                        add_file(member, data, paths, added, dry_run=dry_run)
                    else:
                        _restore_settings(
                            data, paths, added, with_user=is_first, dry_run=dry_run
                        )
                except DamagedError as error:
                    archive.skip(name, str(error))
        if added.safety:
            _forget_older(added.safety, source)
    except OSError as error:
        raise _unreadable(source, error) from error
    return added


@dataclass(frozen=True, slots=True)
class Incomer:
    """A user in an archive."""

    name: str
    is_known: bool
    """Whether nobody here has the name, or somebody with a device in common."""


def incomers(source: Path, paths: Paths) -> list[Incomer]:
    """The users in `source`, by name. Raises `StoreError`."""
    devices: dict[str, set[str]] = defaultdict(set)
    try:
        with opened(source) as archive:
            for day, _ in archive.days:
                devices[day.user].add(day.file.partition("/")[0])
    except OSError as error:
        raise _unreadable(source, error) from error
    return [
        Incomer(name, _is_known(paths.users / folder_of(name) / EVENTS, of_them))
        for name, of_them in sorted(devices.items())
    ]


def _is_known(events: Path, devices: Set[str]) -> bool:
    return not events.exists() or any((events / device).is_dir() for device in devices)


def _unreadable(source: Path, error: OSError) -> StoreError:
    return StoreError(f"{source} cannot be restored: {reason_of(error)}.")


def _back_up_first(paths: Paths, now: datetime) -> Path | None:
    """Back up what is here to a new file; `None` if there is nothing."""
    name, number = f"{_SAFETY}{now:%Y-%m-%d-%H%M%S}", 1
    folder = paths.machine / "backups"
    while (path := folder / f"{name}{f'-{number}' * (number > 1)}.zip").exists():
        number += 1
    try:
        write_archive(path, paths, now=now)
    except NothingToWriteError:
        return None
    return path


def _forget_older(newest: Path, source: Path) -> None:
    """Keep only the latest safety archives, and the one that was restored."""
    with suppress(OSError):
        made = [
            (path.stat().st_mtime_ns, path.name, path)
            for path in newest.parent.glob(f"{_SAFETY}*.zip")
        ]
        for _, _, path in sorted(made)[:-SAFETY_ARCHIVES]:
            if not path.samefile(source):
                path.unlink()


def _incoming_days(
    archive: Archive, names: Mapping[str, str], report: Report | None
) -> Iterator[Incoming]:
    for day, member in tracked(archive.days, report):
        try:
            events, others = archive.events(member)
        except (DamagedError, NewerFormatError) as error:
            archive.skip(member, str(error))
        else:
            yield names.get(day.user, day.user), day.file, events, others


def _restore_settings(
    data: bytes, paths: Paths, added: Added, *, with_user: bool, dry_run: bool
) -> None:
    """Write the settings file unless one exists. Raises `DamagedError`."""
    try:
        if os.path.lexists(paths.settings):
            if paths.settings.read_bytes() != data:
                added.kept.append(SETTINGS)
            return
        data, added.lost_settings = restorable(data, with_user=with_user)
        if not dry_run:
            write_whole(paths.settings, data)
        added.files.append(SETTINGS)
    except OSError as error:
        raise DamagedError(reason_of(error)) from error


def restorable(data: bytes, *, with_user: bool) -> tuple[bytes, list[str]]:
    """A settings file from elsewhere as it may be used here, and the names it loses.

    It loses commands, which would be run here; the user, unless `with_user`; and
    settings that are unknown or not valid. Raises `DamagedError` if it is not a
    settings file.
    """
    why = DamagedError("it is not a settings file of quizapp")
    if not are_settings(data):
        raise why
    try:
        found = tomllib.loads(data.decode())
        lost = [
            name
            for name, value in found.items()
            if not _may_come(name, value) or (name == "user" and not with_user)
        ]
        if lost:
            document = tomlkit.parse(data.decode())
            for name in lost:
                del document[name]
            data = tomlkit.dumps(document).encode()
        kept = tomllib.loads(data.decode())
    except (ValueError, RecursionError, TOMLKitError) as error:
        raise why from error
    if kept.keys() != found.keys() - {*lost}:
        raise why
    return data, lost


def _may_come(name: str, value: object) -> bool:
    if name not in MACHINE_SETTINGS:
        return False
    declared = MACHINE_SETTINGS[name]
    try:
        typed = declared.checked(value)
        if name == "user":
            folder_of(typed)
    except UsageError:
        return False
    return typed == declared.default or not isinstance(declared.type, Command)
