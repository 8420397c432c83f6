"""A text to read, such as how a deck is written."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Markdown

from quizapp.tui.base import BaseModal
from quizapp.tui.keys.decks import MANUAL
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine


class ManualScreen(BaseModal[None]):
    """Scrolls; any of its keys goes back."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = bindings(MANUAL)

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The text."""
        with Vertical(id="manual", classes="dialog"):
            with VerticalScroll():
                yield Markdown(self._text, open_links=False)
            yield KeyLine()

    def on_mount(self) -> None:
        """The text has the focus, so that it scrolls."""
        self.query_one(VerticalScroll).focus()

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
