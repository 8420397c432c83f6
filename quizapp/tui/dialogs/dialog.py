"""Dialogs that ask a question, with a key for each answer."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.content import Content

from quizapp.text import visible
from quizapp.tui.base import BaseModal
from quizapp.tui.draw import BLANK, button, clickable, line
from quizapp.tui.keys.anywhere import CONFIRM, FOUND, LEAVE
from quizapp.tui.keys.presses import PAUSE
from quizapp.tui.keys.verb import Verb, bindings
from quizapp.tui.textual_private import now
from quizapp.tui.widgets.panel import Panel

GAP = 4
"""Cells between two answers."""


def _answer(verb: Verb) -> str:
    return f"answer('{verb.action}')"


class Dialog(BaseModal[str]):
    """Dismissed with the action of the verb that was chosen.

    Enter gives the first answer, which is the careful one.
    """

    CSS_PATH = "dialog.tcss"
    BINDINGS = [Binding("enter", "answer_safe", show=False)]
    ANSWERS: tuple[Verb, ...] = ()

    def __init__(self, text: str, **labels: str) -> None:
        """`labels` are the names of answers here, by action."""
        super().__init__()
        self._text = Content(visible(text))
        self._labels = labels

    def compose(self) -> ComposeResult:
        """What is asked, and the answers with their keys."""
        yield Panel(self._draw, classes="dialog")

    def _draw(self, width: int, height: int) -> list[Content]:
        keys: dict[str, str] = {}
        for active in self.active_bindings.values():
            keys.setdefault(
                active.binding.id or "", self.app.get_key_display(active.binding)
            )
        safe, *others = self.ANSWERS
        face = line(f"⏎ {self._label(safe)}")
        action = f"screen.{_answer(safe)}"
        rows = button(face, action, style=self.button_style)
        for verb in others:
            text = line(
                (keys.get(verb.id, ""), "bold $ink"), " ", (self._label(verb), "$ink")
            )
            each = clickable(text, f"screen.{_answer(verb)}")
            if rows[-1].cell_length + GAP + each.cell_length <= width:
                rows[-1] = line(rows[-1], " " * GAP, each)
            else:
                rows += [BLANK, each]
        asked = list(self._text.wrap(width))
        return [*asked[: max(1, height - len(rows) - 1)], BLANK, *rows]

    def _label(self, verb: Verb) -> str:
        return self._labels.get(verb.action, verb.label)

    def action_answer_safe(self) -> None:
        """Enter."""
        self.action_answer(self.ANSWERS[0].action)

    def action_answer(self, action: str) -> None:
        """Give an answer, once."""
        if self.is_current:
            self.dismiss(action)


async def confirm(
    app: App[None], text: str, yes: str, no: str = "Cancel", *, is_safe: bool = False
) -> bool:
    """Ask before doing something that is hard to undo. Enter means no, or yes where
    that `is_safe`."""
    dialog = SafeConfirmScreen if is_safe else ConfirmScreen
    return await app.push_screen_wait(dialog(text, yes=yes, no=no)) == "yes"


class ConfirmScreen(Dialog):
    """Yes or no."""

    ANSWERS = CONFIRM
    BINDINGS = bindings(CONFIRM, _answer)


class SafeConfirmScreen(ConfirmScreen):
    """Yes or no, where Enter means yes, unless it was pressed too soon to have been
    meant for this question."""

    ANSWERS = CONFIRM[::-1]

    def on_mount(self) -> None:
        """Note when it came."""
        self._came = now()

    def action_answer_safe(self) -> None:
        """Enter."""
        if now() >= self._came + PAUSE:
            super().action_answer_safe()


class LeaveScreen(Dialog):
    """What to do with an unsaved text: save it, discard it, keep editing."""

    ANSWERS = LEAVE
    BINDINGS = bindings(LEAVE, _answer)


class FoundScreen(Dialog):
    """What to do with a text that an earlier run left unsaved."""

    ANSWERS = FOUND
    BINDINGS = bindings(FOUND, _answer)
