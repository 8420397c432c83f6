"""What is wrong with the text that is being written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from quizapp.model import Complaint
from quizapp.tui.widgets.row_list import RowList

MOST = 200
"""Complaints that are listed at once."""
STYLES = {
    "error": ("E", "bold $text-error"),
    "warning": ("W", "bold $text-warning"),
    "hint": ("H", "bold $text-accent"),
}
"""A letter and a look for each level."""


class Complaints(RowList):
    """One complaint a row; choosing one asks to be taken to its place."""

    OWN_KEYS = (("enter", "Go there", "To the place of the highlighted complaint"),)
    """Its own keys, for the help: key, label, what it does."""

    @dataclass
    class Chosen(Message):
        """The writer wants to go to the place of a complaint."""

        complaint: Complaint

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[Complaint, ...] | None = None

    def show(self, complaints: Sequence[Complaint]) -> None:
        """List these, unless they are listed already."""
        if tuple(complaints) == self._shown:
            return
        self._shown = tuple(complaints)
        self.clear_options()
        self.add_options([Option(row(each)) for each in complaints[:MOST]])
        if not complaints:
            self.add_option(
                Option(Content.styled("No complaints.", "dim"), disabled=True)
            )

    def point_at(self, complaint: Complaint) -> None:
        """Bring a complaint into sight."""
        if self._shown and complaint in self._shown[:MOST]:
            self.highlighted = self._shown.index(complaint)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click."""
        event.stop()
        if self._shown and event.option_index < len(self._shown):
            self.post_message(self.Chosen(self._shown[event.option_index]))


def row(each: Complaint) -> Content:
    """A complaint in a line: how bad it is, where, what."""
    letter, style = STYLES[each.level.value]
    return Content.assemble(
        (f"{letter} ", style), (f"{each.line}:{each.column} ", style), each.message
    )
