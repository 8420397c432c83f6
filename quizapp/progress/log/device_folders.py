"""Folders of devices, and the copies of them that file syncs and file managers make.

Such a copy has the device's id somewhere in its name, as in `db47a0f8 (1)`. Its events
are the device's own; each counts once, however many folders it is in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from quizapp.progress.log.storage import Row, Rows

_ID = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{8}(?![0-9A-Za-z])")
"""A device's id, as a whole word."""


def device_of_folder(folder: str) -> str:
    """The device whose events a folder of this name holds."""
    found = _ID.search(folder)
    return found[0] if found else folder


def is_copy(folder: str) -> bool:
    """Whether a folder of this name is a copy of a device's."""
    return device_of_folder(folder) != folder


def precedence(name: str) -> tuple[bool, str]:
    """Sorts the files of a day, so that an event in several counts where it was
    written: `name` is the file's, with its folder."""
    folder = name.partition("/")[0]
    return not _ID.fullmatch(folder), folder


def is_taken(
    id_: int, row: Row, device: str, before: Mapping[str, Rows]
) -> bool | None:
    """Whether the id of an event of this device is that of another event in one of
    these files; `None` when the same event is there."""
    result = False
    for name, rows in before.items():
        if id_ in rows:
            if rows[id_] == row:
                return None
            result |= device_of_folder(name.partition("/")[0]) == device
    return result
