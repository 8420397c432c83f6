"""The dialog that picks a deck, or all decks, from a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from quizapp.text import one_line
from quizapp.tui.base import BaseModal
from quizapp.tui.draw import line
from quizapp.tui.keys.learning import PICK
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import LineList


class PickScreen(BaseModal[str]):
    """Dismissed with the name of a deck, empty for all; `None` when cancelled."""

    BINDINGS = bindings(PICK)
    CSS_PATH = "scores.tcss"
    AUTO_FOCUS = "LineList"
    _list = getters.query_one("#picked", LineList)

    def __init__(self, titles: Mapping[str, str], name: str) -> None:
        """The decks' titles by name; the deck called `name` is highlighted."""
        super().__init__()
        self._rows = ["", *titles]
        self._titles = titles
        self._shown = name

    def compose(self) -> ComposeResult:
        """The list."""
        with Vertical(classes="dialog"):
            yield LineList(self._rows, self._draw, head=self._head, id="picked")
            yield KeyLine()

    def on_mount(self) -> None:
        """Begin at the deck whose scores are shown."""
        if self._shown in self._rows:
            self._list.move_to(self._rows.index(self._shown))

    def _head(self, _: int) -> Content:
        return line(("Scores for", "$quiet"))

    def _draw(self, name: str, _: int) -> Sequence[Content]:
        return [Content(one_line(self._titles[name]) if name else "All decks")]

    def action_take(self) -> None:
        """Take the current row."""
        self.dismiss(self._list.row)

    def action_cancel(self) -> None:
        """Leave it."""
        self.dismiss(None)
