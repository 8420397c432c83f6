"""What has been learned: one sentence, the cards worth another look, and the rest."""

from __future__ import annotations

from quizapp.study.workspace import Workspace
from quizapp.tui.base import BaseScreen


class ScoresScreen(BaseScreen[None]):
    """The scores of all decks or of one."""

    def __init__(self, workspace: Workspace, deck: str = "") -> None:
        super().__init__()
        self._workspace = workspace
        self._deck = deck
