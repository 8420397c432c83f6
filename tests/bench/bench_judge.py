"""Judging a typed answer of 200 letters in a deck of 10,000 cards, and drawing choices.

The yardstick is the whole table of the edit distance of the two texts, in the same run.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from random import Random

from quizapp.cards.questions import (
    Pool,
    RivalsByForm,
    answers_of_type,
    ask,
    judge,
)
from quizapp.model import Card, Fields, Kind, Question

CARDS = 10_000
RUNS = 200
WORDS = (
    "trans pacific partnership treaty order lima peru santiago summit congress nation "
    "trade deal wall border economy"
).split()


def measure() -> list[tuple[str, str, str]]:
    """Rows of name, figure and goal."""
    rng = Random(1)
    cards = [
        Card(
            "d",
            Kind.FLIP,
            f"What is {number}?",
            f"{rng.choice(WORDS)} {rng.choice(WORDS)} {number}",
            fields=Fields(type=f"type {number % 50}"),
        )
        for number in range(CARDS)
    ]
    begun = time.perf_counter()
    rivals = RivalsByForm(cards)
    assert len(rivals) == CARDS
    first = time.perf_counter() - begun
    answer = " ".join(rng.choice(WORDS) for _ in range(40))[:200]
    slip = answer.replace("p", "q", 1)
    card = Card("d", Kind.FLIP, "?", answer, fields=Fields(type="type 7"))
    question = Question(card, Kind.TYPE, "?", rivals=rivals)
    whole = _median(lambda: _table(answer, slip), 10)
    rows = [
        ("the whole table, 200 letters", f"{whole * 1e3:.1f} ms", ""),
        ("10,000 rivals by their forms, once", f"{first * 1e3:.0f} ms", ""),
    ]
    said = {
        "right": answer,
        "a slip": slip,
        "another card's answer": cards[77].answer,
        "something else": answer[::-1],
    }
    for name, given in said.items():
        spent = _median(lambda given=given: judge(question, given), RUNS)  # type: ignore[misc]
        rows.append(
            (
                f"judged, {name}",
                f"{spent * 1e3:.2f} ms, {spent / whole:.2f} ×",
                "< 1 ms",
            )
        )
    pool = Pool(rivals, answers_of_type(cards, "type 7"))
    drawn = _median(lambda: ask(cards[7], None, pool, Random(1)), RUNS)
    rows.append(("choices drawn", f"{drawn * 1e3:.1f} ms, {drawn / whole:.2f} ×", ""))
    return rows


def _median(run: Callable[[], object], runs: int) -> float:
    spent = []
    for _ in range(runs):
        begun = time.perf_counter()
        run()
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent)


def _table(one: str, other: str) -> int:
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, told in enumerate(other, start=1):
            row.append(min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != told)))
        last = row
    return last[-1]
