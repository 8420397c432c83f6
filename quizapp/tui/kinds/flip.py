"""Flip: the card is turned over, and the learner judges alone."""

from __future__ import annotations

from textual.content import Content

from quizapp.model import Verdict
from quizapp.tui.draw import BLANK
from quizapp.tui.kinds.form import Form, Room, enter_button


class FlipForm(Form):
    """Enter or Space shows the answer."""

    is_turned = True

    @property
    def enter_label(self) -> str:
        """What Enter does: turn the card over."""
        return "Show answer"

    def confirm(self) -> None:
        """Turn the card over."""
        self.given = ""

    def instruction(self, room: Room) -> str:
        """A reminder to recall the answer first."""
        return "Answer it in your head first."

    def lines(self, room: Room) -> list[Content]:
        """The button."""
        return enter_button(room, "Show answer")

    def judged(self, room: Room, verdict: Verdict) -> list[Content]:
        """Nothing: the verdict has the answer."""
        return []

    def right_answer(self, verdict: Verdict) -> Content:
        """Nothing: the answer has its own lines."""
        return BLANK
