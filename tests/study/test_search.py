"""What is found after any steps is what is found at once."""

from __future__ import annotations

from random import Random

import pytest

from quizapp.study.browse import (
    ORDERS,
    CardSearch,
    Rows,
    read_query,
)
from tests.world import World

WORDS = ("river", "sonnet", "glacier", "comet")
CARDS = 300
QUERIES = ("", "c", "co", "comet", "comet 12", "tag:comet", "is:new gla", "is:x")


@pytest.fixture
def rows(world: World) -> Rows:
    rng = Random(7)
    text = "".join(
        f"Q: What is {rng.choice(WORDS)} {n}?\nA: {rng.choice(WORDS)} {n % 40}\n"
        f":tags: {rng.choice(WORDS)}\n\n"
        for n in range(CARDS)
    )
    world.write("words", text)
    return Rows(world.workspace(), world.moment())


@pytest.mark.parametrize("seed", range(12))
def test_what_is_found_is_what_is_found_from_nothing(rows: Rows, seed: int) -> None:
    rng = Random(seed)
    now = CardSearch(rows)
    for _ in range(60):
        match rng.randrange(5):
            case 0 | 1:
                now.look_for(rng.choice(QUERIES))
            case 2:
                column = rng.choice(["", *ORDERS])
                now.order_by(column, is_reversed=bool(column) and rng.random() < 0.5)
            case 3:
                rows.forget_progress()
                now.look_again()
            case _:
                rows.order(rng.choice(ORDERS))
        assert list(now.found) == naive(rows, now)


def naive(rows: Rows, now: CardSearch) -> list[int]:
    """All that is found, in its order, worked out from nothing."""
    found = read_query(now.query.text).find(rows, range(len(rows)))
    if not now.column:
        return list(found)
    told = sorted(found, key=rows.values(now.column).__getitem__)
    return told[::-1] if now.is_reversed else told
