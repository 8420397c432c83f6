"""The result of a quiz."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Header, Static

from quizapp.study.quiz import Result, band_of
from quizapp.study.sitting import until
from quizapp.text import first_line
from quizapp.tui.keys.learning import RESULT
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.prose import inline
from quizapp.tui.widgets.verdicts import fact

BAR = 24
"""Cells of a whole bar."""
BANDED = {
    "excellent": "$text-success",
    "good": "$text-success",
    "passed": "$text-warning",
    "not passed": "$text-error",
}
Part = Content | tuple[str, str] | str


class ResultScreen(Screen[None]):
    """The mark, each topic, what was wrong and why, and what may come next."""

    BINDINGS = bindings(RESULT)

    @dataclass
    class Next(Message):
        """What the learner wants now: `home`, `redo` or `again`."""

        wanted: str
        result: Result

    def __init__(self, result: Result) -> None:
        super().__init__()
        self._result = result

    def compose(self) -> ComposeResult:
        """The figures, then the questions that were not wholly right."""
        yield Header()
        with VerticalScroll(id="result"):
            yield Static(Content.assemble(*self._figures()), id="figures")
            yield Static(Content.assemble(*self._wrong()), id="missed")
        yield KeyLine()

    def _figures(self) -> Iterator[Part]:
        told = self._result
        if told.is_pretest:
            yield told.known, "bold"
            yield f"     in {until(told.elapsed // 1000)}\n"
            yield "It has no mark and schedules nothing. Enter shows the facts; then "
            yield "you are asked the same questions again.\n"
        else:
            yield f"{told.share:.0%}", f"bold {BANDED[told.band]}"
            yield f"  {told.band}", BANDED[told.band]
            yield (
                f"     {told.points:.3g} of {len(told.lines)} points in "
                f"{until(told.elapsed // 1000)}\n"
            )
        if told.before is not None:
            yield f"\nBefore reading it was {told.before:.0%}, now "
            yield f"{told.share:.0%}\n", "bold"
        if told.earlier:
            marks = "   ".join(
                f"{date.fromordinal(each.day):%d %b} {each.share:.0%}"
                for each in told.earlier[-5:]
            )
            yield "\nEarlier tries   ", "dim"
            yield f"{marks}\n"
        yield "\n"
        if set(told.topics) == {""}:
            return
        wide = max((len(topic) for topic in told.topics), default=0)
        for topic, (points, count) in told.topics.items():
            yield f"{topic or '–':{wide}}  "
            yield f"{points:>4.3g} of {count:<3}", "bold"
            share = points / count
            style = "$text-accent" if told.is_pretest else BANDED[band_of(share)]
            yield "█" * round(BAR * share), style
            yield "░" * (BAR - round(BAR * share)) + "\n", "dim"

    def _wrong(self) -> Iterator[Part]:
        wrong = self._result.wrong
        if self._result.is_pretest:
            return
        if not wrong:
            yield "Everything was right.", "bold $text-success"
            return
        yield "To review", "bold"
        for line in wrong:
            card, verdict = line.question.card, line.verdict
            yield "\n\n"
            yield inline(first_line(line.question.prompt))
            if verdict is None:
                yield "\n  not answered", "dim"
            else:
                yield "\n  you said  ", "dim"
                given = " · ".join(verdict.given.split("\n"))
                yield inline(given or "I don't know", "$text-error")
            if 0 < line.share < 1:
                yield f"  {line.share:.0%} of the credit", "dim"
            yield "\n  right is  ", "dim"
            right = " · ".join(line.judged.answer.split("\n"))
            yield inline(right, "bold $text-success")
            if verdict and verdict.remark:
                yield "\n  "
                yield inline(verdict.remark)
            if card.fields.cite:
                yield "\n  "
                yield from fact(card)

    def action_go_on(self) -> None:
        """Home; after a pre-test to what there is to read."""
        wanted = "read" if self._result.is_pretest else "home"
        self.post_message(self.Next(wanted, self._result))

    def action_home(self) -> None:
        """Back to the decks."""
        self.post_message(self.Next("home", self._result))

    def action_redo(self) -> None:
        """The questions that were not wholly right, once more."""
        self.post_message(self.Next("redo", self._result))

    def action_again(self) -> None:
        """Another quiz of the same kind."""
        self.post_message(self.Next("again", self._result))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to redo only where something was wrong."""
        if action == "redo":
            return bool(self._result.wrong) and not self._result.is_pretest
        return super().check_action(action, parameters)
