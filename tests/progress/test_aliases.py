"""A card that goes on under another key keeps what is known of it."""

from __future__ import annotations

from datetime import timedelta

from quizapp.model import Act, CardSeen, Kind, Reset, Same, Tag
from quizapp.progress.store import Store
from tests.world import START, World, review


def reviewed(world: World, *keys: str) -> Store:
    store = world.store()
    for hours, key in enumerate(keys):
        store.record(review(key), at=START + timedelta(hours=hours))
    return store


def again(store: Store, world: World) -> list[Store]:
    """The store itself, through its caches, and folded from the files."""
    store.close()
    return [store, world.store(), world.fresh_store()]


LATER = START + timedelta(days=1)


def test_the_memory_goes_on_under_the_new_key(world: World) -> None:
    store = reviewed(world, "a", "b", "a")
    before = store.memories["a"]
    store.record(Same((("c", "a"),)), at=LATER)
    for each in again(store, world):
        assert each.memories.keys() == {"b", "c"}
        assert each.memories["c"] == before
        assert each.current("a") == "c"
        assert each.day(START.toordinal()).reviews == 3


def test_answers_to_the_old_key_from_elsewhere_are_its_own_too(world: World) -> None:
    store = reviewed(world, "a")
    store.record(Same((("c", "a"),)), at=LATER)
    store.record(review("a", at=LATER), at=LATER)
    store.record(review("c", at=LATER), at=LATER)
    for each in again(store, world):
        assert each.memories.keys() == {"c"}
        assert each.memories["c"].reviews == 3
        assert [event.act for event in each.history("c")] == [
            review("a"),
            review("a", at=LATER),
            review("c", at=LATER),
        ]


def test_undone_each_has_its_own_again(world: World) -> None:
    store = reviewed(world, "a")
    before = dict(store.memories)
    event = store.record(Same((("c", "a"), ("d", "b"))), at=LATER)
    store.undo(event, at=LATER)
    for each in again(store, world):
        assert each.memories == before
        assert each.current("a") == "a"


def test_a_text_that_returns_takes_its_key_back(world: World) -> None:
    store = reviewed(world, "a")
    before = store.memories["a"]
    store.record(Same((("c", "a"),)), at=LATER)
    store.record(Same((("a", "c"),)), at=LATER)
    for each in again(store, world):
        assert each.memories == {"a": before}
        assert each.current("c") == "a"


def test_a_key_that_is_set_apart_begins_anew(world: World) -> None:
    store = reviewed(world, "a")
    before = store.memories["a"]
    store.record(Same((("c", "a"),)), at=LATER)
    store.record(Same((("a", ""),)), at=LATER)
    for each in again(store, world):
        assert each.memories == {"c": before}
        assert each.current("a") == "a"
    store.record(review("a", at=LATER), at=LATER)
    for each in again(store, world):
        assert each.memories["a"].reviews == 1
        assert each.memories["c"] == before


def test_a_reset_card_is_new_and_its_days_still_count(world: World) -> None:
    store = reviewed(world, "a", "b")
    before = store.memories["a"]
    event = store.record(Reset("a"), at=LATER)
    for each in again(store, world):
        assert each.memories.keys() == {"b"}
        assert each.day(START.toordinal()).reviews == 2
    store.undo(event, at=LATER)
    for each in again(store, world):
        assert each.memories["a"] == before


def test_tags_are_put_on_and_taken_off_many_at_a_time(world: World) -> None:
    store = reviewed(world, "a")
    seen = CardSeen("b", "deck", Kind.FLIP, "Q", "A")
    on: list[Act] = [Tag("a", "x", on=True), seen, Tag("b", "x", on=True)]
    events = store.record_all(on, at=LATER)
    for each in again(store, world):
        assert each.tags == {"a": ("x",), "b": ("x",)}
        assert {kept.card: kept.answer for kept in each.kept(())} == {"a": "", "b": "A"}
    store.record_all([Tag("a", "x", on=False)], at=LATER)
    for each in again(store, world):
        assert each.tags == {"b": ("x",)}
    store.undo(*events, at=LATER)
    for each in again(store, world):
        assert each.tags == {}
