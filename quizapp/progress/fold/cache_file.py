"""A file of the cache: JSON behind its own digest, so that damage is noticed.

A cache is rebuilt when it is missing, damaged, or written by a version with other
contents.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

from msgspec import DecodeError
from msgspec.json import Decoder, encode

from quizapp.files import write_whole

_BEFORE, _BETWEEN, _AFTER = b'{"digest": "', b'", "kept": ', b"}\n"
_DIGITS = 32
T = TypeVar("T")


def write_cache(path: Path, value: object) -> str:
    """Write `value` as JSON, and return its digest. Raises `OSError`."""
    try:
        data = encode(value)
    except UnicodeEncodeError as error:  # the name of a file need not be text
        raise OSError(str(error)) from error
    digest = _digest(data)
    whole = b"".join((_BEFORE, digest, _BETWEEN, data, _AFTER))
    write_whole(path, whole, durable=False)
    return digest.decode()


def read_cache(path: Path, kept: Decoder[T]) -> tuple[str, T] | None:
    """The value at `path`, with its digest; `None` if it cannot be used."""
    try:
        whole = path.read_bytes()
        start = len(_BEFORE) + _DIGITS
        digest = whole[len(_BEFORE) : start]
        data = whole[start + len(_BETWEEN) : -len(_AFTER)]
        if digest != _digest(data):
            return None
        return digest.decode(), kept.decode(data)
    except (OSError, DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_DIGITS // 2).hexdigest().encode()
