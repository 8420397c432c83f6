"""What can be done to cards, on any screen that shows them.

Each function returns a sentence that says what it did; it is empty if the learner
cancelled, or if it failed and has reported that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quizapp.errors import QuizappError
from quizapp.study.workspace import steps
from quizapp.tui.dialogs.ask import ask_tags
from quizapp.tui.dialogs.dialog import confirm

if TYPE_CHECKING:
    from quizapp.study.workspace import Workspace
    from quizapp.tui.app import QuizApp


def suspend(app: QuizApp, workspace: Workspace, keys: Sequence[str]) -> str:
    """Suspend cards; when all of them are suspended, ask them again."""
    return _said(app, lambda: workspace.do(steps.suspend(workspace, keys)))


async def tag(app: QuizApp, workspace: Workspace, keys: Sequence[str]) -> str:
    """Put tags on cards, or take them off."""
    tags = await ask_tags(app, workspace, keys)
    if not tags:
        return ""
    return _said(app, lambda: workspace.do(steps.tag(workspace, keys, tags)))


async def reset(app: QuizApp, workspace: Workspace, keys: Sequence[str]) -> str:
    """Make cards new again, after asking."""
    cards = "this card" if len(keys) == 1 else f"these {len(keys):,} cards"
    text = f"Make {cards} new again? u undoes it until you quit."
    if not await confirm(app, text, "Reset"):
        return ""
    return _said(app, lambda: workspace.do(steps.reset(workspace, keys)))


async def undo(app: QuizApp, workspace: Workspace) -> str:
    """Undo the latest step of this session, which may be the edit of a deck."""
    said = _said(app, workspace.undo)
    if said:
        app.clear_notifications()  # such as that a card was removed
    await app.look_now(is_already_said=True)
    return said


def _said(app: QuizApp, do: Callable[[], str]) -> str:
    try:
        return do()
    except QuizappError as error:
        app.notify(str(error), severity="error", timeout=10)
        return ""
