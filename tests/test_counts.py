"""Counts that were kept: the same as counted, or of no use."""

from __future__ import annotations

import pytest

from tests.world import START, World, review

DECK = "Q: one\nA: a\n:id: one\n\nQ: two\nA: b\n:id: two\n\nQ:\nA: c\n"


@pytest.fixture
def counted(world: World) -> World:
    """A deck, one card of it reviewed."""
    world.write("deck", DECK)
    answer(world, "deck/one", 4)
    return world


def answer(world: World, card: str, grade: int) -> None:
    """Record a review, and keep the counts."""
    workspace = world.workspace()
    workspace.store.record(review(card, grade), at=START)
    workspace.close()


@pytest.mark.parametrize("days", [0, 1, 7, 8, 9, 400])
def test_kept_counts_are_those_that_are_counted_at_any_time(
    counted: World, days: int
) -> None:
    answer(counted, "deck/two", 1)
    workspace, now = counted.workspace(), counted.moment(days)
    told = counted.glance(days=days)
    assert told
    assert list(told.standings) == workspace.standings(now)
    assert told.today == workspace.today(told.standings, now)


def test_they_need_no_memory(counted: World) -> None:
    (memories,) = counted.paths.cache.rglob("memories")
    for path in memories.iterdir():
        path.unlink()
    assert counted.glance()


def test_another_text_another_answer_or_damage_make_them_useless(
    counted: World,
) -> None:
    assert counted.glance()
    counted.write("deck", DECK.replace("one", "One"))
    assert counted.glance() is None
    answer(counted, "deck/two", 3)
    assert counted.glance()
    counted.write("more", DECK)
    assert counted.glance() is None
    answer(counted, "deck/two", 3)
    assert counted.glance()
    counted.store().record(review("deck/two"), at=START)  # another window
    assert counted.glance() is None
    answer(counted, "deck/two", 3)
    (kept,) = counted.paths.cache.rglob("counts.json")
    for damage in (b"", b"[]", b"{}", kept.read_bytes()[:-9]):
        kept.write_bytes(damage)
        assert counted.glance() is None
