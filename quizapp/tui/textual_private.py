"""The private parts of Textual that quizapp uses; no other module does.

`tests/tui/test_textual_private.py` notices when a release changes one.
"""

from __future__ import annotations

from asyncio import get_running_loop
from typing import Generic, TypeVar

from textual._time import get_time
from textual.app import App
from textual.await_remove import AwaitRemove
from textual.events import Idle
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

Result = TypeVar("Result")

now = get_time
"""The clock of the events' times, in seconds; Textual has no public name for it."""

PATIENCE = 10
"""Turns of the event loop, at most, that a paint waits for pending messages."""


class CrashingApp(App[None]):
    """An app that can react to its crash.

    Textual has no hook for that: what is not caught reaches `_handle_exception`, which
    prepares a traceback with the values of all variables, the learner's answers too.
    """

    def _handle_exception(self, error: Exception) -> None:
        super()._handle_exception(error)
        if self.on_crash(error):
            self._exit_renderables.clear()

    def on_crash(self, error: Exception) -> bool:
        """Keep the error; whether it was kept, so that nothing has to be printed."""
        raise NotImplementedError


class SteadyScreen(Screen[Result], Generic[Result]):
    """A screen that paints simultaneous changes once, and only what changed.

    Textual paints as soon as it has laid out, again when the widgets have drawn for
    their new sizes, and then everything once more: a screen that opens is painted four
    times. It also repaints everything whenever the focus moves.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    _awaits_paint = False
    _was_painted = False
    _patience = PATIENCE

    @property
    def is_current(self) -> bool:
        """Whether it can be seen: Textual counts the one below an opaque screen too,
        and paints the upper one for it."""
        is_on_top = self.is_active or self.app.screen.is_modal
        return is_on_top and super().is_current

    def _compositor_refresh(self) -> None:
        """Paint with the next tick of the paint clock."""
        if self.is_current and not self.app.is_inline:
            self._awaits_paint = True
            self._update_timer.resume()
        else:
            super()._compositor_refresh()

    def _on_timer_update(self) -> None:
        """Paint, but only once every pending change is in."""
        if self._patience and self._is_changing():
            self._patience -= 1
            get_running_loop().call_soon(self._tick_again)
            return
        self._patience, self._was_painted = PATIENCE, True
        super()._on_timer_update()
        if self._awaits_paint:
            self._awaits_paint = False
            self._update_timer.pause()
            super()._compositor_refresh()

    def _is_changing(self) -> bool:
        """Whether a message is pending; before the first paint, the one that lays out
        the mounted widgets always may be."""
        pumps = (self, *self.walk_children())
        return not self._was_painted or any(each.message_queue_size for each in pumps)

    def _tick_again(self) -> None:
        try:
            self._on_timer_update()
        except Exception as error:  # which a timer would hand over too
            self.app._handle_exception(error)

    async def _on_idle(self, event: Idle) -> None:
        """What waits for a paint waits for this one too."""
        if self._awaits_paint:
            event.prevent_default()
            self._update_timer.resume()

    def remove(self) -> AwaitRemove:
        """Leave without painting the screen below: that paints as it resumes."""
        return self.app._prune(self)

    def wear_size(self) -> None:
        """Take the classes of the app's size before the first layout, not after it."""
        width, height = self.app.size
        for size, breakpoints in (
            (width, self.app.HORIZONTAL_BREAKPOINTS),
            (height, self.app.VERTICAL_BREAKPOINTS),
        ):
            names = self._get_breakpoint_classes(size, breakpoints or [])
            self.add_class(*names, update=False)  # it is styled when it is mounted
