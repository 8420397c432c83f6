"""The private parts of Textual that quizapp leans on; nothing else here does.

`tests/tui/test_textual_private.py` notices when a release changes one.
"""

from __future__ import annotations

from textual._time import get_time
from textual.app import App

now = get_time
"""The clock of the events' times, in seconds; Textual has no public name for it."""


class CrashingApp(App[None]):
    """An app that is told of its crash.

    Textual has no hook for that: what is not caught reaches `_handle_exception`, which
    prepares a traceback with the values of all variables, the learner's answers too.
    """

    def _handle_exception(self, error: Exception) -> None:
        super()._handle_exception(error)
        if self.on_crash(error):
            self._exit_renderables.clear()

    def on_crash(self, error: Exception) -> bool:
        """Keep the error; whether it is kept, so that nothing has to be printed."""
        raise NotImplementedError
