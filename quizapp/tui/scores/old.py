"""How it went: figures and plots, of all decks or one, of all time or a part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, ItemGrid, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Header, Label, Select, Static

from quizapp.study.scores import Figures, Span
from quizapp.tui.keys.learning import SCORES
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.plots import SECTIONS

ALL = ""
SPANS = {
    Span.ALL: "all time",
    Span.YEAR: "a year",
    Span.QUARTER: "three months",
    Span.MONTH: "thirty days",
    Span.WEEK: "a week",
}


class ScoresScreen(Screen[None]):
    """Paints its frame at once; the figures come behind the first paint."""

    BINDINGS = bindings(SCORES)

    class Done(Message):
        """The learner has seen enough."""

    def __init__(
        self, decks: Mapping[str, str], tell: Callable[[str, Span], Figures]
    ) -> None:
        """`decks`: titles by name; `tell` computes the figures of a deck, or all, and a
        span."""
        super().__init__()
        self._decks = decks
        self._tell = tell
        self._shown: tuple[object, Span] | None = None

    def compose(self) -> ComposeResult:
        """What is chosen above, the sections below."""
        yield Header()
        with Horizontal(id="chosen"):
            yield Label("Deck")
            yield Select(
                [
                    ("all decks", ALL),
                    *((Content(t), n) for n, t in self._decks.items()),
                ],
                value=ALL,
                allow_blank=False,
                compact=True,
                id="deck",
            )
            yield Label("Period")
            yield Select(
                [(label, span) for span, label in SPANS.items()],
                value=Span.ALL,
                allow_blank=False,
                compact=True,
                id="span",
            )
        with VerticalScroll(id="scores"), ItemGrid(min_column_width=74, id="sections"):
            for name in SECTIONS:
                yield Static(id=f"section-{name}", classes="section")
        yield KeyLine()

    def on_mount(self) -> None:
        """The page has the focus: it scrolls."""
        self.query_one("#scores").focus()

    @on(Select.Changed)
    def _changed(self) -> None:
        self.call_after_refresh(self.fill)

    def fill(self) -> None:
        """Compute and show the figures of what is chosen."""
        deck = self.query_one("#deck", Select).value
        span = self.query_one("#span", Select).value
        assert isinstance(span, Span)
        if self._shown == (deck, span):  # each Select tells of its first value too
            return
        self._shown = deck, span
        told = self._tell(str(deck), span)
        for name, section in SECTIONS.items():
            self.query_one(f"#section-{name}", Static).update(section(told))

    def action_deck(self) -> None:
        """The next deck, or all."""
        deck = self.query_one("#deck", Select)
        names = [ALL, *self._decks]
        deck.value = names[(names.index(str(deck.value)) + 1) % len(names)]

    def action_span(self) -> None:
        """The next period."""
        span = self.query_one("#span", Select)
        spans = list(SPANS)
        assert isinstance(span.value, Span)
        span.value = spans[(spans.index(span.value) + 1) % len(spans)]

    def action_home(self) -> None:
        """Back to the decks."""
        self.post_message(self.Done())
