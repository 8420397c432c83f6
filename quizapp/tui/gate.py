"""Lets each press of a key count once, on the screen that it was meant for."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from math import inf
from typing import TYPE_CHECKING

from textual.events import Event, Key, MouseDown
from textual.widget import Widget

from quizapp.tui.base import BaseScreen
from quizapp.tui.keys.presses import Presses
from quizapp.tui.textual_private import now

if TYPE_CHECKING:
    from quizapp.tui.app import QuizApp

PATIENCE = 1.0
"""Seconds that a key waits for a field, which may be about to close."""


class Gate:
    """Stands between the terminal and the screens of an app."""

    def __init__(self, app: QuizApp) -> None:
        self._app = app
        self._presses = Presses()
        self._depth = 1
        self._changed_at = -inf
        """When another screen was last shown on top."""

    @property
    def latest(self) -> float:
        """When a key or a button of the mouse was last pressed."""
        return self._presses.latest

    @property
    def _shown_at(self) -> float:
        """When what is on the screen appeared there."""
        return max(self._changed_at, getattr(self._app.screen, "shown_at", -inf))

    def screen_changed(self) -> None:
        """Note that another screen is on top now."""
        depth, self._depth = self._depth, len(self._app.screen_stack)
        self._presses.is_pushed = self._depth > depth
        self._changed_at = now()

    def refusal(self) -> asyncio.Future[None] | None:
        """What stands for a screen that is not pushed because nothing was pressed since
        the last push: one key, pressed twice, asked for both."""
        if not self._presses.is_pushed:
            return None
        refused: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        refused.cancel()
        return refused

    def takes(self, event: Event) -> bool:
        """Note what is pressed. False for a key pressed again before its effect can be
        seen."""
        if isinstance(event, MouseDown):
            self._presses.act(event.time)
        elif isinstance(event, Key) and not event.is_forwarded:
            if not self._presses.press(event, self._shown_at):
                return False
            self._app.say("")
            if self._is_text(event):
                self._presses.type(self._shown_at)
        return True

    def _is_text(self, event: Key) -> bool:
        """Whether the focused widget takes a key as text."""
        place = self._app.focused
        return bool(place and place.check_consume_key(event.key, event.character))

    async def let_write(self, event: Event) -> None:
        """Wait until the focused field has what was typed before a key: that is in the
        field's own queue, which a key with priority does not enter."""
        if not isinstance(event, Key) or event.is_forwarded or self._is_text(event):
            return
        place = self._app.focused
        if place and place.check_consume_key("a", "a"):
            await _handled(place)

    async def keep_from_bindings(self, event: Key) -> None:
        """Keep a key that no widget took from the bindings, unless it is a command.

        A field takes the letters that it is given. So where one has the focus and a
        letter comes here, it was typed ahead of the screen, as over a slow line: it
        goes there before the next key is looked at. So does a key that a question takes
        without a field.
        """
        shown, place, screen = self._shown_at, self._app.focused, self._app.screen
        sign = event.character
        question = screen if isinstance(screen, BaseScreen) else None
        awaits = bool(question and question.awaits_answer)
        if place and self._is_text(event):
            event.prevent_default()
            self._presses.type(shown)
            await _handled(place)  # its focus event would select what is typed
            await place.on_event(Key(event.key, event.character))
        elif awaits and question and await question.take_key(event.key, sign):
            event.prevent_default()
            self._presses.answer(event, shown)
        elif not self._presses.is_command(event, shown, awaits_answer=awaits):
            event.prevent_default()


async def _handled(place: Widget) -> None:
    """Wait until a widget has handled what is in its queue."""
    if not place.message_queue_size:
        return
    done = asyncio.Event()
    if place.call_later(done.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), PATIENCE)
