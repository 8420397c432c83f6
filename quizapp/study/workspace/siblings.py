"""Siblings, the cards of one fact or one block of a deck file: one of them a day.

The verdict on one shows the statement that they share, so a review of another on the
same day says little of what is remembered. Of those that are due, a card of several
facts comes first, then the one that is least likely to be recalled; the others wait for
another day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
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
Woven = tuple[tuple[int, int, tuple[int, ...]], ...]
"""Reviewed cards of several facts, with all cards of these facts, in the order in which
they are asked on a day: of each, the study day of the latest review, the one on which
it is due (0 while it is being learned), and its facts as numbers."""


def facts_of(card: Card) -> tuple[Fact, ...]:
    """What siblings share: a fact, or the block of the file that they come from."""
    deck, facts = card.deck, card.fields.facts
    return tuple([(deck, fact) for fact in facts]) if facts else ((deck, card.line),)


def asked_today(cards: Iterable[tuple[Card, Memory | None]], day: int) -> set[Fact]:
    """The facts of which a card was answered on this study day, or is being learned."""
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
    asked: set[Fact],
    day: int,
    rng: Random | None = None,
) -> list[T]:
    """Of the cards that are `due`, one of each fact that was not `asked` on this day.

    The lowest predicted recall comes first. `rng` mixes those of equal recall, so that
    no card leans on another.
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


def woven(cards: Sequence[tuple[Card, Memory]]) -> tuple[Woven, set[Fact]]:
    """The cards of several facts and their siblings; and these facts."""
    several = [card for card, _ in cards if "," in card.fields.fact]
    facts = {fact for card in several for fact in facts_of(card)}
    number = {fact: place for place, fact in enumerate(sorted(facts, key=str))}
    found = [
        (card, memory, numbers)
        for card, memory in (cards if facts else ())
        if (numbers := tuple(number[f] for f in facts_of(card) if f in number))
    ]
    found.sort(key=lambda each: _turn(each[0], each[1]))
    return tuple(
        (memory.day, 0 if memory.is_learning else memory.due_day, numbers)
        for _, memory, numbers in found
    ), facts


def days_woven(cards: Woven, today: int, until: int) -> Iterator[int]:
    """The study days, from today to before `until`, on which such cards will be asked
    if each is as soon as it may."""
    taken = {
        fact for last, due, facts in cards if last == today or not due for fact in facts
    }
    waiting = [(due, facts) for _, due, facts in cards if due]
    for day in range(today, until):
        left = []
        for due, facts in waiting:
            if due <= day and taken.isdisjoint(facts):
                taken.update(facts)
                yield day
            else:
                left.append((due, facts))
        waiting, taken = left, set()


def grouped(
    cards: Iterable[tuple[Card, Memory]], without: set[Fact]
) -> tuple[Counter[int], tuple[Group, ...]]:
    """The reviewed cards, without those of some facts: how many that have no sibling
    are due on each study day, and the groups of siblings."""
    facts: dict[Fact, list[Memory]] = defaultdict(list)
    for card, memory in cards:
        fact = facts_of(card)[0]
        if fact not in without:
            facts[fact].append(memory)
    alone: Counter[int] = Counter()
    groups: list[Group] = []
    for memories in facts.values():
        dues = sorted(m.due_day for m in memories if not m.is_learning)
        if len(memories) > 1:
            last = max(memory.day for memory in memories)
            groups.append((last, len(dues) < len(memories), tuple(dues)))
        else:
            alone.update(dues)
    return alone, tuple(groups)


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
