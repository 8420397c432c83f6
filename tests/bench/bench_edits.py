"""Edits: a hundred thousand reviewed cards whose keys all change at once.

Each figure is the CPU time of `diff`, and the most memory of a process that holds the
cards before and after, and matches them.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from random import Random

from quizapp.cards.identity import Cards, History, LastComparison, diff
from quizapp.model import RULES, CardSeen, Kind

CARDS = 100_000
DECK = "deck"
WORDS = "river mountain treaty island harbour senate comet sonnet glacier".split()


def measure() -> list[tuple[str, str, str]]:
    """Rows of name, figure and goal."""
    rows: list[tuple[str, str, str]] = []
    for name, edit in EDITS.items():
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            seconds, peak = pool.submit(_matched, name).result()
        named = edit is not _reworded
        rows += [
            (f"{name}", f"{seconds:.1f} s", "≤ 5 s" if named else ""),
            (f"{name}, memory", f"{peak:.0f} MiB", "≤ 300 MiB" if named else ""),
        ]
    return rows


def _matched(name: str) -> tuple[float, float]:
    """Seconds of CPU, and MiB at most."""
    was, now = _cards(lambda n: f"c{n}"), EDITS[name]()
    last = LastComparison({DECK: was.keys()})
    history = History(was, was.keys())
    begun = time.process_time()
    changes = diff(last, was, now, history, {DECK: RULES}, at=1)
    seconds = time.process_time() - begun
    assert len(changes.same) >= 0.99 * CARDS
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _texts() -> Iterator[tuple[str, str]]:
    rng = Random(CARDS)
    for n in range(CARDS):
        first, second = rng.choice(WORDS), rng.choice(WORDS)
        yield f"What is known of {first} {n} in the {second}?", f"It is {n % 977}"


def _cards(id_: Callable[[int], str], more: str = "") -> Cards:
    keys = (f"{DECK}/{id_(n)}" for n in range(CARDS))
    return {
        key: CardSeen(
            key, DECK, Kind.FLIP, prompt.replace(" known", more or " known"), answer
        )
        for key, (prompt, answer) in zip(keys, _texts(), strict=True)
    }


def _reworded() -> Cards:
    return _cards(lambda n: f"d{n}", " generally known")


EDITS: dict[str, Callable[[], Cards]] = {
    "other ids": lambda: _cards(lambda n: f"d{n}"),
    "ids exchanged": lambda: _cards(lambda n: f"c{(n + 1) % CARDS}"),
    "other ids, and reworded": _reworded,
}
