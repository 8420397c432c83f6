"""A line to type in."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.suggester import Suggester
from textual.widgets import Input

from quizapp.text import one_line


class Field(Input):
    """One line of a form. Tab takes what is proposed, or goes on to the next field.

    What is pasted becomes one line that no terminal obeys.
    """

    # With priority, or what is typed ahead would still go into this field.
    BINDINGS = [
        Binding("tab", "complete", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
    ]
    OWN_KEYS: tuple[tuple[str, str, str], ...] = (
        ("tab", "Complete", "Take what is proposed, or go to the next field"),
        ("↑ ↓", "Go on", "To the field above or below"),
    )
    """For the help: key, label, what it does."""

    def __init__(
        self,
        value: str = "",
        *,
        hint: str = "",
        suggester: Suggester | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(
            value,
            placeholder=hint,
            suggester=suggester,
            select_on_focus=False,
            compact=True,
            classes="field",
            id=id,
        )

    def on_paste(self, event: events.Paste) -> None:
        """Insert all lines as one: Textual takes only the first."""
        event.prevent_default()
        event.stop()
        self._insert(event.text)

    def action_paste(self) -> None:
        """Insert what was copied in the app."""
        self._insert(self.app.clipboard)

    def _insert(self, text: str) -> None:
        start, end = sorted(self.selection)
        self.replace(one_line(text), start, end)

    def action_complete(self) -> None:
        """Take what is proposed, or go on."""
        before = self.value
        if self.cursor_at_end:
            self.action_cursor_right()
        if self.value == before:
            self.screen.focus_next()
