"""The way through a sitting: asked, summed up, and once more."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.study.workspace import Workspace
    from quizapp.tui.app import QuizApp


async def study(
    app: QuizApp,
    workspace: Workspace,
    names: Sequence[str] = (),
    plan: str = "due",
    *,
    only: Set[str] | None = None,
    query: str = "",
    limit: int | None = None,
) -> None:
    """Study some decks, or all that are started, until the learner is back here.

    `only` are the keys of the cards that may be asked, or `query` finds them; `plan` is
    a value of `Plan`.
    """
    raise NotImplementedError
