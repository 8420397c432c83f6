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
PROGRAM = """
import atexit, os, sys
def tell():
    with open("/proc/self/status") as status:
        peak = next(line for line in status if line.startswith("VmHWM"))
    with open(os.environ["PEAK"], "w") as file:
        file.write(peak.split()[1])
atexit.register(tell)
from quizapp.__main__ import main
main()
"""
"""The command; it tells its own peak, as what the system tells of a child begins with
the peak of the parent that it was forked from."""


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
    command = [sys.executable, "-c", PROGRAM, "--data", data, *words]
    with (
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
        tempfile.NamedTemporaryFile() as peak,
    ):
        env["PEAK"] = peak.name
        begun = time.perf_counter()
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=env
        )
        if sys.platform == "linux":
            limits = (MOST_WRITTEN, MOST_WRITTEN)
            resource.prlimit(child.pid, resource.RLIMIT_FSIZE, limits)
        timer = threading.Timer(patience, child.kill)
        timer.start()
        child.wait()
        timer.cancel()
        spent = time.perf_counter() - begun
        out.seek(0)
        err.seek(0)
        megabytes = int(peak.read() or 0) / 1024
        return Run(child.returncode, spent, megabytes, out.read(), err.read())
