"""A quiz: question after question, in any order, until it is handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Header, Static

from quizapp.cards.questions import KINDS, problem
from quizapp.errors import StoreError
from quizapp.model import Mode
from quizapp.study.quiz import Quiz, Result
from quizapp.text import plural
from quizapp.tui.keys.learning import QUIZ
from quizapp.tui.keys.presses import now
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.answering import Answering
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.strip import NumberStrip
from quizapp.tui.widgets.verdicts import VerdictPanel

TICK = 1.0
"""Seconds between two looks at the clock."""
SOON = 60_000
"""Milliseconds before the end from which on the time left stands out."""


class QuizScreen(Screen[None]):
    """One quiz. The widgets stay; each question only changes what they show."""

    BINDINGS = bindings(QUIZ)

    @dataclass
    class Ended(Message):
        """The quiz was handed in, or left."""

        quiz: Quiz
        result: Result | None
        is_given_up: bool = False

    class WantsToGiveUp(Message):
        """The learner wants no mark."""

    @dataclass
    class WantsToHandIn(Message):
        """The learner wants to hand in although something is missing."""

        text: str

    def __init__(self, quiz: Quiz) -> None:
        super().__init__()
        self._quiz = quiz
        self.shown_at = now()

    @property
    def awaits_answer(self) -> bool:
        """Whether what is typed is an answer."""
        return self._quiz.verdict is None

    def compose(self) -> ComposeResult:
        """Where one is, the question, the ways to answer, in practice the verdict."""
        yield Header()
        yield Static(id="place")
        yield NumberStrip(id="numbers")
        with VerticalScroll(id="card"):
            yield Prose(id="question", text_id="prompt")
            yield Answering(id="answering")
            yield VerdictPanel(id="verdict")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Show the question at hand; look at the clock each second."""
        if self._quiz.plan.limit is not None:
            self.set_interval(TICK, self.tick)
        await self._show()

    def tick(self) -> None:
        """Show and note the time; when it is up, hand in."""
        if self._quiz.is_over:
            self.notify("The time is up.", severity="warning")
            self._keep_draft()
            self.hand_in()
            return
        self._quiz.keep_time()
        self._show_place()

    async def _show(self) -> None:
        quiz = self._quiz
        step, verdict = quiz.step(quiz.at), quiz.verdict
        self._show_place()
        await self.query_one("#question", Prose).show(quiz.question.prompt)
        answering = self.query_one(Answering)
        card = self.query_one("#card", VerticalScroll)
        if not await answering.ask(quiz.question, step.given):
            self.set_focus(card)
        panel = self.query_one(VerdictPanel)
        panel.display = verdict is not None
        if verdict:
            await answering.tell(quiz.question, verdict)
            panel.tell(quiz.question, verdict, None)
            self.set_focus(card, scroll_visible=False)
            panel.call_after_refresh(panel.scroll_visible, animate=False)
        else:
            card.scroll_home(animate=False)
        self.refresh_bindings()

    def _show_place(self) -> None:
        quiz = self._quiz
        count = len(quiz.questions)
        topic = quiz.question.card.topic if quiz.verdict else ""  # it may tell
        step = quiz.step(quiz.at)
        said = "answered" if step.answered else ""
        if step.answered and step.given is None:
            said = "«I don't know»"
        parts: list[tuple[str, str]] = [
            (f"Question {quiz.at + 1} of {count}", "bold"),
            (f"  ·  {said}" if said else "", "dim"),
            (f"  ·  {quiz.answered} answered", "$text-success"),
        ]
        remaining = quiz.remaining
        if remaining is not None:
            style = "bold $text-error" if remaining <= SOON else "$text-warning"
            clock = f"{remaining // 60_000}:{remaining // 1000 % 60:02}"
            parts.append((f"  ·  {clock} left", style))
        parts.append((f"     {topic}", "dim"))
        self.query_one("#place", Static).update(Content.assemble(*parts))
        steps = [quiz.step(index) for index in range(count)]
        self.query_one(NumberStrip).show(steps, quiz.at)

    @on(Answering.Given)
    async def _answered(self, event: Answering.Given) -> None:
        event.stop()
        question, given = self._quiz.question, event.given
        if given is not None and (reason := problem(question, given)):
            self.query_one(Answering).refuse(reason)
            return
        await self._answer(given)

    async def _answer(self, given: str | None) -> None:
        if self._quiz.verdict or not self._is_kept(partial(self._quiz.answer, given)):
            return
        self.shown_at = now()
        if self._quiz.plan.mode is Mode.PRACTICE:
            await self._show()
        else:
            await self.action_next()

    async def action_next(self) -> None:
        """To the next question without an answer; hand in after the last."""
        quiz = self._quiz
        if quiz.answered == len(quiz.questions):
            self.action_hand_in()
        elif self._is_kept(quiz.go_on):
            await self._show()

    async def action_forward(self) -> None:
        """To the question after this one."""
        await self._go(self._quiz.at + 1)

    async def action_back(self) -> None:
        """To the question before this one."""
        await self._go(self._quiz.at - 1)

    async def action_go_to(self, index: int) -> None:
        """To the question whose number was clicked."""
        await self._go(index)

    async def _go(self, index: int) -> None:
        if self._keep_draft() and self._is_kept(partial(self._quiz.go, index)):
            await self._show()

    def _keep_draft(self) -> bool:
        """What was typed and not handed in is an answer too; in practice, or if it
        cannot be judged, it is kept without one. Whether it is on the disk."""
        quiz = self._quiz
        draft = self.query_one(Answering).draft
        step = quiz.step(quiz.at)
        if not draft:
            is_typed = KINDS[quiz.question.kind].is_typed
            was_wiped = bool(step.given) and is_typed
            is_open = was_wiped and quiz.verdict is None
            return not is_open or self._is_kept(quiz.clear)
        if step.answered and step.given == draft:
            return True
        if quiz.plan.mode is Mode.PRACTICE or problem(quiz.question, draft):
            return self._is_kept(partial(quiz.note, draft))
        return self._is_kept(partial(quiz.answer, draft))

    def action_mark(self) -> None:
        """Mark the question for later, or take the mark off."""
        if self._is_kept(self._quiz.mark):
            self._show_place()

    async def action_unknown(self) -> None:
        """Answer «I don't know»."""
        await self._answer(None)

    def action_hand_in(self) -> None:
        """End the quiz; ask first when something is missing or marked."""
        quiz = self._quiz
        if not self._keep_draft():
            return
        steps = [quiz.step(index) for index in range(len(quiz.questions))]
        open_ = sum(not step.answered for step in steps)
        marked = sum(step.marked for step in steps)
        told = ["Hand in?"]
        if open_:
            has = plural(open_, "question has", "questions have")
            told.append(f"{has} no answer.")
        if marked:
            told.append(f"{plural(marked, 'is', 'are')} marked for later.")
        self.post_message(self.WantsToHandIn(" ".join(told)))

    def hand_in(self) -> None:
        """End the quiz and tell its result."""
        try:
            result = self._quiz.hand_in()
        except StoreError as error:
            self.notify(str(error), title="Not saved", severity="error", markup=False)
            return
        self.post_message(self.Ended(self._quiz, result))

    def action_give_up(self) -> None:
        """End the quiz without a mark; ask first."""
        self.post_message(self.WantsToGiveUp())

    def give_up(self) -> None:
        """End the quiz without a mark."""
        if self._is_kept(self._quiz.give_up):
            self.post_message(self.Ended(self._quiz, None, is_given_up=True))

    def action_leave(self) -> None:
        """Leave; the quiz stays open."""
        if not self._keep_draft():
            return
        self._quiz.keep_time()
        self.post_message(self.Ended(self._quiz, None))

    def action_scroll_down(self) -> None:
        """The rest of a long question."""
        self.query_one("#card", VerticalScroll).scroll_page_down(animate=False)

    def action_scroll_up(self) -> None:
        """Back to its beginning."""
        self.query_one("#card", VerticalScroll).scroll_page_up(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """«Next» is for a verdict that has been read; ends have nothing beyond."""
        quiz = self._quiz
        match action:
            case "next":
                return quiz.verdict is not None
            case "forward":
                return True if quiz.at + 1 < len(quiz.questions) else None
            case "back":
                return True if quiz.at else None
            case "unknown":
                return quiz.verdict is None
        return super().check_action(action, parameters)

    def _is_kept(self, step: Callable[[], object]) -> bool:
        """Whether a step is on the disk; one that is not is told of."""
        try:
            step()
        except StoreError as error:
            self.notify(str(error), title="Not saved", severity="error", markup=False)
            return False
        return True
