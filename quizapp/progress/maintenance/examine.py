"""Checks the files of users, and reports each problem."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from quizapp.files import entries_of
from quizapp.model import Level, Undo, Unknown
from quizapp.paths import Paths
from quizapp.progress.log.device_folders import device_of_folder, is_copy
from quizapp.progress.log.scan import is_day_file
from quizapp.progress.log.storage import EVENTS
from quizapp.progress.log.user_folders import (
    cache_of,
    folder_of,
    is_folder_of_user,
    name_of,
)
from quizapp.progress.log.users import users_in
from quizapp.progress.store import Store

Code = Literal[
    "unreadable",
    "lost-events",
    "sync-copy",
    "no-backup",
    "wrong-cache",
    "unknown-event",
    "undone-event-missing",
    "link",
    "damaged-file",
    "unfinished-write",
    "unknown-file",
    "readable-by-others",
    "repaired",
]
"""The kinds of problems, by a name for scripts."""
TRIES = 100
"""How often the cache and the events are read until both show the same files."""
REPAIRABLE = {
    "unreadable",
    "lost-events",
    "no-backup",
    "wrong-cache",
    "unfinished-write",
    "readable-by-others",
}
"""What `repair` can repair."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with one file or folder."""

    path: Path
    code: Code
    message: str
    level: Level = Level.ERROR


@dataclass(frozen=True, slots=True)
class UserFiles:
    """Where one user's files are, and how to read them."""

    paths: Paths
    user: str

    @property
    def folder(self) -> Path:
        """The user's folder."""
        return self.paths.users / folder_of(self.user)

    @property
    def copies(self) -> Path:
        """This machine's copies of the user's day files."""
        return self.paths.machine / "backups" / folder_of(self.user)

    @property
    def cached(self) -> Path:
        """The user's caches."""
        return cache_of(self.paths, self.user)

    def open(self) -> Store:
        """The progress, read as usual, with the cache."""
        return Store.open(self.paths, self.user)

    def fold(self) -> Store:
        """The progress, from the events alone."""
        nowhere = self.paths.cache / "nothing here"
        store = Store(self.paths._replace(cache=nowhere), self.user)
        store.fold_again()
        return store


def users_of(paths: Paths, user: str) -> list[str]:
    """`user`, and everybody else who has files or copies here."""
    found, copies = {folder_of(user), *users_in(paths.users)}, paths.machine / "backups"
    if copies.is_dir():
        found |= {
            entry.name
            for entry in entries_of(copies)
            if entry.is_dir() and is_folder_of_user(entry.name)
        }
    return [name_of(folder) for folder in sorted(found)]


def examine(paths: Paths, user: str) -> Iterator[Problem]:
    """Read all files of `user`, and report each problem. Changes nothing."""
    files = UserFiles(paths, user)
    store, fresh = files.open(), files.fold()
    yield from _damage(fresh)
    yield from _event_problems(fresh)
    for name in fresh.files.names():
        path = fresh.files.root / name
        for copy in fresh.files.paths(name)[1:]:
            yield Problem(
                copy,
                "sync-copy",
                f"A file sync made this copy of {path.name}; its events count.",
                Level.WARNING,
            )
        if _has_no_backup(fresh, name):
            yield Problem(
                path, "no-backup", "There is no copy of this file yet.", Level.WARNING
            )
    yield from _folders(files)
    if not _agree(store, fresh):
        yield Problem(
            files.cached,
            "wrong-cache",
            "The cache does not agree with the events.",
        )


def _damage(store: Store) -> Iterator[Problem]:
    """The problems of day files."""
    files = store.files
    named = {files.damage_of(name) for name in files.damaged}
    for name, what in files.damaged.items():
        code: Code = "unreadable" if what.startswith("is damaged") else "lost-events"
        yield Problem(files.root / name, code, f"It {what}.")
    for problem in (*files.problems, *store.backups.problems):
        if problem not in named:
            yield Problem(files.root, "unreadable", problem)


def _agree(store: Store, fresh: Store) -> bool:
    """Whether the cache agrees with the events.

    Windows may be writing, so both are refreshed until they have read the same files.
    If they never do, they count as equal.
    """
    for _ in range(TRIES):
        store.refresh()
        fresh.refresh()
        if store.seen == fresh.seen:
            return store.memories == fresh.memories and store.days == fresh.days
    return True


def _event_problems(store: Store) -> Iterator[Problem]:
    """Events of an unknown kind, and undos of events that are not here."""
    keys: set[str] = set()
    undos: list[tuple[str, str]] = []
    for event in store.events():
        keys.add(event.key)
        match event.act:
            case Undo():
                undos.append((event.key, event.act.undoes))
            case Unknown():
                yield Problem(
                    store.files.root / event.device,
                    "unknown-event",
                    f"Event {event.key} is of the unknown kind “{event.act.kind}”; it "
                    "is kept and skipped.",
                    Level.WARNING,
                )
    for key, undoes in undos:
        if undoes not in keys:
            yield Problem(
                store.files.root,
                "undone-event-missing",
                f"Event {key} undoes {undoes}, which is not here (yet).",
                Level.WARNING,
            )


def _has_no_backup(store: Store, name: str) -> bool:
    try:
        return store.backups.newest(name) is None
    except OSError:
        return True


def below(*places: Path) -> list[Path]:
    """Everything in these folders."""
    found = (Path(top, e) for p in places for top, d, f in os.walk(p) for e in d + f)
    return sorted(found)


def _folders(files: UserFiles) -> Iterator[Problem]:
    """Links, unfinished writes, unknown files, and what others may read."""
    events = files.folder / EVENTS
    for path in below(files.folder, files.copies):
        try:
            about = path.lstat()
        except FileNotFoundError:  # a window has just finished writing it
            continue
        if path.is_symlink():
            yield Problem(
                path, "link", "A link; nothing is read or written through it."
            )
        elif ".damaged-" in path.name:
            yield Problem(
                path,
                "damaged-file",
                "A damaged file that was set aside. Keep it as long as answers are "
                "missing.",
                Level.WARNING,
            )
        elif path.suffix == ".tmp":
            yield Problem(
                path,
                "unfinished-write",
                "Left by a write that was cut short; the next answer removes it.",
                Level.WARNING,
            )
        elif not _is_known(path, files):
            yield _unknown(path)
        elif path.parent == events and is_copy(path.name):
            yield Problem(
                path,
                "sync-copy",
                f"A copy of the folder {device_of_folder(path.name)}; what is in both "
                "counts once.",
                Level.WARNING,
            )
        elif os.name == "posix" and about.st_mode & 0o077:
            yield Problem(
                path,
                "readable-by-others",
                "Other users may read this: "
                f"chmod {'700' if path.is_dir() else '600'}.",
                Level.WARNING,
            )


def _is_known(path: Path, files: UserFiles) -> bool:
    """Whether it is a day file, a folder of day files, or hidden, as are the files that
    a system or a file sync keeps for itself."""
    is_copied = path.is_relative_to(files.copies)
    *folders, name = path.relative_to(files.copies if is_copied else files.folder).parts
    if any(part.startswith(".") for part in (*folders, name)):
        return True
    if not is_copied:
        if [*folders, name][0] != EVENTS:
            return False
        folders = folders[1:]
        if path == files.folder / EVENTS:
            return path.is_dir()
    return path.is_dir() if not folders else len(folders) == 1 and is_day_file(name)


def strays(users: Path) -> Iterator[Problem]:
    """Whatever lies among the users' folders and is not one."""
    known = set(users_in(users))
    for path in sorted(users.iterdir()) if users.is_dir() else ():
        if path.name not in known and not path.name.startswith("."):
            yield _unknown(path)


def _unknown(path: Path) -> Problem:
    return Problem(
        path,
        "unknown-file",
        "quizapp does not know this file; it is neither read nor changed.",
        Level.WARNING,
    )
