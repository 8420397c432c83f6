"""Browse: opened, searched and sorted, with a thousand cards and a hundred thousand.

The yardstick is the smaller folder in the same run; each figure is from the key to the
first screenful. A search looks through all cards and may take 50 ms, opening 75 ms, an
order 25 ms: nobody sees the difference.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from random import Random

from tests.bench.made import write_events
from tests.terminal import QUIZAPP, Terminal

RUNS = 7
CARDS = (1_000, 100_000)
NOW = "2026-11-24T09:00+00:00"
WORDS = "river mountain treaty island harbour senate comet sonnet glacier".split()
MOST = {
    "opened": 75,
    "sorted by question": 25,
    "sorted by answer": 25,
    "turned round": 25,
}
"""Milliseconds; 50 for the others."""
WARM = 6.0
"""Seconds after which all decks are read, or what a search and an order need has been
worked out."""


def measure() -> list[tuple[str, str, str]]:
    """Rows of name, figure and goal."""
    told: dict[str, dict[int, list[float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        places = {cards: _made(Path(folder, str(cards)), cards) for cards in CARDS}
        for _ in range(RUNS):  # in turns, so that a slow moment hits both alike
            for cards, data in places.items():
                for name, seconds in _played(data).items():
                    told.setdefault(name, {}).setdefault(cards, []).append(seconds)
    rows: list[tuple[str, str, str]] = []
    for name, by_cards in told.items():
        small, large = (statistics.median(by_cards[cards]) for cards in CARDS)
        rows.append((f"{name}, {CARDS[0]:,} cards", f"{small * 1e3:.0f} ms", ""))
        took = f"{large * 1e3:.0f} ms, {large / small:.2f} ×"
        goal = f"≤ {MOST.get(name, 50)} ms"
        rows.append((f"{name}, {CARDS[1]:,} cards", took, goal))
    return rows


def _made(data: Path, cards: int) -> Path:
    """A folder with ten decks, a third of the cards of the first reviewed."""
    rng = Random(cards)
    decks = data / "library" / "decks"
    decks.mkdir(parents=True)
    size = cards // 10
    for first in range(0, cards, size):
        text = "\n".join(
            f"Q: What is known of {rng.choice(WORDS)} {n} in the {rng.choice(WORDS)}?\n"
            f"A: It is {rng.choice(WORDS)} {n % 977}\n:id: card-{n}\n"
            for n in range(first, first + size)
        )
        name = "aaa" if not first else f"deck-{first}"
        (decks / f"{name}.md").write_text(text, encoding="utf-8")
    write_events(data / "library", cards, size // 3)
    with Terminal(_command(data, "due")) as terminal:  # fills the caches
        terminal.wait_for_end(timeout=600)
    return data


def _command(data: Path, *words: str) -> tuple[str, ...]:
    return (*QUIZAPP, "--data", str(data), "--now", NOW, *words)


def _played(data: Path) -> dict[str, float]:
    """Seconds from each key to what it shows."""
    told: dict[str, float] = {}
    with Terminal(_command(data)) as terminal:
        terminal.wait_for(" cards", timeout=60)
        terminal.settle(WARM)  # the counts come before the decks are read

        def press(name: str, key: str, text: str) -> None:
            since, begun = len(terminal.received), time.perf_counter()
            terminal.send(key)
            told[name] = terminal.wait_for(text, since=since) - begun
            terminal.settle(0.3)

        press("opened", "b", " cards")
        terminal.settle(WARM)
        press("sorted by question", "o", "Question ▲")
        press("sorted by answer", "o", "Answer ▲")
        press("turned round", "O", "▼")
        terminal.send("/")
        terminal.settle(0.3)
        press("a common word searched", "comet", " of ")
        terminal.send("\x15")  # empties the line
        terminal.settle(0.5)
        press("a rare word searched", "976", " of ")
        press("nothing found", "x", "No card matches")
    return told
