"""Reading a deck of 10,000 cards.

The yardstick is reading the same file and splitting its lines, in the same run.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from quizapp.cards.format.reader import read_deck
from quizapp.cards.format.writer import write_deck

CARDS = 10_000
RUNS = 15


def measure() -> list[tuple[str, str, str]]:
    """Rows of name, figure and goal."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "deck.md")
        return [
            *_measured("plain cards", _plain, path),
            *_measured("cards with fields", _rich, path),
        ]


def _measured(
    name: str, card: Callable[[int], str], path: Path
) -> list[tuple[str, str, str]]:
    path.write_text("\n".join(card(i) for i in range(CARDS)), encoding="utf-8")
    bare: list[float] = []
    reading: list[float] = []
    for _ in range(RUNS):  # in turns, so that a slow moment hits both alike
        bare.append(_timed(lambda: _lines(path)))
        reading.append(_timed(lambda: read_deck(path.read_bytes(), "deck")))
    deck = read_deck(path.read_bytes(), "deck")
    assert len(deck.cards) == CARDS
    assert not deck.complaints
    writing = _timed(lambda: write_deck(deck))
    yardstick = statistics.median(bare)
    ratio = statistics.median(reading) / yardstick
    return [
        (f"read and split, {name}", f"{yardstick * 1e3:.1f} ms", ""),
        (f"parsed, {name}", f"{ratio:.1f} ×", "≤ 10 ×"),
        (f"written, {name}", f"{writing / yardstick:.1f} ×", ""),
    ]


def _lines(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file]


def _timed(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    kept = run()
    spent = time.perf_counter() - begun
    del kept
    return spent


def _plain(i: int) -> str:
    return f"Q: What is the number {i} in this row of cards?\nA: It is the number {i}\n"


def _rich(i: int) -> str:
    return (
        f"Q: What is the number {i} in this row of cards?\nA: {i}\n:id: card-{i}\n"
        f":type: number\n:source: {i % 9}\n:note: The one after {i - 1}.\n"
    )
