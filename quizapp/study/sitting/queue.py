"""Which cards a sitting asks, and in what order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from quizapp.model import Card, Memory
from quizapp.study.counts.backlog import MORE, Demand, allowed, new_of
from quizapp.study.counts.values import Moment
from quizapp.study.workspace import Workspace, in_turns, of_distinct_facts
from quizapp.study.workspace.siblings import (
    FactKey,
    asked_today,
    facts_of,
    one_of_each_fact,
)

AHEAD_CARDS = 20
"""Cards that one sitting of studying ahead asks."""


class Plan(StrEnum):
    """What a sitting is for."""

    DUE = "due"
    """What is due, and the day's new cards."""
    AHEAD = "ahead"
    """Cards before their day, the soonest first."""
    MORE_NEW = "more new"
    """Up to `MORE` new cards beyond the day's limit."""
    THESE = "these"
    """Chosen cards, whether they are due or not."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A card in the queue."""

    key: str
    card: Card
    deck: str
    """The name of its deck."""
    memory: Memory | None


def gather(
    workspace: Workspace,
    names: Sequence[str],
    now: Moment,
    rng: Random,
    *,
    plan: Plan = Plan.DUE,
    limit: int | None = None,
    only: Container[str] | None = None,
    first: str = "",
) -> tuple[list[Waiting], list[Waiting]]:
    """The cards being learned, and the others in the order in which they are asked.

    The day's limits of new cards and of reviews hold over all decks, those of a deck
    within them. Reviews go by predicted recall, the lowest first; while more wait than
    the limits allow, no new cards are asked, else topics take turns and new cards come
    evenly between reviews. Siblings keep apart: of what is due only one of each fact is
    asked, and new cards of it come after all others. The card whose key is `first` is
    asked first, if it is among them.
    """
    everything = _cards_of(workspace, names)
    cards = [each for each in everything if only is None or each.key in only]
    present = asked_today(((each.card, each.memory) for each in everything), now.day)
    old = [each for each in cards if each.memory]
    new = [each for each in cards if not each.memory]
    match plan:
        case Plan.DUE:
            awaited = [each for each in old if now.awaits(_memory(each))]
            drawn = _draw_due(
                workspace, names, now, rng, awaited=awaited, new=new, present=present
            )
        case Plan.AHEAD:
            ahead = [each for each in old if not now.awaits(_memory(each))]
            drawn = _Drawn(_soonest(ahead, rng)[:AHEAD_CARDS], most_new=0)
        case Plan.MORE_NEW:
            drawn = _Drawn([], most_new=MORE)
        case Plan.THESE:
            drawn = _Drawn(_soonest(old, rng), most_new=len(new))
    if limit is not None:
        drawn.cut(limit)
    main = _in_order(drawn, new, present)
    return drawn.learning, _led_by(first, main) if first else main


def _cards_of(workspace: Workspace, names: Iterable[str]) -> list[Waiting]:
    memories = workspace.memories
    return [
        Waiting(key, card, name, memories.get(key))
        for name in names
        for key, card in workspace.cards([name])
    ]


@dataclass(slots=True)
class _Drawn:
    """What a plan asks for, before new cards are mixed with the others."""

    due: list[Waiting]
    most_new: int
    learning: list[Waiting] = field(default_factory=list)
    most_new_of: Mapping[str, int] | None = None
    """How many new cards of each deck, by its name; `None` for any number."""
    is_backlog: bool = False
    """Whether more is due than the limits allow; then the order is kept."""

    def cut(self, limit: int) -> None:
        """Keep at most `limit` cards: learning ones first, new ones last."""
        self.learning = self.learning[:limit]
        self.due = self.due[: limit - len(self.learning)]
        left = limit - len(self.learning) - len(self.due)
        self.most_new = min(self.most_new, left)


def _draw_due(
    workspace: Workspace,
    names: Sequence[str],
    now: Moment,
    rng: Random,
    *,
    awaited: Sequence[Waiting],
    new: Sequence[Waiting],
    present: set[FactKey],
) -> _Drawn:
    """What is due today within the limits, without the siblings of what is `present`
    today already."""
    done, schedule = workspace.store.day(now.day), workspace.schedule
    waiting = one_of_each_fact(
        (each for each in awaited if not _memory(each).is_learning),
        card=lambda each: each.card,
        memory=_memory,
        asked=present,
        day=now.day,
        rng=rng,
    )
    demands = _demands(workspace, names, now.day, waiting, new)
    count, most_new = allowed(
        list(demands.values()),
        max(0, schedule.new_a_day - done.new),
        max(0, schedule.reviews_a_day - done.due),
    )
    most = {name: each.allowed for name, each in demands.items()}
    due = _within(most, waiting)[:count]
    return _Drawn(
        due,
        most_new,
        learning=[each for each in awaited if _memory(each).is_learning],
        most_new_of={name: new_of(each) for name, each in demands.items()},
        is_backlog=len(due) < len(waiting),
    )


def _in_order(
    drawn: _Drawn, new: Sequence[Waiting], present: set[FactKey]
) -> list[Waiting]:
    """The due cards with the new ones between them; siblings of what is `present` or
    due come last."""
    present = present.union(*map(_facts, (*drawn.learning, *drawn.due)))
    first, siblings = of_distinct_facts(in_turns(new, _topic), _facts, present)
    chosen = [*first, *siblings]
    if drawn.most_new_of is not None:
        chosen = _within(drawn.most_new_of, chosen)
    chosen = chosen[: drawn.most_new]
    mixed = _mix(
        drawn.due if drawn.is_backlog else in_turns(drawn.due, _topic),
        [each for each in chosen if present.isdisjoint(_facts(each))],
    )
    apart = [each for each in chosen if not present.isdisjoint(_facts(each))]
    first, siblings = of_distinct_facts(mixed, _facts)
    return [*first, *siblings, *apart]


def _led_by(first: str, cards: Sequence[Waiting]) -> list[Waiting]:
    """The cards with the `first` ahead, and its siblings last."""
    lead = [each for each in cards if each.key == first]
    rest = [each for each in cards if each.key != first]
    others, siblings = of_distinct_facts([*lead, *rest], _facts)
    return [*others, *siblings]


def _demands(
    workspace: Workspace,
    names: Sequence[str],
    day: int,
    due: Iterable[Waiting],
    new: Iterable[Waiting],
) -> Mapping[str, Demand]:
    """The cards waiting in each deck."""
    dues = Counter(each.deck for each in due)
    news = Counter(each.deck for each in new)
    return {
        name: Demand(news[name], dues[name], workspace.limits(name, day))
        for name in names
    }


def _within(most: Mapping[str, int], cards: Iterable[Waiting]) -> list[Waiting]:
    """The first cards of each deck, up to its limit."""
    count: Counter[str] = Counter()
    found = []
    for each in cards:
        if count[each.deck] < most[each.deck]:
            count[each.deck] += 1
            found.append(each)
    return found


def _memory(each: Waiting) -> Memory:
    assert each.memory
    return each.memory


def _soonest(cards: list[Waiting], rng: Random) -> list[Waiting]:
    """The cards by due day; shuffled within a day, so that no card becomes a cue for
    the next."""
    rng.shuffle(cards)
    return sorted(cards, key=lambda each: each.memory.due_day if each.memory else 0)


def _topic(each: Waiting) -> tuple[str, str]:
    """What takes turns: the topics of each deck."""
    return each.deck, each.card.topic


def _facts(each: Waiting) -> tuple[FactKey, ...]:
    return facts_of(each.card)


def _mix(due: Sequence[Waiting], new: Sequence[Waiting]) -> list[Waiting]:
    """The new cards evenly between the due ones, both in their order."""
    if not new:
        return list(due)
    step = len(due) / len(new)
    placed = [((i + 0.5), 0, each) for i, each in enumerate(due)]
    placed += [((i + 0.5) * step, 1, each) for i, each in enumerate(new)]
    return [each for *_, each in sorted(placed, key=lambda place: place[:2])]
