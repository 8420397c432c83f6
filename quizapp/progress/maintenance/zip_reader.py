"""Reads a zip in which bits may have flipped, and never more of it than is asked for.

Python's `zipfile` refuses an archive whose directory is damaged. A zip describes each
member twice, in front of its data and in the directory at the end; here both headers
are found by their signatures, so either is enough.

The format is PKWARE's APPNOTE, sections 4.3.7 (local header) and 4.3.12 (directory).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from struct import Struct
from typing import BinaryIO, NamedTuple

from quizapp.errors import reason_of
from quizapp.progress.log.storage import DamagedError

_SIGNATURE = re.compile(rb"PK(?:\x01\x02|\x03\x04)")
_LOCAL = Struct("<4x2x2H4x3I2H")
"""Flags, method; checksum, packed and real size; lengths of name and extra field."""
_CENTRAL = Struct("<4x4x2H4x3I3H4x2I")
"""The same, then the length of a comment, attributes, and where the local header is."""
_CHUNK = 2**20
_ENCRYPTED, _SIZES_FOLLOW, _UTF_8 = 1, 8, 0x800
"""Flags: the data is encrypted; its checksum and sizes stand behind it; the name is
UTF-8."""


class Header(NamedTuple):
    """One of the two headers of a member."""

    name: str
    crc: int
    size: int
    packed: int
    """Bytes in the archive."""
    method: int
    """0 is stored, 8 deflated, -1 encrypted."""
    mode: int
    """The mode of the file on Unix, as in `st_mode`; 0 when the header does not say."""
    starts: tuple[int, ...]
    """Where the member's data may begin: a length that leads there may be damaged."""


def headers(file: BinaryIO) -> Iterator[Header]:
    """All headers that make sense, in their order."""
    for at, after in pairwise([*_signatures(file), file.seek(0, 2)]):
        if after - at < _LOCAL.size:
            continue
        file.seek(at)
        fixed = file.read(_CENTRAL.size)
        is_central = fixed[2] == 1
        layout = _CENTRAL if is_central else _LOCAL
        if len(fixed) < layout.size:
            continue
        flags, method, crc, packed, size, length, *rest = layout.unpack_from(fixed)
        file.seek(at + layout.size)
        raw = file.read(length)
        # A name never holds the signature of the next header.
        if at + layout.size + length > after:
            continue
        if flags & _SIZES_FOLLOW and not is_central:
            continue
        if is_central:
            _, _, attributes, local = rest
            mode, starts = attributes >> 16, _starts(file, local, length)
        else:
            mode, starts = 0, (at + layout.size + length + rest[0],)
        if flags & _ENCRYPTED:
            method = -1
        code = "utf-8" if flags & _UTF_8 else "cp437"
        name = raw.decode(code, "surrogateescape")
        yield Header(name, crc, size, packed, method, mode, starts)


def _signatures(file: BinaryIO) -> Iterator[int]:
    file.seek(0)
    at, data = 0, file.read(_CHUNK)
    while data:
        yield from (at + found.start() for found in _SIGNATURE.finditer(data))
        end, more = data[-3:], file.read(_CHUNK)
        at, data = at + len(data) - len(end), end + more if more else b""


def _starts(file: BinaryIO, local: int, length: int) -> tuple[int, ...]:
    """Where the data of a member may begin that has its local header at `local`."""
    file.seek(local)
    fixed = file.read(_LOCAL.size)
    behind = local + _LOCAL.size
    places = [behind + length]
    if len(fixed) == _LOCAL.size:
        *_, named, extra = _LOCAL.unpack(fixed)
        places = [behind + named + extra, behind + length + extra, behind + length]
    return tuple(dict.fromkeys(places))


def unpack(file: BinaryIO, header: Header, start: int) -> bytes:
    """What can be unpacked of a member, at most a byte more than its header says.

    Raises `DamagedError` when nothing can.
    """
    try:
        file.seek(start)
        match header.method:
            case 0:
                return file.read(header.size)
            case 8:
                return _inflate(file, header)
    except OSError as error:
        raise DamagedError(f"it cannot be read: {reason_of(error)}") from error
    raise DamagedError("it is compressed or encrypted as no quizapp archive is")


def is_whole(data: bytes, header: Header) -> bool:
    """Whether the size and the checksum of the data are right."""
    return len(data) == header.size and zlib.crc32(data) == header.crc


def _inflate(file: BinaryIO, header: Header) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    parts, left, packed = [], header.size + 1, header.packed
    with suppress(zlib.error):
        while left > 0 and packed > 0 and not inflater.eof:
            chunk = inflater.unconsumed_tail or file.read(min(packed, _CHUNK))
            if not chunk:
                break
            part = inflater.decompress(chunk, left)
            packed -= len(chunk) - len(inflater.unconsumed_tail)
            left -= len(part)
            parts.append(part)
    return b"".join(parts)
