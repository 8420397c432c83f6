"""The scores: from the key to their paint, with a thousand reviews and a million.

The yardstick is the smaller history in the same run.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from tests.bench.made import write_decks, write_events
from tests.terminal import QUIZAPP, Terminal

RUNS = 7
HISTORIES = {1_000: 100, 1_000_000: 10_000}
"""Reviews, and the cards they are of."""
NOW = "2026-11-24T09:00+00:00"
WARM = 3.0
"""Seconds after which all decks are read."""


def measure() -> list[tuple[str, str, str]]:
    """Rows of name, figure and goal."""
    with tempfile.TemporaryDirectory() as folder:
        places = {}
        for reviews, cards in HISTORIES.items():
            data = Path(folder, str(reviews))
            places[reviews] = data
            write_decks(data / "library" / "decks", cards)
            write_events(data / "library", reviews, cards)
            with Terminal(_command(data, "due")) as terminal:  # fills the caches
                terminal.wait_for_end(timeout=600)
        paints: dict[int, list[float]] = {reviews: [] for reviews in places}
        fills: dict[int, list[float]] = {reviews: [] for reviews in places}
        for _ in range(RUNS):  # in turns, so that a slow moment hits both alike
            for reviews, data in places.items():
                paint, fill = _open(data)
                paints[reviews].append(paint)
                fills[reviews].append(fill)
    small, large = HISTORIES
    paint = statistics.median(paints[small])
    fill = statistics.median(fills[small])
    return [
        ("scores painted, 1,000 reviews", f"{paint * 1e3:.0f} ms", ""),
        (
            "scores painted, 1,000,000 reviews",
            f"{statistics.median(paints[large]) / paint:.2f} ×",
            "≤ 1.50 ×",
        ),
        ("all figures, 1,000 reviews", f"{fill * 1e3:.0f} ms", ""),
        (
            "all figures, 1,000,000 reviews",
            f"{statistics.median(fills[large]) / fill:.2f} ×",
            "",
        ),
    ]


def _command(data: Path, *words: str) -> tuple[str, ...]:
    return (*QUIZAPP, "--data", str(data), "--now", NOW, *words)


def _open(data: Path) -> tuple[float, float]:
    """Seconds from the key to the first paint of the scores, and to all figures."""
    with Terminal(_command(data)) as terminal:
        terminal.wait_for(" cards", timeout=60)
        terminal.settle(WARM)  # the figures come before the decks are read
        since = len(terminal.received)
        begun = time.perf_counter()
        terminal.send("s")
        painted = terminal.wait_for("Overview", since=since)
        filled = terminal.wait_for("Coming up", since=since)
    return painted - begun, filled - begun


if __name__ == "__main__":
    for row in measure():
        print("{:40} {:>12} {:>10}".format(*row))
