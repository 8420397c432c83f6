"""Study: a question, its verdict, four grades."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Button, Header, Input, Static

from quizapp.errors import StoreError
from quizapp.model import Grade, Kind, Question
from quizapp.questions import shown_answer
from quizapp.sitting import Sitting, span_of
from quizapp.text import visible
from quizapp.tui.keys import STUDY, bindings
from quizapp.tui.widgets.choices import Choices
from quizapp.tui.widgets.grades import Grades
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.verdicts import VerdictPanel


class StudyScreen(Screen[None]):
    """One sitting. The widgets stay; each turn only changes what they show."""

    BINDINGS = bindings(STUDY)

    @dataclass
    class Ended(Message):
        """The queue is empty, or the learner has left."""

        sitting: Sitting

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._has_failed = False

    def compose(self) -> ComposeResult:
        """The question, one way to answer, the verdict, the grades."""
        yield Header()
        yield Static(id="place")
        with VerticalScroll(id="card"):
            yield Static(id="prompt")
            yield Choices(id="choices")
            yield Input(id="typed")
            yield Button("Show the answer", id="show")
            yield VerdictPanel(id="verdict")
        yield Grades(id="grades")
        yield KeyLine()

    def on_mount(self) -> None:
        """Ask the first question."""
        self._turn()

    def _turn(self) -> None:
        """Show the question there is now, or report the end."""
        question = self._sitting.question
        if not question:
            self.post_message(self.Ended(self._sitting))
            return
        self.query_one("#place", Static).update(self._place(question))
        self.query_one("#prompt", Static).update(Content(question.prompt))
        self.query_one(VerdictPanel).display = False
        self.query_one(Grades).display = False
        choices = self.query_one(Choices)
        typed = self.query_one("#typed", Input)
        show = self.query_one("#show", Button)
        choices.display = bool(question.choices)
        typed.display = question.kind in (Kind.TYPE, Kind.CLOZE)
        show.display = not choices.display and not typed.display
        card = self.query_one("#card", VerticalScroll)
        card.scroll_home(animate=False)
        if choices.display:
            choices.disabled = False
            choices.ask(question)
            choices.focus()
        elif typed.display:
            typed.disabled = False
            typed.value = ""
            typed.placeholder = "Type the answer; Enter on nothing: I don't know"
            typed.focus()
        else:
            card.focus()
        self.refresh_bindings()

    def _place(self, question: Question) -> Content:
        left = self._sitting.left
        title = self._sitting.shelf.deck(self._sitting.deck).title
        topic = f" › {question.card.topic}" if question.card.topic else ""
        return Content.assemble(
            (f"{left.new} new", "$text-primary"),
            ("  ·  ", "dim"),
            (f"{left.learning} learning", "$text-warning"),
            ("  ·  ", "dim"),
            (f"{left.due} due", "$text-success"),
            ("     ", ""),
            (f"{title}{topic}", "dim"),
        )

    def _answer(self, given: str | None) -> None:
        question = self._sitting.question
        if not question or self._sitting.verdict:
            return
        verdict = self._sitting.answer(given)
        if question.choices:
            choices = self.query_one(Choices)
            choices.tell(verdict.given)
            choices.disabled = True
        self.query_one("#typed", Input).disabled = True
        self.query_one("#show", Button).display = False
        panel = self.query_one(VerdictPanel)
        panel.tell(question, verdict)
        panel.display = True
        now = self._sitting.now()
        futures = self._sitting.futures()
        grades = self.query_one(Grades)
        grades.offer(
            {grade: span_of(memory, now) for grade, memory in futures.items()},
            verdict.proposed,
        )
        grades.display = True
        self.query_one("#card", VerticalScroll).focus(scroll_visible=False)
        panel.call_after_refresh(panel.scroll_visible, animate=False)
        self.call_after_refresh(gc.collect)  # while it is being read
        self.refresh_bindings()

    @on(Choices.Chosen)
    def _chosen(self, event: Choices.Chosen) -> None:
        self._answer(event.given)

    @on(Input.Submitted, "#typed")
    def _submitted(self, event: Input.Submitted) -> None:
        given = visible(event.value)
        self._answer(given if given.strip() else None)

    @on(Button.Pressed, "#show")
    def action_next(self) -> None:
        """Turn the card over; after the verdict, take the proposed grade."""
        if self._sitting.verdict:
            self._grade(self._sitting.verdict.proposed)
        else:
            self._answer("")

    def action_unknown(self) -> None:
        """Say «I don't know»."""
        self._answer(None)

    @on(Grades.Chosen)
    def _graded(self, event: Grades.Chosen) -> None:
        self._grade(event.grade)

    def action_again(self) -> None:
        """Grade Again."""
        self._grade(Grade.AGAIN)

    def action_hard(self) -> None:
        """Grade Hard."""
        self._grade(Grade.HARD)

    def action_good(self) -> None:
        """Grade Good."""
        self._grade(Grade.GOOD)

    def action_easy(self) -> None:
        """Grade Easy."""
        self._grade(Grade.EASY)

    def _grade(self, grade: Grade) -> None:
        """Write the review before the next question appears; on failure stay here."""
        if self._sitting.verdict and self._is_kept(partial(self._sitting.grade, grade)):
            self._turn()

    def action_suspend(self) -> None:
        """Set the card aside."""
        if self._is_kept(self._sitting.suspend):
            self.notify("Suspended: it is not asked any more. Undo takes it back.")
            self._turn()

    def action_undo(self) -> None:
        """Take the latest step back."""
        if self._sitting.can_undo and self._is_kept(self._sitting.undo):
            self._turn()

    def action_copy(self) -> None:
        """Copy the card: its question, and its answer once that is shown."""
        question = self._sitting.question
        if question:
            text = question.prompt
            if self._sitting.verdict:
                text += f"\n\n{shown_answer(question.card)}"
            self.app.copy_to_clipboard(text)
            self.notify("Copied.")

    def action_leave(self) -> None:
        """End the sitting."""
        self.post_message(self.Ended(self._sitting))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done now: answer before the verdict, grade after it."""
        question, verdict = self._sitting.question, self._sitting.verdict
        match action:
            case "next":
                return bool(verdict or (question and question.kind is Kind.FLIP))
            case "unknown":
                return not verdict
            case "again" | "hard" | "good" | "easy":
                return verdict is not None
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
