"""The course of a quiz: set-up, questions, result, and perhaps another one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from quizapp.errors import QuizappError

if TYPE_CHECKING:
    from quizapp.model import QuizPlan
    from quizapp.study.quiz import Quiz, Result
    from quizapp.study.workspace import Workspace
    from quizapp.tui.app import QuizApp


async def take_quiz(
    app: QuizApp,
    workspace: Workspace,
    names: Sequence[str] = (),
    plan: QuizPlan | None = None,
) -> None:
    """Resume the open quiz, or set one up with these decks ticked; without names, the
    started decks.

    With a `plan` it begins at once; a plan without decks means the open quiz.
    """
    from quizapp.tui.quiz.screen import QuizScreen

    while quiz := await _next_quiz(app, workspace, names, plan):
        result = await app.push_screen_wait(QuizScreen(quiz))
        if result is None:
            if workspace.store.open_quiz is None:
                app.say("Quiz abandoned. No mark.")
            else:
                app.home.point_at_quiz()
            return
        plan = await _after(app, workspace, result)
        if plan is None:
            if result.started:
                app.say(result.what_started)
            return
        if not plan.decks:  # another one, of the same decks
            names, plan = result.plan.decks, None


async def _next_quiz(
    app: QuizApp, workspace: Workspace, names: Sequence[str], plan: QuizPlan | None
) -> Quiz | None:
    """The quiz to take now; `None` if there is none, after a message that says so."""
    from quizapp.study.quiz import Quiz

    try:
        if plan is None or not plan.decks:
            if quiz := Quiz.resume(workspace):
                return quiz
            if plan is not None:
                app.notify("There is no open quiz. z sets one up.")
                return None
            plan = await _set_up(app, workspace, names)
        return Quiz.begin(workspace, plan) if plan else None
    except QuizappError as error:
        app.notify(str(error), severity="error", timeout=15)
        return None


async def _set_up(
    app: QuizApp, workspace: Workspace, names: Sequence[str]
) -> QuizPlan | None:
    from quizapp.tui.quiz.setup import SetupScreen

    decks = {
        shown: (deck.title, [card.topic for card in deck.cards])
        for shown, deck in workspace.decks.items()
        if not workspace.state(shown).hidden
    }
    if not decks:
        app.notify("There are no decks yet.")
        return None
    ticked = [name for name in names or workspace.started if name in decks]
    return await app.push_screen_wait(
        SetupScreen(decks, ticked or list(decks)[:1], app.next_seed())
    )


async def _after(app: QuizApp, workspace: Workspace, result: Result) -> QuizPlan | None:
    """Show the result, and return the plan of the next quiz; it has no decks if it is
    to be set up."""
    from quizapp.tui.quiz.result import Next, ResultScreen
    from quizapp.tui.read.screen import ReadScreen

    plan = result.plan
    match await app.push_screen_wait(ResultScreen(workspace, result)):
        case Next.READ:
            facts = ReadScreen(workspace, plan.decks, enter="quiz")
            if await app.push_screen_wait(facts):
                return result.next_plan
        case Next.THESE:
            keys = tuple(line.question.card.key for line in result.wrong)
            return replace(
                plan,
                cards=keys,
                count=len(keys),
                after=result.quiz,
                seed=plan.seed + 1,
            )
        case Next.QUIZ:
            return replace(plan, decks=())
    return None
