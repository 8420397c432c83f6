"""One command in a child process: how it ended, what it took, what it wrote."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds after which a command is killed: it hangs."""
MOST_WRITTEN = 2**28
"""Bytes of a file that a command may write: whatever is wrong, the disk stays free."""


@dataclass(frozen=True, slots=True)
class Run:
    """How one command went."""

    code: int
    """Its exit code; negative is the signal that ended it."""
    seconds: float
    megabytes: float
    """The most memory that it held at one time."""
    out: bytes
    err: bytes


def run(*words: str | Path, data: Path, patience: float = PATIENCE) -> Run:
    """`quizapp --data DATA WORD…`, measured."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "quizapp", "--data", data, *words]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begun = time.perf_counter()
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=env
        )
        if sys.platform == "linux":
            limits = (MOST_WRITTEN, MOST_WRITTEN)
            resource.prlimit(child.pid, resource.RLIMIT_FSIZE, limits)
        timer = threading.Timer(patience, child.kill)
        timer.start()
        _, status, used = os.wait4(child.pid, 0)
        timer.cancel()
        spent = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        # Linux counts in KiB, macOS in bytes.
        unit = 2**20 if sys.platform == "darwin" else 2**10
        megabytes = used.ru_maxrss / unit
        return Run(child.returncode, spent, megabytes, out.read(), err.read())
