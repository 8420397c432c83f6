"""One picture a screen and size; the article's deck as a person sees it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from quizapp.tui.screens.which import WhichScreen
from quizapp.tui.widgets.file_tree import PathLine
from tests.samples import KINDS, WORDS
from tests.screens import Lab, looked, opened, press, ready, to_card, until

pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="one Python version owns the pictures"
)
SIZES = [(80, 24), pytest.param((120, 40), marks=pytest.mark.slow)]
Compare = Callable[..., bool]


def picture(
    compare: Compare, app: App[None], size: tuple[int, int], *steps: str
) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await ready(pilot)
        await press(pilot, *steps)
        await pilot.pause()

    assert compare(app, terminal_size=size, run_before=run)


@pytest.mark.parametrize("size", SIZES)
def test_home(article: Lab, snap_compare: Compare, size: tuple[int, int]) -> None:
    article.write("broken", "Q: A question without its answer\n\nQ: q\nA: a\n")
    picture(snap_compare, article.app(), size, "down")


@pytest.mark.parametrize("size", SIZES)
def test_an_empty_home(lab: Lab, snap_compare: Compare, size: tuple[int, int]) -> None:
    picture(snap_compare, lab.app(), size)


@pytest.mark.parametrize("size", SIZES)
def test_a_choice(article: Lab, snap_compare: Compare, size: tuple[int, int]) -> None:
    picture(snap_compare, article.app("apec-2016"), size)


@pytest.mark.parametrize("size", SIZES)
def test_a_wrong_choice_with_its_verdict(
    article: Lab, snap_compare: Compare, size: tuple[int, int]
) -> None:
    picture(snap_compare, article.app("apec-2016"), size, "1")


SCENES = {
    "several": ("several", ["1", "3", "enter"]),
    "truth": ("truth", ["ctrl+n"]),
    "cloze": ("cloze", [*"12", "enter"]),
    "number": ("number", [*"12", "enter"]),
    "flip": ("flip", ["enter"]),
    "order-asked": ("order", ["2"]),
    "order": ("order", ["3", "1", "enter"]),
    "match-asked": ("match", ["2"]),
    "match": ("match", ["2", "1", "enter"]),
    "together": ("together", [*"lima", "enter", *"chile"]),
    "together-told": ("together", [*"lima", "enter", *"chile", "enter"]),
    "date-close": ("date", [*"2016", "enter"]),
    "typed-close": ("typed", [*"Kuczinsky", "enter"]),
    "claimed": ("typed", [*"Kuczinsky", "enter", "r"]),
    "hinted": ("typed", ["ctrl+l", "ctrl+l"]),
    "code": ("code", ["enter"]),
    "hebrew": ("hebrew", []),
}


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("size", SIZES)
def test_a_question_of_each_kind(
    lab: Lab, snap_compare: Compare, size: tuple[int, int], scene: str
) -> None:
    lab.write("kinds", KINDS)
    app = lab.app()
    id_, keys = SCENES[scene]

    async def run(pilot: Pilot[None]) -> None:
        await to_card(pilot, id_)
        app.clear_notifications()
        await press(pilot, *keys)

    assert snap_compare(app, terminal_size=size, run_before=run)


@pytest.mark.parametrize("size", SIZES)
def test_how_sure(lab: Lab, snap_compare: Compare, size: tuple[int, int]) -> None:
    lab.write("kinds", KINDS)
    lab.paths.settings.parent.mkdir(parents=True)
    lab.paths.settings.write_text("sureness = true\n", "utf-8")
    app = lab.app()

    async def run(pilot: Pilot[None]) -> None:
        await to_card(pilot, "typed")
        app.clear_notifications()
        await press(pilot, *"Kuczinsky", "enter")

    assert snap_compare(app, terminal_size=size, run_before=run)


QUIZ_STEPS = {
    "setup": ["z"],
    "quiz": ["z", "ctrl+s", "ctrl+n", *"abc", "ctrl+t"],
    "hand-in": ["z", "ctrl+s", "ctrl+n", "ctrl+s"],
    "result": ["z", "ctrl+s", "ctrl+n", *"ab", "enter", "ctrl+s", "y"],
}


@pytest.mark.parametrize("scene", QUIZ_STEPS)
@pytest.mark.parametrize("size", SIZES)
def test_a_quiz(
    article: Lab, snap_compare: Compare, size: tuple[int, int], scene: str
) -> None:
    picture(snap_compare, article.app(), size, *QUIZ_STEPS[scene])


@pytest.mark.parametrize("size", SIZES)
def test_a_summary(article: Lab, snap_compare: Compare, size: tuple[int, int]) -> None:
    article.set(grades="all")
    steps = ["ctrl+n", "3", "ctrl+n", "1", "ctrl+n", "4", "ctrl+n", "2", "escape"]
    picture(snap_compare, article.app("apec-2016"), size, *steps)


WRITING_STEPS = {
    "new-deck": ["w"],
    "editor": ["e", *["down"] * 5, "end", "enter", *":ac"],
    "complaints": ["e", "x", "ctrl+end", *"C:", "space", "left_square_bracket"],
    "mended": ["ctrl+b", "down", "down"],
    "quick-add": ["ctrl+o", *"Which city?", "tab", *"Lima", "tab", *"city"],
}


@pytest.mark.parametrize("scene", WRITING_STEPS)
@pytest.mark.parametrize("size", SIZES)
def test_writing(
    capitals: Lab, snap_compare: Compare, size: tuple[int, int], scene: str
) -> None:
    """The editor and quick add, once what was written has been read."""
    app = capitals.app(*(["capitals"] if scene == "mended" else []))

    async def run(pilot: Pilot[None]) -> None:
        await ready(pilot)
        await press(pilot, *WRITING_STEPS[scene])
        reader = app.screen._reader  # type: ignore[attr-defined]
        await until(pilot, lambda: not (reader._is_waiting or reader._is_reading))
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run)


BROWSE_STEPS = {
    "browse": ["b", "down", "space", "space", "o", "o"],
    "searched": ["b", "slash", *"tpp -is:due"],
    "nothing": ["b", "slash", *"zzz"],
    "card": ["enter", "ctrl+n", "1", "ctrl+n", "1", "escape", "escape", "b", "enter"],
}


@pytest.mark.parametrize("scene", BROWSE_STEPS)
@pytest.mark.parametrize("size", SIZES)
def test_browse(
    article: Lab, snap_compare: Compare, size: tuple[int, int], scene: str
) -> None:
    picture(snap_compare, article.app(), size, *BROWSE_STEPS[scene])


def test_browse_without_colour(
    article: Lab, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    picture(snap_compare, article.app(), (80, 24), *BROWSE_STEPS["browse"])


@pytest.mark.parametrize("size", SIZES)
def test_which_card_it_is(
    capitals: Lab, snap_compare: Compare, size: tuple[int, int]
) -> None:
    """Learned, then edited so that nobody knows whether it is the same."""
    capitals.set(grades="all")
    app = capitals.app()

    async def run(pilot: Pilot[None]) -> None:
        await ready(pilot)
        await press(pilot, "enter", *["ctrl+n", "3"] * 4, "escape", "escape")
        path = capitals.paths.decks / "capitals.md"
        text = path.read_text("utf-8").replace(":id: chile\n", "")
        path.write_text(text.replace("A: Santiago", "A: Valparaíso"), "utf-8")
        await app.look_now()
        await until(pilot, lambda: isinstance(app.screen, WhichScreen))
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run)


ADDING_STEPS = {
    "files": [*"~/wo"],
    "columns": [*"~/geo.csv", "enter"],
    "table": [*"~/words.csv", "enter"],
    "taken": [*"~/capitals.md", "enter"],
}


@pytest.mark.parametrize("scene", ADDING_STEPS)
@pytest.mark.parametrize("size", SIZES)
def test_adding(
    capitals: Lab,
    desk: Path,
    snap_compare: Compare,
    size: tuple[int, int],
    scene: str,
) -> None:
    """A file that may be added, once it has been looked at."""
    (desk / "words.csv").write_text(f"{WORDS}x\ny\n el mar,the sea\n", "utf-8")
    app = capitals.app()

    async def run(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await press(pilot, *ADDING_STEPS[scene])
        if scene == "files":
            line = app.screen.query_one(PathLine)
            await until(pilot, lambda: line._suggestion)
        else:
            await looked(pilot)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run)


@pytest.mark.parametrize("size", SIZES)
def test_settings(article: Lab, snap_compare: Compare, size: tuple[int, int]) -> None:
    picture(snap_compare, article.app(), size, "comma")


@pytest.mark.parametrize("size", SIZES)
def test_help(article: Lab, snap_compare: Compare, size: tuple[int, int]) -> None:
    picture(snap_compare, article.app(), size, "question_mark")


def test_home_without_colour(
    article: Lab, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    picture(snap_compare, article.app(), (80, 24))


def test_a_verdict_without_colour(
    article: Lab, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    picture(snap_compare, article.app("apec-2016"), (80, 24), "1")


@pytest.mark.slow
@pytest.mark.parametrize("scene", ["order", "typed-close", "together-told"])
def test_a_verdict_of_each_look_without_colour(
    lab: Lab, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, scene: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    test_a_question_of_each_kind(lab, snap_compare, (80, 24), scene)
