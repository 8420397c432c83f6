"""How sure the learner is, asked before the verdict."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Button, Label

from quizapp.model import Sureness
from quizapp.tui.keys.learning import SURE
from quizapp.tui.keys.verb import bindings


class SurenessRow(Horizontal, can_focus=True):
    """Three buttons: a guess, unsure, sure."""

    BINDINGS = bindings(SURE)
    DEFAULT_CSS = """
    SurenessRow { height: 3; }
    SurenessRow Label { width: auto; padding: 1 1; }
    SurenessRow Button { width: 1fr; min-width: 10; }
    """

    @dataclass
    class Said(Message):
        """The learner has said it."""

        sure: Sureness

    def compose(self) -> ComposeResult:
        """A button each."""
        yield Label("How sure?")
        for sure in Sureness:
            button = Button(f"{sure.value} {sure.label}", id=sure.name.lower())
            button.can_focus = False
            yield button

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """By mouse."""
        event.stop()
        self.post_message(self.Said(Sureness[(event.button.id or "").upper()]))

    def action_guess(self) -> None:
        """It was a guess."""
        self.post_message(self.Said(Sureness.GUESS))

    def action_unsure(self) -> None:
        """Not sure."""
        self.post_message(self.Said(Sureness.UNSURE))

    def action_sure(self) -> None:
        """Sure."""
        self.post_message(self.Said(Sureness.SURE))
