"""The commands that a prompt or a status bar runs: CPU time with 10,000 cards.

The yardstick, in the same run, is Python that imports click alone; that takes 31 ms
where the goal is 50 ms.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.bench.bench_screen import _deck, _quit
from tests.terminal import QUIZAPP

RUNS = 15
COMMANDS = {"due": ("due",), "due --short": ("due", "--short"), "decks": ("decks",)}


def measure() -> list[tuple[str, str, str]]:
    """Rows of name, figure and goal."""
    with tempfile.TemporaryDirectory() as folder:
        data = _quit(_deck(Path(folder), 10_000))
        called = {
            name: (*QUIZAPP, "--data", str(data), *words)
            for name, words in COMMANDS.items()
        }
        called = {"import click": (sys.executable, "-c", "import click"), **called}
        spent: dict[str, list[float]] = {name: [] for name in called}
        for _ in range(RUNS):  # in turns, so that a slow moment hits all alike
            for name, argv in called.items():
                spent[name].append(_cpu(argv))
    least = {name: min(each) for name, each in spent.items()}
    bare = least.pop("import click")
    return [
        ("import click", f"{bare * 1e3:.0f} ms", ""),
        *(
            (name, f"{each * 1e3:.0f} ms, {each / bare:.2f} ×", "≤ 1.61 ×")
            for name, each in least.items()
        ),
    ]


def _cpu(argv: tuple[str, ...]) -> float:
    """Seconds of CPU time that a program takes."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    streams = [(os.POSIX_SPAWN_DUP2, nowhere, stream) for stream in (1, 2)]
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    pid = os.posix_spawn(argv[0], argv, env, file_actions=streams)
    _, status, used = os.wait4(pid, 0)
    os.close(nowhere)
    assert status == 0, argv
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    for row in measure():
        print("{:40} {:>20} {:>10}".format(*row))
