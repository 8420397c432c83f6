"""The result of a sitting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.model import Card, Grade, Mark, Memory, Review
from quizapp.study.sitting.place import Place
from quizapp.study.workspace import Workspace
from quizapp.study.workspace.moved import Moved, moved


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


def sum_up(workspace: Workspace, names: Sequence[str], place: Place) -> Summary:
    """The result of a sitting in these decks that has come to `place`."""
    before: dict[str, Memory | None] = {}
    first: dict[str, Review] = {}
    missed: dict[str, Card] = {}
    for asked, review in place.done:
        before.setdefault(asked.key, asked.memory)
        first.setdefault(asked.key, review)
        if review.grade is Grade.AGAIN:
            missed.setdefault(asked.key, asked.card)
    reviews = [review for _, review in place.done]
    kept = [each for each in first.values() if each.grade is not Grade.AGAIN]
    close = sum(each.mark is Mark.CLOSE for each in kept)
    memories, waiting = workspace.memories, {each.key for each in place.waiting}
    learning = {
        key
        for key in first
        if (m := memories.get(key)) and m.is_learning and workspace.find(key)
    }
    return Summary(
        reviews=len(reviews),
        cards=len(first),
        first_right=len(kept) - close,
        first_close=close,
        grades=Counter(review.grade for review in reviews),
        spent=sum(review.spent for review in reviews),
        missed=tuple(card for key, card in missed.items() if workspace.find(key)),
        later=place.left.learning + len(learning - waiting),
        moved=moved(workspace, names, before, missed),
    )
