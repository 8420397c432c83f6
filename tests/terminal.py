"""The app in a real terminal: a pty, what is typed into it, what it receives."""

from __future__ import annotations

import os
import re
import select
import signal
import struct
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

TOLD = {
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "PYTHONUTF8": "1",  # whatever the locale, what is received is UTF-8
    # A user's second start finds compiled modules, ours as well as the libraries'.
    "PYTHONDONTWRITEBYTECODE": "",
}
SIZE = ("COLUMNS", "LINES")
"""Readline leaves these to the workers of a test run; a terminal has its own size."""
QUIZAPP = (sys.executable, "-m", "quizapp")


class Terminal:
    """A program in a pty of its own, ended with the `with` block."""

    def __init__(
        self,
        argv: tuple[str, ...],
        *,
        columns: int = 100,
        rows: int = 30,
        env: Mapping[str, str] | None = None,
    ) -> None:
        import fcntl  # nowhere but on Unix: what imports this module is read anywhere
        import pty
        import termios

        self.received = bytearray()
        self.status: int | None = None
        self.begun = time.perf_counter()
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            size = struct.pack("HHHH", rows, columns, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            around = {k: v for k, v in os.environ.items() if k not in SIZE}
            os.execvpe(argv[0], argv, {**around, **TOLD, **(env or {})})

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def send(self, keys: str) -> None:
        """Type."""
        os.write(self._handle, keys.encode())

    def type(self, keys: str, *texts: str, timeout: float = 20.0) -> None:
        """Type, and wait until each of the texts came after it."""
        since = len(self.received)
        self.send(keys)
        for text in texts:
            self.wait_for(text, since=since, timeout=timeout)

    def wait_for(self, text: str, *, since: int = 0, timeout: float = 20.0) -> float:
        """The time (`perf_counter`) at which `text` had arrived, after byte `since`.

        Raises `TimeoutError` with the end of what came instead.
        """
        wanted = text.encode()
        until = time.perf_counter() + timeout
        while self.received.find(wanted, since) < 0:
            if not self.read(until - time.perf_counter()):
                tail = bytes(self.received[-2000:])
                raise TimeoutError(f"{text!r} did not come; last came {tail!r}")
        return time.perf_counter()

    def wait_for_match(
        self, pattern: bytes, *, since: int = 0, but: bytes = b"", timeout: float = 20.0
    ) -> bytes:
        """The first match of `pattern` after byte `since` that is not `but`."""
        until = time.perf_counter() + timeout
        while True:
            for found in re.finditer(pattern, self.received[since:]):
                if found[0] != but:
                    return bytes(found[0])
            if not self.read(until - time.perf_counter()):
                raise TimeoutError(f"{pattern!r} did not come")

    def read(self, timeout: float) -> bool:
        """Take what has come; False when nothing did in time, or the end has come."""
        ready, _, _ = select.select([self._handle], [], [], max(0.0, timeout))
        if not ready:
            return False
        try:
            came = os.read(self._handle, 65536)
        except OSError:  # the other side is closed
            return False
        self.received += came
        return bool(came)

    def settle(self, quiet: float = 0.15, *, timeout: float = 20.0) -> None:
        """Read until nothing has come for `quiet` seconds.

        Raises `TimeoutError` where something always comes: an input's cursor blinks
        twice a second.
        """
        until = time.perf_counter() + timeout
        while self.read(quiet):
            if time.perf_counter() > until:
                raise TimeoutError(f"never quiet; {bytes(self.received[-500:])!r}")

    def wait_for_end(self, timeout: float = 20.0) -> int:
        """The exit status of a program that is about to end by itself."""
        until = time.perf_counter() + timeout
        while time.perf_counter() < until:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return self._ended(status)
        raise TimeoutError(f"still running; {bytes(self.received[-500:])!r}")

    def end(self) -> None:
        """Kill the program, if it has not ended, with what it has started."""
        if self.status is None:
            os.killpg(self.pid, signal.SIGKILL)
            self._ended(os.waitpid(self.pid, 0)[1])
        os.close(self._handle)

    @property
    def peak(self) -> int:
        """Peak memory in MiB, while the program runs (Linux)."""
        told = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return int(told.partition("VmHWM:")[2].split()[0]) // 1024

    def _ended(self, status: int) -> int:
        self.status = os.waitstatus_to_exitcode(status)
        return self.status
