"""Each screen as a person sees it, in three sizes: wide and dark, usual and light, and
small without colour.

The default run draws the usual size; `pytest -m slow` draws the others.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from quizapp.model import Mode, QuizPlan
from quizapp.paths import shipped_decks
from quizapp.tui.article.screen import ArticleScreen
from quizapp.tui.write.add_file import AddFileScreen
from tests.pictures import learn
from tests.samples import CAPITALS, KINDS, SUMMIT
from tests.screens import (
    Lab,
    Story,
    press,
    question_of,
    ready,
    screen_text,
    to_question,
    until,
)

pytestmark = [
    pytest.mark.skipif(
        sys.version_info[:2] != (3, 11), reason="one Python version owns the pictures"
    ),
    pytest.mark.xdist_group("pictures"),  # one learner serves all
]
LOOKS = {
    "wide": ((120, 40), "quizapp-night"),
    "usual": ((80, 24), "quizapp-paper"),
    "small": ((40, 12), ""),
}
BROKEN = (
    '---\ntitle = "Planets [draft]"\n---\nQ: Largest?\nA: Jupiter\n\nQ: no answer\n'
)
CARDS = {
    block.partition(":id: ")[2].split()[0]: f"Q: {block}"
    if not block.startswith(("Q: ", "C: "))
    else block
    for block in KINDS.split("\n\n")
    if ":id: " in block
}
Compare = Callable[..., bool]
Steps = Callable[[Story], Awaitable[None]]


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody who has studied for eight weeks."""
    folder = tmp_path_factory.mktemp("learned")
    lab = Lab(folder)
    lab.shipped = shipped_decks()
    lab.write("capitals", CAPITALS)
    learn(lab)
    return folder


def keys(*names: str) -> Steps:
    """Press some keys."""

    async def run(pilot: Story) -> None:
        await press(pilot, *names)

    return run


async def wrong_choice(pilot: Story) -> None:
    """Answer a choice wrongly."""
    while True:
        question = question_of(pilot.app)  # type: ignore[arg-type]
        if len(question.choices) == 4 and question.card.fields.cite:
            break
        await press(pilot, "ctrl+n", "enter")
    wrong = [n for n, choice in enumerate(question.choices, 1) if not choice.right]
    await press(pilot, str(wrong[0]))


async def to_the_end(pilot: Story) -> None:
    """Miss some cards, and leave."""
    await press(pilot, *["ctrl+n", "enter"] * 3, "1", "enter", "escape")


async def exam(pilot: Story) -> None:
    """Answer a quiz, and hand it in."""
    await press(pilot, *["1", "enter"] * 5, "ctrl+s", "y")
    await until(pilot, lambda: "Every question" in screen_text(pilot.app))


async def added_file(pilot: Story) -> None:
    """Look at a table that may be added."""
    await press(pilot, "plus")
    await until(pilot, lambda: isinstance(pilot.app.screen, AddFileScreen))
    line = pilot.app.screen.query_one("#path", Input)
    line.focus()
    line.value = "~/words.csv"
    await press(pilot, "enter")
    await until(pilot, lambda: "casa" in screen_text(pilot.app))


MISSED = ["ctrl+n", "enter"] * 3
TWICE_MISSED = [*MISSED, "escape", "a", *MISSED]
HOME: dict[str, Steps] = {
    "home": keys(),
    "home-deck": keys("down", "down"),
    "help": keys("question_mark"),
    "settings": keys("comma"),
    "palette": keys("ctrl+p"),
    "scores": keys("s"),
    "scores-looks": keys(
        "enter", *MISSED, "escape", "a", *MISSED, "escape", "escape", "s"
    ),
    "scores-cards": keys("s", "tab"),
    "scores-detail": keys("s", "i"),
    "browse": keys("b"),
    "browse-marked": keys("b", "space", "space", "slash", *"capital"),
    "card": keys("b", "enter"),
    "add-card": keys("ctrl+o"),
    "new-deck": keys("n"),
    "editor": keys("down", "e"),
    "confirm": keys("down", "x"),
    "quiz-setup": keys("z"),
    "read": keys("down", "down", "r"),
    "read-hidden": keys("down", "down", "down", "r", "h", "down"),
}
KINDS_ASKED: dict[str, Steps] = {
    "several": keys("1"),
    "truth": keys(),
    "cloze": keys(*"qui"),
    "order": keys("2"),
    "match": keys("2"),
    "together": keys(*"lima", "enter"),
    "typed": keys("ctrl+l", "ctrl+l"),
    "flip": keys(),
    "hebrew": keys(),
}
KINDS_JUDGED: dict[str, Steps] = {
    "several": keys("1", "3", "enter"),
    "truth": keys("ctrl+n"),
    "cloze": keys(*"lima", "enter"),
    "order": keys("3", "1", "enter"),
    "match": keys("2", "1", "enter"),
    "together": keys(*"lima", "enter", *"chile", "enter"),
    "typed": keys(*"Kuczinsky", "enter"),
    "date": keys(*"2015", "enter"),
    "flip": keys("space"),
}
ARTICLE: dict[str, Steps] = {
    "suggested": keys("down"),
    "made": keys("tab", "enter", "enter", "tab"),
    "hinted": keys("J", "e", *"Abe", "enter", "enter"),
    "asked": keys("tab", "enter", "Q", *"When?"),
    "help": keys("question_mark"),
}
sizes = pytest.mark.parametrize(
    "look",
    [
        "usual",
        pytest.param("wide", marks=pytest.mark.slow),
        pytest.param("small", marks=pytest.mark.slow),
    ],
)


class Camera:
    """Opens the app in a look, goes to a screen, and compares its picture."""

    def __init__(
        self, lab: Lab, look: str, compare: Compare, patch: pytest.MonkeyPatch
    ) -> None:
        size, theme = LOOKS[look]
        if theme:
            lab.set(theme=theme)
        else:
            patch.setenv("NO_COLOR", "1")
        self.lab, self._size, self._compare = lab, size, compare

    def take(
        self,
        steps: Steps,
        *names: str,
        quiz: QuizPlan | None = None,
        article: str = "",
        first: Steps,
    ) -> None:
        async def run(pilot: Pilot[None]) -> None:
            await first(pilot)
            await steps(pilot)
            await pilot.pause()

        app = self.lab.app(*names, quiz=quiz, article=article)
        assert self._compare(app, terminal_size=self._size, run_before=run)


async def asked(pilot: Story) -> None:
    await to_question(pilot)


async def article_opened(pilot: Story) -> None:
    await ready(pilot)
    await until(pilot, lambda: isinstance(pilot.app.screen, ArticleScreen))
    await pilot.pause()


@pytest.fixture
def camera(
    lab: Lab, look: str, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> Camera:
    """One on an empty folder."""
    return Camera(lab, look, snap_compare, monkeypatch)


@pytest.fixture
def full(learned: Path, camera: Camera) -> Camera:
    """One on the folder of somebody who has learned."""
    shutil.copytree(learned, camera.lab.paths.data.parent, dirs_exist_ok=True)
    camera.lab.shipped = shipped_decks()
    return camera


@sizes
@pytest.mark.parametrize("screen", HOME)
def test_a_screen_from_home(full: Camera, look: str, screen: str) -> None:
    full.lab.write("planets", BROKEN)
    full.take(HOME[screen], first=ready)


@sizes
def test_the_first_run(camera: Camera, look: str) -> None:
    camera.lab.shipped = shipped_decks()
    camera.take(keys(), first=ready)


@sizes
def test_an_empty_home(camera: Camera, look: str) -> None:
    camera.take(keys(), first=ready)


@sizes
def test_a_choice(full: Camera, look: str) -> None:
    full.take(keys(), "apec-2016", first=asked)


@sizes
def test_a_wrong_choice(full: Camera, look: str) -> None:
    full.take(wrong_choice, "pacific-trade", first=asked)


@sizes
@pytest.mark.parametrize("kind", KINDS_ASKED)
def test_a_question_of_each_kind(camera: Camera, look: str, kind: str) -> None:
    camera.lab.write("kinds", CARDS[kind])
    camera.take(KINDS_ASKED[kind], "kinds", first=asked)


@sizes
@pytest.mark.parametrize("kind", KINDS_JUDGED)
def test_a_verdict_of_each_kind(camera: Camera, look: str, kind: str) -> None:
    camera.lab.write("kinds", CARDS[kind])
    camera.take(KINDS_JUDGED[kind], "kinds", first=asked)


@sizes
def test_the_end_of_a_sitting(camera: Camera, look: str) -> None:
    camera.lab.write("capitals", CAPITALS)
    camera.take(to_the_end, "capitals", first=asked)


@sizes
@pytest.mark.parametrize("mode", [Mode.EXAM, Mode.PRETEST])
def test_a_quiz(full: Camera, look: str, mode: Mode) -> None:
    plan = QuizPlan(("apec-2016",), 5, mode, seed=4)
    full.take(keys("1"), quiz=plan, first=ready)


@sizes
def test_the_result_of_a_quiz(full: Camera, look: str) -> None:
    plan = QuizPlan(("apec-2016",), 5, Mode.EXAM, seed=4)
    full.take(exam, quiz=plan, first=ready)


@sizes
@pytest.mark.parametrize("screen", ARTICLE)
def test_an_article(camera: Camera, look: str, screen: str) -> None:
    article = camera.lab.keep_article(SUMMIT)
    camera.take(ARTICLE[screen], article=article, first=article_opened)


@sizes
@pytest.mark.usefixtures("desk")
def test_adding_a_file(full: Camera, look: str) -> None:
    full.take(added_file, first=ready)
