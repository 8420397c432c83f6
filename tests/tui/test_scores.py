"""The scores on the screen: full, empty, chosen by keys, at both sizes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Select

from quizapp.study.scores import ABOUT, Span
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.scores import ScoresScreen
from quizapp.tui.widgets.plots import SECTIONS, TITLES
from tests.screens import ANY_SIZE, Lab, press, ready, shown
from tests.two_years import TwoYears

pytestmark = pytest.mark.xdist_group("scores")
Story = Pilot[None]
Compare = Callable[..., bool]
SIZES = [(80, 24), pytest.param((200, 60), marks=pytest.mark.slow)]


@pytest.fixture
def full(two_years: TwoYears, tmp_path: Path) -> Lab:
    """One with two years of three decks."""
    shutil.copytree(two_years.folder, tmp_path / "copy")
    return Lab(tmp_path / "copy")


async def to_scores(pilot: Story) -> ScoresScreen:
    await ready(pilot)
    await press(pilot, "c")
    await pilot.pause()
    assert isinstance(pilot.app.screen, ScoresScreen)
    return pilot.app.screen


async def test_each_section_says_how_it_is_computed(full: Lab) -> None:
    app = full.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_scores(pilot)
        for name in SECTIONS:
            told = shown(app, f"#section-{name}")
            assert told.startswith(f"{TITLES[name]}\n{ABOUT[name]}\n")
            assert "will be here" not in told
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_an_empty_history_says_what_will_be_here(lab: Lab) -> None:
    app = lab.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_scores(pilot)
        for name in SECTIONS:
            told = shown(app, f"#section-{name}")
            if name not in ("today", "sureness"):
                assert "will be here" in told


async def test_deck_and_period_are_chosen_by_keys(full: Lab) -> None:
    app = full.app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_scores(pilot)
        whole = shown(app, "#section-time")
        await press(pilot, "d")
        await pilot.pause()
        assert screen.query_one("#deck", Select).value == "one"
        one = shown(app, "#section-time")
        assert one != whole
        assert "two" not in shown(app, "#section-decks")
        await press(pilot, "p")
        await pilot.pause()
        assert screen.query_one("#span", Select).value is Span.YEAR
        assert shown(app, "#section-time") != one
        for _ in range(4):
            await press(pilot, "p")
        await pilot.pause()
        assert shown(app, "#section-time") == one


@pytest.mark.parametrize("size", ANY_SIZE)
async def test_odd_names_and_many_cards(lab: Lab, size: tuple[int, int]) -> None:
    odd = "[/x] [@click=app.quit]z[/] 漢字 🙂 \u05d0"
    lab.write("odd", f'---\ntitle = "{odd}"\n---\n# {odd}\n\nQ: {odd}\nA: a\n')
    lab.write("big", "\n".join(f"# t{n}\n\nQ: q{n}\nA: n{n}!\n" for n in range(10_000)))
    app = lab.app()
    async with app.run_test(size=size) as pilot:
        await to_scores(pilot)
        assert "Choose a deck to see all its topics." in shown(app, "#section-decks")
        await press(pilot, "d", "d", "d", "pagedown", "escape")
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="one Python version owns the pictures"
)
class TestPictures:
    """Full and empty, at both sizes, and without colour."""

    def picture(
        self, compare: Compare, app: App[None], size: tuple[int, int], *keys: str
    ) -> None:
        async def run(pilot: Story) -> None:
            await to_scores(pilot)
            await press(pilot, *keys)

        assert compare(app, terminal_size=size, run_before=run)

    @pytest.mark.parametrize("size", SIZES)
    def test_full(
        self, full: Lab, snap_compare: Compare, size: tuple[int, int]
    ) -> None:
        self.picture(snap_compare, full.app(), size)

    def test_further_down(self, full: Lab, snap_compare: Compare) -> None:
        self.picture(snap_compare, full.app(), (80, 24), "pagedown", "pagedown")

    @pytest.mark.parametrize("size", SIZES)
    def test_empty(
        self, lab: Lab, snap_compare: Compare, size: tuple[int, int]
    ) -> None:
        self.picture(snap_compare, lab.app(), size)

    def test_without_colour(
        self, full: Lab, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("NO_COLOR", "1")
        self.picture(snap_compare, full.app(), (80, 24))
