"""Siblings, the cards of one fact or one block of a deck file: one of them a day.

The verdict on one shows the statement that they share, so a review of another on the
same day says little of what is remembered. Of those that are due, the one that is
least likely to be recalled is asked; the others wait for another day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random
from typing import TYPE_CHECKING, TypeVar

from quizapp.model import Card, Memory
from quizapp.schedule import retrievability

if TYPE_CHECKING:
    from quizapp.study.workspace.standing import Moment

T = TypeVar("T")
Fact = tuple[str, str | int]
Group = tuple[int, bool, tuple[int, ...]]
"""Siblings that were reviewed: the study day of the latest review, whether one of them
is being learned, and the days on which the others are due, in order."""


def fact_of(card: Card) -> Fact:
    """What siblings share: a fact, or the block of the file that they come from."""
    return card.deck, card.fields.fact or card.line


def asked_today(cards: Iterable[tuple[Card, Memory | None]], day: int) -> set[Fact]:
    """The facts of which a card was answered on this study day, or is being learned."""
    return {
        fact_of(card)
        for card, memory in cards
        if memory and (memory.day == day or memory.is_learning)
    }


def one_of_each_fact(
    due: Iterable[T],
    card: Callable[[T], Card],
    memory: Callable[[T], Memory],
    *,
    asked: set[Fact],
    day: int,
    decay: float,
    rng: Random | None = None,
) -> list[T]:
    """Of the cards that are `due`, one of each fact that was not `asked` on this day.

    The lowest predicted recall comes first. `rng` mixes those of equal recall, so that
    no card leans on another.
    """
    found = list(due)
    if rng:
        rng.shuffle(found)
    found.sort(key=lambda each: retrievability(memory(each), day, decay))
    taken = set(asked)
    first: list[T] = []
    for each in found:
        if (fact := fact_of(card(each))) not in taken:
            taken.add(fact)
            first.append(each)
    return first


def awaited(
    cards: Sequence[tuple[str, Card, Memory]], now: Moment, decay: float
) -> Iterator[tuple[str, Card, Memory]]:
    """What would be asked `now` of a deck's cards that were reviewed: first those being
    learned, then one of each fact."""
    waiting = [each for each in cards if now.awaits(each[2])]
    yield from (each for each in waiting if each[2].is_learning)
    yield from one_of_each_fact(
        (each for each in waiting if not each[2].is_learning),
        card=lambda each: each[1],
        memory=lambda each: each[2],
        asked=asked_today(((card, memory) for _, card, memory in cards), now.day),
        day=now.day,
        decay=decay,
    )


def groups(cards: Iterable[tuple[Card, Memory]]) -> Iterator[Group]:
    """The cards as groups of siblings; most have none."""
    facts: dict[Fact, list[Memory]] = defaultdict(list)
    for card, memory in cards:
        facts[fact_of(card)].append(memory)
    for memories in facts.values():
        yield (
            max(memory.day for memory in memories),
            any(memory.is_learning for memory in memories),
            tuple(sorted(m.due_day for m in memories if not m.is_learning)),
        )


def days_asked(group: Group, today: int) -> Sequence[int]:
    """The study days, from today on, on which siblings will be asked if each is as soon
    as it may."""
    last, is_learning, dues = group
    day = today if last == today or is_learning else today - 1
    days = []
    for due in dues:
        day = max(due, day + 1)
        days.append(day)
    return days
