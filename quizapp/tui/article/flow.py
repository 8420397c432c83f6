"""Opens an article, and returns from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizapp.cards.facts.writer import new_facts_text
from quizapp.decks.articles.article_files import ArticleFiles
from quizapp.decks.articles.facts_file import FactsFile
from quizapp.errors import DeckChangedError, QuizappError
from quizapp.model import Rival
from quizapp.study.article import ArticleReading
from quizapp.text import one_line
from quizapp.tui.article.screen import ArticleScreen

if TYPE_CHECKING:
    from quizapp.study.workspace import Workspace
    from quizapp.tui.app import QuizApp


async def read_article(
    app: QuizApp,
    workspace: Workspace,
    name: str,
    place: str = "",
    answer: str = "",
    *,
    can_study: bool = True,
    said: str = "",
) -> None:
    """Read the article of this name, from a place such as `5.2` and an answer there,
    until the learner is back here; `said` is shown at first."""
    files = ArticleFiles(app.paths.data)
    try:
        article = files.load(name)
        file = FactsFile(
            files.facts_path(name),
            app.paths.trash,
            new_facts_text(article, name),
        )

        found: dict[str, tuple[Sequence[Rival], Sequence[Rival]]] = {}

        def elsewhere(type_: str) -> Sequence[Rival]:
            alike = workspace.answers_alike(type_)
            if type_ not in found or found[type_][0] is not alike:
                decks = workspace.decks.values()
                own = {deck.id for deck in decks if deck.path == file.deck_path}
                others = [each for each in alike if each.card.deck not in own]
                found[type_] = alike, others
            return found[type_][1]

        reading = ArticleReading(
            article,
            file,
            place,
            answer,
            elsewhere,
            answers=lambda: workspace.answers,
        )
    except (QuizappError, OSError) as error:
        app.notify(str(error), severity="error", timeout=15)
        return
    screen = ArticleScreen(workspace, reading, can_study=can_study, said=said)
    await app.push_screen_wait(screen)
    await screen.make_deck(app)
    _offer_undo(app, workspace, reading, screen.current_deck)
    if deck := screen.current_deck:
        app.home.point_at(deck)
    elif app.screen is app.home:
        app.say("No cards yet. To go on reading, press +.")


def _offer_undo(
    app: QuizApp, workspace: Workspace, reading: ArticleReading, deck: str
) -> None:
    """Let the undo of other screens take back what was done to the article."""

    def undo() -> str:
        try:
            said = reading.undo()
        except DeckChangedError:
            said = ""
        if not said:
            raise DeckChangedError(
                f"What you did in “{one_line(reading.title)}” cannot be undone: its "
                "facts have changed since."
            )
        reading.file.make_deck()
        if problem := reading.file.problem:
            app.notify(problem, severity="warning", timeout=15)
        return f"{said}."

    for done in reading.changes:
        workspace.did(deck, f"{done.said}.", undo, done.answers)
    app.screen.refresh_bindings()
