"""The screen: start to first paint and counts, and from a grade to the next card.

The yardstick is a bare Textual app in the same run: a header, one line, a footer.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.terminal import QUIZAPP, Terminal

BARE = """
from textual.app import App
from textual.widgets import Footer, Header, Static
class Bare(App):
    def compose(self):
        yield Header()
        yield Static("READYMARK")
        yield Footer()
Bare().run()
"""
RUNS = 9
PROMPT = rb"PROMPT\d{5}"
GRADES = 150


def measure() -> list[tuple[str, str, str]]:
    """Rows of name, figure and goal."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        small, large = _deck(root / "small", 60), _deck(root / "large", 10_000)
        bare: list[float] = []
        paint: dict[int, list[float]] = {60: [], 10_000: []}
        counts: dict[int, list[float]] = {60: [], 10_000: []}
        memory: dict[int, int] = {}
        bare_memory = 0
        for _ in range(RUNS):  # in turns, so that a slow moment hits all alike
            with Terminal((sys.executable, "-c", BARE)) as terminal:
                bare.append(terminal.wait_for("READYMARK") - terminal.begun)
                terminal.settle()
                bare_memory = terminal.peak
            for data, number in ((small, 60), (large, 10_000)):
                with Terminal((*QUIZAPP, "--data", str(data))) as terminal:
                    paint[number].append(
                        terminal.wait_for("TITLEMARK") - terminal.begun
                    )
                    at = terminal.wait_for(f"{number} cards: ")
                    counts[number].append(at - terminal.begun)
                    terminal.settle()
                    memory[number] = terminal.peak
        times = _grades(large)
    yardstick = statistics.median(bare)
    rows = [("bare Textual app, first paint", f"{yardstick * 1000:.0f} ms", "")]
    for number in (60, 10_000):
        first = statistics.median(paint[number]) / yardstick
        full = statistics.median(counts[number]) / yardstick
        rows += [
            (f"first painted home, {number} cards", f"{first:.2f} ×", "≤ 1.20 ×"),
            (f"counts, {number} cards", f"{full:.2f} ×", "≤ 2.30 ×"),
            (f"peak memory, {number} cards", f"{memory[number]} MiB", ""),
        ]
    rows.append(("peak memory, bare", f"{bare_memory} MiB", ""))
    times.sort()
    rows += [
        (
            "grade to next card, median",
            f"{times[len(times) // 2] * 1e3:.1f} ms",
            "≤ 20 ms",
        ),
        (
            "grade to next card, p99",
            f"{times[int(len(times) * 0.99)] * 1e3:.1f} ms",
            "≤ 20 ms",
        ),
    ]
    return rows


def _deck(data: Path, number: int) -> Path:
    decks = data / "library" / "decks"
    decks.mkdir(parents=True)
    cards = [
        f"Q: What is number {i} of the cards, PROMPT{i:05}?\nA: It is {i}, at length\n"
        for i in range(number)
    ]
    text = '---\ntitle = "TITLEMARK"\n---\n' + "\n".join(cards)
    (decks / "aaa.md").write_text(text, encoding="utf-8")
    return data


def _grades(data: Path) -> list[float]:
    """Seconds from the grade's key to the next prompt, over a long sitting."""
    times: list[float] = []
    command = (*QUIZAPP, "--data", str(data), "set", "new_a_day", "1000")
    with Terminal(command) as terminal:
        terminal.wait_for_end()
    with Terminal((*QUIZAPP, "--data", str(data), "study", "aaa")) as terminal:
        prompt = terminal.wait_for_match(PROMPT)
        for _ in range(GRADES):
            terminal.settle(0.06)
            since = len(terminal.received)
            terminal.send("\x0e")  # I don't know
            terminal.wait_for("Not known", since=since)
            terminal.settle(0.06)
            since = len(terminal.received)
            begun = time.perf_counter()
            terminal.send("1")
            prompt = terminal.wait_for_match(PROMPT, since=since, but=prompt)
            times.append(time.perf_counter() - begun)
    return times


if __name__ == "__main__":
    for row in measure():
        print("{:40} {:>12} {:>10}".format(*row))
