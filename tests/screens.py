"""The app on a world of its own, and what a test does with its screens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from textual.app import App
from textual.events import Key
from textual.pilot import Pilot

from quizapp.cards.articles.reader import read_article
from quizapp.cards.format.title import read_title
from quizapp.decks.articles.article_files import ArticleFiles
from quizapp.decks.articles.facts_file import remake_older_decks
from quizapp.model import Grade, Question, QuizPlan, Review, Verdict
from quizapp.progress.log.users import user_names
from quizapp.progress.settings import change_setting, read_settings
from quizapp.study.quiz import Quiz
from quizapp.study.sitting import Sitting
from quizapp.tui.app import QuizApp
from quizapp.tui.base import DeckName
from quizapp.tui.desk import Desk, Opening
from quizapp.tui.quiz.screen import QuizScreen
from quizapp.tui.study.screen import StudyScreen
from tests.world import World

Story = Pilot[None]
KEY_NAMES = {
    "space": " ",
    "comma": ",",
    "plus": "+",
    "question_mark": "?",
    "full_stop": ".",
}
APEC = "apec-2016"
ANY_SIZE = [
    (20, 10),
    *(pytest.param(size, marks=pytest.mark.slow) for size in ((80, 24), (120, 40))),
]


class Lab(World):
    """A world in which apps are opened."""

    def desk(self, user: str = "me") -> Desk:
        files = self.files()
        return Desk(
            decks=[DeckName(file.shown, read_title(file.path)) for file in files],
            open_store=partial(self.store, user=user),
            remake_decks=partial(remake_older_decks, self.paths.data, self.paths.trash),
            counts=self.kept_counts(user=user),
            open_workspace=self.workspace,
            paths=self.paths,
            seed=1,
            settings=read_settings(self.paths.settings),
            save_setting=partial(change_setting, self.paths.settings),
            log=self.paths.log,
            users=partial(user_names, self.paths.data / "users"),
            as_user=self.desk,
        )

    def app(
        self,
        *names: str,
        quiz: QuizPlan | None = None,
        article: str = "",
        place: str = "",
    ) -> QuizApp:
        """The app, at home or in what it is opened with."""
        opening = Opening(names, quiz=quiz, article=article, place=place)
        return QuizApp(self.desk(), None if opening == Opening() else opening)

    def keep_article(self, text: str, name: str = "apec") -> str:
        """Keep the text of an article, in Markdown; its name."""
        article = read_article(text.encode(), f"{name}.md")
        return ArticleFiles(self.paths.data).keep(article, name)


async def until(pilot: Story, holds: Callable[[], object]) -> None:
    """Wait for a condition."""
    for _ in range(200):
        if holds():
            return
        if crash := pilot.app._exception:
            raise crash
        await pilot.pause(0.01)
    raise AssertionError("it did not come")


def toasts(pilot: Story) -> list[str]:
    """What was told, the latest last."""
    return [each.message for each in pilot.app._notifications]


async def ready(pilot: Story) -> None:
    """Wait until the decks have been read."""
    app = pilot.app
    assert isinstance(app, QuizApp)
    await until(pilot, lambda: app.workspace is not None)
    await pilot.pause()


async def press(pilot: Story, *names: str) -> None:
    """Press keys, letting each take its effect."""
    for name in names:
        await pilot.press(name)
        await pilot.pause()


def screen_text(app: App[None]) -> str:
    """What can be read on the screen on top, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def study(lab: Lab, *names: str, cards: int = 99, user: str = "me") -> None:
    """Answer some cards of these decks, in a window that is closed again."""
    workspace = lab.workspace(lab.store(user=user))
    workspace.reconcile()
    sitting = Sitting(workspace, names, seed=1)
    for _ in range(cards):
        if not sitting.question:
            break
        sitting.answer(None)
        sitting.grade(Grade.AGAIN)
    workspace.close()


def know(lab: Lab, *names: str) -> None:
    """Know all cards of these decks."""
    lab.set(grades="all")
    workspace = lab.workspace()
    workspace.reconcile()
    sitting = Sitting(workspace, names, seed=1)
    while sitting.question:
        sitting.answer(None)
        sitting.grade(Grade.EASY)
    workspace.close()


def grades_kept(lab: Lab) -> list[Grade]:
    return [e.act.grade for e in lab.store().events() if isinstance(e.act, Review)]


async def to_question(pilot: Story) -> StudyScreen:
    """Wait for the first question of an app that was opened with a deck."""
    await ready(pilot)
    await until(pilot, lambda: isinstance(pilot.app.screen, StudyScreen))
    await pilot.pause()
    assert isinstance(pilot.app.screen, StudyScreen)
    return pilot.app.screen


def question_of(app: QuizApp) -> Question:
    assert isinstance(app.screen, StudyScreen)
    question = app.screen._sitting.question
    assert question
    return question


def verdict_of(app: QuizApp) -> Verdict | None:
    assert isinstance(app.screen, StudyScreen)
    return app.screen._sitting.verdict


async def click(pilot: Story, text: str) -> None:
    """Click where a text stands."""
    lines = screen_text(pilot.app).split("\n")
    y = next(n for n, line in enumerate(lines) if text in line)
    await pilot.click(offset=(lines[y].index(text) + 1, y))
    await pilot.pause()


def numbers(question: Question, texts: list[str]) -> list[str]:
    """The keys that choose these."""
    choices = [choice.text for choice in question.choices]
    return [str(choices.index(text) + 1) for text in texts]


def keys_for(question: Question, said: str) -> list[str]:
    """The keys that give an answer, its parts separated by `|`."""
    parts = said.split("|")
    if question.choices and question.slots:
        return [*numbers(question, parts)[:-1], "enter"]  # the last one is placed
    if question.wants_several:
        return [*numbers(question, parts), "enter"]
    if question.choices:
        return numbers(question, parts)
    typed: list[str] = []
    for part in parts:
        typed += [{" ": "space"}.get(letter, letter) for letter in part] + ["enter"]
    return typed


def plan(**told: object) -> QuizPlan:
    usual: dict[str, object] = {"decks": (APEC,), "count": 4, "seed": 4}
    return QuizPlan(**{**usual, **told})  # type: ignore[arg-type]


def quiz_of(app: QuizApp) -> Quiz:
    assert isinstance(app.screen, QuizScreen)
    return app.screen._quiz


async def to_quiz(pilot: Story) -> Quiz:
    await ready(pilot)
    await until(pilot, lambda: isinstance(pilot.app.screen, QuizScreen))
    await pilot.pause()
    assert isinstance(pilot.app, QuizApp)
    return quiz_of(pilot.app)


def burst(app: App[None], *names: str) -> None:
    """Press keys before the app has looked at the first of them."""
    for name in names:
        app.post_message(key(name))


def key(name: str, time: float | None = None) -> Key:
    """The press of a key, at a time of the events' clock."""
    name = "space" if name == " " else name
    event = Key(name, KEY_NAMES.get(name, name if len(name) == 1 else None))
    if time is not None:
        event.time = time
    return event
