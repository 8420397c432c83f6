"""One picture a screen and size; the article's deck as a person sees it."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from textual.app import App
from textual.pilot import Pilot

from quizapp.paths import shipped_decks
from tests.tui.conftest import KINDS, Lab
from tests.tui.test_screens import press, ready, to_card

pytestmark = [
    pytest.mark.skipif(
        sys.version_info[:2] != (3, 11), reason="one Python version owns the pictures"
    ),
    pytest.mark.xdist_group("pictures"),
]
SIZES = [(80, 24), (120, 40)]
Compare = Callable[..., bool]


@pytest.fixture
def article(lab: Lab) -> Lab:
    """One with the shipped decks."""
    lab.shipped = shipped_decks()
    return lab


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
    picture(snap_compare, article.app("apec-lima-2016"), size)


@pytest.mark.parametrize("size", SIZES)
def test_a_wrong_choice_with_its_verdict(
    article: Lab, snap_compare: Compare, size: tuple[int, int]
) -> None:
    picture(snap_compare, article.app("apec-lima-2016"), size, "1")


@pytest.mark.parametrize(
    "id_", ["several", "truth", "cloze", "number", "flip", "order"]
)
@pytest.mark.parametrize("size", SIZES)
def test_a_question_of_each_kind_with_its_verdict(
    lab: Lab, snap_compare: Compare, size: tuple[int, int], id_: str
) -> None:
    lab.write("kinds", KINDS)
    app = lab.app()

    async def run(pilot: Pilot[None]) -> None:
        await to_card(pilot, lab, id_)
        app.clear_notifications()
        if id_ in ("cloze", "number"):
            await press(pilot, *"12")
        await press(pilot, "ctrl+n" if id_ in ("several", "truth") else "enter")

    assert snap_compare(app, terminal_size=size, run_before=run)


@pytest.mark.parametrize("size", SIZES)
def test_a_summary(article: Lab, snap_compare: Compare, size: tuple[int, int]) -> None:
    steps = ["ctrl+n", "3", "ctrl+n", "1", "ctrl+n", "4", "ctrl+n", "2", "escape"]
    picture(snap_compare, article.app("apec-lima-2016"), size, *steps)


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
    picture(snap_compare, article.app("apec-lima-2016"), (80, 24), "1")
