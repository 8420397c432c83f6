"""The way to a deck that is a file already: it is looked at, then it is among yours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import on

from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.writing import DeckWriting

if TYPE_CHECKING:
    from quizapp.tui.desk import Desk
    from quizapp.tui.screens.add_deck import AddDeckScreen


class DeckAdding(DeckWriting):
    """Goes to what adds files, and back to the deck that was added."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._last_folder: Path | None = None
        """Where a file was looked for last."""

    @on(HomeScreen.Add)
    def _wants_to_add(self) -> None:
        if not self._workspace:
            return
        from quizapp.tui.screens.add_deck import AddDeckScreen

        workspace = self._workspace
        origins = {file.name: file.origin for file in workspace.files.values()}
        folder = self._last_folder or Path.home()
        self.push_screen(
            AddDeckScreen(
                folder,
                self._desk.paths,
                origins,
                lambda: list(workspace.decks.values()),
            )
        )

    async def on_add_deck_screen_added(self, event: AddDeckScreen.Added) -> None:
        """A deck is there, or is another."""
        self._last_folder = event.folder
        self._go_home()
        await self.look_now(is_said=True)
        self._point_at(event.name)
        self.notify(event.told, timeout=10, markup=False)

    def on_add_deck_screen_left(self, event: AddDeckScreen.Left) -> None:
        """Back home."""
        self._last_folder = event.folder
        self._go_home()
