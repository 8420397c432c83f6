"""Input fields for one line: `Field` in a form, and `LineArea`, which wraps it."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.message_pump import MessagePump
from textual.suggester import Suggester
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from quizapp.text import one_line
from quizapp.tui.widgets.input import UndoInput


class OneLine(MessagePump):
    """A field in which pasted text becomes one harmless line."""

    def on_paste(self, event: events.Paste) -> None:
        """Join all lines: Textual's own field takes only the first."""
        event.text = one_line(event.text)

    def action_paste(self) -> None:
        """Insert what was copied in the app."""
        self.post_message(events.Paste(self.app.clipboard))


class Field(OneLine, UndoInput):
    """One line of a form. Tab takes what is proposed, or goes on to the next field."""

    # With priority, or what is typed ahead would still go into this field.
    BINDINGS = [
        Binding("tab", "complete", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
    ]
    OWN_KEYS = (
        ("tab", "Complete", "Take what is proposed, or go to the next field"),
        ("↑ ↓", "Go on", "To the field above or below"),
        *UndoInput.OWN_KEYS,
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
            suggester=suggester,
            select_on_focus=False,
            compact=True,
            classes="field",
            id=id,
        )
        self._hint = hint

    def on_resize(self) -> None:
        """Show as much of the hint as there is room for: all, its first part, or
        nothing."""
        room = self.content_size.width
        hints = (self._hint, self._hint.partition(";")[0], "")
        self.placeholder = next(each for each in hints if len(each) <= room)

    def action_complete(self) -> None:
        """Take what is proposed, or go on."""
        before = self.value
        if self.cursor_at_end:
            self.action_cursor_right()
        if self.value == before:
            self.screen.focus_next()


class LineArea(OneLine, TextArea):
    """One line, wrapped."""

    BINDINGS = [
        Binding("home", "to_end(-1)", "Beginning", show=False),
        Binding("end", "to_end(1)", "End", show=False),
    ]
    OWN_KEYS = (
        ("home end", "Ends", "To the beginning of the line, to its end"),
        *UndoInput.OWN_KEYS,
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
