"""Users: their names as folder names, and how they are renamed and deleted."""

from __future__ import annotations

import errno
import os
import re
import shutil
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from quizapp.errors import StoreError, UsageError
from quizapp.files import make_folder, sync_folder
from quizapp.progress.log.device import device_here, locked
from quizapp.progress.log.storage import EVENTS

_PLAIN = re.compile(r"[a-z0-9_-]")
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)
_TWINS = str.maketrans("аеіоруѕхјԛԝαονρι01", "aeiopysxjqwaovpiol")
"""Letters of other scripts, and digits, that look like Latin ones."""
LONGEST = 200
"""Bytes of a folder's name; file systems allow 255."""


def folder_of(name: str) -> str:
    """The folder for the user `name`.

    Small letters, digits, `_` and `-` stand for themselves, any other character for its
    UTF-8 bytes as `%XX`, so that no two names share a folder where case is ignored.
    Equal-looking names in different Unicode forms are one (NFC). Raises `UsageError`
    for a name that is empty or too long.
    """
    name = unicodedata.normalize("NFC", name.strip())
    if not name:
        raise UsageError("A user needs a name.")
    try:
        folder = "".join(c if _PLAIN.fullmatch(c) else _escaped(c) for c in name)
    except UnicodeEncodeError as error:
        raise UsageError("The user's name is not text.") from error
    if _RESERVED.fullmatch(folder):
        folder = _escaped(folder[0]) + folder[1:]
    if len(folder) > LONGEST:
        raise UsageError(f"The user's name is too long: “{name[:40]}…”.")
    return folder


def name_of(folder: str) -> str:
    """The user whose folder it is: the inverse of `folder_of`."""
    return unquote(folder)


def _escaped(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())


def users_in(users: Path) -> list[str]:
    """The folders of the users there are, by name."""
    try:
        entries = [e.name for e in os.scandir(users) if e.is_dir(follow_symlinks=False)]
    except OSError:
        return []
    return sorted(
        name
        for name in entries
        if is_folder_of_user(name) and _has_events(users / name)
    )


def _has_events(folder: Path) -> bool:
    try:
        return (folder / "events").is_dir()
    except OSError:  # it may not be read
        return False


def user_names(users: Path) -> list[str]:
    """The names of the users there are, in the order of their folders."""
    return [name_of(folder) for folder in users_in(users)]


def is_folder_of_user(folder: str) -> bool:
    """Whether a folder of this name is the one of some user."""
    try:
        return folder_of(name_of(folder)) == folder
    except UsageError:
        return False


def look_alikes(name: str, users: Path) -> list[str]:
    """Other users whose names a person could take for this one."""
    others = [name_of(folder) for folder in users_in(users)]
    return [each for each in others if each != name and _look(each) == _look(name)]


def _look(name: str) -> str:
    """The name without case, accents, width, blanks and letters' scripts."""
    folded = unicodedata.normalize("NFKD", name).casefold().translate(_TWINS)
    return "".join(c for c in folded if c.isalnum())


@dataclass(frozen=True, slots=True)
class Users:
    """The users of one installation."""

    users: Path
    trash: Path
    machine: Path
    cache: Path

    @property
    def names(self) -> list[str]:
        """The users there are."""
        return user_names(self.users)

    def rename(self, old: str, new: str) -> None:
        """Rename a user, with their progress and backups. Raises `UsageError`."""
        source, target = self._folder(old), self.users / folder_of(new)
        self._refuse(new)
        with locked(self.machine, source.name), locked(self.machine, target.name):
            for place in (self.machine / "backups", self.cache / "users"):
                before, after = place / source.name, place / target.name
                if before.is_dir() and not after.exists():
                    self._move(before, after)
            self._move(source, target)

    def delete(self, name: str) -> Path:
        """Move a user to the trash; return the folder there. Raises `UsageError`."""
        source = self._folder(name)
        number = 1
        while (target := self.trash / f"{source.name}.{number}").exists():
            number += 1
        with locked(self.machine, source.name):
            self._move(source, target)
        return target

    def delete_devices(self, name: str, devices: Sequence[str]) -> Path:
        """Move what came from some devices to the trash, with the copies of it; return
        the folder there, which can be merged. Raises `UsageError`.

        No file becomes shorter: a device's folder goes as a whole.
        """
        events = self._folder(name) / EVENTS
        there = {each.name for each in events.iterdir() if each.is_dir()}
        for device in devices:
            if device not in there:
                raise UsageError(f"“{name}” has no answers from a device “{device}”.")
            if device == device_here(self.machine):
                raise UsageError(f"“{device}” is this machine; its answers stay.")
        folder, number = events.parent.name, 1
        while (target := self.trash.parent / "devices" / str(number)).exists():
            number += 1
        copies = self.machine / "backups" / folder
        with locked(self.machine, folder):
            for device in devices:
                # The copies go first: one without its file looks like a loss.
                if (copies / device).is_dir():
                    self._move(copies / device, target / "copies" / device)
                into = target / "users" / folder / EVENTS / device
                self._move(events / device, into)
            # What is derived is made again; nothing is reported as missing.
            shutil.rmtree(self.cache / "users" / folder, ignore_errors=True)
        return target

    def restore(self, name: str) -> None:
        """Bring back from the trash the user of this name who was deleted last.

        Raises `UsageError`.
        """
        folder, number = folder_of(name), 1
        while (self.trash / f"{folder}.{number}").exists():
            number += 1
        if number == 1:
            raise UsageError(f"There is no user “{name}” in the trash.")
        self._refuse(name)
        with locked(self.machine, folder):
            self._move(self.trash / f"{folder}.{number - 1}", self.users / folder)

    def _folder(self, name: str) -> Path:
        folder = folder_of(name)
        if folder not in users_in(self.users):
            there = f" Users: {', '.join(self.names)}." if self.names else ""
            raise UsageError(f"There is no user “{name}”.{there}")
        return self.users / folder

    def _refuse(self, name: str) -> None:
        if (self.users / folder_of(name)).exists():
            raise UsageError(f"There is a user “{name}” already.")

    def _move(self, source: Path, target: Path) -> None:
        try:
            make_folder(target.parent)
            try:
                source.rename(target)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                shutil.move(source, target)  # to another disk
            sync_folder(target.parent)
            sync_folder(source.parent)
        except OSError as error:
            raise StoreError(
                f"{source} cannot be moved to {target}: {error.strerror or error}."
            ) from error
