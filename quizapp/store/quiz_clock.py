"""How long an open quiz has taken, noted each second on this machine alone.

It is no event: it is only of use when a quiz is cut off between two answers.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from quizapp.files import write_whole


def keep_elapsed(path: Path, quiz: str, elapsed: int) -> None:
    """Note that the quiz had taken so many milliseconds, if that can be written."""
    with suppress(OSError):
        told = json.dumps({"quiz": quiz, "elapsed": elapsed}).encode()
        write_whole(path, told, durable=False)


def kept_elapsed(path: Path, quiz: str) -> int:
    """The milliseconds that were noted for the quiz; 0 for none."""
    try:
        told = json.loads(path.read_bytes())
        return int(told["elapsed"]) if told["quiz"] == quiz else 0
    except (OSError, ValueError, KeyError, TypeError):
        return 0
