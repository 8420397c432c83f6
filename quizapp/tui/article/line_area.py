"""A line to write in that may take several on the screen."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from quizapp.text import one_line


class LineArea(TextArea):
    """One line, wrapped. What is pasted becomes one line that no terminal obeys."""

    OWN_KEYS = (
        ("home end", "Ends", "To the beginning of the line, to its end"),
        ("ctrl+z ctrl+y", "Undo", "Undo a change, or make it again"),
    )
    """For the help: key, label, what it does."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(
            compact=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
            id=id,
            classes=classes,
        )
        self.match_cursor_bracket = False

    def begin(self, text: str) -> None:
        """Write in this text, from its end."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def on_paste(self, event: events.Paste) -> None:
        """Insert all lines as one."""
        event.prevent_default()
        event.stop()
        self._insert(event.text)

    def action_paste(self) -> None:
        """Insert what was copied in the app."""
        self._insert(self.app.clipboard)

    def _insert(self, text: str) -> None:
        done = self.replace(
            one_line(text), *self.selection, maintain_selection_offset=False
        )
        self.move_cursor(done.end_location)
