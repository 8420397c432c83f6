"""The screen: start to first paint and counts; what opening a screen paints; in a
sitting from an answer to its verdict, for each kind of question, and from a grade to
the next card.

The yardstick of the start is a bare Textual app in the same run: a header, one line, a
footer.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
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
VERDICT = rb"Right|Wrong|ANSWERMARK"
TURNS = 40
"""Of each kind."""
KINDS = {
    "choose": (
        "Q: Which, PROMPT{n}?\n- [x] one {n}\n- [ ] two {n}\n- [ ] three {n}\n",
        "1",
    ),
    "several": (
        "Q: Which, PROMPT{n}?\n- [x] one\n- [x] two\n- [ ] three\n",
        "12\r",
    ),
    "true-false": ("Q: It is so, PROMPT{n}.\nA: true\n", "1"),
    "type": ("Q: Which is it, PROMPT{n}?\nA: Kuczynski{n}\n:ask: type\n", "x\r"),
    "cloze": ("C: PROMPT{n} is in [Lima {n}::city].\n:ask: cloze\n", "x\r"),
    "together": (
        "C: PROMPT{n}: [Lima::city] is in [Peru::country].\n:together: true\n",
        "x\ry\r",
    ),
    "order": ("Q: In order, PROMPT{n}.\n1. one\n2. two\n3. three\n", "12\r"),
    "match": ("Q: Match PROMPT{n}.\n- a => one\n- b => two\n- c => three\n", "12\r"),
    "flip": (
        "Q: Why, PROMPT{n}?\nA: ANSWERMARK for a reason that is too long to type\n",
        "\r",
    ),
}
"""A card of each kind, and what is typed for an answer."""
FIELDS = ":cite: PROMPT{n} says it of Town{m}.\n:source: 3\n:note: It is so.\n"
SYNC_MODE, SYNC_BEGIN = "\x1b[?2026;2$y", b"\x1b[?2026h"
"""What a terminal says that holds its picture while a paint comes, and what comes then
before each paint."""
OPENED = {"scores": "s", "browse": "b", "add a card": "\x0f", "settings": ","}
TOWNS = 500
"""So many cards share a name with twenty others."""


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
                    at = terminal.wait_for(f"{number:,} cards")
                    counts[number].append(at - terminal.begun)
                    terminal.settle()
                    memory[number] = terminal.peak
        opened = _opened(small)
        turns = {kind: _turns(root / kind, kind) for kind in KINDS}
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
    rows += opened
    for name, turn in turns.items():
        rows += turn.rows(name)
    rows += _both(list(turns.values()))
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


def _opened(data: Path) -> list[tuple[str, str, str]]:
    """Paints, and bytes to the terminal, of the opening of some screens."""
    rows = []
    command = (*QUIZAPP, "--data", str(data))
    with Terminal(command, columns=120, rows=40) as terminal:
        terminal.wait_for("60 cards")
        terminal.settle(0.5)
        terminal.send(SYNC_MODE)
        terminal.settle()
        for name, key in OPENED.items():
            since = len(terminal.received)
            terminal.send(key)
            terminal.settle(0.5)
            came = terminal.received[since:]
            figure = f"{len(came) / 1000:.1f} KB, {came.count(SYNC_BEGIN)} paints"
            rows.append((f"opened at 120x40, {name}", figure, "≤ 2 paints"))
            terminal.send("\x1b")
            terminal.settle(0.5)
    return rows


@dataclass
class Turns:
    """What the turns of a sitting took: seconds, and bytes to the terminal."""

    verdict: list[float] = field(default_factory=list)
    following: list[float] = field(default_factory=list)
    verdict_bytes: list[int] = field(default_factory=list)
    following_bytes: list[int] = field(default_factory=list)

    def rows(self, name: str) -> list[tuple[str, str, str]]:
        """From an answer of this kind to its verdict."""
        median, size = statistics.median(self.verdict), _median(self.verdict_bytes)
        return [
            (f"answer to verdict, {name}", f"{median * 1e3:.1f} ms", "≤ 12 ms"),
            (f"bytes of it, {name}", f"{size / 1000:.1f} KB", "≤ 5 KB"),
        ]


def _both(turns: Sequence[Turns]) -> list[tuple[str, str, str]]:
    """The rare slow turn, of all kinds."""
    verdicts = [each for turn in turns for each in turn.verdict]
    following = [each for turn in turns for each in turn.following]
    size = _median([each for turn in turns for each in turn.following_bytes])
    return [
        ("answer to verdict, p99", f"{_p99(verdicts) * 1e3:.1f} ms", "≤ 20 ms"),
        ("grade to next card, p99", f"{_p99(following) * 1e3:.1f} ms", "≤ 14 ms"),
        ("bytes of it", f"{size / 1000:.1f} KB", "≤ 4.5 KB"),
    ]


def _median(sizes: Sequence[int]) -> float:
    return float(statistics.median(sizes))


def _p99(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def _turns(data: Path, kind: str) -> Turns:
    """A sitting in a deck of 10,000 cards of a kind, each with a statement."""
    text, keys = KINDS[kind]
    decks = data / "library" / "decks"
    decks.mkdir(parents=True)
    cards = "\n".join(
        (text + FIELDS).replace("{n}", f"{n:05}").replace("{m}", str(n % TOWNS))
        for n in range(10_000)
    )
    (decks / "aaa.md").write_text(cards, encoding="utf-8")
    command = (*QUIZAPP, "--data", str(data))
    with Terminal((*command, "set", "new_a_day", "1000")) as terminal:
        terminal.wait_for_end()
    turns = Turns()
    with Terminal((*command, "study", "aaa"), columns=80, rows=24) as terminal:
        prompt = terminal.wait_for_match(PROMPT)
        for _ in range(TURNS):
            terminal.settle(0.06)
            for key in keys[:-1]:
                terminal.send(key)
                terminal.settle(0.06)
            since, begun = len(terminal.received), time.perf_counter()
            terminal.send(keys[-1])
            terminal.wait_for_match(VERDICT, since=since)
            turns.verdict.append(time.perf_counter() - begun)
            terminal.settle(0.06)
            turns.verdict_bytes.append(len(terminal.received) - since)
            since, begun = len(terminal.received), time.perf_counter()
            # The same key twice would be one press that was made in haste.
            terminal.send(" " if keys[-1] == "\r" else "\r")
            prompt = terminal.wait_for_match(PROMPT, since=since, but=prompt)
            turns.following.append(time.perf_counter() - begun)
            terminal.settle(0.06)
            turns.following_bytes.append(len(terminal.received) - since)
    return turns


if __name__ == "__main__":
    for row in measure():
        print("{:40} {:>12} {:>10}".format(*row))
