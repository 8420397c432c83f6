"""The result of a sitting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.model import Card, Grade, Mark, Review
from quizapp.study.workspace.moved import Moved


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures of one sitting, without reviews that were undone."""

    reviews: int
    cards: int
    """Different cards."""
    first_right: int
    """Cards not graded Again the first time they were asked, without the close ones."""
    first_close: int
    """Cards that were close the first time, and not graded Again."""
    grades: Mapping[Grade, int]
    spent: int
    """Milliseconds."""
    missed: tuple[Card, ...]
    """Cards graded Again, in the order in which they first were."""
    later: int
    """Cards still being learned, due after the sitting's end."""
    moved: Moved
    """What the sitting changed in its decks."""

    @property
    def again(self) -> frozenset[str]:
        """The keys of the cards that were missed, to study just these."""
        return frozenset(card.key for card in self.missed)


def sum_up(done: Sequence[tuple[Card, Review]], later: int, moved: Moved) -> Summary:
    """The figures of the reviews `done`, in their order."""
    first: dict[str, Review] = {}
    missed: dict[str, Card] = {}
    for card, review in done:
        first.setdefault(review.card, review)
        if review.grade is Grade.AGAIN:
            missed.setdefault(review.card, card)
    kept = [each for each in first.values() if each.grade is not Grade.AGAIN]
    close = sum(each.mark is Mark.CLOSE for each in kept)
    return Summary(
        reviews=len(done),
        cards=len(first),
        first_right=len(kept) - close,
        first_close=close,
        grades=Counter(review.grade for _, review in done),
        spent=sum(review.spent for _, review in done),
        missed=tuple(missed.values()),
        later=later,
        moved=moved,
    )
