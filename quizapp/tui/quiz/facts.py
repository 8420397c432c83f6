"""The facts of some decks, to be read between a pre-test and its quiz."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content

from quizapp.model import Card
from quizapp.study.quiz import facts_of
from quizapp.tui.base import BaseScreen
from quizapp.tui.draw import BLANK, hang, line
from quizapp.tui.keys.learning import FACTS
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import Sheet
from quizapp.tui.widgets.panel import TopLine
from quizapp.tui.widgets.prose import inline

PLACE = 6
"""Cells of the paragraph's number before a fact."""


class FactsScreen(BaseScreen[bool]):
    """The facts by topic, each once. Dismissed with whether the quiz comes now."""

    CSS_PATH = "facts.tcss"
    BINDINGS = [
        *bindings(FACTS),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
    ]

    def __init__(self, cards: Iterable[Card], title: str) -> None:
        super().__init__()
        self._facts = facts_of(cards)
        self._title = title

    def compose(self) -> ComposeResult:
        """All on one page."""
        yield TopLine(lambda _: (line((self._title, "bold")), self._hint))
        yield Sheet(self._lines, id="facts")
        yield KeyLine()

    @property
    def _hint(self) -> Content:
        return line(("Read this first. Enter starts the quiz.", "$quiet"))

    def _lines(self, width: int, _: int) -> list[Content]:
        lines: list[Content] = []
        topic: str | None = None
        for text, (its_topic, card) in self._facts.items():
            if its_topic != topic:
                topic = its_topic
                lines += [BLANK] * bool(lines)
                lines += [line((topic, "bold"))] if topic else []
            place = card.fields.shown_source if card.fields.source else ""
            lines += hang(inline(text), width, line((place, "$quiet")), PLACE)
        return lines

    def action_scroll(self, by: int) -> None:
        """Scroll by a line."""
        self.query_one(Sheet).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by a page."""
        sheet = self.query_one(Sheet)
        sheet.scroll_relative(y=by * max(1, sheet.size.height - 1), animate=False)

    def action_quiz(self) -> None:
        """Take the quiz."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Leave without the quiz."""
        self.dismiss(False)
