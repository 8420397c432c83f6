"""A sitting: it asks a question, takes the answer and the grade, and goes on to the
next."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from random import Random

from msgspec import structs

from quizapp.cards.questions import (
    KINDS,
    ask,
    fitting_grades,
    hint,
    judge,
    proposed_grade,
    study_chance,
)
from quizapp.errors import StoreError
from quizapp.model import (
    Accept,
    Card,
    DeckState,
    Event,
    Grade,
    Mark,
    Memory,
    Question,
    Sureness,
    Suspend,
    Verdict,
)
from quizapp.progress.settings import ALL_GRADES
from quizapp.study.counts.backlog import Backlog
from quizapp.study.counts.values import Moment
from quizapp.study.sitting.earlier import EarlierSittings
from quizapp.study.sitting.place import Left, Place
from quizapp.study.sitting.queue import Plan, Waiting, gather
from quizapp.study.sitting.related import related_known
from quizapp.study.sitting.summary import Summary, sum_up
from quizapp.study.sitting.why import Why, explain, leech_advice
from quizapp.study.workspace import Workspace, backlog_now, review_of
from quizapp.study.workspace.steps import undone

LONGEST_SPENT = 10 * 60 * 1000
"""The longest time that counts for a question, in milliseconds: after that, nobody was
there."""
MOST_ASKED = 4
"""Times that one sitting asks a card: what does not stick by then needs a pause."""


class Sitting:
    """Scheduled study over some decks.

    `question` is what to ask now, `None` when the sitting has ended. `answer` gives the
    verdict, `grade` writes the review (it is on the disk when the call returns) and
    turns to the next question. A `StoreError` leaves everything as it was.
    """

    def __init__(
        self,
        workspace: Workspace,
        names: Sequence[str],
        *,
        seed: int,
        plan: Plan = Plan.DUE,
        limit: int | None = None,
        only: Container[str] | None = None,
        first: str = "",
        starts: bool = True,
    ) -> None:
        """`limit` is the most cards to ask; `only` are the keys of the cards that may
        be asked, if not all of the decks, and `first` that of the first one. `starts`
        is whether the first answer starts a deck."""
        self.workspace = workspace
        self.names = names
        self.plan = plan
        self.settings = workspace.settings
        self._seed = seed
        self.starts = starts
        self._earlier_sittings = EarlierSittings(workspace, names)
        self._steps: list[tuple[Sequence[Event], Place]] = []
        self._claim: tuple[Event, Verdict] | None = None
        """The event of a claim, with the verdict before it."""
        self._given: str | None = None
        self._sure: Sureness | None = None
        self._steps_before = [workspace.undo_count]
        """How many steps of the workspace, such as tags, came before the question,
        before its verdict, and before the claim, as far as there are these."""
        self._began = now = self.now()
        learning, main = gather(
            workspace,
            names,
            now,
            Random(seed),
            plan=plan,
            limit=limit,
            only=only,
            first=first,
        )
        self._place = Place(tuple(main), tuple(learning))
        self._related: tuple[Place, Card | None] = self._place, None
        self.verdict: Verdict | None = None
        self._turn()

    def now(self) -> Moment:
        """The current moment."""
        return self.workspace.now()

    @property
    def question(self) -> Question | None:
        """What to ask now; `None` when the sitting has ended."""
        return self._place.question

    @property
    def deck(self) -> str:
        """The name of the deck of the card asked now."""
        return self._place.asked.deck if self._place.asked else ""

    @property
    def can_undo(self) -> bool:
        """Whether a step can be undone, of this sitting or an earlier one today."""
        has_own = self._has_other_step or self.verdict or self._steps
        return bool(has_own) or self._earlier_sittings.can_undo

    @property
    def _has_other_step(self) -> bool:
        """Whether the latest step is one of the workspace, not of the sitting."""
        return self.workspace.undo_count > self._steps_before[-1]

    @property
    def can_hint(self) -> bool:
        """Whether there is a hint left for the question."""
        question = self.question
        return bool(question and not self.verdict and hint(question))

    @property
    def can_claim(self) -> bool:
        """Whether the learner can claim that an answer judged otherwise was right."""
        question, verdict = self.question, self.verdict
        if not question or not verdict or question.slots:
            return False
        if not KINDS[question.kind].is_typed:
            return False
        return verdict.mark in (Mark.CLOSE, Mark.WRONG)

    @property
    def grades(self) -> tuple[Grade, ...]:
        """The grades to offer now, the lowest first; none before the verdict."""
        if not self.verdict:
            return ()
        return (
            tuple(Grade)
            if self.settings.grades == ALL_GRADES
            else fitting_grades(self.verdict)
        )

    @property
    def leech_advice(self) -> str:
        """What to do about a leech that was just missed again; empty for any other
        card."""
        if not self.verdict:
            return ""
        return leech_advice(self.verdict, self.workspace.store.trail(self._asked.key))

    @cached_property
    def backlog(self) -> Backlog | None:
        """The reviews beyond the day's limits when the sitting began."""
        if self.plan is not Plan.DUE:
            return None
        workspace, now = self.workspace, self._began
        names = (name for name in self.names if name in workspace.decks)
        decks = [workspace.counts(name, now) for name in names]
        return backlog_now(decks, workspace.store, now)

    @property
    def left(self) -> Left:
        """How many cards are still to ask."""
        return self._place.left

    @property
    def finished(self) -> int:
        """How many cards were answered and are not asked again."""
        return self._place.finished

    @property
    def total(self) -> int:
        """How many cards the sitting asks in all."""
        return self.finished + self.left.total

    @property
    def share(self) -> float:
        """How much of the sitting is done, 0 to 1: a card counts half once it was
        answered, and whole when it is finished."""
        done = len(self._place.seen) + self.finished
        return done / max(1, 2 * self.total)

    def hint(self) -> bool:
        """Give one more hint; False when there is none left."""
        question = self.question
        assert question
        more = hint(question)
        if more is None or self.verdict:
            return False
        self._place = replace(self._place, question=more)
        return True

    def answer(self, given: str | None, sure: Sureness | None = None) -> Verdict:
        """Judge the answer to the question; `None` is “I don't know”."""
        assert self.question
        self.verdict = judge(self.question, given)
        self._given, self._sure = given, sure
        self._steps_before.append(self.workspace.undo_count)
        return self.verdict

    def claim(self) -> Verdict:
        """Count the given answer as right from now on: “I was right”.

        It is on the disk on return. Raises `StoreError`.
        """
        question, verdict = self.question, self.verdict
        assert question
        assert verdict
        assert self.can_claim
        act = Accept(self._asked.key, verdict.given.strip())
        event = self.workspace.record(act)
        self._claim = event, verdict
        self._steps_before.append(self.workspace.undo_count)
        self.verdict = structs.replace(
            verdict,
            mark=Mark.RIGHT,
            proposed=proposed_grade(Mark.RIGHT, question),
            remark="Counted as right from now on.",
            share=1.0,
        )
        return self.verdict

    def related(self) -> Card | None:
        """A card of another fact that goes with the one asked now and is known.

        It takes some milliseconds in a large deck, so ask for it while the question is
        read: the next call returns the same.
        """
        place = self._place
        if place.asked and self._related[0] is not place:
            waiting = (*place.main, *place.learning)
            self._related = place, related_known(self.workspace, place.asked, waiting)
        return self._related[1]

    def prepare(self) -> None:
        """Do what the first verdict of a deck needs, in a thread while its question is
        read: in a deck of 10,000 cards it takes 0.1 s or more."""
        if question := self.question:
            question.rivals.get("")

    def futures(self) -> Mapping[Grade, Memory]:
        """What each grade would make of the card's memory."""
        assert self.question
        return self.workspace.preview(self.question, self.now())

    def why(self) -> Why:
        """Why the card is asked, why now, and what each grade would do."""
        assert self.question
        return explain(
            self.workspace,
            self._asked.key,
            self.question,
            self.plan,
            self.grades or tuple(Grade),
            has_backlog=self.backlog is not None,
            was_asked=self._times(self._asked.key) > 0,
        )

    def grade(self, grade: Grade) -> None:
        """Write the review of the answered question and turn to the next one."""
        asked, question, verdict = self._asked, self.question, self.verdict
        assert question
        assert verdict
        question = replace(question, card=asked.card)  # as its deck has it now
        now = self.now()
        spent = min(max(0, now.ms - self._shown), LONGEST_SPENT)
        seen, review = review_of(
            question,
            verdict,
            grade,
            day=now.day,
            spent=spent,
            sure=self._sure,
            chance=study_chance(question),
        )
        start = self._start(asked.deck)
        event = self.workspace.record(*start, review, seen=seen, now=now)
        self._add_step(event)
        done = (*self._place.done, (asked, review))
        self._place = replace(self._place, done=done)
        memory = self.workspace.memories[asked.key]
        is_open = memory.is_learning or review.was_surely_missed
        if is_open and self._times(asked.key) < MOST_ASKED:
            again = replace(asked, memory=memory)
            is_away = not self.workspace.find(asked.key)
            self._place = self._place.queued(again, is_away=is_away)
        self._turn()

    def grade_as_proposed(self) -> bool:
        """Keep a judged answer with the proposed grade; whether there was one.

        Only the learner can grade a card that was turned over. Raises `StoreError`.
        """
        if not self.verdict or self.verdict.mark is Mark.OPEN:
            return False
        self.grade(self.verdict.proposed)
        return True

    def resume(self) -> None:
        """Go on after a pause: with the same question, unless it has been answered
        elsewhere."""
        asked = self._place.asked
        if asked and self._is_wanted(asked):
            self._show()
        else:
            self._turn()

    def suspend(self) -> None:
        """Set the card asked now aside, in this and all sittings to come."""
        key = self._asked.key
        act = Suspend(key, suspended=True)
        event = self.workspace.record(act, seen=self.workspace.seen(key))
        self._add_step(event)
        self._turn()

    def _add_step(self, event: Event) -> None:
        """Let undo take back what was just recorded, and the claim before it."""
        events = (self._claim[0], event) if self._claim else (event,)
        self._steps.append((events, self._place))

    def undo(self) -> str:
        """Take the latest step back and ask its question again; what was undone, in
        words, or nothing without one.

        An answer that is not graded yet is a step of its own. Behind the first step of
        this sitting come those of the sittings before it today, in its decks.
        """
        if self._has_other_step:
            return self.workspace.undo()
        if self._claim:
            event, verdict = self._claim
            self.workspace.take_back(event)
            self.verdict, self._claim = verdict, None
            self._steps_before.pop()
            self._place = self._with_question(self._place)
            return "Undone: “I was right”."
        if self.verdict:
            self.verdict = None
            self._steps_before.pop()
            self._place = self._with_question(self._place)
            return "Undone: your answer."
        if not self._steps:
            return self._undo_earlier()
        events, place = self._steps[-1]
        self.workspace.take_back(*events)
        self._steps.pop()
        self._place = self._with_question(place)
        if self.workspace.find(self._asked.key):
            self._show()
        else:
            self._place = self._place.without_asked()
            self._turn()
        return undone(events[-1])

    def _undo_earlier(self) -> str:
        found = self._earlier_sittings.undo()
        if found is None:
            return ""
        event, pick = found
        place = self._place.turned_back(pick)
        self._place = replace(place, question=self._question(pick))
        self._show()
        return undone(event, ", earlier today")

    def reread(self, same: Mapping[str, str]) -> bool:
        """Take the cards as their decks have them now, after an edit; whether the one
        asked now has changed.

        `same` leads from the key of a card to the one that it goes on under. A card
        that is gone is passed over until it is back; if it has a verdict, that is kept
        with the proposed grade. One that was answered is judged again where it was
        typed or turned over, else it keeps its verdict.
        """

        def find(each: Waiting) -> Waiting | None:
            found = self.workspace.find(same.get(each.key, each.key))
            if found is None or not found[1].can_be_asked:
                return None
            deck, card = found
            if (deck, card) == (each.deck, each.card):
                return each
            return replace(each, key=card.key, card=card, deck=deck)

        before, question = self._place.asked, self.question
        steps_before = self._steps_before[-1:]
        self._steps = [
            (events, self._with_question(place.reread(find)))
            for events, place in self._steps
        ]
        self._place = self._place.reread(find)
        if before is None or question is None:
            return False
        if find(before) is None:
            try:
                is_kept = self.grade_as_proposed()
            except StoreError:  # the next grade says why
                return False
            if not is_kept:
                self._place = self._place.without_asked()
                self._turn()
            self._steps_before = steps_before
            return True
        if self._asked == before:
            return False
        if self.verdict:
            self._reread_answered(question)
            return True
        self._place = self._with_question(self._place)
        self._show()
        self._steps_before = steps_before
        return True

    def _reread_answered(self, question: Question) -> None:
        """Take the card of the answered question as it is now."""
        now = self._question(self._asked)
        if now.kind != question.kind:
            now = replace(question, card=self._asked.card)
        elif now.choices or now.slots or self._claim:
            now = replace(question, card=now.card, prompt=now.prompt)
        else:
            now = replace(now, hints=question.hints)
            self.verdict = judge(now, self._given)
        self._place = replace(self._place, question=now)

    def _with_question(self, place: Place) -> Place:
        """The place with the question of its card as it is now."""
        asked, question = place.asked, place.question
        if not asked or not question:
            return place
        if question.card == self.workspace.with_accepted(asked.card):
            return place
        return replace(place, question=self._question(asked))

    def summary(self) -> Summary:
        """The result of the sitting so far."""
        return sum_up(self.workspace, self.names, self._place)

    def _times(self, key: str) -> int:
        """How often the card was asked in this sitting."""
        return sum(each.key == key for each, _ in self._place.done)

    @property
    def _asked(self) -> Waiting:
        assert self._place.asked
        return self._place.asked

    def _turn(self) -> None:
        """Ask the next card."""
        self._place = self._place.turned(self.now().ms, self._is_wanted)
        if self._place.asked:
            question = self._question(self._place.asked)
            self._place = replace(self._place, question=question)
        self._show()

    def _question(self, pick: Waiting) -> Question:
        """The question drawn from the seed, the card and its count of reviews alone."""
        memory = self.workspace.memories.get(pick.key)
        rng = Random(f"{self._seed}/{pick.key}/{memory.reviews if memory else 0}")
        card = self.workspace.with_accepted(pick.card)
        pool = self.workspace.pool(pick.deck, card)
        return ask(card, memory, pool, rng, wanted=self.settings.ask)

    def _show(self) -> None:
        self.verdict = self._claim = self._sure = None
        self._steps_before = [self.workspace.undo_count]
        self._shown = self.now().ms

    def _is_wanted(self, each: Waiting) -> bool:
        """Whether no other window has answered the card in the meantime."""
        return self.workspace.memories.get(each.key) == each.memory

    def _start(self, name: str) -> Sequence[DeckState]:
        """The event that a deck is started, unless it is already."""
        decks = self.workspace.decks
        if not self.starts or name not in decks:  # gone while its verdict was shown
            return ()
        state = self.workspace.state(name)
        return () if state.started else (structs.replace(state, started=True),)
