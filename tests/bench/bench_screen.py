"""The screen: start to first paint and counts; what opening a screen paints; in a
sitting from an answer to its verdict, for each kind of question and for a long table,
and from a grade to the next card.

Counts are kept when the app is quit. It is measured with them, and without: after every
end by a kill. Of starts the fastest counts: what else a machine does only adds to it.

The yardstick is a bare Textual app in the same run: a header, one line, a footer. It is
measured to its first paint, and from a key to another line. Such a turn takes 2.5 ms,
and the slowest in a hundred 4 ms, if the processor is not slower after each rest, as a
virtual one may be. At that speed the goals are 12 ms for a verdict, 20 for the slowest
in a hundred, and 14 for the slowest in a hundred next cards.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from quizapp.cli.group import Session
from quizapp.model import DeckState
from quizapp.paths import below
from tests.terminal import QUIZAPP, Terminal

BARE = """
from textual.app import App
from textual.widgets import Footer, Header, Static
class Bare(App):
    turns = 0
    def compose(self):
        yield Header()
        yield Static("READYMARK PROMPT00000", id="line")
        yield Footer()
    def on_key(self):
        self.turns += 1
        self.query_one("#line", Static).update(f"PROMPT{self.turns:05}")
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
ROWS = 1500
"""Of a table in a card."""
TOWNS = 500
"""So many cards share a name with twenty others."""


def measure() -> list[tuple[str, str, str]]:
    """Rows of name, figure and goal."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        small, large = _deck(root / "small", 60), _deck(root / "large", 10_000)
        quit_ = {n: _quit(_deck(root / f"quit-{n}", n)) for n in (60, 10_000)}
        bare: list[float] = []
        paint: dict[int, list[float]] = {60: [], 10_000: []}
        counts: dict[int, list[float]] = {60: [], 10_000: []}
        kept: dict[int, list[float]] = {60: [], 10_000: []}
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
            for number, data in quit_.items():
                with Terminal((*QUIZAPP, "--data", str(data))) as terminal:
                    at = terminal.wait_for(" minutes")
                    kept[number].append(at - terminal.begun)
                    terminal.settle()
        opened = _opened(small)
        sittings = _sittings(root)
    yardstick = min(bare)
    rows = [("bare Textual app, first paint", f"{yardstick * 1000:.0f} ms", "")]
    for number in (60, 10_000):
        first = min(paint[number]) / yardstick
        full = min(counts[number]) / yardstick
        again = min(kept[number]) / yardstick
        rows += [
            (f"first painted home, {number} cards", f"{first:.2f} ×", "≤ 1.20 ×"),
            (f"counts after a quit, {number} cards", f"{again:.2f} ×", "≤ 1.25 ×"),
            (f"counts after a kill, {number} cards", f"{full:.2f} ×", "≤ 2.00 ×"),
            (f"peak memory, {number} cards", f"{memory[number]} MiB", ""),
        ]
    rows.append(("peak memory, bare", f"{bare_memory} MiB", ""))
    return [*rows, *opened, *sittings, _long_table(root / "table")]


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


def _quit(data: Path) -> Path:
    """A folder in which the deck was started, and the app quit."""
    session = Session(below(data), None, None, seed=1, is_free_to_write=True)
    workspace = session.workspace_to_study()
    workspace.record(DeckState("aaa", started=True, hidden=False))
    session.close(workspace)
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
class Times:
    """What pressing a key took, again and again: seconds, and bytes to the terminal."""

    seconds: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    def press(
        self, terminal: Terminal, key: str, wanted: bytes, but: bytes = b""
    ) -> bytes:
        """Press a key and wait for what is wanted; what came."""
        since, begun = len(terminal.received), time.perf_counter()
        terminal.send(key)
        came = terminal.wait_for_match(wanted, since=since, but=but)
        self.seconds.append(time.perf_counter() - begun)
        terminal.settle(0.06)
        self.sizes.append(len(terminal.received) - since)
        return came

    @property
    def median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.seconds) * 1000

    @property
    def p99(self) -> float:
        """Milliseconds: of the rare slow one."""
        return sorted(self.seconds)[int(len(self.seconds) * 0.99)] * 1000

    @property
    def kilobytes(self) -> float:
        """The usual ones."""
        return statistics.median(self.sizes) / 1000


def _sittings(root: Path) -> list[tuple[str, str, str]]:
    """From an answer to its verdict, and from a grade to the next card."""
    verdicts = {kind: Times() for kind in KINDS}
    following, bare = Times(), Times()
    for kind, verdict in verdicts.items():
        _turns(root / kind, kind, verdict, following)
        _bare_turns(bare)
    every = Times([each for times in verdicts.values() for each in times.seconds])
    rows = [
        ("bare Textual app, a turn", f"{bare.median:.1f} ms, p99 {bare.p99:.1f} ms", "")
    ]
    for kind, verdict in verdicts.items():
        took = f"{verdict.median:.1f} ms, {verdict.median / bare.median:.1f} ×"
        rows += [
            (f"answer to verdict, {kind}", took, "≤ 4.8 ×"),
            (f"bytes of it, {kind}", f"{verdict.kilobytes:.1f} KB", "≤ 5 KB"),
        ]
    for name, times, goal in (
        ("answer to verdict, p99", every, "≤ 5.0 ×"),
        ("grade to next card, p99", following, "≤ 3.5 ×"),
    ):
        rows.append((name, f"{times.p99:.1f} ms, {times.p99 / bare.p99:.1f} ×", goal))
    rows.append(("bytes of it", f"{following.kilobytes:.1f} KB", "≤ 4.5 KB"))
    return rows


def _long_table(data: Path) -> tuple[str, str, str]:
    """A card with a table of many rows, turned over."""
    rows = "\n".join(f"| {n} | year{1500 + n} |" for n in range(ROWS))
    decks = data / "library" / "decks"
    decks.mkdir(parents=True)
    text = f"Q: When, PROMPT00000?\nA: | n | when |\n|---|---|\n{rows}\n"
    (decks / "aaa.md").write_text(text, encoding="utf-8")
    command = (*QUIZAPP, "--data", str(data), "study", "aaa")
    with Terminal(command, columns=80, rows=24) as terminal:
        terminal.wait_for_match(PROMPT)
        terminal.settle()
        begun = time.perf_counter()
        terminal.type("\r", "year1500")
        took = time.perf_counter() - begun
    return (f"a table of {ROWS:,} rows turned over", f"{took:.2f} s", "≤ 0.3 s")


def _bare_turns(bare: Times) -> None:
    with Terminal((sys.executable, "-c", BARE), columns=80, rows=24) as terminal:
        prompt = terminal.wait_for_match(PROMPT)
        terminal.settle(0.5)
        for _ in range(TURNS):
            prompt = bare.press(terminal, " ", PROMPT, but=prompt)


def _turns(data: Path, kind: str, verdict: Times, following: Times) -> None:
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
    with Terminal((*command, "study", "aaa"), columns=80, rows=24) as terminal:
        prompt = terminal.wait_for_match(PROMPT)
        terminal.settle(0.06)
        for _ in range(TURNS):
            for key in keys[:-1]:
                terminal.send(key)
                terminal.settle(0.06)
            verdict.press(terminal, keys[-1], VERDICT)
            # The same key twice would be one press that was made in haste.
            key = " " if keys[-1] == "\r" else "\r"
            prompt = following.press(terminal, key, PROMPT, but=prompt)


if __name__ == "__main__":
    for row in measure():
        print("{:40} {:>12} {:>10}".format(*row))
