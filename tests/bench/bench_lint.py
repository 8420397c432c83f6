"""The hints of as many cards as are given hints.

The yardstick is reading the same deck, in the same run.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from quizapp.cards.format.limits import MAX_HINTED_CARDS
from quizapp.cards.format.reader import read_deck
from quizapp.cards.lint import lint

CARDS = MAX_HINTED_CARDS
RUNS = 7


def measure() -> list[tuple[str, str, str]]:
    """Rows of name, figure and goal."""
    return [
        *_measured("plain cards", _plain),
        *_measured("cards with choices and aliases", _rich),
    ]


def _measured(name: str, card: Callable[[int], str]) -> list[tuple[str, str, str]]:
    text = "\n".join(card(i) for i in range(CARDS))
    spent: list[float] = []
    for _ in range(RUNS):
        deck = read_deck(text, "deck")
        begun = time.perf_counter()
        told = lint(deck, text)
        spent.append(time.perf_counter() - begun)
    assert not told
    return [(f"hints, {name}", f"{statistics.median(spent):.2f} s", "≤ 1 s")]


def _plain(i: int) -> str:
    return f"Q: What is the number {i} in this row of cards?\nA: It is number {i + 7}\n"


def _rich(i: int) -> str:
    return (
        f"Q: Which word comes {i} places after the first one?\nA: word-{i + 7}\n"
        f":type: word\n:accept: {i}-{i + 7} | the word w{i}\n"
        f":wrong: word-{i + 8} | word-{i + 9} | word-{i + 5}\n:source: {i % 9}\n"
    )
