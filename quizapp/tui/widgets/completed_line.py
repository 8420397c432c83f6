"""A line that proposes how it may go on."""

from __future__ import annotations

from textual.binding import Binding
from textual.widgets import Input


class CompletedLine(Input):
    """Tab takes what is proposed; where nothing is, it goes on to the next."""

    BINDINGS = [Binding("tab", "complete", show=False)]
    OWN_KEYS: tuple[tuple[str, str, str], ...] = (
        ("tab", "Complete", "Take what is proposed; else go on"),
    )
    """Its own keys, for the help: key, label, what it does."""

    def action_complete(self) -> None:
        """Take what is proposed, or go on."""
        before = self.value
        if self.cursor_at_end:
            self.action_cursor_right()
        if self.value == before:
            self.screen.focus_next()
