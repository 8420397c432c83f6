"""Mixes cards: topics take turns, and siblings are kept apart."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def in_turns(items: Iterable[T], topic: Callable[[T], Hashable]) -> list[T]:
    """One item of each topic in turn; those of a topic keep their order.

    Mixing topics makes each harder now and better remembered (Rohrer & Taylor 2007).
    """
    topics: dict[Hashable, deque[T]] = defaultdict(deque)
    for each in items:
        topics[topic(each)].append(each)
    turns: list[T] = []
    while topics:
        for name in list(topics):
            turns.append(topics[name].popleft())
            if not topics[name]:
                del topics[name]
    return turns


def of_distinct_facts(
    items: Sequence[T],
    facts: Callable[[T], Iterable[Hashable]],
    present: Iterable[Hashable] = (),
) -> tuple[list[T], list[T]]:
    """One item of each fact; and the others, which are siblings of these or of facts
    that are `present` already."""
    seen = set(present)
    first: list[T] = []
    siblings: list[T] = []
    for each in items:
        own = set(facts(each))
        (first if seen.isdisjoint(own) else siblings).append(each)
        seen |= own
    return first, siblings
