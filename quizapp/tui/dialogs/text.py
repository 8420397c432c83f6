"""Dialogs to read: a text, the keys of the screen below, a page of the manual."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from quizapp.tui.base import BaseModal
from quizapp.tui.draw import BLANK, hang, line
from quizapp.tui.keys.anywhere import HELP, TEXT
from quizapp.tui.keys.decks import MANUAL
from quizapp.tui.keys.of_screen import ListedVerb
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import Page
from quizapp.tui.widgets.panel import Draw

NARROW = 56
"""In fewer cells, what a key does is below its name."""


class LinesScreen(BaseModal[None]):
    """Shows what `draw` makes; it scrolls."""

    CSS_PATH = "dialog.tcss"
    AUTO_FOCUS = "Page"

    def __init__(self, draw: Draw) -> None:
        super().__init__()
        self._draw = draw

    def compose(self) -> ComposeResult:
        """The lines, and the key that closes them."""
        with Vertical(classes="dialog"):
            yield Page(self._draw, id="keys")
            yield KeyLine()

    def action_close(self) -> None:
        """Back."""
        self.dismiss()


class TextScreen(LinesScreen):
    """Lines below a title."""

    BINDINGS = bindings(TEXT)

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        def draw(width: int, _: int) -> list[Content]:
            drawn = [line((title, "bold")), BLANK]
            for text in lines:
                drawn += Content(text).wrap(max(1, width))
            return drawn

        super().__init__(draw)


class HelpScreen(LinesScreen):
    """Lists keys with what they do."""

    BINDINGS = bindings(HELP)

    def __init__(
        self, verbs: Sequence[ListedVerb], example: Sequence[str] = ()
    ) -> None:
        """`example` is text that comes before the keys."""

        def draw(width: int, _: int) -> list[Content]:
            lines: list[Content] = []
            for text in example:
                lines += [*Content(text).wrap(max(1, width)), BLANK]
            title = line(("Keys", "bold"), ("   ^n is Ctrl+n", "$quiet"))
            return [*lines, title, BLANK, *_keys(verbs, width)]

        super().__init__(draw)


class ManualScreen(BaseModal[None]):
    """A text in Markdown, such as how a deck is written."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = bindings(MANUAL)
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The text, and the key that closes it."""
        from textual.widgets import Markdown

        with Vertical(id="manual", classes="dialog"):
            with VerticalScroll():
                yield Markdown(self._text, open_links=False)
            yield KeyLine()

    def action_close(self) -> None:
        """Back."""
        self.dismiss()


def _keys(verbs: Sequence[ListedVerb], width: int) -> list[Content]:
    """A line for each verb, or two where it is narrow."""
    wide = max((len(each.keys) for each in verbs), default=0) + 2
    label = max((len(each.label) for each in verbs), default=0) + 2
    lines: list[Content] = []
    for each in verbs:
        first = line((f"{each.keys:{wide}}", "bold $ink"), each.label)
        about = Content.styled(each.tooltip, "$quiet")
        if width < NARROW:
            lines += [first, *hang(about, width, BLANK, wide)]
        else:
            lines += hang(about, width, first, wide + label)
    return lines
