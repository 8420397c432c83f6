"""Notices what other programs do to the deck files while the app is open."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.timer import Timer

from quizapp.errors import QuizappError
from quizapp.text import plural
from quizapp.tui.base import BaseScreen

if TYPE_CHECKING:
    from quizapp.cards.identity import Changes
    from quizapp.study.workspace.workspace import Fresh, Workspace
    from quizapp.tui.app import QuizApp

NO_KEYS: Mapping[str, str] = {}
EVERY = 1.0
"""Seconds between checks of the deck files."""
COME_OR_GONE = ("ADDED", "RETURNED", "RETIRED", "REMOVED")
"""What happens to cards when a deck is added or removed: names of `ChangeKind`."""
MOST_LINES = 4
"""Decks named in one message about their cards, at most."""
SETTLED = 0.5
"""Seconds until problems are reported: a file that was written here is seen by then."""


class DeckWatch:
    """Checks the files each second, and has every screen read what has changed."""

    def __init__(self, app: QuizApp, workspace: Workspace) -> None:
        self._app = app
        self._workspace = workspace
        self._timer: Timer | None = None
        self._is_looking = False
        self._problems: Sequence[str] = ()
        """What to report about decks that other programs have written."""
        self._failure = ""
        """The latest error that was reported."""

    def start(self) -> None:
        """Begin to check."""
        self._timer = self._app.set_interval(EVERY, self._look)

    def stop(self) -> None:
        """Stop checking."""
        if self._timer:
            self._timer.stop()

    def _look(self) -> None:
        if not self._is_looking:
            self._is_looking = True
            self._app.run_worker(self._read, thread=True, group="decks")

    def _read(self) -> None:
        """Read in a thread; nothing here waits for the screen, which may be closing."""
        try:
            fresh = self._workspace.look()
        finally:
            self._is_looking = False
        if fresh and self._workspace.is_settled(fresh):
            self._app.call_later(self._take_from_others, fresh)

    async def _take_from_others(self, fresh: Fresh) -> None:
        before = {name: deck.errors for name, deck in self._workspace.decks.items()}
        await self._take(fresh)
        self._problems = [
            f"{name}, line {deck.errors[0].line}: {deck.errors[0].message}"
            for name, deck in self._workspace.decks.items()
            if deck.errors and deck.errors != before.get(name)
        ]
        self._app.set_timer(SETTLED, self._report_problems)

    async def look_now(
        self, new_keys: Mapping[str, str] = NO_KEYS, *, is_already_said: bool = False
    ) -> None:
        """Read what was just written here, where its problems were shown already.

        `new_keys` are the keys that cards have now, by their old ones;
        `is_already_said`, whether the learner knows already which cards came and went.
        """
        self._problems = ()
        if fresh := self._workspace.look():
            await self._take(
                fresh, new_keys, said=COME_OR_GONE if is_already_said else ()
            )

    async def _take(
        self,
        fresh: Fresh,
        new_keys: Mapping[str, str] = NO_KEYS,
        *,
        said: Collection[str] = (),
    ) -> None:
        try:
            changes = self._workspace.take(fresh, new_keys)
        except QuizappError as error:  # the next look finds the same
            if str(error) != self._failure:
                self._failure = str(error)
                self._app.notify(self._failure, severity="error", timeout=15)
            return
        self._failure = ""
        if changes:
            for screen in self._app.screen_stack:
                if not isinstance(screen, BaseScreen):
                    continue
                if screen.is_mounted:
                    await screen.reread(changes)
                else:
                    screen.call_later(screen.reread, changes)
            self.report(changes, said=said)

    def report(self, changes: Changes, *, said: Collection[str] = ()) -> None:
        """Report what happened to the cards, except kinds of changes that are `said`
        already."""
        if any(change.kind.name not in said for change in changes.found):
            lines = changes.lines()
            if (more := len(lines) - MOST_LINES) > 0:
                lines[MOST_LINES:] = [f"… and {plural(more, 'more deck')}."]
            self._app.notify("\n".join(lines), timeout=8)
        self._app.ask_unclear()

    def _report_problems(self) -> None:
        """Report the problems of decks that had other errors before."""
        for problem in self._problems:
            self._app.notify(problem, severity="warning", timeout=12)
        self._problems = ()
