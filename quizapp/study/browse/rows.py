"""All cards as rows; each order is computed when it is first needed.

What a search or an order needs of all rows is a plain list, so that a hundred thousand
cards are searched and sorted in the time of a key press.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import compress
from typing import Any

from quizapp.model import Card, Memory
from quizapp.schedule import stage_of
from quizapp.study.counts.values import Moment
from quizapp.study.workspace import Workspace
from quizapp.text import folded

STATES = ("new", "learning", "young", "mature", "suspended")
NEVER = 1 << 30
"""The due day of a card without one: later than all others."""
MS_BITS = 42
"""Enough bits for milliseconds since the epoch."""

ORDERS = ("question", "answer", "due", "lapses")
"""What the cards can be sorted by."""


@dataclass(slots=True)
class Rows:
    """All cards as they were when this was made, in the order of the decks."""

    workspace: Workspace
    now: Moment
    decks: list[str] = field(init=False)
    keys: list[str] = field(init=False)
    cards: list[Card] = field(init=False)
    _lists: dict[str, Sequence[Any]] = field(default_factory=dict)
    _rows: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.decks, self.keys, self.cards = [], [], []
        for name in self.workspace.decks:
            cards = self.workspace.cards_of(name)
            self.decks += [name] * len(cards)
            self.keys += cards
            self.cards += cards.values()

    def __len__(self) -> int:
        return len(self.keys)

    def memory(self, row: int) -> Memory | None:
        """The memory of a row's card."""
        return self.workspace.memories.get(self.keys[row])

    def state(self, row: int) -> str:
        """One of `STATES`."""
        if self.keys[row] in self.workspace.suspended:
            return "suspended"
        return stage_of(self.memory(row))

    def due(self, row: int) -> int:
        """The study day on which the card is due; `NEVER` for one without."""
        memory = self.memory(row)
        return memory.due_day if memory else NEVER

    def returns(self, row: int) -> int:
        """A number that is higher the later the card is asked again: by day, and within
        the day by the time of one that is being learned. New cards come after all
        others, and suspended ones last."""
        if self.keys[row] in self.workspace.suspended:
            return (NEVER + 1) << MS_BITS
        memory = self.memory(row)
        return (self.due(row) << MS_BITS) + ((memory and memory.due_at) or 0)

    def lapses(self, row: int) -> int:
        """Times the card was forgotten in review."""
        memory = self.memory(row)
        return memory.lapses if memory else 0

    def is_leech(self, row: int) -> bool:
        """Whether the card was missed so often that it is a leech."""
        return self.workspace.store.trail(self.keys[row]).is_leech

    def reviews(self, row: int) -> int:
        """Times the card was reviewed."""
        memory = self.memory(row)
        return memory.reviews if memory else 0

    def tags(self, row: int) -> Sequence[str]:
        """The deck's tags and the learner's own."""
        own = self.workspace.tags.get(self.keys[row], ())
        return (*self.cards[row].fields.tags, *own)

    def is_due(self, row: int) -> bool:
        """Whether a sitting begun now would ask the card again."""
        memory = self.memory(row)
        awaits = memory is not None and self.now.awaits(memory)
        return awaits and self.keys[row] not in self.workspace.suspended

    def place(self, row: int) -> str:
        """The names of the deck: its folders, its file and its title."""
        file = self.workspace.files[self.decks[row]]
        title = self.workspace.decks[self.decks[row]].title
        return folded(f"{file.place} {title}")

    def text(self, row: int) -> str:
        """What is searched: question, answer and note, in lower case."""
        card = self.cards[row]
        return folded(f"{card.prompt}\n{card.answer}\n{card.fields.note}")

    def values(self, name: str) -> Sequence[Any]:
        """Something about all rows, in their order; computed once."""
        if name not in self._lists:
            of = _VALUES[name]
            self._lists[name] = [of(self, row) for row in range(len(self))]
        return self._lists[name]

    def order(self, name: str) -> Sequence[Sequence[int]]:
        """All rows in the order of a column, and the rank of each row in it; computed
        once."""
        place = f"order of {name}"
        if place not in self._lists:
            values = self.values(name)
            order = array("I", sorted(range(len(self)), key=values.__getitem__))
            ranks = array("I", order)
            for rank, row in enumerate(order):
                ranks[row] = rank
            self._lists[place] = order, ranks
        return self._lists[place]

    def sort(
        self, found: Sequence[int], name: str = "", *, is_reversed: bool = False
    ) -> Sequence[int]:
        """Rows that are in the order of the decks, sorted by a column if one is
        named."""
        if name:
            order, ranks = self.order(name)
            if len(found) == len(self):
                found = order
            elif len(found) < len(self) // 20:
                found = sorted(found, key=ranks.__getitem__)
            else:  # faster for many
                wanted = bytearray(len(self))
                for row in found:
                    wanted[ranks[row]] = True
                found = array("I", compress(order, wanted))
        return found[::-1] if is_reversed else found

    def rows_of(self, keys: Set[str]) -> set[int]:
        """The rows of the cards with these keys."""
        if not keys:
            return set()
        if not self._rows:
            self._rows = {key: row for row, key in enumerate(self.keys)}
        return {self._rows[key] for key in keys if key in self._rows}

    def forget_progress(self) -> None:
        """Forget the values and orders that depend on progress."""
        for name in ("due", "lapses"):
            self._lists.pop(name, None)
            self._lists.pop(f"order of {name}", None)


_VALUES: Mapping[str, Callable[[Rows, int], Any]] = {
    "text": Rows.text,
    "place": Rows.place,
    "question": lambda rows, row: folded(rows.cards[row].prompt),
    "answer": lambda rows, row: folded(rows.cards[row].answer),
    "topic": lambda rows, row: folded(rows.cards[row].topic),
    "due": Rows.returns,
    "lapses": Rows.lapses,
}
