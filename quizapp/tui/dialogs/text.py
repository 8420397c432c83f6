"""A few lines to read, on top of a screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from quizapp.tui.base import BaseModal
from quizapp.tui.draw import BLANK, line
from quizapp.tui.keys.anywhere import TEXT
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import Page


class TextScreen(BaseModal[None]):
    """Lines below a title; they are wrapped, and scroll."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = bindings(TEXT)

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._lines = lines

    def compose(self) -> ComposeResult:
        """The text, and the key that closes it."""
        with Vertical(classes="dialog"):
            yield Page(self._draw, id="keys")
            yield KeyLine()

    def on_mount(self) -> None:
        """The text has the focus, so that it scrolls."""
        self.query_one(Page).focus()

    def _draw(self, width: int, _: int) -> list[Content]:
        drawn = [line((self._title, "bold")), BLANK]
        for text in self._lines:
            drawn += Content(text).wrap(max(1, width))
        return [*drawn, BLANK]

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
