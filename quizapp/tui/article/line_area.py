"""A line to write in that may take several on the screen."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from quizapp.text import one_line


class LineArea(TextArea):
    """One line, wrapped. What is pasted becomes one line that no terminal obeys."""

    BINDINGS = [
        Binding("home", "to_end(-1)", "Beginning", show=False),
        Binding("end", "to_end(1)", "End", show=False),
    ]
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

    def begin(self, text: str, part: tuple[int, int] | None = None) -> None:
        """Write in this text: in the place of a part of it, or from its end."""
        self.load_text(text)
        if part:
            self.selection = Selection((0, part[0]), (0, part[1]))
        else:
            self.action_to_end(1)

    def action_to_end(self, by: int) -> None:
        """To the beginning of all of it, or to the end."""
        self.move_cursor(self.document.end if by > 0 else (0, 0))

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
