"""Adds progress from elsewhere: another machine's folder, a backup, an export.

Events are only ever added, each once, so merges can be repeated and in any order.
A deck or an article is written only where there is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from glob import escape
from pathlib import Path, PurePosixPath
from typing import TypeVar

from quizapp.errors import StoreError, UsageError, reason_of
from quizapp.files import write_whole
from quizapp.paths import Paths
from quizapp.progress.fold.projection import Report
from quizapp.progress.log.copies import Backups
from quizapp.progress.log.day_files import DayFiles, day_files_of
from quizapp.progress.log.device import locked
from quizapp.progress.log.events import kind_of
from quizapp.progress.log.members import (
    FileMember,
    decks_and_articles,
    place_below,
    read_member,
)
from quizapp.progress.log.storage import EVENTS, DamagedError, Rows, Tables
from quizapp.progress.log.user_folders import folder_of, name_of
from quizapp.progress.log.users import users_in

Incoming = tuple[str, str, Rows, Tables]
"""A user's name, a day file's name, its events, and its other tables."""


Item = TypeVar("Item")


def tracked(items: Sequence[Item], report: Report | None) -> Iterator[Item]:
    """The items one by one; `report` is called before each."""
    for number, item in enumerate(items):
        if report:
            report(number / len(items))
        yield item


@dataclass(slots=True)
class Taken:
    """What was added for one user."""

    files: int = 0
    """Day files that had something new."""
    events: int = 0
    """New events."""
    reviews: int = 0
    """New reviews among them."""
    differing: int = 0
    """Events that are here with the same key but different content; those here
    stayed."""
    devices: list[str] = field(default_factory=list)
    """Devices that had no events here."""

    def count(self, rows: Rows, here: Rows, new: Rows) -> None:
        """Count the events of a file: all that came, those here, those added."""
        self.files += bool(new)
        self.events += len(new)
        self.reviews += sum(kind_of(row.json) == "review" for row in new.values())
        self.differing += sum(row != here.get(id_, row) for id_, row in rows.items())


@dataclass(slots=True)
class Added:
    """What was added from elsewhere, or would be."""

    users: dict[str, Taken] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    """Decks, articles and settings that were missing here, as an archive names them."""
    kept: list[str] = field(default_factory=list)
    """Files that differ from the ones here, which stayed."""
    skipped: list[str] = field(default_factory=list)
    """A sentence for each file that was not added."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Files and folders that are not progress, decks or articles, by what they are."""
    lost_settings: list[str] = field(default_factory=list)
    """Settings that are not taken from elsewhere."""
    safety: Path | None = None
    """The backup that was made before anything was changed."""


def merge(
    source: Path,
    paths: Paths,
    *,
    dry_run: bool = False,
    report: Report | None = None,
) -> Added:
    """Add whatever another library, or the folder with it, holds and this one lacks.

    A deck that is in the trash here stays there. Raises `UsageError` when
    there are no users, and `StoreError`.
    """
    added = Added()
    places = (source / "library" / "users", source / "users", source)
    users = next((place for place in places if users_in(place)), None)
    if users is None:
        raise UsageError(f"{source} holds nobody's progress: it has no users/ folder.")
    take_in(_incoming_days(users, added.skipped, report), paths, added, dry_run=dry_run)
    notes = added.left_out, added.skipped
    found = decks_and_articles(users.parent, *notes) if users != source else ()
    for member, path in found:
        if not (paths.data / member.name).exists() and is_removed(member, paths):
            added.left_out["removed deck"] += 1
            continue
        data = read_member(path, *notes)
        try:
            if data is not None:
                add_file(member, data, paths, added, dry_run=dry_run)
        except DamagedError as error:
            added.skipped.append(f"{path}: {error}.")
    return added


def take_in(
    incoming: Iterable[Incoming], paths: Paths, added: Added, *, dry_run: bool = False
) -> None:
    """Add the events that are not here yet.

    Each file is written whole or not at all; after an interruption, do it again. One
    that may not be written, as it is a link or of a newer quizapp, is skipped. Raises
    `StoreError` if the disk refuses.
    """
    for user, name, rows, others in incoming:
        files, device = day_files_of(paths, user), name.partition("/")[0]
        path = files.root / name
        with locked(paths.machine, folder_of(user)):
            try:
                here = _rows_here(files, name, paths.users)
                new = {id_: row for id_, row in sorted(rows.items()) if id_ not in here}
                is_known = path.parent.exists()
                if new and not dry_run:
                    files.add(name, new, others)
            except StoreError as error:
                added.skipped.append(str(error))
                continue
            except OSError as error:
                raise StoreError(
                    f"{path} cannot be written: {reason_of(error)}. What was "
                    "added before is kept; try again."
                ) from error
        taken = added.users.setdefault(user, Taken())
        taken.count(rows, here, new)
        if new and not is_known and device not in taken.devices:
            taken.devices.append(device)


def _rows_here(files: DayFiles, name: str, users: Path) -> Rows:
    """The events of a file that is here. Raises `StoreError` if it must stay as it is,
    and `OSError`."""
    path = files.root / name
    files.scan.refuse_links(path)
    if not place_below(users, path.relative_to(users).as_posix()):
        raise StoreError(f"{path} leads out of {users}.")
    if not path.exists():
        return {}
    rows, seen = files.read(name)
    if not seen:  # it cannot be read now, or is of a newer quizapp
        raise StoreError(files.problems[-1])
    return rows


def is_removed(member: FileMember, paths: Paths) -> bool:
    """Whether it is a deck that is in the trash, perhaps in a numbered folder there;
    articles are not removed."""
    name = escape(PurePosixPath(member.file).name)
    patterns = (name, f"*/{name}") if member.folder == "decks" else ()
    return any(any(paths.trash.glob(pattern)) for pattern in patterns)


def add_file(
    member: FileMember, data: bytes, paths: Paths, added: Added, *, dry_run: bool
) -> None:
    """Write a deck or an article that is missing here; one that is here stays.

    Raises `DamagedError` when it cannot be written.
    """
    folder = paths.data / member.folder
    path = place_below(folder, member.file)
    if path is None:
        raise DamagedError(f"it would be written outside {folder}")
    try:
        if not path.exists():
            if not dry_run:
                write_whole(path, data, private=member.folder == "articles")
            added.files.append(member.name)
        elif not path.is_file():
            raise DamagedError(f"{path} is in the way")
        elif path.read_bytes() != data:
            added.kept.append(member.name)
    except OSError as error:
        raise DamagedError(reason_of(error)) from error


def _incoming_days(
    users: Path, skipped: list[str], report: Report | None
) -> Iterator[Incoming]:
    """The events of every user below another `users/`.

    A sentence for each file that cannot be read goes to `skipped`.
    """
    found: list[tuple[str, DayFiles, str]] = []
    for folder in users_in(users):
        files = DayFiles(
            users / folder / EVENTS, users, Backups(users / ".none", users)
        )
        try:
            found += [(name_of(folder), files, name) for name in files.names()]
        except StoreError as error:  # a link
            skipped.append(str(error))
        skipped += files.problems
        files.problems.clear()
    for user, files, name in tracked(found, report):
        rows, _ = files.read(name)
        if rows:
            yield user, name, rows, files.others(name)
        skipped += files.problems
        files.problems.clear()
