"""A quiz: its questions, and the answers until they are handed in."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Self

from msgspec.structs import replace

from quizapp.cards.questions import ask, chance, judge
from quizapp.errors import StoreError, UsageError
from quizapp.model import (
    Act,
    DrawnQuestion,
    Grade,
    Mode,
    Question,
    QuizBegun,
    QuizEnded,
    QuizPlan,
    QuizStep,
    Review,
    Verdict,
)
from quizapp.progress.fold.quizzes import OpenQuiz
from quizapp.study.counts.values import Moment
from quizapp.study.quiz.result import Line, Result
from quizapp.study.quiz.selection import draw
from quizapp.study.workspace import Workspace, review_of
from quizapp.study.workspace.moved import moved

HALF = 0.5
"""At least this share of a question must be right for it to count as known."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question of the quiz, with its number among those that were drawn."""

    number: int
    drawn: DrawnQuestion
    question: Question


class Quiz:
    """A run through the questions of a quiz.

    Every answer, mark and move is on the disk when its call returns, with the time
    taken until then: a quiz that was cut off goes on where it was. A `StoreError`
    leaves everything as it was.
    """

    def __init__(self, workspace: Workspace, opened: OpenQuiz) -> None:
        self.workspace = workspace
        self.id = opened.id
        self.plan = opened.plan
        self._count = len(opened.questions)
        self._asked = [
            _Asked(number, drawn, question)
            for number, drawn in enumerate(opened.questions)
            if (question := self._question(drawn))
        ]
        if not self._asked:
            raise UsageError(
                "The cards of this quiz are gone. Abandon it: quizapp quiz --give-up"
            )
        self._steps = dict(opened.steps)
        numbers = [each.number for each in self._asked]
        self.at = numbers.index(opened.number) if opened.number in numbers else 0
        self._elapsed, self._since = opened.elapsed, self._now().ms
        self._arrived = opened.elapsed

    @classmethod
    def begin(cls, workspace: Workspace, plan: QuizPlan) -> Self:
        """A quiz drawn by the plan. Raises `UsageError` when it has no question."""
        names = [workspace.deck(name).name for name in plan.decks]
        plan = replace(plan, decks=tuple(dict.fromkeys(names)))
        questions = draw(workspace, plan)
        if not questions:
            raise UsageError(
                "There is no question for this quiz: a card that can only be turned "
                "over is not asked. Choose other decks, topics or kinds."
            )
        event = workspace.record(QuizBegun(plan, questions))
        return cls(workspace, OpenQuiz(event.key, plan, questions, {}, 0, 0))

    @classmethod
    def resume(cls, workspace: Workspace) -> Self | None:
        """The quiz that is open, where it was left; `None` when there is none."""
        opened = workspace.store.open_quiz
        return cls(workspace, opened) if opened else None

    @property
    def questions(self) -> Sequence[Question]:
        """All questions, in order."""
        return [each.question for each in self._asked]

    @property
    def question(self) -> Question:
        """The current question."""
        return self._asked[self.at].question

    @property
    def deck(self) -> str:
        """The name of the deck of the current question."""
        return self._asked[self.at].drawn.deck

    def step(self, index: int) -> QuizStep:
        """What was done with a question so far."""
        number = self._asked[index].number
        return self._steps.get(number) or QuizStep(self.id, number, 0)

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(self.step(i).answered for i in range(len(self._asked)))

    @property
    def verdict(self) -> Verdict | None:
        """In practice, the verdict on the current question once it is answered."""
        return self.verdict_on(self.at)

    def verdict_on(self, index: int) -> Verdict | None:
        """In practice, the verdict on a question once it is answered."""
        step = self.step(index)
        if self.plan.mode is not Mode.PRACTICE or not step.answered:
            return None
        return judge(self._asked[index].question, step.given)

    @property
    def elapsed(self) -> int:
        """Milliseconds that the quiz has taken, without the time it was left."""
        return self._elapsed + max(0, self._now().ms - self._since)

    @property
    def remaining(self) -> int | None:
        """Milliseconds that are left; `None` without a limit."""
        if self.plan.limit is None:
            return None
        return max(0, self.plan.limit * 1000 - self.elapsed)

    @property
    def is_open(self) -> bool:
        """Whether it was neither handed in nor abandoned."""
        opened = self.workspace.store.open_quiz
        return opened is not None and opened.id == self.id

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return self.remaining == 0

    def answer(self, given: str | None) -> Verdict | None:
        """Give, or change, the answer to the current question.

        In practice, the verdict is returned at once, and the answer cannot be changed.
        """
        if self.verdict is None:
            self._write(self._step_now(given=given, answered=True))
        return self.verdict

    def note(self, draft: str) -> None:
        """Keep what was written and not handed in, without a verdict on it."""
        if self.verdict is None:
            self._write(self._step_now(given=draft, answered=False))

    def clear(self) -> None:
        """Take back the answer to the current question, as if none had been given."""
        if self.verdict is None:
            self._write(self._step_now(given=None, answered=False))

    def mark(self) -> None:
        """Mark the current question for later, or take the mark off."""
        self._write(self._step_now(marked=not self.step(self.at).marked))

    def go(self, index: int) -> None:
        """Go to a question, from 0; beyond either end nothing happens."""
        if 0 <= index < len(self._asked) and index != self.at:
            left = self._step_now()
            self._write(left, replace(self.step(index), elapsed=left.elapsed))
            self.at = index

    def go_on(self) -> None:
        """Go to the next question without an answer, after this one or from the first;
        when all have one, to the next."""
        count = len(self._asked)
        order = [(self.at + step) % count for step in range(1, count)]
        left = [index for index in order if not self.step(index).answered]
        self.go(left[0] if left else min(self.at + 1, count - 1))

    def hand_in(self) -> Result:
        """End the quiz: its answers are reviews now, unless it was a pre-test.

        A missing answer is worth nothing, and changes no memory.
        """
        now = self._now()
        result = self.result()
        shares = [-1.0] * self._count
        for each, line in zip(self._asked, result.lines, strict=True):
            shares[each.number] = round(line.share, 4)
        acts: list[Act] = []
        if self.plan.mode is not Mode.PRETEST:
            acts = [act for line in result.lines for act in self._review(line, now)]
        day = date.fromordinal(now.day)
        end = QuizEnded(self.id, self.elapsed, day, tuple(shares))
        memories = self.workspace.memories
        reviews = [act for act in acts if isinstance(act, Review)]
        before = {each.card: memories.get(each.card) for each in reviews}
        missed = {each.card for each in reviews if each.grade is Grade.AGAIN}
        # A new card that was missed stays new, and does not come back.
        learned = {
            each.deck
            for each in reviews
            if before[each.card] or each.card not in missed
        }
        starts = self._starts(learned)
        self.workspace.record(*acts, *starts, end, now=now)
        if self.plan.mode is Mode.PRETEST:
            return result
        what = moved(self.workspace, self.plan.decks, before, missed)
        return dataclasses.replace(result, moved=what, started=len(starts))

    def _starts(self, learned: Container[str]) -> Sequence[Act]:
        """What starts the decks whose ids are in `learned`, so that their cards come
        back."""
        states = map(self.workspace.state, self.workspace.decks)
        return [
            replace(state, started=True)
            for state in states
            if state.deck in learned and not state.started
        ]

    def give_up(self) -> None:
        """End the quiz without a mark."""
        now = self._now()
        end = QuizEnded(self.id, self.elapsed, date.fromordinal(now.day))
        self.workspace.record(end, now=now)

    def result(self) -> Result:
        """The result of the answers so far."""
        lines = []
        for index, each in enumerate(self._asked):
            step = self.step(index)
            is_given = step.answered or step.given is not None
            verdict = judge(each.question, step.given) if is_given else None
            lines.append(Line(each.question, verdict, step.spent))
        tries = [t for t in self.workspace.store.tries if t.quiz != self.id]
        return Result(
            self.id,
            self.plan,
            lines,
            self.elapsed,
            [
                each
                for each in tries
                if each.has_mark and set(each.decks) == set(self.plan.decks)
            ],
            next((t.share for t in tries if t.quiz == self.plan.after), None),
        )

    def leave(self) -> None:
        """Keep the time taken so far, if it can be written; the quiz stays open."""
        with suppress(StoreError):
            self._write(self._step_now())

    def _step_now(self, **changed: object) -> QuizStep:
        """The step of the current question, with the time until now."""
        step, elapsed = self.step(self.at), self.elapsed
        spent = step.spent + elapsed - self._arrived
        return replace(step, elapsed=elapsed, spent=spent, **changed)

    def _write(self, *steps: QuizStep) -> None:
        """Write steps; the time runs on for the question of the last one."""
        self.workspace.record(*steps)
        self._steps.update((step.number, step) for step in steps)
        self._arrived = steps[-1].elapsed

    def _review(self, line: Line, now: Moment) -> Sequence[Act]:
        verdict, question = line.verdict, line.question
        if verdict is None:
            return []
        share = line.share
        grade = Grade.GOOD if share == 1 else Grade.AGAIN
        if HALF <= share < 1:
            grade = Grade.HARD
        seen, review = review_of(
            question,
            verdict,
            grade,
            day=now.day,
            spent=line.spent,
            quiz=self.id,
            chance=chance(question),
        )
        return [seen, review]

    def _question(self, drawn: DrawnQuestion) -> Question | None:
        found = self.workspace.find(drawn.card)
        if not found:
            return None
        name, card = found
        rng = Random(f"{self.plan.seed}/{drawn.card}/quiz")
        pool = self.workspace.pool(name, card)
        return ask(
            self.workspace.with_accepted(card), None, pool, rng, wanted=drawn.kind
        )

    def _now(self) -> Moment:
        return self.workspace.now()
