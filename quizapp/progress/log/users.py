"""Users: who has progress here; renaming, deleting and restoring them."""

from __future__ import annotations

import errno
import shlex
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from msgspec import Struct

from quizapp.errors import StoreError, UsageError, reason_of
from quizapp.files import entries_of, make_folder, sync_folder
from quizapp.paths import Paths
from quizapp.progress.log.device import device_here, locked
from quizapp.progress.log.storage import EVENTS
from quizapp.progress.log.user_folders import folder_of, is_folder_of_user, name_of


def users_in(users: Path) -> list[str]:
    """The folders of all users, sorted. Raises `StoreError`."""
    try:
        entries = [e.name for e in entries_of(users) if e.is_dir(follow_symlinks=False)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise unreadable(users, error) from error
    return sorted(
        name
        for name in entries
        if is_folder_of_user(name) and _has_events(users / name)
    )


def _has_events(folder: Path) -> bool:
    try:
        return (folder / EVENTS).is_dir()
    except OSError:  # it is reported when it is read
        return True


def user_names(users: Path) -> list[str]:
    """The names of all users, in the order of their folders."""
    return [name_of(folder) for folder in users_in(users)]


def unreadable(path: Path, error: OSError) -> StoreError:
    """The error for a file of the progress that cannot be read."""
    path = Path(error.filename) if isinstance(error.filename, str) else path
    return StoreError(
        f"{path} cannot be read ({reason_of(error)}). Check its permissions, "
        "and that its drive is connected."
    )


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn an `OSError` into a `StoreError` about the file, or about `path`."""
    try:
        yield
    except OSError as error:
        raise unreadable(path, error) from error


class OpenedFolder:
    """The folder of a user whose progress is open; others may move it in the
    meantime."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._id = _identity(folder)

    def check(self, is_ours: Callable[[], bool]) -> None:
        """Raise `StoreError` if the user was renamed or deleted.

        Another folder in its place counts as theirs if `is_ours` says that it holds
        what was read before: some network drives give a folder a new identity.
        """
        now = _identity(self._folder)
        if now == self._id or is_ours():
            self._id = now
            return
        users, name = self._folder.parent, name_of(self._folder.name)
        there = users_in(users)
        after = [n for n in there if self._id and _identity(users / n) == self._id]
        if after:
            raise StoreError(
                f"“{name}” was renamed to “{name_of(after[0])}” while quizapp was "
                "open. What you did before is kept under the new name; open quizapp "
                "again to go on."
            )
        if not users.is_dir():
            raise StoreError(
                f"{users} is no longer there; perhaps its drive was disconnected. "
                "What you did before is kept; open quizapp again once it is back."
            )
        raise StoreError(
            f"“{name}” was deleted while quizapp was open. What you did before is in "
            f"the trash: {shlex.join(['quizapp', 'user', 'restore', name])} brings it "
            "back."
        )


def _identity(folder: Path) -> tuple[int, int] | None:
    """Identifies a folder whatever its name; `None` if there is none."""
    try:
        about = folder.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unreadable(folder, error) from error
    return about.st_dev, about.st_ino


class Users(Struct, frozen=True):
    """The users of one installation."""

    paths: Paths

    @property
    def _trash(self) -> Path:
        """Where deleted users are."""
        return self.paths.trash / "users"

    @property
    def names(self) -> list[str]:
        """The names of all users."""
        return user_names(self.paths.users)

    def rename(self, old: str, new: str) -> None:
        """Rename a user, with their progress and its copies.

        Raises `UsageError`, and `StoreError`.
        """
        source, target = self._folder(old), self.paths.users / folder_of(new)
        self._refuse(new)
        with (
            locked(self.paths.machine, source.name),
            locked(self.paths.machine, target.name),
        ):
            self._move_with_copies(source, target)

    def delete(self, name: str) -> Path:
        """Move a user to the trash; return the folder there.

        Raises `UsageError`, and `StoreError`.
        """
        source = self._folder(name)
        with locked(self.paths.machine, source.name):
            target = self._trash / self._thrown_away(source.name)
            self._move_with_copies(source, target)
        return target

    def delete_devices(self, name: str, devices: Sequence[str]) -> Path:
        """Move the events of some devices to the trash, with their copies; return the
        folder there, which can be merged. Raises `UsageError`.

        No file becomes shorter: a device's folder goes as a whole.
        """
        events = self._folder(name) / EVENTS
        with reading(events):
            there = {each.name for each in events.iterdir() if each.is_dir()}
        for device in devices:
            if device not in there:
                raise UsageError(f"“{name}” has no answers from a device “{device}”.")
            if device == device_here(self.paths.machine):
                raise UsageError(f"“{device}” is this machine; its answers stay.")
        folder = events.parent.name
        with reading(self._trash):
            targets = (self.paths.trash / "devices" / str(n) for n in count(1))
            target = next(each for each in targets if not each.exists())
        copies = self.paths.machine / "backups" / folder
        with locked(self.paths.machine, folder), reading(copies):
            for device in devices:
                # The copies go first: one without its file looks like a loss.
                if (copies / device).is_dir():
                    self._move(copies / device, target / "copies" / device)
                into = target / "users" / folder / EVENTS / device
                self._move(events / device, into)
            # The caches are rebuilt; nothing is reported as missing.
            shutil.rmtree(self.paths.cache / "users" / folder, ignore_errors=True)
        return target

    def restore(self, name: str) -> None:
        """Bring back from the trash the user of this name who was deleted last.

        Raises `UsageError`, and `StoreError`.
        """
        folder = folder_of(name)
        self._refuse(name)
        with locked(self.paths.machine, folder):
            with reading(self._trash):
                there = list(self._trash.iterdir()) if self._trash.exists() else []
            names = [each.name.rpartition(".") for each in there]
            numbers = [int(n) for f, _, n in names if f == folder and n.isdecimal()]
            if not numbers:
                raise UsageError(f"There is no user “{name}” in the trash.")
            source = self._trash / f"{folder}.{max(numbers)}"
            self._move_with_copies(source, self.paths.users / folder)

    def _move_with_copies(self, source: Path, target: Path) -> None:
        """Move a user's folder, and the copies of their day files.

        Copies must stay with their user, because the events in them count.
        """
        copies = self.paths.machine / "backups"
        before, after = copies / source.name, copies / target.name
        with reading(source):
            if after.exists():  # of a user whose folder was deleted by hand
                self._move(after, copies / self._thrown_away(target.name))
            has_copies = before.is_dir()
        if has_copies:
            self._move(before, after)
        try:
            self._move(source, target)
        except StoreError:
            if has_copies:
                with suppress(StoreError):
                    self._move(after, before)
            raise
        caches = self.paths.cache / "users"
        shutil.rmtree(caches / target.name, ignore_errors=True)
        with suppress(OSError):  # it is rebuilt
            (caches / source.name).rename(caches / target.name)

    def _thrown_away(self, folder: str) -> str:
        """A free name for a user's folder in the trash, and for its copies."""
        number, places = 1, (self._trash, self.paths.machine / "backups")
        with reading(self._trash):
            while any((place / f"{folder}.{number}").exists() for place in places):
                number += 1
        return f"{folder}.{number}"

    def _folder(self, name: str) -> Path:
        folder = folder_of(name)
        if folder not in users_in(self.paths.users):
            there = f" Users: {', '.join(self.names)}." if self.names else ""
            raise UsageError(f"There is no user “{name}”.{there}")
        return self.paths.users / folder

    def _refuse(self, name: str) -> None:
        with reading(self.paths.users):
            if (self.paths.users / folder_of(name)).exists():
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
        except OSError as error:
            raise StoreError(
                f"{source} cannot be moved to {target}: {reason_of(error)}."
            ) from error
        with suppress(OSError):  # it has been moved, and a power cut would undo it
            sync_folder(target.parent)
            sync_folder(source.parent)
