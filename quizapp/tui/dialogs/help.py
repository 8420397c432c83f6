"""The keys of the screen below."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from quizapp.tui.keys.anywhere import HELP
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine


class HelpScreen(ModalScreen[None]):
    """Lists keys with what they do."""

    BINDINGS = bindings(HELP)

    def __init__(self, keys: Sequence[tuple[str, str, str]]) -> None:
        """`keys`: key, label and tooltip of each verb."""
        super().__init__()
        self._keys = tuple(keys)

    def compose(self) -> ComposeResult:
        """One verb a line."""
        wide = max((len(key) for key, *_ in self._keys), default=0)
        label_wide = max((len(label) for _, label, _ in self._keys), default=0)
        parts: list[str | tuple[str, str]] = [("Keys", "bold"), "\n"]
        for key, label, tooltip in self._keys:
            parts += [
                "\n",
                (f"{key:>{wide}}", "bold $text-accent"),
                f"   {label:{label_wide}}",
                (f"   {tooltip}", "dim"),
            ]
        with VerticalScroll(id="help", classes="dialog"):
            yield Static(Content.assemble(*parts))
        yield KeyLine()

    def action_close(self) -> None:
        """Back."""
        self.dismiss()
