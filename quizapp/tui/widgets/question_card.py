"""A question as a sitting asks it, and what is told of the answer."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from quizapp.model import Card, Question, Verdict
from quizapp.tui.widgets.answering import Answering, show
from quizapp.tui.widgets.prose import Prose, has_blocks, inline
from quizapp.tui.widgets.verdicts import VerdictPanel


class QuestionCard(VerticalScroll):
    """A question with its hints and one way to answer, then the verdict below it.

    The widgets stay; each question only changes what they show.
    """

    def compose(self) -> ComposeResult:
        """What is asked, and what is told of it."""
        yield Prose(id="question", text_id="prompt")
        yield Static(id="hints")
        yield Answering(id="answering")
        yield Prose(id="answer")
        yield VerdictPanel(id="verdict")

    async def ask(self, question: Question, given: str | None = None) -> None:
        """Ask a question, with what was `given` earlier."""
        for name in ("#answer", "#verdict"):
            show(self.query_one(name), False)
        self.show_hints(question)
        await self.query_one("#question", Prose).show(question.prompt)
        if not await self.query_one(Answering).ask(question, given):
            self.screen.set_focus(self)
        self.scroll_home(animate=False)

    def show_hints(self, question: Question) -> None:
        """Show the hints that have been given, in words and on the choices."""
        hints = self.query_one("#hints", Static)
        show(hints, bool(question.hints))
        if question.hints:
            hints.update(inline("\n".join(question.hints)))
            hints.call_after_refresh(hints.scroll_visible, animate=False)
        self.query_one(Answering).strike(question)

    async def turn(self, question: Question, verdict: Verdict) -> None:
        """Show what of the answer was right, and the answer where it is a long one."""
        await self.query_one(Answering).tell(question, verdict)
        self.query_one("#hints").display = False
        answer = self.query_one("#answer", Prose)
        answer.display = has_blocks(verdict.answer) and not question.choices
        if answer.display:
            await answer.show(verdict.answer)

    def tell(
        self,
        question: Question,
        verdict: Verdict,
        related: Card | None,
        *,
        can_claim: bool,
    ) -> None:
        """Show the verdict, whether it can be claimed, and a `related` card's fact."""
        panel = self.query_one(VerdictPanel)
        panel.tell(question, verdict, related, can_claim=can_claim)
        panel.display = True

    def scroll_to_verdict(self) -> None:
        """Bring the verdict into view, once everything else has its place.

        The sitting may have been left before that.
        """
        for panel in self.query(VerdictPanel):
            panel.call_after_refresh(panel.scroll_visible, animate=False)
