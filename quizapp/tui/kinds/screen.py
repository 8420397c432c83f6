"""What a sitting and a quiz have in common: how an answer is taken and kept."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Generic, TypeVar

from textual.content import Content

from quizapp.cards.questions import problem
from quizapp.errors import QuizappError, StoreError
from quizapp.tui.base import BaseScreen
from quizapp.tui.kinds.form import Keys
from quizapp.tui.kinds.view import QuestionView
from quizapp.tui.textual_private import now
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.panel import TopLine

Result = TypeVar("Result")


class QuestionScreen(BaseScreen[Result], Generic[Result]):
    """Asks one question after another."""

    CSS_PATH = "../kinds/question.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._view = QuestionView(self._enter)
        self._top = TopLine(self._place, 0.0)
        self._keys = KeyLine(is_led=True)
        self._has_failed = False
        self.shown_at = now()

    @property
    def own_keys(self) -> Keys:
        """The keys of the question, for the help."""
        form = self._view.form
        return form.own_keys if form and self.awaits_answer else ()

    @abstractmethod
    def _place(self, width: int) -> tuple[Content, Content]:
        """Both ends of the top line."""

    def _note_shown(self) -> None:
        self.shown_at = now()
        self._view.note_shown(self.shown_at)

    # Answers

    @abstractmethod
    async def _answer(self, given: str | None) -> None:
        """Accept an answer that can be judged; `None` is “I don't know”."""

    async def take_key(self, name: str, character: str | None) -> bool:
        """Take a key as part of an answer; return whether it is one."""
        is_taken = self._view.key(name, character)
        if is_taken:
            await self._look_at_answer()
        return is_taken

    async def _enter(self) -> None:
        """Take what Enter gives."""
        if self._view.awaits_answer:
            self._view.confirm()
            await self._look_at_answer()

    async def action_pick(self, index: int) -> None:
        """A choice, or a piece, was clicked."""
        if self._view.awaits_answer:
            self._view.pick(index)
            await self._look_at_answer()

    async def action_unknown(self) -> None:
        """Answer “I don't know”."""
        await self._answer(None)

    async def _look_at_answer(self) -> None:
        """Take the answer once it is complete, or say why it cannot be judged."""
        form = self._view.form
        if form and form.given is not None:
            if form.has_field and not form.given.strip():
                await self._answer(None)
                return
            reason = problem(form.question, form.given)
            if not reason:
                await self._answer(form.given)
                return
            self._view.refuse(reason)
        self._keys.look()

    def _keep(self, step: Callable[[], object]) -> bool:
        """Run a step; return whether it is on the disk. If not, that is reported until
        it is."""
        self._top.say("")
        try:
            step()
        except QuizappError as error:
            self._has_failed = isinstance(error, StoreError)
            title = "Not saved" if self._has_failed else ""
            self.app.notify(str(error), title=title, severity="error")
            return False
        if self._has_failed:
            self.app.clear_notifications()
            self._has_failed = False
        return True

    # The end

    @abstractmethod
    def _keep_rest(self) -> bool:
        """Keep what is not on the disk yet, as leaving does; return whether that
        worked."""

    def on_unmount(self) -> None:
        """Keep it however the screen ends: quizapp may be quitting."""
        if not self._keep_rest():
            self.app.failure = "your latest answer could not be saved"

    # A card that does not fit

    def action_scroll_down(self) -> None:
        """See the rest of it."""
        self._view.scroll_page(1)

    def action_scroll_up(self) -> None:
        """Back to its beginning."""
        self._view.scroll_page(-1)
