"""One command in a process of its own: how it ended, what it took, what it wrote.

Hundreds are run, so one Python that has loaded all modules forks for each of them.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds after which a command is killed: it hangs."""
MOST_WRITTEN = 2**28
"""Bytes of a file that a command may write: whatever is wrong, the disk stays free."""


@dataclass(frozen=True, slots=True)
class Run:
    """How one command went."""

    code: int
    """Its exit code; negative is the signal that ended it."""
    seconds: float
    """From its start, with all modules loaded."""
    busy: float
    """Of these, how many the processor worked for it: the same on any busy machine."""
    megabytes: float
    """The most memory that it held at one time."""
    out: bytes
    err: bytes


def run(*words: str | Path, data: Path, patience: int = PATIENCE) -> Run:
    """`quizapp --data DATA WORD…`, measured."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        order = {
            "argv": ["quizapp", "--data", str(data), *map(str, words)],
            "env": dict(os.environ),
            "patience": patience,
            "to": [str(out), str(err)],
        }
        server = _server()
        assert server.stdin
        assert server.stdout
        server.stdin.write(json.dumps(order) + "\n")
        server.stdin.flush()
        code, seconds, busy, megabytes = json.loads(server.stdout.readline())
        return Run(code, seconds, busy, megabytes, out.read_bytes(), err.read_bytes())


@cache
def _server() -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    server = subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=env,
        text=True,
        encoding="utf-8",
    )
    atexit.register(server.communicate)
    return server


def serve() -> None:
    """Run each command that is ordered by a line of standard input, in a fork."""
    from quizapp.__main__ import main

    for path in (ROOT / "quizapp").rglob("*.py"):
        module = path.relative_to(ROOT).with_suffix("")
        if "tui" not in module.parts:
            importlib.import_module(".".join(module.parts))
    for line in sys.stdin:
        begun = time.perf_counter()
        child = os.fork()
        if child == 0:
            _become(**json.loads(line))
            main()
        _, status, used = os.wait4(child, 0)
        code, spent = os.waitstatus_to_exitcode(status), time.perf_counter() - begun
        busy = used.ru_utime + used.ru_stime
        print(json.dumps([code, spent, busy, used.ru_maxrss / 1024]), flush=True)


def _become(argv: list[str], env: dict[str, str], patience: int, to: list[str]) -> None:
    """Be the process of one command, as a shell would have started it."""
    import resource  # nowhere but on Unix

    signal.alarm(patience)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_WRITTEN, MOST_WRITTEN))
    os.environ.clear()
    os.environ.update(env)
    sys.argv = argv
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, path in enumerate(to, start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), number)


if __name__ == "__main__":
    serve()
