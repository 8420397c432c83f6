"""Asks which card an edited card is now."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from quizapp.cards.identity import Unclear
from quizapp.model import CardSeen
from quizapp.text import one_line
from quizapp.tui.base import BaseModal
from quizapp.tui.draw import BLANK, line, spread
from quizapp.tui.keys.anywhere import WHICH
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import LineList
from quizapp.tui.widgets.panel import Panel
from quizapp.tui.widgets.prose import inline

LATER = "Decide later"


@dataclass(frozen=True, slots=True)
class Decision:
    """What happened to the card."""

    now: CardSeen | None
    """The card that it is now; `None` if it is none of them."""


class WhichScreen(BaseModal[Decision | None]):
    """Dismissed with what the learner decided; `None` means later.

    This may open while keys are being pressed, so “later” is highlighted first.
    """

    CSS_PATH = "dialog.tcss"
    BINDINGS = bindings(WHICH)
    AUTO_FOCUS = "LineList"

    def __init__(self, question: Unclear, left: int) -> None:
        """`left` is how many such questions there are, this one included."""
        super().__init__()
        self._question = question
        self._left = left
        self._decisions: list[Decision | None] = [
            None,
            *map(Decision, question.now),
            Decision(None),
        ]

    def compose(self) -> ComposeResult:
        """The card as it was, and the cards it may be now."""
        with Vertical(classes="dialog"):
            yield Panel(self._about)
            yield LineList(self._decisions, self._row, id="cards")
            yield KeyLine()

    def _about(self, width: int, _: int) -> list[Content]:
        left = f"{self._left} to decide" if self._left > 1 else ""
        ask = Content("Which card is it now? The one you choose keeps the progress.")
        return [
            spread(
                line(("A card you have learned was edited", "bold")),
                line((left, "$quiet")),
                width,
            ),
            BLANK,
            *line(("It was  ", "$quiet"), _card(self._question.was)).wrap(width),
            BLANK,
            *ask.wrap(width),
            BLANK,
        ]

    def _row(self, decision: Decision | None, _: int) -> list[Content]:
        if decision is None:
            return [line(LATER)]
        if decision.now is None:
            return [line("None of them: that card is gone, these are new")]
        return [_card(decision.now)]

    def action_choose(self) -> None:
        """Decide for the highlighted card."""
        self.dismiss(self._decisions[self.query_one(LineList).at])

    def action_later(self) -> None:
        """Decide later."""
        self.dismiss(None)


def _card(card: CardSeen) -> Content:
    return line(
        inline(one_line(card.prompt)),
        ("  →  ", "$quiet"),
        inline(one_line(card.answer), "bold"),
    )
