"""Reads an archive: everything, or one user, in one zip.

Nothing is unpacked by its name: a member is a day file, a deck, an article or the
settings, and goes where such a file belongs. Anything else is skipped and reported, and
so is a damaged member; the others are read.
"""

from __future__ import annotations

import stat
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from msgspec import DecodeError, Struct
from msgspec.json import Decoder

from quizapp.errors import NewerFormatError, StoreError
from quizapp.progress.log.members import LARGEST, DayMember, FileMember, member_of
from quizapp.progress.log.storage import DamagedError, Rows, Tables, read_day
from quizapp.progress.maintenance.zip_reader import Header, headers, is_whole, unpack
from quizapp.text import short

FORMAT = 1
ABOUT = "quizapp.json"
RATIO = 40
"""How many times its own size an archive may unpack to: texts come to about ten."""
ROOM = 16 * 2**20
"""Bytes that the smallest archive may unpack to."""
MOST_MARKS = 500_000
"""Brackets, colons and commas in one day file: more than 15,000 answers. Each value
between them takes far more memory than a byte of the file."""


class About(Struct):
    """What an archive says about itself."""

    format: int
    made: str = ""
    user: str | None = None
    """Whose progress it is, if it is one user's."""
    members: dict[str, int] = {}
    """The checksum of each member: a third copy of its name, which decides."""


_ABOUT = Decoder(About)


def too_large(data: bytes) -> bool:
    """Whether a day file would take far more memory than any real one."""
    return len(data) > LARGEST or sum(data.count(mark) for mark in b"[{:,") > MOST_MARKS


@dataclass(slots=True)
class Archive:
    """An archive that is being read."""

    path: Path
    _file: BinaryIO
    _size: int = 0
    _headers: dict[str, list[Header]] = field(default_factory=dict)
    """The headers of each member, by its name."""
    _left: int = ROOM
    """Bytes that may still be unpacked."""
    _known: set[str] = field(default_factory=set)
    """Members that were unpacked before."""
    members: dict[str, int] = field(default_factory=dict)
    """The checksums that the archive was written with."""
    days: list[tuple[DayMember, str]] = field(default_factory=list)
    """The day files, each with the name of its member."""
    files: list[tuple[FileMember, str]] = field(default_factory=list)
    """The other files, each with the name of its member."""
    skipped: list[str] = field(default_factory=list)
    """Members that do not belong in an archive, or cannot be read, with the reason."""

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises `DamagedError`."""
        why = DamagedError("it is damaged")
        for header in self._headers[name]:
            if header.size > LARGEST:
                why = DamagedError("it is too large for a quizapp archive")
                continue
            if self.members.get(name, header.crc) != header.crc:
                continue
            if name not in self._known and header.size > self._left:
                why = DamagedError(
                    "the archive would unpack to far more than its own size"
                )
                continue
            for start in header.starts:
                try:
                    data = unpack(self._file, header, start)
                except DamagedError as error:
                    why = error
                    continue
                if is_whole(data, header):
                    self._left -= len(data) * (name not in self._known)
                    self._known.add(name)
                    return data
                # A failure has its price too, or many of them would take forever.
                self._left -= len(data) + min(header.packed, self._size)
        raise why

    def events(self, name: str) -> tuple[Rows, Tables]:
        """The events of a day, and its other tables.

        Raises `DamagedError` and `NewerFormatError`.
        """
        data = self.read(name)
        if too_large(data):
            raise DamagedError("it is too large for a quizapp archive")
        return read_day(self.path / name, data)

    def sums(self, name: str) -> tuple[int, int]:
        """A member's checksum and size, as they are claimed."""
        first = self._headers[name][0]
        return self.members.get(name, first.crc), first.size

    def skip(self, name: str, why: str) -> None:
        """Say why a member is not read."""
        self.skipped.append(f"{short(name, 100)}: {why.removesuffix('.')}.")

    def find(self) -> None:
        """Find what the archive holds. Raises `StoreError` when it is not a quizapp
        archive."""
        self._size = self._file.seek(0, 2)
        self._left = max(ROOM, RATIO * self._size)
        found = list(dict.fromkeys(headers(self._file)))
        self._headers[ABOUT] = [each for each in found if each.name == ABOUT]
        self._read_about()
        claims = self._claims(found)
        for name, of_it in self._headers.items():
            if name != ABOUT and not name.endswith("/"):
                rivals = {each for header in of_it for each in claims[header.starts[0]]}
                self._sort(name, self._flaw(name, of_it, len(rivals) > 1))
        for name in sorted(self.members.keys() - self._headers.keys()):
            self.skip(name, "it is missing")
        if not self._headers[ABOUT] and not self.days:
            raise self._not_ours()

    def _claims(self, found: list[Header]) -> Mapping[int, set[str]]:
        """Note the headers of each member; the members that claim each place."""
        names = {crc: name for name, crc in self.members.items()}
        claims: dict[int, set[str]] = defaultdict(set)
        for header in found:
            name = header.name
            if name not in self.members:  # then its checksum finds the right one
                name = names.get(header.crc, name)
            if name != ABOUT:
                self._headers.setdefault(name, []).append(header)
                if member_of(name):
                    claims[header.starts[0]].add(name)
        return claims

    def _sort(self, name: str, flaw: str) -> None:
        """Put a member where it belongs."""
        match member_of(name):
            case _ if flaw:
                self.skip(name, flaw)
            case DayMember() as day:
                self.days.append((day, name))
            case FileMember() as file:
                self.files.append((file, name))
            case None:
                self.skip(name, "it does not belong in a quizapp archive")

    def _flaw(self, name: str, of_it: list[Header], has_rivals: bool) -> str:
        """What is wrong with a member that is not in the list of members."""
        if name in self.members:
            return ""
        if "\0" in name:
            return "it does not belong in a quizapp archive"
        if stat.S_IFMT(max(each.mode for each in of_it)) not in (0, stat.S_IFREG):
            return "it is a link or a device"
        if has_rivals or (self.members and len(of_it) == 1):
            return "its name is damaged"
        return ""

    def _read_about(self) -> None:
        if not self._headers[ABOUT]:
            self.skip(ABOUT, "it is missing")
            return
        try:
            data = self.read(ABOUT)
        except DamagedError as error:
            self.skip(ABOUT, str(error))
            return
        try:
            if too_large(data):
                raise self._not_ours()
            about = _ABOUT.decode(data)
        except (DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise self._not_ours() from error
        if about.format > FORMAT:
            raise NewerFormatError(
                f"{self.path} was written by a newer quizapp. Upgrade quizapp first."
            )
        self.members = about.members

    def _not_ours(self) -> StoreError:
        return StoreError(f"{self.path} is damaged, or not a quizapp archive.")


@contextmanager
def opened(path: Path, file: BinaryIO | None = None) -> Iterator[Archive]:
    """The archive at `path`, or the one in `file`, which will get that path. Raises
    `StoreError` for a file that is not a quizapp archive, and `OSError`."""
    with nullcontext(file) if file else path.open("rb") as own:
        archive = Archive(path, own)
        archive.find()
        yield archive
