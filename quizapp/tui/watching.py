"""Decks that change while the app is open: read again, and what became of the cards."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from quizapp.errors import QuizappError
from quizapp.text import plural
from quizapp.tui.desk import Desk
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.verbs import VerbApp

if TYPE_CHECKING:
    from quizapp.cards.identity import Changes, Unclear
    from quizapp.model import CardSeen
    from quizapp.progress.settings import Settings
    from quizapp.study.browse import Done
    from quizapp.study.workspace import Shelf

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
    """Keeps the shelf as the files are."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._settings: Settings = desk.settings
        self.log_file = desk.log
        self._shelf: Shelf | None = None
        self._unclear: list[Unclear] = []
        """Cards that were edited, of which the learner must say what they are now."""
        self._put_off: set[str] = set()
        """The keys of those that the learner has put off to another day."""
        self._done: list[Done] = []
        """What was done to cards and decks since the app was opened, in order."""
        self._is_looking = False
        self._taken = 0
        """How often what had changed was taken."""
        self._emptied: Set[str] = frozenset()
        """Decks that had no card any more when last looked at."""
        self._faults: list[str] = []
        """What is to be told of decks that others have written."""
        self._trouble = ""
        """Why what has changed could not be taken, when last told."""

    def watch_decks(self) -> None:
        """Look at the files from now on."""
        self.set_interval(EVERY, self._look)

    def _look(self) -> None:
        if self._shelf and not self._is_looking:
            self._is_looking = True
            self._look_at_files(self._shelf)

    @work(thread=True, group="decks")
    def _look_at_files(self, shelf: Shelf) -> None:
        """Read in a thread what has changed; nothing waits for the screen here.

        A deck without its cards is taken when it is so twice: a file is empty, or away,
        while many a program writes it.
        """
        taken = self._taken
        emptied: Set[str] = frozenset()
        try:
            if fresh := self._fresh(shelf):
                emptied = _emptied(shelf, fresh)
        finally:
            self._is_looking = False
        if fresh and emptied <= self._emptied:
            self.call_later(self._take_unless_older, fresh, taken)
        self._emptied = emptied

    async def _take_unless_older(self, fresh: Shelf, taken: int) -> None:
        if taken != self._taken or not (shelf := self._shelf):
            return
        before = {name: deck.errors for name, deck in shelf.decks.items()}
        await self._take(fresh, {})
        self._faults = [
            f"{name}, line {deck.errors[0].line}: {deck.errors[0].message}"
            for name, deck in shelf.decks.items()
            if deck.errors and deck.errors != before.get(name)
        ]
        self.set_timer(BREATH, self._tell_faults)

    def _fresh(self, shelf: Shelf) -> Shelf | None:
        """The shelf as the files are now, unless it is as they are."""
        files = self._desk.find_files(self._settings.folders)
        if shelf.is_as(files):
            return None
        from quizapp.study.workspace import Shelf

        return Shelf(files, shelf.store, shelf)

    async def look_now(
        self, known: Mapping[str, str] = NOTHING, *, is_said: bool = False
    ) -> None:
        """Read what has changed before going on: a file was written here, where its
        faults were told, and `known` are keys of cards that became others in it.
        `is_said`: which cards come and go has been said."""
        self._faults = []
        if self._shelf and (fresh := self._fresh(self._shelf)):
            await self._take(fresh, known, is_said=is_said)

    async def _take(
        self, fresh: Shelf, known: Mapping[str, str], *, is_said: bool = False
    ) -> None:
        """Show the decks as they are now, and tell what became of the cards."""
        from quizapp.study.workspace import cards_of, reconcile

        shelf = self._shelf
        assert shelf
        try:
            changes = reconcile(fresh, self._desk.clock(), cards_of(shelf), known)
        except QuizappError as error:  # the next look finds the same
            if str(error) != self._trouble:
                self._trouble = str(error)
                self.notify(self._trouble, severity="error", timeout=15, markup=False)
            return
        self._trouble = ""
        self._taken += 1
        shelf.become(fresh)
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
        """Say what became of the cards, unless it is all `said` (names of
        `ChangeKind`), and ask about those that are unclear."""
        assert self._shelf
        if any(each.kind.name not in said for each in changes.found):
            lines = changes.lines()
            if (more := len(lines) - TOLD) > 0:
                lines[TOLD:] = [f"… and {plural(more, 'more deck')}."]
            self.notify("\n".join(lines), timeout=8, markup=False)
        self._unclear = [
            each for each in changes.unclear if each.was.card not in self._put_off
        ]
        self.ask_unclear()

    def ask_unclear(self) -> None:
        """Ask, at home, which card one that has gone is now."""
        if not self._unclear or not isinstance(self.screen, HomeScreen):
            return
        from quizapp.tui.screens.which import WhichScreen

        told = self._unclear[0]
        self.push_screen(WhichScreen(told, len(self._unclear)), self._was_told)

    def _was_told(self, answer: Sequence[CardSeen] | None) -> None:
        """One card, none of them, or (`None`) not now: then it is asked another day."""
        told = self._unclear.pop(0)
        if answer is None:
            self._put_off |= {each.was.card for each in (told, *self._unclear)}
            self._unclear.clear()
            return
        from quizapp.study.workspace import settle, unsettle

        shelf = self._shelf
        assert shelf
        try:
            now = answer[0] if answer else None
            event = settle(shelf, told, now, self._desk.clock())
        except QuizappError as error:
            self.notify(str(error), severity="error", timeout=15, markup=False)
            return
        left = (each.without(now) for each in self._unclear)
        self._unclear = [each for each in left if each.now]

        def ask_again() -> str:
            if again := unsettle(shelf, told, event, self._desk.clock()):
                self._unclear.insert(0, again)
            self.call_after_refresh(self.ask_unclear)
            return "Taken back."

        found = shelf.find(told.now[0].card)
        self._done.append((found[0] if found else "", ask_again))
        home: Screen[object] = self.screen_stack[0]
        if isinstance(home, HomeScreen):
            home.count()
        self.call_after_refresh(self.ask_unclear)


def _emptied(shelf: Shelf, fresh: Shelf) -> Set[str]:
    """The decks that have lost all their cards, to none that is new."""
    if fresh.decks.keys() - shelf.decks.keys():
        return frozenset()
    left = {name for name, deck in fresh.decks.items() if deck.cards}
    return {name for name, deck in shelf.decks.items() if deck.cards} - left
