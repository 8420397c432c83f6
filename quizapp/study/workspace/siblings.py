"""Siblings: cards of one fact, or of one block of a deck file. One of them is asked a
day.

The verdict on one shows the statement that they share, so reviewing another on the same
day says little about memory. Of those that are due, a card of several facts comes
first, then the one that is least likely to be recalled; the others wait for another
day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random
from typing import TYPE_CHECKING, TypeVar

from quizapp.model import Card, Memory
from quizapp.schedule import retrievability

if TYPE_CHECKING:
    from quizapp.study.counts.values import Moment

T = TypeVar("T")
FactKey = tuple[str, str | int]
Sibling = tuple[int, int, tuple[int, ...]]
"""The study day of a card's latest review, the one on which it is due (0 while it is
being learned), and its facts as numbers."""


def facts_of(card: Card) -> tuple[FactKey, ...]:
    """What siblings share: a fact, or the block of the file that they come from."""
    deck, facts = card.deck, card.fields.facts
    return tuple([(deck, fact) for fact in facts]) if facts else ((deck, card.line),)


def asked_today(cards: Iterable[tuple[Card, Memory | None]], day: int) -> set[FactKey]:
    """The facts with a card that was answered on this study day or is being learned."""
    return {
        fact
        for card, memory in cards
        if memory and (memory.day == day or memory.is_learning)
        for fact in facts_of(card)
    }


def one_of_each_fact(
    due: Iterable[T],
    card: Callable[[T], Card],
    memory: Callable[[T], Memory],
    *,
    asked: set[FactKey],
    day: int,
    rng: Random | None = None,
) -> list[T]:
    """Of the cards that are `due`, one of each fact that was not `asked` on this day.

    The lowest predicted recall comes first. `rng` mixes those of equal recall, so that
    no card becomes a cue for the next.
    """
    found = list(due)
    if rng:
        rng.shuffle(found)
    found.sort(key=lambda each: retrievability(memory(each), day))
    facts = [facts_of(card(each)) for each in found]
    several = [place for place, each in enumerate(facts) if len(each) > 1]
    several.sort(key=lambda place: _turn(card(found[place]), memory(found[place])))
    taken = set(asked)
    first: set[int] = set()
    for place in (*several, *range(len(found))):
        if taken.isdisjoint(facts[place]):
            taken.update(facts[place])
            first.add(place)
    return [each for place, each in enumerate(found) if place in first]


def _turn(card: Card, memory: Memory) -> tuple[bool, int, str]:
    """Cards of several facts go first, in an order that is known days ahead."""
    is_of_one = len(card.fields.facts) < 2
    return is_of_one, memory.due_day, "" if is_of_one else card.key


def awaited(
    cards: Sequence[tuple[str, Card, Memory]], now: Moment
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
    )


def siblings_in(
    cards: Sequence[tuple[Card, Memory]],
) -> tuple[tuple[Sibling, ...], Counter[int]]:
    """The reviewed cards that have a reviewed sibling, in the order in which they are
    asked on a day; and how many of the others are due on each study day."""
    facts = [facts_of(card) for card, _ in cards]
    count = Counter(fact for each in facts for fact in each)
    shared = (fact for fact, cards_of_it in count.items() if cards_of_it > 1)
    number = {fact: place for place, fact in enumerate(shared)}
    siblings: list[tuple[Card, Memory, tuple[int, ...]]] = []
    others: Counter[int] = Counter()
    for (card, memory), of_it in zip(cards, facts, strict=True):
        if numbers := tuple(number[fact] for fact in of_it if fact in number):
            siblings.append((card, memory, numbers))
        elif not memory.is_learning:
            others[memory.due_day] += 1
    siblings.sort(key=lambda each: _turn(each[0], each[1]))
    return tuple(
        (memory.day, 0 if memory.is_learning else memory.due_day, numbers)
        for _, memory, numbers in siblings
    ), others


def days_asked(siblings: Sequence[Sibling], today: int, until: int) -> Iterator[int]:
    """The study days from today to before `until` on which siblings will be asked, if
    each is asked as soon as possible."""
    taken: set[int] = set()
    coming: dict[int, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
    for place, (last, due, facts) in enumerate(siblings):
        if last == today or not due:
            taken.update(facts)
        if due:
            coming[max(due, today)].append((place, facts))
    left: list[tuple[int, tuple[int, ...]]] = []
    for day in range(today, until):
        waiting, left = sorted(left + coming[day]), []
        for place, facts in waiting:
            if taken.isdisjoint(facts):
                taken.update(facts)
                yield day
            else:
                left.append((place, facts))
        taken = set()
