"""Which key presses count, and which were meant for what was shown before.

Keys come faster than the screen changes: one is pressed twice, or typed ahead over a
slow line. What was typed for a question must never act as a command on what comes
next.
"""

from __future__ import annotations

from math import inf

from textual.events import Key

PAUSE = 0.3
"""Seconds in which nobody can have read a new screen: until then a letter belongs to
what was typed before, and the same key again is the same press."""


class Presses:
    """Remembers what was pressed. In each method, `shown` is the time at which what is
    on the screen appeared."""

    def __init__(self) -> None:
        self.latest = -inf
        """When a key or a button of the mouse was last pressed."""
        self.is_pushed = False
        """Whether a screen was pushed, and nothing was pressed since."""
        self._key = ("", -inf)
        self._before = ""
        """The key pressed before that one."""
        self._typed = -inf
        """When a letter that is not a command was last pressed."""
        self._written: float | None = None
        """The time of the field that took the latest letters."""

    def press(self, event: Key, shown: float) -> bool:
        """Note a key; False if it is a second press of the key that opened what is on
        the screen.

        Two presses of Escape are meant to leave two screens.
        """
        key, time = self._key
        is_again = key == event.key and (key != "escape" or self.is_pushed)
        if is_again and time < shown and event.time < shown + PAUSE:
            return False
        self._before = key
        self._key = event.key, event.time
        self.act(event.time)
        return True

    def act(self, time: float) -> None:
        """Note a key or a click."""
        self.latest = time
        self.is_pushed = False

    def type(self, shown: float) -> None:
        """Note a letter that went into a field: however early it was typed, what
        follows it belongs there too."""
        self._written = shown

    def answer(self, event: Key, shown: float) -> None:
        """Note a key that a question took without a field."""
        self.type(shown)
        if _is_written(event):
            self._typed = event.time

    def is_command(self, event: Key, shown: float, *, awaits_answer: bool) -> bool:
        """Whether a key that no widget took is a command to what is on the screen.

        While an answer is awaited no letter or sign is one: it is typed for it. Digits,
        and keys such as ctrl+t, are never typed by mistake. Whoever leaves a screen by
        Escape knows the one below, and need not read it first.
        """
        sign = event.character or ""
        if awaits_answer and _is_written(event):
            self._typed = event.time
            return False
        is_typed = event.is_printable and not sign.isdigit()
        if is_typed or event.key in ("enter", "escape"):
            if event.time < shown and self._written != shown:
                return False
        is_left = self._before == "escape" and not awaits_answer
        since = self._typed if is_left else max(shown, self._typed)
        if sign.isalpha() and event.time < since + PAUSE:
            self._typed = event.time
            return False
        return True


def _is_written(event: Key) -> bool:
    """Whether a key is a letter or a sign; digits, Space and `?` may be commands."""
    sign = event.character or ""
    return event.is_printable and not sign.isdigit() and sign not in " ?"
