"""A field of one line whose edits can be undone: Textual's own has no undo."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.widgets import Input


class UndoInput(Input):
    """ctrl+z undoes an edit, ctrl+y makes it again.

    Letters typed one after another are one edit, and so are letters deleted one after
    another; whatever changes more than one letter at once, such as a paste, stands
    alone. Both keys are left to the screen when there is nothing for them to do.
    """

    OWN_KEYS: tuple[tuple[str, str, str], ...] = (
        ("ctrl+z ctrl+y", "Undo", "Undo a change, or make it again"),
    )
    """For the help: key, label, what it does."""
    _texts: tuple[str, ...] = ("",)
    """What the field has held, edit by edit."""
    _at = 0
    """Which of them it holds now."""
    _has_grown: bool | None = None
    """Whether the latest edit added letters; `None` if the next one stands alone."""

    def begin(self, text: str) -> None:
        """Hold a text as if it had just been typed, and forget what was before."""
        self._texts = ("", text) if text else ("",)
        self._at, self._has_grown = len(self._texts) - 1, None
        self.value = text
        self.cursor_position = len(text)

    def watch_value(self, before: str, after: str) -> None:
        """Remember an edit."""
        if after == self._texts[self._at]:
            return
        if before != self._texts[self._at]:
            self._texts, self._at, self._has_grown = (before,), 0, None
        has_grown = len(after) > len(before)
        is_letter = abs(len(after) - len(before)) == 1
        goes_on = is_letter and has_grown == self._has_grown
        kept = self._texts[: self._at + (0 if goes_on else 1)]
        self._texts, self._at = (*kept, after), len(kept)
        self._has_grown = has_grown if is_letter else None

    def undo(self) -> bool:
        """Undo the latest edit; return whether there was one."""
        return self._go(-1)

    def redo(self) -> bool:
        """Make the edit again that was undone; return whether there was one."""
        return self._go(1)

    def _go(self, by: int) -> bool:
        if not 0 <= self._at + by < len(self._texts):
            return False
        self._at, self._has_grown = self._at + by, None
        self.value = self._texts[self._at]
        self.cursor_position = len(self.value)
        return True

    def key_ctrl_z(self, event: events.Key) -> None:
        """Undo."""
        self._press(event, self.undo)

    def key_ctrl_y(self, event: events.Key) -> None:
        """Make it again."""
        self._press(event, self.redo)

    def _press(self, event: events.Key, act: Callable[[], bool]) -> None:
        if act():
            event.stop()
            event.prevent_default()
