"""The end of a sitting."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Header, Static

from quizapp.cards.questions import shown_answer, shown_prompt
from quizapp.model import Grade
from quizapp.study.sitting import Summary, until
from quizapp.text import plural
from quizapp.tui.keys.learning import SUMMARY
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine

BAR = 24
"""Cells of the longest bar."""


class SummaryScreen(Screen[None]):
    """What the sitting came to, and what may come next."""

    BINDINGS = bindings(SUMMARY)

    @dataclass
    class Next(Message):
        """What the learner wants now: `home`, or the plan of another sitting."""

        wanted: str

    def __init__(self, summary: Summary, *, is_over: bool) -> None:
        super().__init__()
        self._summary = summary
        self._is_over = is_over

    def compose(self) -> ComposeResult:
        """The figures, then the cards that were missed."""
        yield Header()
        with VerticalScroll(id="summary"):
            yield Static(self._figures(), id="figures")
            yield Static(self._missed(), id="missed")
        yield KeyLine()

    def _figures(self) -> Content:
        told = self._summary
        if not told.reviews:
            return Content.from_markup(
                "[b $text-success]Nothing waits here now.[/]\n\n"
                "f  studies cards before their day\n"
                "n  takes ten more new cards"
            )
        right = round(100 * told.first_right / told.cards)
        head = "Done." if self._is_over else "So far."
        time = until(told.spent // 1000)
        parts: list[str | tuple[str, str]] = [
            (head, "bold $text-success"),
            f"  {plural(told.cards, 'card')}, {plural(told.reviews, 'answer')}, ",
            f"{time}.",
            "\n\n",
            (f"{right} %", "bold"),
            " known at first\n\n",
        ]
        most = max(told.grades.values())
        for grade in Grade:
            count = told.grades.get(grade, 0)
            bar = "█" * round(BAR * count / most) or ("▏" if count else "")
            parts += [
                f"{grade.label:6}",
                (f"{count:4}  ", "bold"),
                (bar, _COLOURS[grade]),
            ]
            parts.append("\n")
        if told.later:
            parts.append(f"\n{told.later} still being learned: come back in a while.\n")
        return Content.assemble(*parts)

    def _missed(self) -> Content:
        parts: list[str | tuple[str, str]] = []
        if self._summary.missed:
            parts.append(("Missed at least once", "bold"))
        for card in self._summary.missed:
            answer = " · ".join(shown_answer(card).split("\n"))
            parts += [
                "\n\n",
                shown_prompt(card),
                "\n",
                (f"→ {answer}", "$text-success"),
            ]
        return Content.assemble(*parts)

    def action_home(self) -> None:
        """Back to the decks."""
        self.post_message(self.Next("home"))

    def action_ahead(self) -> None:
        """Study ahead."""
        self.post_message(self.Next("ahead"))

    def action_more(self) -> None:
        """Ten more new ones."""
        self.post_message(self.Next("more new"))


_COLOURS = {
    Grade.AGAIN: "$text-error",
    Grade.HARD: "$text-warning",
    Grade.GOOD: "$text-success",
    Grade.EASY: "$text-primary",
}
