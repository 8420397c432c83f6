"""Progress from elsewhere taken in: another machine's folder, a backup, a user's file.

Events are only ever added, each once, so it does not matter what is taken in first, or
how often.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quizapp.errors import StoreError, UsageError
from quizapp.store.backups import Backups
from quizapp.store.day_files import DayFiles
from quizapp.store.device import locked
from quizapp.store.events import kind_of
from quizapp.store.storage import EVENTS, Rows
from quizapp.store.users import folder_of, name_of, users_in

NAME = re.compile(r"[\w-]{1,64}/\d{4}-\d\d-\d\d\.json", re.ASCII)
"""A day file's name: its device and its day."""

Incoming = tuple[str, str, Rows]
"""A user's name, a day file's name, and its events."""


@dataclass(slots=True)
class Taken:
    """What was taken in for one user."""

    files: int = 0
    """Day files in which there was something new."""
    events: int = 0
    """New events."""
    reviews: int = 0
    """New reviews among them."""
    differing: int = 0
    """Events that stand here with the same key and another content; these stayed."""


def take_in(
    incoming: Iterable[Incoming], *, users: Path, machine: Path, dry_run: bool = False
) -> dict[str, Taken]:
    """Add the events that are not here yet; what that came to, by user.

    Each file is written whole or not at all; begun again after an interruption, it
    goes on. Raises `StoreError`.
    """
    told: dict[str, Taken] = {}
    for user, name, rows in incoming:
        taken = told.setdefault(user, Taken())
        if not NAME.fullmatch(name):
            raise StoreError(f"«{name}» is not the name of a day file.")
        files = files_of(user, users, machine)
        with locked(machine, folder_of(user)):
            here = files.read(name)[0] if (files.root / name).exists() else {}
            new = {id_: row for id_, row in rows.items() if id_ not in here}
            taken.differing += sum(
                row != here.get(id_, row) for id_, row in rows.items()
            )
            taken.files += bool(new)
            taken.events += len(new)
            taken.reviews += sum(kind_of(row.json) == "review" for row in new.values())
            if new and not dry_run:
                try:
                    files.add(name, dict(sorted(new.items())))
                except OSError as error:
                    raise StoreError(
                        f"{files.root / name} cannot be written: "
                        f"{error.strerror or error}. What was taken in before it is "
                        "kept; try again."
                    ) from error
    return told


def files_of(user: str, users: Path, machine: Path) -> DayFiles:
    """The day files of a user, with their backups."""
    folder = folder_of(user)
    backups = Backups(machine / "backups" / folder)
    return DayFiles(users / folder / EVENTS, users, backups)


def in_folder(source: Path) -> Iterator[Incoming]:
    """The events of every user in another library, or in the folder that holds one.

    Raises `UsageError` when there is none.
    """
    places = (source / "library" / "users", source / "users", source)
    users = next((place for place in places if users_in(place)), None)
    if users is None:
        raise UsageError(f"{source} holds nobody's progress: there is no users/ in it.")
    for folder in users_in(users):
        files = DayFiles(users / folder / EVENTS, users, Backups(users / ".none"))
        for name in files.names():
            rows, seen = files.read(name)
            if seen is None or files.damaged:
                raise StoreError(files.problems[-1])
            yield name_of(folder), name, rows
