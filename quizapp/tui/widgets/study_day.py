"""What the study day holds, above the decks on home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static

if TYPE_CHECKING:
    from quizapp.study.workspace import Standing, Today


class StudyDay(Horizontal):
    """What is due and new today, and a button that begins with it."""

    class Begun(Message):
        """The learner wants to study what the day holds."""

    def compose(self) -> ComposeResult:
        """Nothing is known before the first paint."""
        yield Static("", id="today-text")
        yield Button("Study all", id="study-all", variant="primary")

    def show(self, standings: Sequence[Standing], today: Today) -> None:
        """Show what waits in these decks; without any, what can be done."""
        self._tell(_told(standings, today))
        self.query_one(Button).disabled = not (today.due + today.new)

    def show_progress(self, share: float) -> None:
        """Say that every answer is being read again."""
        text = f"Reading your answers again … {share:.0%}"
        self._tell(Content.styled(text, "dim"))

    def _tell(self, text: Content) -> None:
        self.query_one("#today-text", Static).update(text)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """By mouse, or with Enter on it."""
        event.stop()
        self.post_message(self.Begun())


def _told(standings: Sequence[Standing], today: Today) -> Content:
    if not standings:
        return Content.from_markup(
            "[b]Welcome.[/b] There is no deck yet. + adds a file or a spreadsheet, "
            "w writes a new deck."
        )
    if all(each.is_hidden for each in standings):
        return Content("All decks are hidden. H lists them.")
    if not any(each.is_started for each in standings):
        return Content.from_markup(
            "[b]Welcome.[/b] Press Enter on a deck to start it. "
            "Its cards come back when you are about to forget them."
        )
    if not today.due and not today.new:
        return Content.assemble(
            ("All done for today.", "bold $text-success"),
            (f"  {today.reviewed} answered." if today.reviewed else "", "dim"),
            "\n",
            ("f studies ahead, n takes ten more new cards of a deck.", "dim"),
        )
    return Content.assemble(
        (f"{today.due}", "bold $text-success"),
        " due   ",
        (f"{today.new}", "bold $text-primary"),
        " new today",
        "\n",
        (f"{today.reviewed} answered so far", "dim"),
    )
