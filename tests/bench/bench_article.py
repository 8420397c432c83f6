"""The reader of an article: opened, and from a key to its paint, by length.

The yardstick of opening is an empty article: the app, and the reader with nothing to
show. CPU is that of the app's process, so it includes reading the key and writing the
paint.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.terminal import QUIZAPP, Terminal

WORDS = (1_000, 50_000)
RUNS = 7
KEYS = 150
"""Sentences that are gone through in each run of keys."""
ROUNDS = 3
MARK = rb"MARK\d{6}"
"""In each sentence another one, and so in the card that is shown of it."""
OPENED = "Back"
"""What the line of keys says once the reader is there."""
PARAGRAPH = 6
"""Sentences of a paragraph."""


def measure() -> list[tuple[str, str, str]]:
    """Rows of name, figure and goal."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        empty = root / "empty.md"
        empty.write_text("# TITLEMARK\n\nMARK000000.\n", encoding="utf-8")
        files = {words: _article(root, words) for words in WORDS}
        opened: dict[int, list[float]] = {words: [] for words in (0, *WORDS)}
        turns = {words: Turns() for words in WORDS}
        for run in range(RUNS):  # in turns, so that a slow moment hits all alike
            for words, file in ((0, empty), *files.items()):
                with Terminal(_command(root, file), columns=80, rows=24) as terminal:
                    at = terminal.wait_for(OPENED)
                    opened[words].append(at - terminal.begun)
                    if words and run < ROUNDS:
                        turns[words].take(terminal)
    few, many = WORDS
    yardstick = statistics.median(opened[0])
    rows = [("empty article, opened", f"{yardstick * 1e3:.0f} ms", "")]
    for words in WORDS:
        share = statistics.median(opened[words]) / yardstick
        goal = "≤ 1.70 ×" if words == many else ""
        rows.append((f"opened, {words:,} words", f"{share:.2f} ×", goal))
    cpu = {words: statistics.median(turn.cpu) for words, turn in turns.items()}
    rows.append((f"CPU of a key, {few:,} words", f"{cpu[few] * 1e3:.1f} ms", ""))
    share = cpu[many] / cpu[few]
    figure = f"{cpu[many] * 1e3:.1f} ms, {share:.2f} ×"
    rows.append((f"CPU of a key, {many:,} words", figure, "≤ 1.10 ×"))
    for words, turn in turns.items():
        slow = sorted(turn.cpu)[int(len(turn.cpu) * 0.99)]
        goal = "≤ 14 ms"
        rows.append((f"CPU of a key, p99, {words:,}", f"{slow * 1e3:.1f} ms", goal))
        wall = statistics.median(turn.wall)
        rows.append((f"key to paint, {words:,}", f"{wall * 1e3:.1f} ms", ""))
        size = statistics.median(turn.bytes)
        rows.append((f"bytes of it, {words:,}", f"{size / 1000:.1f} KB", "≤ 5 KB"))
    return rows


def _command(root: Path, file: Path) -> tuple[str, ...]:
    return (*QUIZAPP, "--data", str(root / file.stem), "read", str(file))


def _article(root: Path, words: int) -> Path:
    """An article of this many words, with names, years and amounts in each sentence."""
    sentences = [
        f"MARK{n:06} of Lima sent {n % 900 + 10} letters to Pedro Kuczynski in "
        f"{1900 + n % 100}, which no paper of the time had room for."
        for n in range(words // 21)
    ]
    parts = [
        " ".join(sentences[at : at + PARAGRAPH])
        for at in range(0, len(sentences), PARAGRAPH)
    ]
    path = root / f"words{words}.md"
    path.write_text("\n\n".join(["# TITLEMARK", *parts, ""]), encoding="utf-8")
    return path


@dataclass
class Turns:
    """What keys took, in seconds."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)

    def take(self, terminal: Terminal) -> None:
        """Go from sentence to sentence; a short article is gone through again."""
        terminal.settle(0.3)
        mark = b"MARK000000"
        for number in range(KEYS):
            key = "j" if number // 40 % 2 == 0 else "k"
            since, cpu = len(terminal.received), _cpu(terminal.pid)
            begun = time.perf_counter()
            terminal.send(key)
            mark = terminal.wait_for_match(MARK, since=since, but=mark)
            self.wall.append(time.perf_counter() - begun)
            terminal.settle(0.03)
            self.cpu.append(_cpu(terminal.pid) - cpu)
            self.bytes.append(len(terminal.received) - since)


def _cpu(pid: int) -> float:
    """Seconds that the main thread of a process has had (Linux)."""
    told = Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii")
    return int(told.split()[0]) / 1e9


if __name__ == "__main__":
    for row in measure():
        print("{:40} {:>18} {:>10}".format(*row))
