"""Where a sitting is: the card that is asked, those waiting, and those done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from quizapp.model import Question, Review
from quizapp.study.counts.values import LOOK_AHEAD
from quizapp.study.sitting.queue import Waiting
from quizapp.study.workspace.siblings import facts_of


@dataclass(frozen=True, slots=True)
class Left:
    """Cards still to ask in the sitting, the one on screen included."""

    new: int
    learning: int
    due: int
    again: int
    """How many of all these were answered before."""

    @property
    def total(self) -> int:
        """All cards still to ask."""
        return self.new + self.learning + self.due


@dataclass(frozen=True)
class Place:
    """Where the sitting is; frozen, so that undo goes back by keeping it."""

    main: tuple[Waiting, ...]
    learning: tuple[Waiting, ...]
    asked: Waiting | None = None
    question: Question | None = None
    done: tuple[tuple[Waiting, Review], ...] = ()
    away: tuple[Waiting, ...] = ()
    """Cards that are in no deck now; they return to the queue when they are back."""

    @property
    def waiting(self) -> Sequence[Waiting]:
        """The cards still to ask, the one asked now included."""
        asked = [self.asked] if self.asked else []
        return [*self.main, *self.learning, *asked]

    @cached_property
    def left(self) -> Left:
        """How many cards are still to ask."""
        new = learning = again = 0
        waiting, seen = self.waiting, self.seen
        for each in waiting:  # in one pass, because it is computed for each turn
            if each.memory is None:
                new += 1
            elif each.memory.is_learning:
                learning += 1
            again += each.key in seen
        return Left(new, learning, len(waiting) - new - learning, again)

    @cached_property
    def seen(self) -> frozenset[str]:
        """The keys of the cards that were answered."""
        return frozenset(each.key for each, _ in self.done)

    @property
    def finished(self) -> int:
        """How many cards were answered and are not asked again."""
        return len(self.seen) - self.left.again

    def reread(self, find: Callable[[Waiting], Waiting | None]) -> Place:
        """The place with its cards as they are now; those that are gone are put `away`,
        except the one that is asked."""
        back = [now for each in self.away if (now := find(each))]
        main = [now for each in self.main if (now := find(each))]
        learning = [now for each in self.learning if (now := find(each))]
        waiting = (*self.away, *self.main, *self.learning)
        return replace(
            self,
            main=(*(each for each in back if not _is_learning(each)), *main),
            learning=(*filter(_is_learning, back), *learning),
            asked=self.asked and (find(self.asked) or self.asked),
            done=tuple((find(each) or each, review) for each, review in self.done),
            away=tuple(each for each in waiting if not find(each)),
        )

    def queued(self, again: Waiting, *, is_away: bool) -> Place:
        """The place where a card that was answered is to be asked `again`."""
        if is_away:
            return replace(self, away=(*self.away, again))
        if _is_learning(again):
            return replace(self, learning=(*self.learning, again))
        return replace(self, main=(*self.main, again))

    def without_asked(self) -> Place:
        """The place once the card that is asked is no longer in any deck."""
        assert self.asked
        return replace(self, away=(*self.away, self.asked))

    def turned_back(self, asked: Waiting) -> Place:
        """The place where an earlier card is asked instead of the present one, which
        waits; its question not made yet."""
        main = (self.asked, *self.main) if self.asked else self.main
        return replace(
            self,
            main=tuple(each for each in main if each.key != asked.key),
            learning=tuple(each for each in self.learning if each.key != asked.key),
            asked=asked,
            question=None,
        )

    def turned(self, now: int, is_wanted: Callable[[Waiting], bool]) -> Place:
        """The place after this one at `now` (ms), its question not made yet.

        A learning card whose time has come goes first, then the queue, then learning
        cards up to 20 minutes early; all without cards that are not `is_wanted` now. No
        card follows itself or a sibling if another one can be asked.
        """
        learning = sorted(filter(is_wanted, self.learning), key=_due_at)
        main = list(self.main)
        while main and not is_wanted(main[0]):
            main.pop(0)
        ready = [each for each in learning if _due_at(each) <= now]
        early = [each for each in learning if now < _due_at(each) <= now + LOOK_AHEAD]
        last = set(facts_of(self.asked.card)) if self.asked else set()
        waiting = (each for each in chain(ready, main, early) if is_wanted(each))
        apart = (each for each in waiting if last.isdisjoint(facts_of(each.card)))
        pick = next(apart, None) or next(chain(ready, main, early), None)
        if pick in learning:
            learning.remove(pick)
        elif pick:
            main.remove(pick)
        return replace(
            self,
            main=tuple(main),
            learning=tuple(learning),
            asked=pick,
            question=None,
        )


def _is_learning(each: Waiting) -> bool:
    return bool(each.memory and each.memory.is_learning)


def _due_at(each: Waiting) -> int:
    return (each.memory.due_at or 0) if each.memory else 0
