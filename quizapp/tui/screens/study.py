"""Study: a question, its verdict, four grades."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Header

from quizapp.cards.identity import Changes
from quizapp.cards.questions import KINDS, problem, shown_answer
from quizapp.errors import StoreError
from quizapp.model import Grade, Mark, Question, Sureness
from quizapp.study.sitting import Sitting, span_of
from quizapp.tui.keys.learning import STUDY
from quizapp.tui.keys.presses import now
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.answering import Answering, show
from quizapp.tui.widgets.grades import Grades
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.place_line import PlaceLine
from quizapp.tui.widgets.question_card import QuestionCard
from quizapp.tui.widgets.sureness import SurenessRow


class StudyScreen(Screen[None]):
    """One sitting, turn after turn: a question is asked, judged, graded."""

    BINDINGS = bindings(STUDY)

    @dataclass
    class Ended(Message):
        """The queue is empty, or the learner has left."""

        sitting: Sitting

    @dataclass
    class Edit(Message):
        """The learner wants to edit the card at hand."""

        sitting: Sitting

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._has_failed = False
        self._given: str | None = None
        """What was answered, while the learner says how sure it is."""
        self.shown_at = now()

    @property
    def awaits_answer(self) -> bool:
        """Whether what is typed is an answer."""
        return not self._sitting.verdict

    def compose(self) -> ComposeResult:
        """Where the sitting is, the question with its verdict, the grades."""
        yield Header()
        yield PlaceLine(id="place")
        yield QuestionCard(id="card")
        yield SurenessRow(id="sureness")
        yield Grades(id="grades")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Ask the first question."""
        await self._turn()

    async def _turn(self, given: str | None = None) -> None:
        """Show the question there is now, or report the end."""
        question = self._sitting.question
        self._given = None
        self.shown_at = now()
        if not question:
            self.post_message(self.Ended(self._sitting))
            return
        self._show_place(question)
        for name in ("#grades", "#sureness"):
            show(self.query_one(name), False)
        await self._card.ask(question, given)
        self.refresh_bindings()

    @property
    def _card(self) -> QuestionCard:
        return self.query_one(QuestionCard)

    async def reread(self, changes: Changes) -> None:
        """Take the cards as their decks have them now."""
        asked = self._asked_key
        is_other = self._sitting.reread(changes.same)
        question = self._sitting.question
        if is_other and question and self._sitting.verdict:
            await self._card.ask(question, self._sitting.verdict.given)
            await self._show_verdict()
        elif is_other:
            given = None
            if self._asked_key == changes.same.get(asked, asked):
                given = self._given or self.query_one(Answering).draft
            await self._turn(given)
        elif question:
            self._show_place(question)

    @property
    def _asked_key(self) -> str:
        question = self._sitting.question
        return question.card.key if question else ""

    @property
    def deck_at_hand(self) -> str:
        """The deck of the card that is asked."""
        return self._sitting.deck

    def _show_place(self, question: Question) -> None:
        sitting = self._sitting
        topic = question.card.topic if sitting.verdict else ""  # it may tell
        title = sitting.workspace.deck(sitting.deck).title
        self.query_one(PlaceLine).show(sitting.left, title, topic)

    @on(Answering.Given)
    async def _answered(self, event: Answering.Given) -> None:
        """Judge, after asking how sure the learner is if that is wanted."""
        question = self._sitting.question
        if not question or self._sitting.verdict or self._given is not None:
            return
        if event.given is not None and (reason := problem(question, event.given)):
            self.query_one(Answering).refuse(reason)
            return
        if event.given is None or not self._sitting.habits.wants_sureness:
            await self._judge(event.given)
            return
        self._given = event.given
        self.query_one(Answering).hold()
        row = self.query_one(SurenessRow)
        row.display = True
        row.focus()
        self.shown_at = now()
        self.refresh_bindings()

    @on(SurenessRow.Said)
    async def _was_sure(self, event: SurenessRow.Said) -> None:
        if not self._sitting.verdict:
            await self._judge(self._given, event.sure)

    async def _judge(self, given: str | None, sure: Sureness | None = None) -> None:
        if not self._sitting.question or self._sitting.verdict:
            return
        self._sitting.answer(given, sure)
        self.query_one(SurenessRow).display = False
        await self._show_verdict()
        self.call_after_refresh(gc.collect)  # while it is being read

    async def _show_verdict(self) -> None:
        """Show what of the answer was right, and go on to the grade."""
        question, verdict = self._sitting.question, self._sitting.verdict
        assert question
        assert verdict
        self.shown_at = now()
        await self._card.turn(question, verdict)
        self._tell()
        self.set_focus(self._card, scroll_visible=False)
        self.call_after_refresh(self._card.scroll_to_verdict)

    def _tell(self) -> None:
        """Show the verdict, and what each grade would come to."""
        question, verdict = self._sitting.question, self._sitting.verdict
        if not question or not verdict:
            return
        related, can_claim = self._sitting.related(), self._sitting.can_claim
        self._card.tell(question, verdict, related, can_claim=can_claim)
        now = self._sitting.now()
        futures = self._sitting.futures()
        grades = self.query_one(Grades)
        grades.offer(
            {grade: span_of(futures[grade], now) for grade in self._sitting.grades},
            verdict.proposed,
        )
        grades.display = True
        self._show_place(question)
        self.refresh_bindings()

    async def action_next(self) -> None:
        """Turn the card over; after the verdict, take the proposed grade."""
        if self._sitting.verdict:
            await self._grade(self._sitting.verdict.proposed)
        else:
            self.query_one(Answering).post_message(Answering.Given(""))

    async def action_unknown(self) -> None:
        """Say «I don't know»."""
        await self._judge(None)

    def action_hint(self) -> None:
        """One hint more."""
        if self._sitting.hint() and self._sitting.question:
            self._card.show_hints(self._sitting.question)
            self.refresh_bindings()

    def action_claim(self) -> None:
        """Count the given answer as right."""
        if self._sitting.can_claim and self._is_kept(self._sitting.claim):
            self._tell()

    def action_scroll_down(self) -> None:
        """The rest of a long card."""
        self._card.scroll_page_down(animate=False)

    def action_scroll_up(self) -> None:
        """Back to its beginning."""
        self._card.scroll_page_up(animate=False)

    @on(Grades.Chosen)
    async def _graded(self, event: Grades.Chosen) -> None:
        await self._grade(event.grade)

    async def action_again(self) -> None:
        """Grade Again."""
        await self._grade(Grade.AGAIN)

    async def action_hard(self) -> None:
        """Grade Hard."""
        await self._grade(Grade.HARD)

    async def action_good(self) -> None:
        """Grade Good."""
        await self._grade(Grade.GOOD)

    async def action_easy(self) -> None:
        """Grade Easy."""
        await self._grade(Grade.EASY)

    async def _grade(self, grade: Grade) -> None:
        """Write the review before the next question appears; on failure stay here."""
        if self._sitting.verdict and self._is_kept(partial(self._sitting.grade, grade)):
            await self._turn()

    async def action_suspend(self) -> None:
        """Set the card aside."""
        if self._is_kept(self._sitting.suspend):
            self.notify("Suspended: it is not asked any more. Undo takes it back.")
            await self._turn()

    async def action_undo(self) -> None:
        """Take the latest step back; of an answer that was claimed, the claim."""
        if self._given is not None:  # not told yet how sure it is
            await self._turn()
            return
        if not self._sitting.can_undo or not self._is_kept(self._sitting.undo):
            return
        self.app.clear_notifications()
        if self._sitting.verdict:
            self._tell()
        else:
            await self._turn()

    def action_copy(self) -> None:
        """Copy the card: its question, and its answer once that is shown."""
        question = self._sitting.question
        if question:
            text = question.prompt
            if self._sitting.verdict:
                text += f"\n\n{shown_answer(question.card)}"
            self.app.copy_to_clipboard(text)
            self.notify("Copied.")

    def action_edit(self) -> None:
        """Edit the card in its deck."""
        if self._sitting.question:
            self.post_message(self.Edit(self._sitting))

    def action_leave(self) -> None:
        """End the sitting; an answer that was judged counts as it was judged."""
        verdict = self._sitting.verdict
        if verdict and verdict.mark is not Mark.OPEN:
            try:
                self._sitting.grade(verdict.proposed)
            except StoreError as error:
                self.notify(str(error), severity="error", timeout=15)
                return
        self.post_message(self.Ended(self._sitting))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done now: answer before the verdict, grade after it."""
        question, verdict = self._sitting.question, self._sitting.verdict
        match action:
            case "next":
                is_turned = bool(question and not KINDS[question.kind].is_judged)
                return bool(verdict) or (is_turned and self._given is None)
            case "unknown":
                return not verdict
            case "hint":
                return self._sitting.can_hint and self._given is None
            case "claim":
                return self._sitting.can_claim
            case "again" | "hard" | "good" | "easy":
                return Grade[action.upper()] in self._sitting.grades
            case "undo":
                return True if self._sitting.can_undo else None
        return super().check_action(action, parameters)

    def _is_kept(self, step: Callable[[], object]) -> bool:
        """Whether a step is on the disk; one that is not is told of until it is."""
        try:
            step()
        except StoreError as error:
            self.notify(str(error), title="Not saved", severity="error", markup=False)
            self._has_failed = True
            return False
        if self._has_failed:
            self.app.clear_notifications()
            self._has_failed = False
        return True
