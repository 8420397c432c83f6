"""Adds progress from elsewhere: another machine's folder, a backup, an exported user.

Events are only ever added, each once, so neither the order nor doing it again matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from quizapp.errors import StoreError, UsageError
from quizapp.progress.log.copies import Backups
from quizapp.progress.log.day_files import DayFiles
from quizapp.progress.log.device import locked
from quizapp.progress.log.events import kind_of
from quizapp.progress.log.members import place_below
from quizapp.progress.log.storage import EVENTS, Rows, Tables
from quizapp.progress.log.users import folder_of, name_of, users_in

Progress = Callable[[float], None]
"""Is called with the share of the work that is done, 0 to 1."""
Incoming = tuple[str, str, Rows, Tables]
"""A user's name, a day file's name, its events, and its other tables."""


Item = TypeVar("Item")


def tracked(items: Sequence[Item], progress: Progress | None) -> Iterator[Item]:
    """The items one by one; `progress` is called before each."""
    for number, item in enumerate(items):
        if progress:
            progress(number / len(items))
        yield item


@dataclass(slots=True)
class Taken:
    """What was taken in for one user."""

    files: int = 0
    """Day files that had something new."""
    events: int = 0
    """New events."""
    reviews: int = 0
    """New reviews among them."""
    differing: int = 0
    """Events that are here with the same key but different content; ours stayed."""
    devices: list[str] = field(default_factory=list)
    """Devices of which nothing was here."""


def take_in(
    incoming: Iterable[Incoming], *, users: Path, machine: Path, dry_run: bool = False
) -> dict[str, Taken]:
    """Add the events that are not here yet; return what was added, by user.

    Each file is written whole or not at all; after an interruption, do it again. Raises
    `StoreError`, also when a link or a name would lead out of `users`.
    """
    told: dict[str, Taken] = {}
    for user, name, rows, others in incoming:
        taken = told.setdefault(user, Taken())
        files = files_of(user, users, machine)
        if not place_below(users, f"{folder_of(user)}/{EVENTS}/{name}"):
            raise StoreError(
                f"{files.root / name} leads out of {users}, perhaps through a link; "
                "progress is neither read nor written there."
            )
        with locked(machine, folder_of(user)):
            here = files.read(name)[0] if (files.root / name).exists() else {}
            new = {id_: row for id_, row in sorted(rows.items()) if id_ not in here}
            taken.differing += sum(
                row != here.get(id_, row) for id_, row in rows.items()
            )
            taken.files += bool(new)
            taken.events += len(new)
            taken.reviews += sum(kind_of(row.json) == "review" for row in new.values())
            device = name.partition("/")[0]
            if new and device not in taken.devices:
                taken.devices += [device] * (not (files.root / device).exists())
            if new and not dry_run:
                try:
                    files.add(name, new, others)
                except OSError as error:
                    raise StoreError(
                        f"{files.root / name} cannot be written: "
                        f"{error.strerror or error}. What was added before is kept; "
                        "try again."
                    ) from error
    return told


def files_of(user: str, users: Path, machine: Path) -> DayFiles:
    """The day files of a user, with their backups."""
    folder = folder_of(user)
    backups = Backups(machine / "backups" / folder, users)
    return DayFiles(users / folder / EVENTS, users, backups)


def forget_copies(user: str, users: Path, machine: Path) -> None:
    """Remove the copies of what was deleted, if all of it is in the trash."""
    files = files_of(user, users, machine)
    with locked(machine, folder_of(user)):
        files.names()
        files.forget_deleted()


def in_folder(
    source: Path, skipped: list[str], progress: Progress | None = None
) -> Iterator[Incoming]:
    """The events of every user in another library, or in the folder that holds one.

    A sentence for each file that cannot be read goes to `skipped`. Raises `UsageError`
    when there are no users.
    """
    places = (source / "library" / "users", source / "users", source)
    users = next((place for place in places if users_in(place)), None)
    if users is None:
        raise UsageError(f"{source} holds nobody's progress: it has no users/ folder.")
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
    for user, files, name in tracked(found, progress):
        rows, _ = files.read(name)
        if rows:
            yield user, name, rows, files.others(name)
        skipped += files.problems
        files.problems.clear()
