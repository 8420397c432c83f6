"""Which device writes, and the lock that covers each write."""

from __future__ import annotations

import platform
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

from msgspec import DecodeError, Meta, Struct
from msgspec.json import Decoder, encode

from quizapp.errors import StoreBusyError, StoreError, reason_of
from quizapp.files import make_folder, write_whole

WAIT = 2.0
"""Seconds to wait for another window's write."""
POLL = 0.002
"""Seconds between two tries: shorter than the time between two writes of a window that
writes without a pause, so that the other one gets its turn."""


class _Device(Struct):
    """What the file of this machine says."""

    id: Annotated[str, Meta(pattern="^[0-9A-Za-z_-]{1,64}$")]
    host: str


_DEVICE = Decoder(_Device)


def device_of(machine: Path) -> str:
    """This machine's device id, made when it is first asked for.

    A `machine` folder that came from another host (its name is in the file) gets a new
    id, so that no two machines ever write into one folder.
    """
    if there := device_here(machine):
        return there
    path, id_ = machine / "device.json", secrets.token_hex(4)
    try:
        write_whole(path, encode(_Device(id_, platform.node())))
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {reason_of(error)}.") from error
    return id_


def device_here(machine: Path) -> str | None:
    """This machine's device id, if it has one. Raises `StoreError`."""
    path = machine / "device.json"
    try:
        device = _DEVICE.decode(path.read_bytes())
        if device.host == platform.node():
            return device.id
    except (FileNotFoundError, DecodeError, UnicodeDecodeError, RecursionError):
        pass  # none yet, or damaged: a new id is always safe
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {reason_of(error)}.") from error
    return None


@contextmanager
def locked(machine: Path, user_folder: str) -> Iterator[None]:
    """Hold the user's lock on this machine.

    The system drops it when its holder ends, however it ends. Raises `StoreBusyError`
    when another window holds it for too long.
    """
    from filelock import FileLock, Timeout

    folder = machine / "locks"
    lock = FileLock(
        folder / f"{user_folder}.lock", timeout=WAIT, mode=0o600, poll_interval=POLL
    )
    try:
        make_folder(folder)
        lock.acquire()
    except Timeout as error:
        raise StoreBusyError(
            f"Another window has been writing for more than {WAIT:g} seconds. "
            "Close it, or try again."
        ) from error
    except OSError as error:
        raise StoreError(
            f"The lock in {folder} cannot be taken: {reason_of(error)}."
        ) from error
    try:
        yield
    finally:
        # What was written is on the disk; at its end, a program loses its locks.
        with suppress(OSError):
            lock.release()
