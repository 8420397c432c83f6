"""The grades that are offered, each with the interval it would give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Button

from quizapp.model import Grade


class Grades(Horizontal):
    """A button for each grade; the proposed one is the one that Enter takes."""

    DEFAULT_CSS = """
    Grades { height: 3; }
    Grades Button { width: 1fr; min-width: 12; }
    """

    @dataclass
    class Chosen(Message):
        """The learner has graded."""

        grade: Grade

    def compose(self) -> ComposeResult:
        """One button a grade."""
        for grade in Grade:
            button = Button(grade.label, id=grade.name.lower())
            button.can_focus = False
            button.active_effect_duration = 0  # while it lasts, no click counts
            yield button

    def offer(self, intervals: Mapping[Grade, str], proposed: Grade) -> None:
        """Show the grades that have an interval, each with what it would give."""
        for grade in Grade:
            button = self.query_one(f"#{grade.name.lower()}", Button)
            button.visible = grade in intervals  # each keeps its place
            if grade not in intervals:
                continue
            mark = "▸ " if grade is proposed else ""
            button.label = Content.assemble(
                (f"{mark}{grade.value} {grade.label}  ", "bold"), (intervals[grade], "")
            )
            button.set_class(grade is proposed, "proposed")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """A grade by mouse."""
        event.stop()
        self.post_message(self.Chosen(Grade[(event.button.id or "").upper()]))
