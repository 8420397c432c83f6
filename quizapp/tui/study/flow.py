"""The course of a sitting: its questions, its summary, and perhaps another one."""

from __future__ import annotations

import gc
from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from quizapp.errors import QuizappError

if TYPE_CHECKING:
    from quizapp.study.sitting import Sitting
    from quizapp.study.workspace import Workspace
    from quizapp.tui.app import QuizApp
    from quizapp.tui.study.summary import Next

NOTHING_LEFT = {
    "ahead": "Nothing to study ahead: no card here comes back on a later day.",
    "more new": "There are no new cards left here.",
    "these": "None of these cards can be asked now.",
}
"""The message if a plan has no question to ask."""


async def study(
    app: QuizApp,
    workspace: Workspace,
    names: Sequence[str] = (),
    plan: str = "due",
    *,
    instead: str = "",
    only: Set[str] | None = None,
    query: str = "",
    limit: int | None = None,
    first: str = "",
    starts: bool = True,
) -> None:
    """Study some decks, or all that are started, until the learner is back here.

    `only` are the keys of the cards that may be asked, or `query` finds them. `first`
    is the key of the card that the first sitting begins with. `plan` is a value of
    `Plan`, and `instead` the one to follow if that has no question. `starts` is whether
    an answer starts its deck; one to a card that `query` finds never does.
    """
    from quizapp.study.sitting import Plan, Sitting

    try:
        chosen, only = _chosen(workspace, names, only, query)
    except QuizappError as error:
        app.notify(str(error), severity="error", timeout=15)
        return
    if not chosen:
        app.notify("No deck is started yet: press Enter on one.")
        return

    def begun(plan: str) -> Sitting:
        seed = app.next_seed()
        return Sitting(
            workspace,
            chosen,
            seed=seed,
            plan=Plan(plan),
            limit=limit,
            only=only,
            first=first,
            starts=starts and not query,
        )

    ended: Sitting | None = None
    while True:
        sitting = begun(plan)
        if instead and not (sitting.question or sitting.backlog):
            other = begun(instead)
            if other.question:
                plan, sitting = instead, other
        instead = ""
        if sitting.question or plan not in NOTHING_LEFT:
            ended = sitting
            await _ask(app, workspace, ended)
        else:
            app.notify(NOTHING_LEFT[plan])
            if ended is None:
                break
        following = await _following(app, workspace, ended)
        if following is None:
            break
        plan, only = following.plan, following.only
        limit, first = None, ""
    app.call_after_refresh(app.ask_unclear)


def _chosen(
    workspace: Workspace, names: Sequence[str], only: Set[str] | None, query: str
) -> tuple[Sequence[str], Set[str] | None]:
    """The decks to study, and the keys of the cards that may be asked. Raises
    `QuizappError`."""
    chosen = workspace.named(names)
    if not chosen:
        is_narrowed = query or only is not None
        chosen = workspace.shown if is_narrowed else workspace.started
    if query:
        from quizapp.study.browse import found

        only = found(workspace, query, chosen)
    return chosen, only


async def _following(
    app: QuizApp, workspace: Workspace, sitting: Sitting
) -> Next | None:
    """Sum the sitting up, and go on with it as often as the learner wants to; what to
    study next. One that is left without an answer has no summary."""
    from quizapp.tui.study.summary import SummaryScreen

    while sitting.share or not sitting.question:
        following = await app.push_screen_wait(SummaryScreen(workspace, sitting))
        if following is None or following.plan:
            return following
        sitting.resume()
        await _ask(app, workspace, sitting)
    return None


async def _ask(app: QuizApp, workspace: Workspace, sitting: Sitting) -> None:
    """Ask until there are no more questions, or the learner leaves.

    The queue lives as long as the sitting, so garbage is collected by the screen while
    a verdict is being read, and never between two questions.
    """
    from quizapp.tui.study.screen import StudyScreen

    if not sitting.question:
        return
    gc.freeze()
    gc.disable()
    try:
        await app.push_screen_wait(StudyScreen(workspace, sitting))
    finally:
        gc.enable()
