"""The start: the workspace is opened behind the first paint."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from textual.worker import WorkerCancelled, get_current_worker

from quizapp.errors import QuizappError

if TYPE_CHECKING:
    from quizapp.tui.app import QuizApp
    from quizapp.tui.desk import Desk

QUIET = 0.3
"""Seconds of reading that are not worth a word."""


def open_workspace(app: QuizApp, desk: Desk) -> None:
    """Show the counts as they were kept, then everything. This runs in a thread.

    Nothing waits for the screen here: it may be closing.
    """
    worker, begun = get_current_worker(), monotonic()

    def progress(share: float) -> None:
        if worker.is_cancelled:
            raise WorkerCancelled
        if monotonic() - begun > QUIET:
            app.call_later(app.home.show_progress, share)

    try:
        store = desk.open_store(progress)
        if glance := desk.glance(store):
            app.call_later(app.home.show, glance.standings, glance.today)
        workspace = desk.open_workspace(store)
        store.load(progress)
        changes = workspace.reconcile()
        users = desk.users()
    except QuizappError as error:
        app.call_later(app.notify, str(error), severity="error", timeout=60)
    except WorkerCancelled:
        return
    else:
        app.call_later(app.have_workspace, workspace, changes, users)
