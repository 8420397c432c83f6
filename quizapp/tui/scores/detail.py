"""All figures of the scores on one page, of all time or of a period."""

from __future__ import annotations

from collections.abc import Sequence

from textual import getters
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from quizapp.study.scores import Span
from quizapp.study.workspace import Workspace
from quizapp.study.workspace.scored import scored
from quizapp.tui.base import BaseScreen
from quizapp.tui.draw import BLANK, line, tabs
from quizapp.tui.keys.learning import DETAIL
from quizapp.tui.keys.verb import bindings
from quizapp.tui.scores.sections import detail
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import Page
from quizapp.tui.widgets.panel import TopLine

SPANS = {
    Span.ALL: "All time",
    Span.YEAR: "A year",
    Span.QUARTER: "3 months",
    Span.MONTH: "30 days",
    Span.WEEK: "A week",
}


class DetailScreen(BaseScreen[None]):
    """A text that scrolls, with a tab for each period."""

    BINDINGS = bindings(DETAIL)
    CSS_PATH = "scores.tcss"
    AUTO_FOCUS = "Page"
    _page = getters.query_one("#figures", Page)
    _top = getters.query_one(TopLine)

    def __init__(self, workspace: Workspace, deck: str, scope: str) -> None:
        """`scope` is whose scores these are, and the deck, in words."""
        super().__init__()
        self._workspace, self._deck, self._scope = workspace, deck, scope
        self._span = Span.ALL
        self._read()

    def _read(self) -> None:
        workspace = self._workspace
        if self._deck not in workspace.decks:
            self._deck = ""
        self._figures = scored(workspace, workspace.now(), self._deck, self._span)

    def compose(self) -> ComposeResult:
        """One text."""
        yield TopLine(self._draw_top)
        with Container(id="scores"):
            yield Page(self._draw, id="figures")
        yield KeyLine()

    def _draw_top(self, width: int) -> tuple[Content, Content]:
        spans = [self._span] if width < 60 else list(SPANS)
        labels = {f"screen.show('{each}')": SPANS[each] for each in spans}
        left = line(
            ("In detail", "bold"), "   ", tabs(labels, f"screen.show('{self._span}')")
        )
        room = width - left.cell_length - 2
        scope = Content(self._scope).stylize("$quiet")
        return left, scope.truncate(room, ellipsis=True) if room > 4 else BLANK

    def _draw(self, width: int, _: int) -> Sequence[Content]:
        return detail(self._figures, width, in_colour=self.in_colour)

    def action_next(self) -> None:
        """The next period."""
        self._go(1)

    def action_previous(self) -> None:
        """The previous period."""
        self._go(-1)

    def _go(self, by: int) -> None:
        spans = list(SPANS)
        self.action_show(spans[(spans.index(self._span) + by) % len(spans)])

    def action_show(self, span: str) -> None:
        """Show the figures of a period."""
        self._span = Span(span)
        self._read()
        self._page.show()
        self._top.show()

    def action_close(self) -> None:
        """Back."""
        self.dismiss()
