"""Everything, or one user, as one file: a zip of day files and decks.

Nothing is ever unpacked by name: a member is a day file or a deck, whose place follows
from what it is, or it is refused.
"""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from quizapp.errors import NewerFormatError, StoreError, UsageError
from quizapp.files import PRIVATE_FILE, make_folder, sync_folder, write_whole
from quizapp.store.merging import Incoming, Taken, files_of, take_in
from quizapp.store.storage import EVENTS, DamagedError, day_file, read_rows
from quizapp.store.users import folder_of, name_of, users_in

FORMAT = 1
ABOUT = "quizapp.json"
_EVENTS = re.compile(
    r"users/([^/]+)/events/([\w-]{1,64}/\d{4}-\d\d-\d\d\.json)", re.ASCII
)
_DECK = re.compile(r"decks/(.+\.(?:md|csv|tsv))", re.IGNORECASE)
LARGEST = 64 * 2**20
"""Bytes of one member."""
MOST = 200_000
"""Members."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where an archive's parts live."""

    data: Path
    """Holds `users/` and `decks/`."""
    machine: Path

    @property
    def users(self) -> Path:
        """Everybody's events."""
        return self.data / "users"


@dataclass(slots=True)
class Restored:
    """What restoring came to, or would."""

    users: dict[str, Taken] = field(default_factory=dict)
    decks: list[str] = field(default_factory=list)
    """Decks that were missing here."""
    kept: list[str] = field(default_factory=list)
    """Decks that are another text here; these stayed."""
    safety: Path | None = None
    """The backup that was made before anything was changed."""


def write_archive(
    target: Path, places: Places, *, now: datetime, user: str | None = None
) -> int:
    """Write everything, or one user's events, to `target`; the number of files.

    It takes its name when it is whole, on the disk, and has been read back. Raises
    `StoreError`, and there is no new file.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        make_folder(target.parent)
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
        with os.fdopen(handle, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                about = {"format": FORMAT, "made": now.isoformat(), "user": user}
                archive.writestr(ABOUT, json.dumps(about))
                count = 0
                for name, data in _members(places, user):
                    archive.writestr(name, data)
                    count += 1
            file.flush()
            os.fsync(file.fileno())
        with zipfile.ZipFile(beside) as archive:
            if archive.testzip() or len(archive.namelist()) != count + 1:
                raise OSError("it does not read back as it was written")
        beside.replace(target)
        sync_folder(target.parent)
    except (OSError, zipfile.BadZipFile) as error:
        with suppress(OSError):
            beside.unlink()
        raise StoreError(
            f"{target} cannot be written: {getattr(error, 'strerror', None) or error}."
        ) from error
    return count


def _members(places: Places, user: str | None) -> Iterator[tuple[str, bytes]]:
    folders = [folder_of(user)] if user else users_in(places.users)
    for folder in folders:
        files = files_of(name_of(folder), places.users, places.machine)
        for name in files.names():
            # With what a file sync's copies hold, and what stands in for damage.
            rows, seen = files.read(name)
            data = day_file(rows) if seen else (files.root / name).read_bytes()
            yield f"users/{folder}/{EVENTS}/{name}", data
    decks = places.data / "decks"
    if user is None and decks.is_dir():
        for path in sorted(decks.rglob("*")):
            name = f"decks/{path.relative_to(decks).as_posix()}"
            if _DECK.fullmatch(name) and path.is_file() and not path.is_symlink():
                yield name, path.read_bytes()


def restore(
    source: Path,
    places: Places,
    *,
    now: datetime,
    user: str | None = None,
    dry_run: bool = False,
) -> Restored:
    """Bring back what `source` holds and is missing here.

    Events are added, never taken away; a deck that is here stays as it is. Everything
    that is here is backed up first. `user` is the name under which an exported user is
    taken in. Raises `UsageError` when `source` is no such file, `StoreError`.
    """
    told = Restored()
    try:
        with zipfile.ZipFile(source) as archive:
            members = archive.infolist()
            _check(archive, members, source)
            if not dry_run and users_in(places.users):
                name = f"before-restore-{now:%Y-%m-%d-%H%M%S}.zip"
                told.safety = places.machine / "backups" / name
                write_archive(told.safety, places, now=now)
            told.users = take_in(
                _incoming(archive, members, source, user),
                users=places.users,
                machine=places.machine,
                dry_run=dry_run,
            )
            for member in members:
                if found := _DECK.fullmatch(member.filename):
                    data = _read(archive, member)
                    _restore_deck(found[1], data, places, told, dry_run=dry_run)
    except (OSError, zipfile.BadZipFile, EOFError, RuntimeError) as error:
        raise StoreError(
            f"{source} cannot be restored: {getattr(error, 'strerror', None) or error}."
            " What was restored before is kept."
        ) from error
    return told


def _check(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], source: Path
) -> None:
    try:
        about = json.loads(archive.read(ABOUT))
        made = int(about["format"])
    except (KeyError, ValueError, TypeError) as error:
        raise UsageError(f"{source} is no backup of quizapp's.") from error
    if made > FORMAT:
        raise NewerFormatError(
            f"{source} was written by a newer quizapp. Upgrade quizapp first."
        )
    strange = next(
        (
            member
            for member in members
            if member.filename != ABOUT
            and not _EVENTS.fullmatch(member.filename)
            and not _is_deck(member.filename)
        ),
        None,
    )
    if strange or len(members) > MOST:
        raise UsageError(
            f"{source} holds what no backup of quizapp's holds: "
            f"«{strange.filename if strange else len(members)}». Nothing was changed."
        )
    large = next((each for each in members if each.file_size > LARGEST), None)
    if large:
        raise UsageError(
            f"{source}: «{large.filename}» is too large to be a file of us."
        )


def _is_deck(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return (
        bool(_DECK.fullmatch(name))
        and "\\" not in name
        and "\0" not in name
        and not name.startswith("/")
        and not any(part in ("..", ".") or part.startswith(".") for part in parts)
    )


def _incoming(
    archive: zipfile.ZipFile,
    members: list[zipfile.ZipInfo],
    source: Path,
    user: str | None,
) -> Iterator[Incoming]:
    for member in members:
        found = _EVENTS.fullmatch(member.filename)
        if not found:
            continue
        try:
            events = read_rows(source / member.filename, _read(archive, member))
        except DamagedError as error:
            raise StoreError(
                f"{source}: {member.filename} is damaged: {error}."
            ) from error
        yield user or name_of(found[1]), found[2], events


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise zipfile.BadZipFile(f"{member.filename} is larger than it says")
    return data


def _restore_deck(
    name: str, data: bytes, places: Places, told: Restored, *, dry_run: bool
) -> None:
    path = places.data / "decks" / PurePosixPath(name)
    if not path.exists():
        told.decks.append(name)
        if not dry_run:
            write_whole(path, data, private=False)
    elif path.read_bytes() != data:
        told.kept.append(name)
