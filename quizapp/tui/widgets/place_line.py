"""Where a sitting is, in a line."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from quizapp.study.sitting import Left


class PlaceLine(Static):
    """What is left of a sitting, and the deck of the question."""

    def show(self, left: Left, title: str, topic: str = "") -> None:
        """Show the cards that are left, and a deck's title with a topic of it."""
        topic = f" › {topic}" if topic else ""
        self.update(
            Content.assemble(
                (f"{left.new} new", "$text-primary"),
                ("  ·  ", "dim"),
                (f"{left.learning} learning", "$text-warning"),
                ("  ·  ", "dim"),
                (f"{left.due} due", "$text-success"),
                ("     ", ""),
                (f"{title}{topic}", "dim"),
            )
        )
