"""What the command line hands to the app."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizapp.tui.base import DeckName

if TYPE_CHECKING:
    from quizapp.model import QuizPlan
    from quizapp.paths import Paths
    from quizapp.progress.settings import Settings
    from quizapp.progress.store import Store
    from quizapp.study.counts.values import Glance
    from quizapp.study.workspace import Workspace
    from quizapp.tui.app import QuizApp


class Desk(NamedTuple):
    """What the app works with."""

    decks: Sequence[DeckName]
    """For the first paint."""
    counts: Glance | None
    """The counts as the last run kept them, if they still hold."""
    open_store: Callable[[Callable[[float], None]], Store]
    """Reads the progress; calls its argument with the share that is done. It and the
    two below are called in a thread, after the first paint."""
    remake_decks: Callable[[], Sequence[str]]
    """Generates the decks again that are older than their facts; returns remarks."""
    open_workspace: Callable[[Store], Workspace]
    """Reads the decks."""
    paths: Paths
    seed: int
    settings: Settings
    save_setting: Callable[[str, object], None]
    log: Path
    """Where a crash leaves its traceback."""
    users: Callable[[], Sequence[str]] = tuple
    """Lists the users with progress here."""
    as_user: Callable[[str], Desk] | None = None
    """The same for another user."""


class Opening(NamedTuple):
    """What the app begins with, if not home."""

    names: Sequence[str] = ()
    """Decks to study."""
    limit: int | None = None
    """Cards to ask at most."""
    query: str = ""
    """Which cards to ask, as browse would find them."""
    quiz: QuizPlan | None = None
    """A quiz to take; without a deck in it, the one that is open."""
    article: str = ""
    """The name of an article to read."""
    place: str = ""
    """A place in it, such as `5.2`."""
    left_out: str = ""
    """How much of its page was left out, in words."""
    notice: str = ""
    """Anything else to say about how it was read."""

    async def begin(self, app: QuizApp, workspace: Workspace) -> None:
        """Go there."""
        if self.quiz:
            from quizapp.tui.quiz.flow import take_quiz

            await take_quiz(app, workspace, plan=self.quiz)
        elif self.article:
            from quizapp.tui.article.flow import read_article

            if self.notice:
                app.notify(self.notice, timeout=10)
            await read_article(
                app, workspace, self.article, self.place, said=self.left_out
            )
        else:
            from quizapp.tui.study.flow import study

            await study(app, workspace, self.names, limit=self.limit, query=self.query)
