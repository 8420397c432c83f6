"""One card, whole: its text, its memory, its history."""

from __future__ import annotations

from quizapp.study.workspace import Workspace
from quizapp.tui.base import BaseScreen


class CardScreen(BaseScreen[None]):
    """The card of a key."""

    def __init__(self, workspace: Workspace, key: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._key = key
