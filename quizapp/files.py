"""Atomic writes: a reader, or a crash, sees either the old file or the new one."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
MAX_FOLDER_DEPTH = 50
"""How many levels of folders are searched for decks."""
_UNFINISHED = re.compile(r"\..+\.quizapp-(\d+)\.tmp", re.DOTALL)
"""Matches the name of a file that is being written, with the process that does."""
_FORGOTTEN = 3600
"""Seconds after which nobody is writing such a file any more."""
_swept: set[Path] = set()


@contextmanager
def whole_file(
    path: Path, *, durable: bool = True, private: bool = True
) -> Iterator[BinaryIO]:
    """A new file to write (and read back) that replaces `path` when the block ends.

    If it is `private`, like all progress, only its owner can read it. If it is
    `durable`, its bytes and its name are on the disk at the end (fsync of the file and
    its folder); a cache does not need that. If the block raises, `path` is unchanged.
    """
    make_folder(path.parent)
    if path.parent not in _swept:
        _swept.add(path.parent)
        sweep(path.parent)
    # Shortened, because the name may already be as long as the file system allows.
    beside = path.with_name(f".{path.name[:40]}.quizapp-{os.getpid()}.tmp")
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
    """Replace the file at `path` with `data`, like `whole_file`.

    Raises `OSError`, and then the old file is unchanged.
    """
    with whole_file(path, durable=durable, private=private) as file:
        file.write(data)


def sweep(folder: Path) -> None:
    """Remove what writes that were cut short have left in `folder`.

    `whole_file` does it before a process first writes there. What a process that is
    running is writing stays.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not (match := _UNFINISHED.fullmatch(entry.name)):
                continue
            with suppress(OSError):
                is_old = time.time() - entry.stat().st_mtime > _FORGOTTEN
                has_ended = os.name == "posix" and not is_running(int(match[1]))
                if is_old or has_ended:
                    Path(entry.path).unlink()


def is_running(pid: int) -> bool:
    """Whether a process with this id is running. (Always false on Windows.)"""
    if os.name != "posix":
        return False
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # it belongs to somebody else
        return True
    return True


FileStamp = tuple[int, int, int, int]
"""Changes when a file does: time (ns), size, inode (editors replace files), and the
time of the latest change of its permissions or contents (ns)."""


def file_stamp(path: Path) -> FileStamp:
    """The stamp of the file at `path`; zeros if there is none."""
    try:
        status = path.stat()
    except (OSError, ValueError):  # ValueError: a name that no file can have
        return 0, 0, 0, 0
    return status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns


def make_folder(folder: Path) -> None:
    """Create `folder` and its missing parents, accessible only to its owner."""
    if folder.is_dir() or folder == folder.parent:
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=PRIVATE_FOLDER)


def sync_folder(folder: Path) -> None:
    """Make a rename inside `folder` survive a power loss, where the system allows
    it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def entries_of(folder: Path | str) -> list[os.DirEntry[str]]:
    """What is in a folder, which is closed again. Raises `OSError`."""
    with os.scandir(folder) as found:
        return list(found)
