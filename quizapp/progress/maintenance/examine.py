"""Everything about a user's files that is not as it should be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from quizapp.model import Level, Undo, Unknown
from quizapp.progress.log.users import folder_of
from quizapp.progress.store import Store

Code = Literal[
    "unreadable",
    "sync-copy",
    "no-backup",
    "wrong-cache",
    "unknown-event",
    "undone-event-missing",
    "link",
    "damaged-file",
    "unfinished-write",
    "readable-by-others",
]
"""What can be wrong, by a name for scripts."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in one file or folder."""

    path: Path
    code: Code
    message: str
    level: Level = Level.ERROR


def examine(data: Path, machine: Path, cache: Path, user: str) -> Iterator[Finding]:
    """Read everything that is kept of `user`, and tell of each thing that is wrong.

    Changes nothing.
    """
    kept = Store.open(data=data, machine=machine, cache=cache, user=user)
    fresh = Store(data, machine, cache / "nothing here", user)
    fresh.fold_again()
    root = fresh.files.root
    for problem in fresh.problems:
        yield Finding(root, "unreadable", problem)
    yield from _events(fresh)
    for name in fresh.files.names():
        path = root / name
        for copy in fresh.files.paths(name)[1:]:
            yield Finding(
                copy,
                "sync-copy",
                f"A file sync made this copy of {path.name}; its events count.",
                Level.WARNING,
            )
        if _has_no_backup(fresh, name):
            yield Finding(
                path, "no-backup", "There is no copy of this file yet.", Level.WARNING
            )
    yield from _folders(root.parent, machine, folder_of(user))
    if kept.memories != fresh.memories or kept.days != fresh.days:
        yield Finding(
            cache / "users" / folder_of(user),
            "wrong-cache",
            "The cache does not agree with the events. Delete this folder; it is made "
            "again.",
        )


def _events(store: Store) -> Iterator[Finding]:
    keys: set[str] = set()
    undos: list[tuple[str, str]] = []
    for event in store.events():
        keys.add(event.key)
        match event.act:
            case Undo():
                undos.append((event.key, event.act.undoes))
            case Unknown():
                yield Finding(
                    store.files.root / event.device,
                    "unknown-event",
                    f"Event {event.key} is of the unknown kind «{event.act.kind}»; it "
                    "is kept and skipped.",
                    Level.WARNING,
                )
    for key, undoes in undos:
        if undoes not in keys:
            yield Finding(
                store.files.root,
                "undone-event-missing",
                f"Event {key} takes back {undoes}, which is not here (yet).",
                Level.WARNING,
            )


def _has_no_backup(store: Store, name: str) -> bool:
    try:
        return store.backups.newest(name) is None
    except OSError:
        return True


def _folders(user: Path, machine: Path, folder: str) -> Iterator[Finding]:
    """Links, left-overs, and what others may read."""
    places = [user, machine / "backups" / folder]
    found = [
        Path(top, each) for p in places for top, d, f in os.walk(p) for each in d + f
    ]
    for path in sorted(found):
        about = path.lstat()
        if path.is_symlink():
            yield Finding(
                path, "link", "A link; nothing is read or written through it."
            )
        elif ".damaged-" in path.name:
            yield Finding(
                path,
                "damaged-file",
                "A damaged file that was set aside; delete it when you miss nothing.",
                Level.WARNING,
            )
        elif path.suffix == ".tmp":
            yield Finding(
                path,
                "unfinished-write",
                "Left by a write that was cut short; the next answer removes it.",
                Level.WARNING,
            )
        elif os.name == "posix" and about.st_mode & 0o077:
            yield Finding(
                path,
                "readable-by-others",
                f"Others may read this: chmod {'700' if path.is_dir() else '600'}.",
                Level.WARNING,
            )
