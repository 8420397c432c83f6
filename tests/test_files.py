"""Files are written whole, and what a write that was cut short leaves is removed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from quizapp.files import write_whole


def _left_by(folder: Path, process: int, age: float = 0) -> Path:
    path = folder / f".deck.md.quizapp-{process}.tmp"
    path.write_bytes(b"half")
    then = time.time() - age
    os.utime(path, (then, then))
    return path


def test_what_ended_processes_left_is_removed_at_the_first_write(
    tmp_path: Path,
) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        ended = process.pid
    left, forgotten = _left_by(tmp_path, ended), _left_by(tmp_path, 1, age=7200)
    is_written = _left_by(tmp_path, os.getppid())
    others = tmp_path / f".notes.{ended}.tmp"
    others.touch()
    write_whole(tmp_path / "deck.md", b"whole")
    assert sorted(tmp_path.iterdir()) == sorted(
        [tmp_path / "deck.md", is_written, others]
    )
    assert not left.exists()
    assert not forgotten.exists()
