"""Files written whole: a reader, or a crash, sees the old one or the new one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
DEEPEST = 50
"""Folders in folders in which decks are looked for."""


@contextmanager
def whole_file(
    path: Path, *, durable: bool = True, private: bool = True
) -> Iterator[BinaryIO]:
    """A file to write and read back, which replaces `path` when the block ends well.

    When `private`, as all progress is, only its owner may read it. When `durable`, its
    bytes and its name have reached the disk at the end (fsync of file and folder); a
    cache does without. If anything is raised, `path` is as it was.
    """
    make_folder(path.parent)
    # Cut, as a file's name may be so long that none longer is allowed.
    beside = path.with_name(f".{path.name[:40]}.{os.getpid()}.tmp")
    flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(
            os.open(beside, flags, PRIVATE_FILE if private else 0o666), "w+b"
        ) as file:
            yield file
            file.flush()
            if durable:
                os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    if durable:
        sync_folder(path.parent)


def write_whole(
    path: Path, data: bytes, *, durable: bool = True, private: bool = True
) -> None:
    """Replace the file at `path` by one that holds `data`, as `whole_file` does.

    Raises `OSError` and leaves the old file as it was.
    """
    with whole_file(path, durable=durable, private=private) as file:
        file.write(data)


Mark = tuple[int, int, int]
"""What changes when a file does: time (ns), size, and inode: editors replace files."""


def mark_of(path: Path) -> Mark:
    """The mark of the file at `path`; zeros when there is none."""
    try:
        about = path.stat()
    except (OSError, ValueError):  # the latter for a name that no file can have
        return 0, 0, 0
    return about.st_mtime_ns, about.st_size, about.st_ino


def make_folder(folder: Path) -> None:
    """Make `folder` and what is missing above it, for its owner only."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=PRIVATE_FOLDER)


def sync_folder(folder: Path) -> None:
    """Make a rename inside `folder` survive a power loss, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
