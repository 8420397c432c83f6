"""The app on a world of its own, and what a test does with its screens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from quizapp.cards.format.title import read_title
from quizapp.model import Grade, Question, QuizPlan, Review
from quizapp.progress.settings import change_setting, read_settings
from quizapp.study.quiz import Quiz
from quizapp.tui.app import QuizApp
from quizapp.tui.desk import Desk
from quizapp.tui.screens.add_deck import AddDeckScreen
from quizapp.tui.screens.quiz import QuizScreen
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.widgets.deck_list import Row
from quizapp.tui.widgets.file_tree import FileTree
from tests.world import World

Story = Pilot[None]
APEC = "apec-2016"
ANY_SIZE = [
    (20, 10),
    *(pytest.param(size, marks=pytest.mark.slow) for size in ((80, 24), (120, 40))),
]


class Lab(World):
    """A world in which apps are opened."""

    def app(self, *names: str) -> QuizApp:
        files = self.files()
        desk = Desk(
            rows=[Row(file.name, read_title(file.path)) for file in files],
            open_store=self.store,
            glance=self.glance,
            open_workspace=self.workspace,
            paths=self.paths,
            seed=1,
            settings=read_settings(self.paths.settings),
            save_setting=partial(change_setting, self.paths.settings),
            log=self.paths.log,
        )
        return QuizApp(desk, names)


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
    await until(pilot, lambda: app._workspace is not None)
    await pilot.pause()


async def press(pilot: Story, *names: str) -> None:
    """Press keys, letting each take its effect."""
    for name in names:
        await pilot.press(name)
        await pilot.pause()


def shown(app: QuizApp, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).render())


def grades_kept(lab: Lab) -> list[Grade]:
    return [e.act.grade for e in lab.store().events() if isinstance(e.act, Review)]


async def to_card(pilot: Story, id_: str) -> None:
    """Open the study of `kinds` at this card, the others suspended."""
    await ready(pilot)
    await press(pilot, "enter")
    screen = pilot.app.screen
    assert isinstance(screen, StudyScreen)
    sitting = screen._sitting
    while (question := sitting.question) and question.card.fields.id != id_:
        sitting.suspend()
    assert question
    screen.call_next(screen._turn)
    await pilot.pause()


def numbers(question: Question, texts: list[str]) -> list[str]:
    """The keys that choose these."""
    told = [choice.text for choice in question.choices]
    return [str(told.index(text) + 1) for text in texts]


def keys_for(question: Question, said: str) -> list[str]:
    """The keys that give an answer, its parts a line each."""
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


def app_with(lab: Lab, asked: QuizPlan) -> QuizApp:
    app = lab.app()
    app._quiz = asked
    return app


def quiz_of(app: QuizApp) -> Quiz:
    assert isinstance(app.screen, QuizScreen)
    return app.screen._quiz


async def to_quiz(pilot: Story) -> Quiz:
    await ready(pilot)
    await pilot.pause()
    assert isinstance(pilot.app, QuizApp)
    return quiz_of(pilot.app)


def screen(pilot: Story) -> AddDeckScreen:
    assert isinstance(pilot.app.screen, AddDeckScreen)
    return pilot.app.screen


async def opened(pilot: Story) -> None:
    """Go to «Add deck», and wait for the files."""
    await ready(pilot)
    await press(pilot, "plus")
    tree = screen(pilot).query_one(FileTree)
    await until(pilot, lambda: len(tree.root.children))
    await pilot.pause()


async def looked(pilot: Story) -> None:
    """Wait until what is chosen has been read and is shown."""
    await until(pilot, lambda: screen(pilot)._look)
    await until(pilot, lambda: told(pilot) != "Reading …")
    await pilot.pause()


def told(pilot: Story) -> str:
    app = pilot.app
    assert isinstance(app, QuizApp)
    return shown(app, "#adding-told")
