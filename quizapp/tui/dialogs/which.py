"""Which card is the one that has gone?"""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quizapp.cards.identity import Unclear
from quizapp.model import CardSeen
from quizapp.text import one_line
from quizapp.tui.keys.anywhere import WHICH
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.row_list import RowList


class WhichScreen(ModalScreen[Sequence[CardSeen]]):
    """Dismissed with the card that it is now, with nothing for none of them."""

    BINDINGS = bindings(WHICH)

    def __init__(self, told: Unclear, left: int) -> None:
        super().__init__()
        self._told = told
        self._left = left

    def compose(self) -> ComposeResult:
        """The card as it was, and those that it may be."""
        more = f"  ({self._left} to tell)" if self._left > 1 else ""
        with Vertical(classes="dialog"):
            yield Static(
                Content.assemble(
                    ("A card you have learned was edited", "bold"),
                    (more, "dim"),
                    "\n\nIt was\n",
                    *_about(self._told.was),
                    "\n\nIs it one of these now? Then it keeps its progress. ",
                    ("↑ ↓ and Enter choose.", "dim"),
                )
            )
            yield RowList(
                *(Option(Content.assemble(*_about(each))) for each in self._told.now),
                Option(Content("None of them: that card is gone, these are new")),
                id="which-cards",
            )
        yield KeyLine()

    def on_mount(self) -> None:
        """No card is highlighted at first: this comes up while keys are pressed."""
        self.query_one(RowList).highlighted = None

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._told.now[event.option_index : event.option_index + 1])

    def action_later(self) -> None:
        """Ask another day."""
        self.dismiss(None)


def _about(card: CardSeen) -> list[str | tuple[str, str]]:
    return [one_line(card.prompt), ("  →  ", "dim"), (one_line(card.answer), "bold")]
