"""The questions of a quiz as a row of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.strip import Strip as Line
from textual.widgets import Static

from quizapp.model import QuizStep


class NumberStrip(Static):
    """A number a question: answered, marked, at hand. A click goes there."""

    DEFAULT_CSS = """
    NumberStrip { height: auto; }
    """

    @dataclass
    class Gone(Message):
        """The learner wants this question, from 0."""

        index: int

    def show(self, steps: Sequence[QuizStep], at: int) -> None:
        """Show how each question stands."""
        parts: list[tuple[str, str]] = []
        for index, step in enumerate(steps):
            sign = "⚑" if step.is_marked else "●" if step.is_answered else "·"
            style = "$text-warning" if step.is_marked else "$text-success"
            if not step.is_marked and not step.is_answered:
                style = "dim"
            if index == at:
                style = f"bold reverse {style}".replace(" dim", "")
            parts += [(f"{index + 1}{sign}", style), (" ", "")]
        self.update(Content.assemble(*parts))

    def on_click(self, event: events.Click) -> None:
        """The number below the pointer."""
        word = self._word_at(event.x, event.y)
        if word.rstrip("⚑●·").isdecimal():
            self.post_message(self.Gone(int(word.rstrip("⚑●·")) - 1))

    def _word_at(self, x: int, y: int) -> str:
        line: Line = self.render_line(y)
        text = line.text
        if x >= len(text) or text[x] == " ":
            return ""
        start = text.rfind(" ", 0, x) + 1
        end = text.find(" ", x)
        return text[start : end if end >= 0 else len(text)]
