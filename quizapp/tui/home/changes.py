"""The changes that home can make, and the question which card an edited one is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from quizapp.decks.library.trash import own_deck, put_back, remove_deck
from quizapp.errors import QuizappError
from quizapp.study.workspace import steps
from quizapp.tui.dialogs.dialog import confirm
from quizapp.tui.dialogs.which import WhichScreen

if TYPE_CHECKING:
    from quizapp.study.workspace import Workspace
    from quizapp.tui.app import QuizApp


Change = Callable[["QuizApp", "Workspace", str], Awaitable[str]]
"""Changes a deck; returns what it did in words, empty if nothing. Raises `QuizappError`
if it cannot."""


async def start(_: QuizApp, workspace: Workspace, name: str) -> str:
    """Include a deck in “All decks”, or leave it out."""
    return workspace.do(steps.toggle_started(workspace, name))


async def hide(_: QuizApp, workspace: Workspace, name: str) -> str:
    """Hide a deck from home, or show it again."""
    return workspace.do(steps.toggle_hidden(workspace, name))


async def undo(app: QuizApp, workspace: Workspace, _: str) -> str:
    """Undo the latest step of this session, and highlight its deck; ask first if it is
    older than the latest answer."""
    step = workspace.undoes
    if step and workspace.has_answered_since:
        question = f"You have studied since. Undo this? {step.text}"
        if not await confirm(app, question, "Undo"):
            return ""
    text = workspace.undo()
    await app.look_now(is_already_said=True)
    app.home.count()
    app.home.point_at(step.deck if step else "")
    return text


async def reset(app: QuizApp, workspace: Workspace, name: str) -> str:
    """Make all cards of a deck new again, after asking."""
    step = steps.reset_deck(workspace, name)
    if not step.acts:
        return "All its cards are new already."
    title = workspace.deck(name).title
    text = f"Make all cards of “{title}” new again? u undoes it until you quit."
    return workspace.do(step) if await confirm(app, text, "Reset") else ""


async def remove(app: QuizApp, workspace: Workspace, name: str) -> str:
    """Move one of the learner's own decks to the trash, after asking."""
    title = workspace.deck(name).title
    file = own_deck(workspace.files[name], title)
    text = (
        f"Remove “{title}”? Its file goes to the trash, and your progress is kept. "
        "u undoes it until you quit."
    )
    if not await confirm(app, text, "Remove"):
        return ""
    place = remove_deck(file, app.paths.trash)

    def put_it_back() -> str:
        put_back(place, file.path)
        return f"“{title}” is back."

    done = f"Removed “{title}”."
    workspace.did(name, done, put_it_back)
    return f"{done} u undoes it."


async def settle(app: QuizApp, workspace: Workspace) -> None:
    """Ask which card each unclear one is now, until the learner chooses “later”."""
    while workspace.unclear:
        question = workspace.unclear[0]
        dialog = WhichScreen(question, len(workspace.unclear))
        answer = await app.push_screen_wait(dialog)
        if answer is None:
            workspace.put_off()
            return
        try:
            workspace.decide(answer.now)
        except QuizappError as error:
            app.notify(str(error), severity="error", timeout=15)
            return
        app.home.count()
