"""The facts of some decks, to be read between a pre-test and its quiz."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Header, Static

from quizapp.model import Card, QuizPlan
from quizapp.study.quiz import facts_of
from quizapp.tui.keys.learning import READING
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.prose import inline


class ReadingScreen(Screen[None]):
    """The facts by topic, each once, with its paragraph."""

    BINDINGS = bindings(READING)

    @dataclass
    class Done(Message):
        """The learner has read."""

        plan: QuizPlan | None
        """The quiz that comes now; `None` for home."""

    def __init__(self, cards: Iterable[Card], plan: QuizPlan) -> None:
        super().__init__()
        self._cards = tuple(cards)
        self._plan = plan

    def compose(self) -> ComposeResult:
        """All on one page."""
        yield Header()
        with VerticalScroll(id="reading"):
            yield Static(Content.assemble(*self._facts()), id="facts")
        yield KeyLine()

    def on_mount(self) -> None:
        """The page has the focus: it scrolls."""
        self.query_one("#reading").focus()

    def _facts(self) -> Iterator[Content | tuple[str, str]]:
        yield "Read these facts; then Enter begins the quiz.\n", "dim"
        topic: str | None = None
        for text, (its_topic, card) in facts_of(self._cards).items():
            fields = card.fields
            if its_topic != topic:
                topic = its_topic
                yield f"\n{topic}\n", "bold $text-accent"
            yield (f"\n{fields.place}  " if fields.source else "\n"), "dim"
            yield inline(text)
            yield "\n", ""

    def action_quiz(self) -> None:
        """The quiz."""
        self.post_message(self.Done(self._plan))

    def action_leave(self) -> None:
        """Home."""
        self.post_message(self.Done(None))
