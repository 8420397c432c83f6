"""The scores on the screen: what to do next, every figure, one deck or all."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from quizapp.model import Setting
from quizapp.study.scores import SECTIONS, sentence
from quizapp.study.workspace.scored import ever_forgotten, scored
from quizapp.tui.app import QuizApp
from quizapp.tui.browse.card import CardScreen
from quizapp.tui.draw import columns, coming_back
from quizapp.tui.scores.detail import SPANS, DetailScreen
from quizapp.tui.scores.screen import ScoresScreen
from quizapp.tui.scores.sections import detail
from quizapp.tui.study.screen import StudyScreen
from tests.screens import ANY_SIZE, Lab, Story, press, ready, screen_text, until
from tests.two_years import TwoYears
from tests.world import START

pytestmark = pytest.mark.xdist_group("scores")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    TwoYears(folder, seed=2, begun=START - timedelta(days=150))
    return folder


@pytest.fixture
def full(made: Path, tmp_path: Path) -> Lab:
    """One with months of three decks."""
    shutil.copytree(made, tmp_path / "copy")
    lab = Lab(tmp_path / "copy")
    lab.now = START
    return lab


async def scores(pilot: Story, deck: str = "") -> ScoresScreen:
    """Open the scores."""
    await ready(pilot)
    app = pilot.app
    assert isinstance(app, QuizApp)
    assert app.workspace
    screen = ScoresScreen(app.workspace, deck)
    await app.push_screen(screen)
    await until(pilot, lambda: "card" in screen_text(app))
    await pilot.pause()
    return screen


def words(text: str) -> str:
    return " ".join(text.split())


async def test_a_deck_beyond_the_days_limit_is_begun_with_enter(lab: Lab) -> None:
    lab.write("tea", "Q: Where does tea come from?\nA: China\n")
    lab.store().record(Setting("new_a_day", 0), at=lab.now)
    app = lab.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await scores(pilot, "tea")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))


async def test_the_first_page_says_what_to_do_next(full: Lab) -> None:
    workspace = full.workspace()
    figures = scored(workspace, workspace.now())
    assert figures.looks
    app = full.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await scores(pilot)
        text = screen_text(app)
        assert str(sentence(figures)) in words(text)
        assert "a Study these" in text
        for look in figures.looks:
            assert any(
                look.prompt in row and look.why[:36] in row for row in text.splitlines()
            )
        for title in ("Progress this week", "Quizzes", "Coming up", "Your year"):
            assert title in text
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, CardScreen)
        assert figures.looks[1].prompt in screen_text(app)
        await press(pilot, "escape", "a")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        assert f"0 of {len(figures.looks)} done" in screen_text(app)


async def test_the_cards_that_were_forgotten_are_a_tab(full: Lab) -> None:
    app = full.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await scores(pilot)
        await press(pilot, "tab")
        rows = [r for r in screen_text(app).splitlines() if r.startswith("│")]
        counts = [int(row.rstrip("▁▂▃▄▅▆▇█│ ").split()[-1]) for row in rows[1:]]
        assert counts == sorted(counts, reverse=True)
        assert counts[0] > 1
        assert "Why " in screen_text(app)
        await press(pilot, "enter", "t", *"omega", "enter", "escape")
        assert "omega" in screen_text(app)
        await press(pilot, "tab")
        assert "Worth another look" in screen_text(app)
        await press(pilot, "tab", "a")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        workspace = full.workspace()
        listed = ever_forgotten(workspace, workspace.now())
        assert f"0 of {len(listed)} done" in screen_text(app)


async def test_every_figure_is_one_key_away_with_what_it_means(full: Lab) -> None:
    app = full.app()
    async with app.run_test(size=(100, 400)) as pilot:
        await scores(pilot)
        await press(pilot, "i")
        assert isinstance(app.screen, DetailScreen)
        text = words(screen_text(app))
        for name, section in SECTIONS.items():
            if name != "looks":
                assert section.title in text
                assert section.about in text
        seen = {text}
        for _ in SPANS:
            await press(pilot, "tab")
            seen.add(words(screen_text(app)))
        assert text in seen
        assert len(seen) == len(SPANS) - 1  # all of it lies within a year
        await press(pilot, "escape")
        assert isinstance(app.screen, ScoresScreen)


async def test_a_long_page_leaves_room_for_its_scrollbar(full: Lab) -> None:
    app = full.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await scores(pilot)
        await press(pilot, "i")
        for _ in range(5):
            assert "…" not in screen_text(app)
            await press(pilot, "pagedown")


async def test_a_deck_is_picked(full: Lab) -> None:
    workspace = full.workspace()
    one = scored(workspace, workspace.now(), "two")
    app = full.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await scores(pilot, "one")
        await press(pilot, "d")
        assert "All decks" in screen_text(app)
        names = sorted(app.workspace.decks) if app.workspace else []
        by = names.index("two") - names.index("one")
        await press(pilot, *["down" if by > 0 else "up"] * abs(by), "enter")
        await until(pilot, lambda: isinstance(app.screen, ScoresScreen))
        assert str(sentence(one)) in words(screen_text(app))
        await press(pilot, "d", "escape")
        assert str(sentence(one)) in words(screen_text(app))


async def test_whose_scores_they_are_is_said_where_there_are_two(full: Lab) -> None:
    app = full.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await scores(pilot)
        assert "me · all decks" not in screen_text(app)
    Lab.store(full, user="ana").close()
    (full.paths.data / "users" / "ana" / "events").mkdir(parents=True, exist_ok=True)
    app = full.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await scores(pilot)
        assert "me · all decks" in screen_text(app)


async def test_where_nothing_is_worth_a_look_enter_studies(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(size=(40, 12)) as pilot:
        await scores(pilot, "capitals")
        assert "You do not know any of these 4 cards yet." in words(screen_text(app))
        assert "⏎ Study" in screen_text(app).splitlines()[-1]
        await press(pilot, "i")
        assert "young: known" in words(screen_text(app))
        await press(pilot, "escape", "tab")
        assert "Here you find cards that you forgot" in words(screen_text(app))
        await press(pilot, "tab", "a", "e", "enter")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))


@pytest.mark.parametrize("size", [*ANY_SIZE, (40, 12), (200, 60)])
async def test_odd_names_many_cards_any_size(lab: Lab, size: tuple[int, int]) -> None:
    odd = "[/x] [@click=app.quit]z[/] 漢字 🙂 \u05d0"
    lab.write("odd", f'---\ntitle = "{odd}"\n---\n# {odd}\n\nQ: {odd}\nA: a\n')
    lab.write("big", "\n".join(f"# t{n}\n\nQ: q{n}\nA: n{n}!\n" for n in range(2_000)))
    app = lab.app()
    async with app.run_test(size=size) as pilot:
        await scores(pilot)
        await press(pilot, "i", "end", "tab")
        await pilot.resize_terminal(70, 22)
        await press(pilot, "escape", "tab", "d", "down", "down", "enter", "tab")
        await pilot.resize_terminal(*size)
        assert isinstance(app.screen, ScoresScreen)


async def test_a_look_fits_into_the_room_there_is(full: Lab) -> None:
    app = full.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await scores(pilot)
        workspace = full.workspace()
        look = scored(workspace, workspace.now()).looks[0]
        for size, rows in (((80, 30), 1), ((100, 30), 0), ((40, 12), None)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: is_drawn(app))
            lines = screen_text(app).splitlines()
            at = next(n for n, row in enumerate(lines) if look.prompt in row)
            assert rows is None or look.why in lines[at + rows]


def is_drawn(app: QuizApp) -> bool:
    """Whether the frame of the list is as wide as the screen, or there is none."""
    frames = [row for row in screen_text(app).splitlines() if "╮" in row]
    return app.size.height < 20 or [*map(len, frames)] == [app.size.width]


def test_the_next_day_on_which_cards_come_back_is_named() -> None:
    today = date(2026, 11, 28).toordinal()
    assert coming_back([3, 1], today).plain == "1 comes back tomorrow."
    assert coming_back([3, 0, 0, 4], today).plain == "4 come back on 1 December."
    assert not coming_back([3, 0], today)


def test_each_column_stands_below_its_number() -> None:
    assert [each.plain for each in columns([4, 0, 12, 120], 3)] == [
        " " * 12,
        "4     12 ██ ",
        "▁▁    ▂▂ ██ ",
    ]


def test_every_detail_fits_into_a_narrow_screen(full: Lab) -> None:
    workspace = full.workspace()
    lines = detail(scored(workspace, workspace.now()), 35, in_colour=True)
    assert [each.plain for each in lines if each.cell_length > 35] == []
