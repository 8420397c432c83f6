"""How long an open quiz has taken, noted each second on this machine alone.

It is no event: it is only of use when a quiz is cut off between two answers.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from msgspec import DecodeError, Struct
from msgspec.json import Decoder, encode

from quizapp.files import write_whole
from quizapp.model import Milliseconds


class _Clock(Struct):
    """What the file says."""

    quiz: str
    elapsed: Milliseconds


_CLOCK = Decoder(_Clock)


def keep_elapsed(path: Path, quiz: str, elapsed: int) -> None:
    """Note that the quiz had taken so many milliseconds, if that can be written."""
    with suppress(OSError):
        write_whole(path, encode(_Clock(quiz, elapsed)), durable=False)


def kept_elapsed(path: Path, quiz: str) -> int:
    """The milliseconds that were noted for the quiz; 0 for none."""
    try:
        clock = _CLOCK.decode(path.read_bytes())
    except (OSError, DecodeError, UnicodeDecodeError, RecursionError):
        return 0
    return clock.elapsed if clock.quiz == quiz else 0
