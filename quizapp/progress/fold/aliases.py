"""Which keys are one card, according to the `same` events.

A card that was reworded has another key. A `same` event records that; the events of
both keys, earlier ones too, then belong to one card, kept under its latest key. An
event without an earlier key records the contrary: from then on the key is a card of its
own again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Set

from msgspec import Struct, field

from quizapp.model import Same, Stamp

Pairs = tuple[tuple[str, str], ...]
"""Keys, each with the earlier one that it replaces, or with an empty one."""
Node = tuple[str, int]
"""A key, and how often it had become a card of its own."""
_EVER: Stamp = (0, "")


class Sames(Struct):
    """The `same` events, and the key that each key's history is kept under."""

    events: dict[Stamp, Pairs] = field(default_factory=dict)
    _places: dict[str, list[tuple[Stamp, str]]] = field(default_factory=dict)
    """Key → from when on its events belong to which card, in order."""

    def take(self, stamp: Stamp, same: Same) -> bool:
        """Take a `same` event; return whether it is new."""
        if stamp in self.events:
            return False
        self.events[stamp] = same.cards
        return True

    def head(self, key: str, stamp: Stamp) -> str:
        """The key of the card that an event of `key` at this time belongs to."""
        places = self._places.get(key)
        if not places:
            return key
        return places[bisect_right(places, stamp, key=_since) - 1][1]

    def latest(self, key: str) -> str:
        """The key of the card that `key` belongs to now."""
        places = self._places.get(key)
        return places[-1][1] if places else key

    def renamed(self) -> dict[str, str]:
        """The keys that belong to a card of another key now, each with that key."""
        latest = {key: places[-1][1] for key, places in self._places.items()}
        return {key: now for key, now in latest.items() if now != key}

    def settle(self, undone: Set[Stamp]) -> set[str]:
        """Find which keys are one card, without the undone events.

        Returns the keys of the cards whose events are not the same as before.
        """
        before, self._places = self._places, self._found(undone)
        changed: set[str] = set()
        for key in before.keys() | self._places.keys():
            own = [(_EVER, key)]
            old, new = before.get(key, own), self._places.get(key, own)
            if old != new:
                changed.update(head for _, head in (*old, *new))
        return changed

    def copy(self) -> Sames:
        """A copy that does not change when this one does."""
        return Sames(self.events, self._places)

    def _found(self, undone: Set[Stamp]) -> dict[str, list[tuple[Stamp, str]]]:
        apart: dict[str, list[Stamp]] = defaultdict(lambda: [_EVER])
        parents: dict[Node, Node] = {}
        heads: dict[Node, str] = {}

        def node(key: str) -> Node:
            return key, len(apart[key]) - 1

        def root(at: Node) -> Node:
            while (above := parents.get(at, at)) != at:
                parents[at] = parents.get(above, above)
                at = above
            return at

        for stamp, pairs in sorted(self.events.items()):
            if stamp in undone:
                continue
            for now, was in pairs:
                if not was:
                    apart[now].append(stamp)
                    continue
                one, other = root(node(was)), root(node(now))
                parents[one] = other
                heads[other] = now
        return {
            key: [
                (since, heads.get(root((key, place)), key))
                for place, since in enumerate(stamps)
            ]
            for key, stamps in apart.items()
        }


def _since(place: tuple[Stamp, str]) -> Stamp:
    return place[0]
