"""What became of cards when decks were edited, as it is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from quizapp.identity import Unclear
from quizapp.model import CardSeen, Event


class What(Enum):
    """What may become of a card; the value says it of a number of them."""

    REWORDED = "{} reworded, progress kept"
    REPLACED = "{} quite another under its id, progress kept (to begin anew, reset it)"
    RENAMED = "{} with another id, progress kept"
    MOVED = "{} moved here, progress kept"
    RETURNED = "{} back, with the history of before"
    ADDED = "{} added"
    RETIRED = "{} retired, the history is kept"
    REMOVED = "{} taken out, never asked"
    UNCLEAR = "{} may be another card now"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one card."""

    what: What
    deck: str
    """The name of the deck that it is, or was, in."""
    card: CardSeen
    """As it is now; one that has gone as it was."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What edits of decks came to."""

    found: tuple[Change, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    """Cards of which somebody must say what they are now."""
    same: Mapping[str, str] = field(default_factory=dict)
    """Each old key with the one that its card goes on under, reviewed or not."""
    events: Sequence[Event] = ()
    """What was recorded; undoing it parts the cards again."""

    def lines(self) -> list[str]:
        """A sentence for each deck that changed."""
        told: dict[str, list[str]] = {}
        counts = Counter((each.deck, each.what) for each in self.found)
        for what in What:
            for (deck, its_what), count in counts.items():
                if its_what is what:
                    told.setdefault(deck, []).append(what.value.format(count))
        return [f"{deck}: {'; '.join(parts)}." for deck, parts in told.items()]
