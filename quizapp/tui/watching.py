"""Decks that change while the app is open: read again, and what became of the cards."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from quizapp.errors import QuizappError
from quizapp.text import plural
from quizapp.tui.desk import Desk
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.verbs import VerbApp

if TYPE_CHECKING:
    from quizapp.cards.identity import Changes
    from quizapp.model import CardSeen
    from quizapp.progress.settings import Settings
    from quizapp.study.workspace import Workspace
    from quizapp.study.workspace.workspace import Fresh

NOTHING: Mapping[str, str] = {}
EVERY = 1.0
"""Seconds between two looks at the deck files."""
COME_OR_GONE = ("ADDED", "RETURNED", "RETIRED", "REMOVED")
"""What becomes of the cards of a deck that comes or goes, by the names of `What`."""
TOLD = 4
"""Decks of which is told at a time what became of their cards."""
BREATH = 0.5
"""Seconds until faults are told: a file that was written here is seen by then."""


class DeckWatch(VerbApp):
    """Keeps the workspace as the files are."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._settings: Settings = desk.settings
        self.log_file = desk.log
        self._workspace: Workspace | None = None
        self._is_looking = False
        self._faults: list[str] = []
        """What is to be told of decks that others have written."""
        self._trouble = ""
        """Why what has changed could not be taken, when last told."""

    def watch_decks(self) -> None:
        """Look at the files from now on."""
        self.set_interval(EVERY, self._look)

    def _look(self) -> None:
        if self._workspace and not self._is_looking:
            self._is_looking = True
            self._look_at_files(self._workspace)

    @work(thread=True, group="decks")
    def _look_at_files(self, workspace: Workspace) -> None:
        """Read in a thread what has changed; nothing waits for the screen here."""
        try:
            fresh = workspace.look()
        finally:
            self._is_looking = False
        if fresh and workspace.is_settled(fresh):
            self.call_later(self._take_changed, workspace, fresh)

    async def _take_changed(self, workspace: Workspace, fresh: Fresh) -> None:
        before = {name: deck.errors for name, deck in workspace.decks.items()}
        await self._take(fresh, {})
        self._faults = [
            f"{name}, line {deck.errors[0].line}: {deck.errors[0].message}"
            for name, deck in workspace.decks.items()
            if deck.errors and deck.errors != before.get(name)
        ]
        self.set_timer(BREATH, self._tell_faults)

    async def look_now(
        self, known: Mapping[str, str] = NOTHING, *, is_said: bool = False
    ) -> None:
        """Read what has changed before going on: a file was written here, where its
        faults were told, and `known` are keys of cards that became others in it.
        `is_said`: which cards come and go has been said."""
        self._faults = []
        if self._workspace and (fresh := self._workspace.look()):
            await self._take(fresh, known, is_said=is_said)

    async def _take(
        self, fresh: Fresh, known: Mapping[str, str], *, is_said: bool = False
    ) -> None:
        """Show the decks as they are now, and tell what became of the cards."""
        assert self._workspace
        try:
            changes = self._workspace.take(fresh, known)
        except QuizappError as error:  # the next look finds the same
            if str(error) != self._trouble:
                self._trouble = str(error)
                self.notify(self._trouble, severity="error", timeout=15, markup=False)
            return
        self._trouble = ""
        if changes:
            await self._reread(changes)
            self.tell_changes(changes, said=COME_OR_GONE if is_said else ())

    def _tell_faults(self) -> None:
        """Say what is wrong with decks that had other errors before."""
        for told in self._faults:
            self.notify(told, severity="warning", timeout=12, markup=False)
        self._faults = []

    async def _reread(self, changes: Changes) -> None:
        """Let each screen take the cards as they are now."""
        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen):
                screen.count()
            elif reread := getattr(screen, "reread", None):
                await reread(changes)

    def tell_changes(self, changes: Changes, *, said: Collection[str] = ()) -> None:
        """Say what became of the cards, unless it is all `said` (names of `What`), and
        ask about those that are unclear."""
        assert self._workspace
        if any(each.kind.name not in said for each in changes.found):
            lines = changes.lines()
            if (more := len(lines) - TOLD) > 0:
                lines[TOLD:] = [f"… and {plural(more, 'more deck')}."]
            self.notify("\n".join(lines), timeout=8, markup=False)
        self.ask_unclear()

    def ask_unclear(self) -> None:
        """Ask, at home, which card one that has gone is now."""
        workspace = self._workspace
        if not workspace or not workspace.unclear:
            return
        if not isinstance(self.screen, HomeScreen):
            return
        from quizapp.tui.screens.which import WhichScreen

        question = workspace.unclear[0]
        self.push_screen(
            WhichScreen(question, len(workspace.unclear)), self._was_decided
        )

    def _was_decided(self, answer: Sequence[CardSeen] | None) -> None:
        """One card, none of them, or (`None`) not now: then it is asked another day."""
        workspace = self._workspace
        assert workspace
        if answer is None:
            workspace.put_off()
            return
        try:
            workspace.decide(answer[0] if answer else None)
        except QuizappError as error:
            self.notify(str(error), severity="error", timeout=15, markup=False)
            self.call_after_refresh(self.ask_unclear)
            return
        home: Screen[object] = self.screen_stack[0]
        if isinstance(home, HomeScreen):
            home.count()
        self.call_after_refresh(self.ask_unclear)
