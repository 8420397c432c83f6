"""The page of one card: its text, its progress and why, and its history."""

from __future__ import annotations

from collections.abc import Sequence

from textual import getters, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from quizapp.cards.identity import Changes
from quizapp.study.workspace import Workspace
from quizapp.text import one_line
from quizapp.tui.base import BaseScreen
from quizapp.tui.browse import acts
from quizapp.tui.browse.lines import About, whole
from quizapp.tui.draw import line
from quizapp.tui.keys.decks import CARD
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import Page
from quizapp.tui.widgets.panel import TopLine
from quizapp.tui.write.flow import edit_card

OF_CARD = {verb.action for verb in CARD} - {"undo", "close"}
"""The actions that need a card."""


class CardScreen(BaseScreen[None]):
    """Everything about a card; it scrolls."""

    BINDINGS = bindings(CARD)
    CSS_PATH = "card.tcss"
    AUTO_FOCUS = "Page"
    _page = getters.query_one("#card", Page)
    _top = getters.query_one(TopLine)

    def __init__(self, workspace: Workspace, key: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._key = key
        self._read()

    def _read(self) -> None:
        """Read the card and its history as they are now."""
        workspace = self._workspace
        self._about = About.of(workspace, self._key, workspace.now())
        self._history = workspace.store.history(self._about.key) if self._about else ()

    def compose(self) -> ComposeResult:
        """One text."""
        yield TopLine(self._draw_top)
        with Container(id="one"):
            yield Page(self._draw, id="card")
        yield KeyLine()

    def _draw_top(self, width: int) -> tuple[Content, Content]:
        deck = one_line(self._about.title) if self._about and width >= 60 else ""
        return line(("Card", "bold"), f"  {deck}"), Content("")

    def _draw(self, width: int, _: int) -> Sequence[Content]:
        if not self._about:
            return [Content("This card is no longer in any deck.")]
        return whole(self._about, self._history, width)

    @property
    def current_deck(self) -> str:
        """The deck of the card."""
        return self._about.name if self._about else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A card that is gone can only be left."""
        if action in OF_CARD:
            return self._about is not None
        return super().check_action(action, parameters)

    async def reread(self, changes: Changes) -> None:
        """The card as its deck has it now."""
        self._key = changes.same.get(self._key, self._key)
        self.come_back()

    def come_back(self) -> None:
        """Show the card as it is now."""
        self._read()
        self._page.show()
        self._top.show()
        self.refresh_bindings()

    def _say(self, text: str) -> None:
        if text:
            self._top.say(text)
            self.come_back()

    def action_edit(self) -> None:
        """Edit the card in its deck."""
        self.app.run_worker(edit_card(self.app, self._workspace, self._key))

    def action_read(self) -> None:
        """The fact of the card in its text."""
        self.app.show_facts(self.current_deck, self._key)

    @work
    async def action_tag(self) -> None:
        """Put a tag on the card, or take one off."""
        self._say(await acts.tag(self.app, self._workspace, [self._key]))

    def action_suspend(self) -> None:
        """Suspend the card, or ask it again."""
        self._say(acts.suspend(self.app, self._workspace, [self._key]))

    @work
    async def action_reset(self) -> None:
        """Make the card new again."""
        self._say(await acts.reset(self.app, self._workspace, [self._key]))

    async def action_undo(self) -> None:
        """Undo the latest step."""
        self._say(await acts.undo(self.app, self._workspace))

    def action_close(self) -> None:
        """Back."""
        self.dismiss()
