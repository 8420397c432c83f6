"""All cards of all decks: searched as one types, sorted, marked, acted on."""

from __future__ import annotations

from quizapp.study.workspace import Workspace
from quizapp.tui.base import BaseScreen


class BrowseScreen(BaseScreen[None]):
    """The search above, the cards below it, the card at hand beside or below them."""

    def __init__(self, workspace: Workspace, query: str = "") -> None:
        super().__init__()
        self._workspace = workspace
        self._query = query
