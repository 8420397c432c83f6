"""A question with a line of text for an answer."""

from __future__ import annotations

from textual import on
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from quizapp.tui.keys.anywhere import ASK
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine


async def ask_text(
    app: App[None], text: str, *, hint: str = "", value: str = ""
) -> str | None:
    """Ask for a line of text; `None` when the learner has left it."""
    return await app.push_screen_wait(AskScreen(text, hint, value))


class AskScreen(ModalScreen[str]):
    """Dismissed with what was typed; `None` when cancelled."""

    BINDINGS = bindings(ASK)

    def __init__(self, text: str, hint: str = "", value: str = "") -> None:
        super().__init__()
        self._text = text
        self._hint = hint
        self._value = value

    def compose(self) -> ComposeResult:
        """What is asked, and a line to type in."""
        with Vertical(classes="dialog"):
            yield Static(self._text, markup=False)
            yield Input(self._value, placeholder=self._hint, id="ask-text")
        yield KeyLine()

    @on(Input.Submitted)
    def action_take(self) -> None:
        """Take what is typed."""
        self.dismiss(self.query_one(Input).value)

    def action_cancel(self) -> None:
        """Leave it."""
        self.dismiss(None)
