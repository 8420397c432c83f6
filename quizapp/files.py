"""Files written whole: a reader, or a crash, sees the old one or the new one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def write_whole(
    path: Path, data: bytes, *, durable: bool = True, private: bool = True
) -> None:
    """Replace the file at `path` by one that holds `data`.

    When `private`, as all progress is, only its owner may read it.

    The bytes go to a file beside it, which is then renamed over it. When `durable`,
    they and the rename have reached the disk on return (fsync of file and folder);
    a cache does without. Raises `OSError` and leaves the old file as it was.
    """
    make_folder(path.parent)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(
            os.open(beside, flags, PRIVATE_FILE if private else 0o666), "wb"
        ) as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
    if durable:
        sync_folder(path.parent)


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
