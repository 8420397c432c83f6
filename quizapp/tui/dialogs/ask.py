"""The dialog that asks for a line of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from quizapp.errors import UsageError
from quizapp.study.workspace import Workspace, steps
from quizapp.text import plural, visible
from quizapp.tui.base import BaseModal
from quizapp.tui.draw import BLANK, line
from quizapp.tui.keys.anywhere import ASK
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.input import UndoInput
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.panel import Panel

Check = Callable[[str], object]
"""Raises `UsageError` when a text is not an answer."""


async def ask_text(
    app: App[None],
    text: str,
    *,
    hint: str = "",
    value: str = "",
    check: Check | None = None,
) -> str | None:
    """Ask for a line of text; `None` if the learner cancels."""
    return await app.push_screen_wait(AskScreen(text, hint, value, check))


async def ask_tags(
    app: App[None], workspace: Workspace, keys: Sequence[str]
) -> str | None:
    """Ask which tags to add to cards, or to remove."""
    text = f"Tag {plural(len(keys), 'card')}. A - before a tag removes it."
    if tags := {tag for key in keys for tag in workspace.tags.get(key, ())}:
        text += f"\nTags now: {', '.join(sorted(tags))}"
    check = partial(steps.tag, workspace, keys)
    return await ask_text(app, text, hint="such as verbs, or -verbs", check=check)


class AskScreen(BaseModal[str | None]):
    """Dismissed with what was typed; `None` when cancelled."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = bindings(ASK)

    def __init__(
        self, text: str, hint: str = "", value: str = "", check: Check | None = None
    ) -> None:
        super().__init__()
        self._text = Content(visible(text))
        self._hint = hint
        self._value = value
        self._check = check
        self._why = ""

    def compose(self) -> ComposeResult:
        """What is asked, a field, and what is wrong with its text."""
        with Vertical(classes="dialog"):
            yield Panel(lambda width, _: [*self._text.wrap(width), BLANK])
            yield UndoInput(
                self._value, placeholder=self._hint, id="ask-text", classes="field"
            )
            yield Panel(self._wrong, id="wrong")
            yield KeyLine()

    def on_mount(self) -> None:
        """The field has the focus."""
        self.query_one(Input).focus()

    def _wrong(self, width: int, _: int) -> list[Content]:
        if not self._why:
            return [BLANK]
        return [*line((visible(self._why), "$wrong")).wrap(width), BLANK]

    def action_take(self) -> None:
        """Accept what is typed, or say what is wrong with it."""
        value = self.query_one(Input).value
        try:
            if self._check:
                self._check(value)
        except UsageError as error:
            self._why = str(error)
            self.query_one("#wrong").refresh(layout=True)
        else:
            self.dismiss(value)

    def action_cancel(self) -> None:
        """Cancel."""
        self.dismiss(None)
