"""The questions of a quiz as a row of numbers."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from quizapp.model import QuizStep


class NumberStrip(Static):
    """A number a question: answered, marked, at hand. A click goes there, by the
    screen's action `go_to`."""

    DEFAULT_CSS = """
    NumberStrip { height: auto; }
    """

    def show(self, steps: Sequence[QuizStep], at: int) -> None:
        """Show how each question stands."""
        parts: list[Content] = []
        for index, step in enumerate(steps):
            sign, style = "·", "dim"
            if step.marked:
                sign, style = "⚑", "$text-warning"
            elif step.answered:
                sign, style = "●", "$text-success"
            if index == at:
                style = f"bold reverse {style.removeprefix('dim')}"
            number = Content.styled(f"{index + 1}{sign}", style)
            link = Style.from_meta({"@click": f"screen.go_to({index})"})
            parts.append(number.stylize(link))
        self.update(Content(" ").join(parts))
