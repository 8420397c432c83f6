"""The sitting itself: a small machine that asks, is answered, and is graded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from quizapp.model import (
    Card,
    CardSeen,
    Event,
    Grade,
    Memory,
    Question,
    Review,
    Suspend,
    Verdict,
)
from quizapp.questions import ask, judge
from quizapp.shelf import LOOK_AHEAD, Moment, Shelf
from quizapp.sitting.queue import Plan, Waiting, gather
from quizapp.sitting.summary import Summary, sum_up

LONGEST_SPENT = 10 * 60 * 1000
"""Milliseconds that one question counts at most: beyond, nobody was there."""


@dataclass(frozen=True, slots=True)
class Left:
    """Cards still to ask in the sitting, the one on screen included."""

    new: int
    learning: int
    due: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.new + self.learning + self.due


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the sitting is; frozen, so that undo goes back by keeping it."""

    main: tuple[Waiting, ...]
    learning: tuple[Waiting, ...]
    asked: Waiting | None
    question: Question | None
    done: tuple[tuple[Waiting, Review], ...] = ()


class Sitting:
    """Scheduled study over some decks.

    `question` is what to ask now, `None` when the sitting has ended. `answer` gives the
    verdict, `grade` writes the review (it is on the disk when the call returns) and
    turns to the next question. A `StoreError` leaves everything as it was.
    """

    def __init__(
        self,
        shelf: Shelf,
        names: Sequence[str],
        *,
        clock: Callable[[], datetime],
        seed: int,
        plan: Plan = Plan.DUE,
        limit: int | None = None,
    ) -> None:
        self.shelf = shelf
        self.plan = plan
        self._clock = clock
        self._seed = seed
        self._steps: list[tuple[Event, _Place]] = []
        learning, main = gather(
            shelf, names, self.now(), Random(seed), plan=plan, limit=limit
        )
        self._place = _Place(tuple(main), tuple(learning), None, None)
        self.verdict: Verdict | None = None
        self._turn()

    def now(self) -> Moment:
        """The moment the clock shows."""
        return self.shelf.moment(self._clock())

    @property
    def question(self) -> Question | None:
        """What to ask now; `None` when the sitting has ended."""
        return self._place.question

    @property
    def deck(self) -> str:
        """The name of the deck of the card asked now."""
        return self._place.asked.deck if self._place.asked else ""

    @property
    def memory(self) -> Memory | None:
        """What is remembered of the card asked now."""
        return self.shelf.store.memories.get(self._asked.key)

    @property
    def can_undo(self) -> bool:
        """Whether a step can be taken back: of this sitting, or of one today."""
        return bool(self._steps) or self._earlier() is not None

    @property
    def left(self) -> Left:
        """How many cards are still to ask."""
        place = self._place
        waiting = [
            *place.main,
            *place.learning,
            *([place.asked] if place.asked else []),
        ]
        new = sum(each.memory is None for each in waiting)
        learning = sum(
            bool(each.memory and each.memory.is_learning) for each in waiting
        )
        return Left(new, learning, len(waiting) - new - learning)

    def answer(self, given: str | None) -> Verdict:
        """Judge the answer to the question; `None` is «I don't know»."""
        assert self.question
        self.verdict = judge(self.question, given)
        return self.verdict

    def futures(self) -> Mapping[Grade, Memory]:
        """What each grade would make of the card's memory."""
        assert self.question
        now = self.now()
        return self.shelf.store.preview(
            self._asked.key,
            at=now.at,
            day=now.day,
            is_capped=self.question.has_harder,
        )

    def grade(self, grade: Grade) -> None:
        """Write the review of the answered question and turn to the next one."""
        asked, question, verdict = self._asked, self.question, self.verdict
        assert question
        assert verdict
        card, now = asked.card, self.now()
        review = Review(
            card=asked.key,
            deck=card.deck,
            topic=card.topic,
            asked=question.kind,
            given=verdict.given,
            mark=verdict.mark,
            grade=grade,
            day=now.day,
            spent=min(max(0, now.ms - self._shown), LONGEST_SPENT),
            has_harder=question.has_harder,
        )
        seen = CardSeen(asked.key, card.deck, card.kind, card.prompt, card.answer)
        self._start_deck(asked.deck, now)
        event = self.shelf.store.record(review, at=now.at, seen=seen)
        self._steps.append((event, self._place))
        memory = self.shelf.store.memories[asked.key]
        learning = self._place.learning
        if memory.is_learning:
            learning = (*learning, replace(asked, memory=memory))
        self._place = replace(
            self._place, learning=learning, done=(*self._place.done, (asked, review))
        )
        self._turn()

    def suspend(self) -> None:
        """Set the card asked now aside, in this and all sittings to come."""
        act = Suspend(self._asked.key, suspended=True)
        event = self.shelf.store.record(act, at=self.now().at)
        self._steps.append((event, self._place))
        self._turn()

    def undo(self) -> bool:
        """Take the latest step back and ask its question again; False without one.

        Behind the first step of this sitting come those of the sittings before it
        today.
        """
        if not self._steps:
            return self._undo_earlier()
        event, place = self._steps[-1]
        self.shelf.store.undo(event, at=self.now().at)
        self._steps.pop()
        self._place = place
        self._show()
        return True

    def _undo_earlier(self) -> bool:
        found = self._earlier()
        if found is None:
            return False
        event, deck, card = found
        self.shelf.store.undo(event, at=self.now().at)
        place, key = self._place, card.key
        pick = Waiting(key, card, deck, self.shelf.store.memories.get(key))
        others = (place.asked, *place.main) if place.asked else place.main
        self._place = replace(
            place,
            main=tuple(each for each in others if each.key != key),
            learning=tuple(each for each in place.learning if each.key != key),
            asked=pick,
            question=self._question(pick),
        )
        self._show()
        return True

    def _earlier(self) -> tuple[Event, str, Card] | None:
        """The latest step of an earlier sitting of today, if its card is here."""
        step = self.shelf.store.latest_step(self.now().day)
        if step is None:
            return None
        event, key = step
        found = self.shelf.find(key)
        return (event, *found) if found else None

    def summary(self) -> Summary:
        """What the sitting came to so far."""
        done = [(each.card, review) for each, review in self._place.done]
        return sum_up(done, later=len(self._place.learning))

    @property
    def _asked(self) -> Waiting:
        assert self._place.asked
        return self._place.asked

    def _turn(self) -> None:
        """Ask the next card.

        A learning card whose time has come goes first, then the queue; when that is
        empty, learning cards up to 20 minutes early, another one than the last if any.
        """
        place, now = self._place, self.now().ms
        last = place.asked.key if place.asked else ""
        learning = sorted(place.learning, key=_due_at)
        main = list(place.main)
        while main and not self._is_wanted(main[0]):
            main.pop(0)
        pick: Waiting | None = None
        if learning and _due_at(learning[0]) <= now:
            pick = learning.pop(0)
        elif main:
            pick = main.pop(0)
        else:
            near = [each for each in learning if _due_at(each) <= now + LOOK_AHEAD]
            near.sort(key=lambda each: each.key == last)
            if near:
                pick = near[0]
                learning.remove(pick)
        question = self._question(pick) if pick else None
        self._place = _Place(
            tuple(main), tuple(learning), pick, question, done=place.done
        )
        self._show()

    def _question(self, pick: Waiting) -> Question:
        """The question drawn from the seed, the card and its count of reviews alone."""
        memory = self.shelf.store.memories.get(pick.key)
        rng = Random(f"{self._seed}/{pick.key}/{memory.reviews if memory else 0}")
        return ask(pick.card, memory, self.shelf.pool(pick.deck, pick.card), rng)

    def _show(self) -> None:
        self.verdict = None
        self._shown = self.now().ms

    def _is_wanted(self, each: Waiting) -> bool:
        """Whether no other window has answered the card meanwhile."""
        return self.shelf.store.memories.get(each.key) == each.memory

    def _start_deck(self, name: str, now: Moment) -> None:
        state = self.shelf.state(name)
        if not state.started:
            self.shelf.store.record(replace(state, started=True), at=now.at)


def _due_at(each: Waiting) -> int:
    return (each.memory.due_at or 0) if each.memory else 0
