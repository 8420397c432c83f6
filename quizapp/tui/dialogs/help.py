"""The keys of the screen below, with what they do."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from quizapp.tui.base import BaseModal
from quizapp.tui.draw import BLANK, hang, line
from quizapp.tui.keys.anywhere import HELP
from quizapp.tui.keys.listed import ListedVerb
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import Page

NARROW = 56
"""Cells below which what a key does stands under its name."""


class HelpScreen(BaseModal[None]):
    """Lists keys with what they do."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = bindings(HELP)

    def __init__(
        self, verbs: Sequence[ListedVerb], example: Sequence[str] = ()
    ) -> None:
        """`example` are paragraphs that come before the keys."""
        super().__init__()
        self._verbs = verbs
        self._example = example

    def compose(self) -> ComposeResult:
        """One verb a line; it scrolls."""
        with Vertical(classes="dialog"):
            yield Page(self._draw, id="keys")
            yield KeyLine()

    def on_mount(self) -> None:
        """The list has the focus, so that it scrolls."""
        self.query_one(Page).focus()

    def _draw(self, width: int, _: int) -> list[Content]:
        wide = max((len(each.keys) for each in self._verbs), default=0) + 2
        label = max((len(each.label) for each in self._verbs), default=0) + 2
        lines: list[Content] = []
        for text in self._example:
            lines += [*Content(text).wrap(max(1, width)), BLANK]
        lines += [line(("Keys", "bold")), BLANK]
        for each in self._verbs:
            key = (f"{each.keys:{wide}}", "bold $ink")
            about = Content.styled(each.tooltip, "$quiet")
            if width < NARROW:
                lines += [line(key, each.label), *hang(about, width, BLANK, wide)]
            else:
                first = line(key, each.label)
                lines += hang(about, width, first, wide + label)
        return [*lines, BLANK]

    def action_close(self) -> None:
        """Back."""
        self.dismiss()
