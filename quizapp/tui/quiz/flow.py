"""The way through a quiz: set up, taken, its result, and once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.model import QuizPlan
    from quizapp.study.workspace import Workspace
    from quizapp.tui.app import QuizApp


async def take_quiz(
    app: QuizApp, workspace: Workspace, name: str = "", plan: QuizPlan | None = None
) -> None:
    """Go on with the open quiz, or set one up with the deck of this name chosen.

    With a `plan` it begins at once; a plan without decks means the open quiz.
    """
    raise NotImplementedError
