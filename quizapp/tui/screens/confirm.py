"""A question with yes or no."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from quizapp.tui.keys.anywhere import CONFIRM
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine


class ConfirmScreen(ModalScreen[bool]):
    """Dismissed with the answer; `None` for none."""

    BINDINGS = bindings(CONFIRM)

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """What is asked, and two buttons."""
        with Vertical(classes="dialog"):
            yield Static(self._text, markup=False)
            with Horizontal(id="confirm-buttons"):
                yield Button("Yes", id="yes", variant="primary", compact=True)
                yield Button("No", id="no", compact=True)
        yield KeyLine()

    def on_mount(self) -> None:
        """Keys answer; no button has the focus."""
        self.set_focus(None)

    @on(Button.Pressed, "#yes")
    def action_yes(self) -> None:
        """Yes."""
        self.dismiss(True)

    @on(Button.Pressed, "#no")
    def action_no(self) -> None:
        """No."""
        self.dismiss(False)

    def action_cancel(self) -> None:
        """Neither."""
        self.dismiss(None)
