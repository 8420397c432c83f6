"""The learner's decks and progress for the app: read after the first paint, and kept in
step with the files."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING

from textual.worker import WorkerCancelled, get_current_worker

from quizapp.errors import QuizappError
from quizapp.tui.watch import DeckWatch

if TYPE_CHECKING:
    from quizapp.cards.identity import Changes
    from quizapp.study.workspace import Workspace
    from quizapp.tui.app import QuizApp
    from quizapp.tui.desk import Desk, Opening

QUIET = 0.3
"""Seconds of reading without showing its progress."""
PAUSE = 0.3
"""Seconds before screens are imported, which would delay keys typed ahead."""


class Learner:
    """Holds the workspace once it is read, and can switch to another user."""

    def __init__(self, app: QuizApp, desk: Desk, opening: Opening | None) -> None:
        self._app = app
        self._desk = desk
        self._opening = opening
        self.workspace: Workspace | None = None
        self.watch: DeckWatch | None = None
        self.shown_problems: Sequence[str] = ()
        """The problems reported when the progress was read."""
        self.users: Sequence[str] = ()
        """Every user with progress here, and this learner."""

    def open(self) -> None:
        """Read the decks and the progress in a thread."""
        self._app.run_worker(self._read, thread=True)

    def _read(self) -> None:
        """Read everything, then show it.

        Nothing waits for the screen here: it may be closing.
        """
        app, desk = self._app, self._desk
        worker, begun = get_current_worker(), monotonic()

        def report(share: float) -> None:
            if worker.is_cancelled:
                raise WorkerCancelled
            if monotonic() - begun > QUIET:
                app.call_later(app.home.show_progress, share)

        try:
            store = desk.open_store(report)
            for problem in desk.remake_decks():
                app.call_later(app.notify, problem, severity="warning", timeout=30)
            workspace = desk.open_workspace(store)
            store.load(report)
            changes = workspace.reconcile()
            self.users = sorted({*self.users, *desk.users(), workspace.store.user})
        except QuizappError as error:
            app.call_later(app.notify, str(error), severity="error", timeout=60)
        except WorkerCancelled:
            return
        else:
            app.call_later(self._have, workspace, changes)
            store.prepare_to_write()

    async def _have(self, workspace: Workspace, changes: Changes) -> None:
        """Show what was read, and go where the opening says."""
        app = self._app
        self.workspace = workspace
        self.shown_problems = tuple(workspace.store.problems)
        for problem in self.shown_problems:
            app.notify(problem, severity="warning", timeout=30)
        app.home.fill(workspace)
        self.watch = DeckWatch(app, workspace)
        self.watch.report(changes, said=("ADDED",))
        self.watch.start()
        opening, self._opening = self._opening, None
        if opening:
            app.run_worker(opening.begin(app, workspace))
        else:
            from quizapp.tui.write.flow import offer_unsaved

            app.run_worker(offer_unsaved(app, workspace))
            app.set_timer(PAUSE, self._import_screens)
        gc.enable()
        gc.freeze()

    def _import_screens(self) -> None:
        """Import the main screens in a thread, so that no key waits for that."""

        def work() -> None:
            import quizapp.tui.browse.screen
            import quizapp.tui.scores.screen
            import quizapp.tui.study.screen  # noqa: F401

        self._app.run_worker(work, thread=True)

    def add_user(self) -> None:
        """Ask for the name of a new user, and continue as them."""
        from quizapp.progress.log.user_folders import folder_of
        from quizapp.tui.dialogs.ask import ask_text

        async def add() -> None:
            text = "The name of the new user. The palette switches back."
            name = await ask_text(self._app, text, check=folder_of)
            if name:
                self.switch(name.strip())

        self._app.run_worker(add())

    def switch(self, name: str) -> None:
        """Continue at home as another user."""
        if self.watch and self._desk.as_user:
            self.watch.stop()
            self.close()
            self.workspace = self.watch = None
            self._desk = self._desk.as_user(name)
            self._app.home.forget_progress()
            if counts := self._desk.counts:
                self._app.home.show(counts)
            self.open()

    def close(self) -> None:
        """Write the caches."""
        if self.workspace:
            self.workspace.close()
