"""Brings back what an archive holds and is missing here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from quizapp.errors import NewerFormatError, StoreError
from quizapp.files import write_whole
from quizapp.paths import Paths
from quizapp.progress.log.members import place_below
from quizapp.progress.log.storage import EVENTS, DamagedError
from quizapp.progress.log.users import folder_of
from quizapp.progress.maintenance.archive import Archive, opened
from quizapp.progress.maintenance.backup import NothingToWriteError, write_archive
from quizapp.progress.maintenance.merge import (
    Incoming,
    Progress,
    Taken,
    take_in,
    tracked,
)

SAFETY_ARCHIVES = 10
"""How many of the backups that are made before a restore are kept."""
_SAFETY = "before-restore-"


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


def restore(
    source: Path,
    paths: Paths,
    *,
    now: datetime,
    names: Mapping[str, str] | None = None,
    with_decks: bool = True,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Restored:
    """Bring back what `source` holds and is missing here.

    Events are added, never taken away; a deck that is here stays as it is. What is here
    is backed up first. `names` are those under which users are taken in, if not under
    their own. What does not belong in an archive, or is damaged, is skipped. Raises
    `StoreError`, also when `source` is not an archive of ours.
    """
    restored = Restored()
    try:
        with opened(source) as archive:
            decks = archive.decks if with_decks else []
            if (archive.days or decks) and not dry_run:
                restored.safety = _back_up_first(paths, now)
            restored.users = take_in(
                _incoming(archive, names or {}, progress),
                users=paths.users,
                machine=paths.machine,
                dry_run=dry_run,
            )
            for deck, member in decks:
                try:
                    data = archive.read(member)
                    _restore_deck(deck.file, data, paths, restored, dry_run=dry_run)
                except DamagedError as error:
                    archive.skip(member, str(error))
                except OSError as error:
                    archive.skip(member, error.strerror or str(error))
            restored.skipped = archive.skipped
        if restored.safety:
            _forget_older(restored.safety, source)
    except OSError as error:
        raise _unreadable(source, error) from error
    return restored


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
    return StoreError(f"{source} cannot be restored: {error.strerror or error}.")


def _back_up_first(paths: Paths, now: datetime) -> Path | None:
    """Back up what is here to a new file; `None` when there is nothing."""
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
    """Keep the last safety archives, and what was restored from."""
    with suppress(OSError):
        made = [
            (path.stat().st_mtime_ns, path.name, path)
            for path in newest.parent.glob(f"{_SAFETY}*.zip")
        ]
        for _, _, path in sorted(made)[:-SAFETY_ARCHIVES]:
            if not path.samefile(source):
                path.unlink()


def _incoming(
    archive: Archive, names: Mapping[str, str], progress: Progress | None
) -> Iterator[Incoming]:
    for day, member in tracked(archive.days, progress):
        try:
            events, others = archive.events(member)
        except (DamagedError, NewerFormatError) as error:
            archive.skip(member, str(error))
        else:
            yield names.get(day.user, day.user), day.file, events, others


def _restore_deck(
    name: str, data: bytes, paths: Paths, restored: Restored, *, dry_run: bool
) -> None:
    """Write a deck that is missing. Raises `DamagedError` and `OSError`."""
    path = place_below(paths.decks, name)
    if path is None:
        raise DamagedError(f"it would be written outside {paths.decks}")
    if not path.exists():
        restored.decks.append(name)
        if not dry_run:
            write_whole(path, data, private=False)
    elif not path.is_file():
        raise DamagedError(f"{path} is in the way")
    elif path.read_bytes() != data:
        restored.kept.append(name)
