"""Browse by keys and mouse, and what home does with whole decks."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from quizapp.progress.settings import change_setting
from quizapp.tui import watching
from quizapp.tui.screens.ask import AskScreen
from quizapp.tui.screens.browse import BrowseScreen
from quizapp.tui.screens.card import CardScreen
from quizapp.tui.screens.confirm import ConfirmScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.screens.summary import SummaryScreen
from quizapp.tui.widgets.card_table import CardTable, CardTableHead
from quizapp.tui.widgets.deck_list import DeckList
from tests.samples import CAPITALS
from tests.screens import Lab, Story, press, ready, shown, toasts, until


def lines(pilot: Story) -> list[str]:
    """The table as it is painted."""
    table = pilot.app.screen.query_one(CardTable)
    told = [table.render_line(y).text.rstrip() for y in range(table.size.height)]
    return [line for line in told if line]


async def test_search_sort_mark_and_act(lab: Lab) -> None:
    lab.write("capitals", CAPITALS)
    app = lab.app()
    async with app.run_test(notifications=True, size=(120, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "b")
        assert isinstance(app.screen, BrowseScreen)
        assert len(lines(pilot)) == 4
        assert lines(pilot)[0].startswith("›  What is the capital of Peru?")
        await press(pilot, "slash", *"chi")
        assert [line[3:34] for line in lines(pilot)] == [
            "What is the capital of Chile?  "
        ]
        assert shown(app, "#found") == "1 of 4 cards"
        await press(pilot, "escape", "slash", *["backspace"] * 3, "enter")
        await press(pilot, "o", "o")
        answers = [line[34:58].split()[0] for line in lines(pilot)]
        assert answers == ["Bogotá", "Lima", "Quito", "Santiago"]
        await press(pilot, "O")
        assert "Santiago" in lines(pilot)[0]
        await press(pilot, "space", "space", "s")
        assert toasts(pilot)[-1] == "2 cards suspended. u undoes it."
        assert sum("suspended" in line for line in lines(pilot)) == 2
        await press(pilot, "u")
        assert not any("suspended" in line for line in lines(pilot))
        await press(pilot, "t")
        assert isinstance(app.screen, AskScreen)
        await press(pilot, *"hard", "enter")
        assert sum("hard" in line for line in lines(pilot)) == 2
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, HomeScreen)
    assert sorted(lab.store().tags) == ["capitals/chile", "capitals/ecuador"]


async def test_a_title_is_clicked_and_a_row_opened(lab: Lab) -> None:
    lab.write("capitals", CAPITALS)
    app = lab.app()
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "b")
        await pilot.click(CardTableHead, offset=(5, 0))
        assert "Chile" in lines(pilot)[0]
        await pilot.click(CardTableHead, offset=(5, 0))
        assert "Peru" in lines(pilot)[0]
        await pilot.click(CardTable, offset=(10, 2))
        assert lines(pilot)[2].startswith("›")
        await pilot.click(CardTable, offset=(10, 2), times=2)
        assert isinstance(app.screen, CardScreen)


async def test_a_card_with_its_history(lab: Lab) -> None:
    lab.write("capitals", CAPITALS)
    app = lab.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "enter", "ctrl+n", "1", "escape", "escape", "b", "enter")
        assert isinstance(app.screen, CardScreen)
        text = str(app.screen.query_one("#about-text", Static).render())
        assert "capitals.md:3" in text
        assert "Founded in 1535" in text
        assert "being learned" in shown(app, "#about-memory")
        assert "Again" in shown(app, "#about-history")
        await press(pilot, "escape")
        assert isinstance(app.screen, BrowseScreen)


async def test_what_is_found_is_studied(lab: Lab) -> None:
    lab.write("capitals", CAPITALS)
    app = lab.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "b", "slash", *"chile", "enter", "a")
        assert isinstance(app.screen, StudyScreen)
        assert shown(app, "#prompt") == "What is the capital of Chile?"
        assert "1 new" in shown(app, "#place")
        await press(pilot, "escape")
        assert isinstance(app.screen, BrowseScreen)
        assert shown(app, "#found") == "1 of 4 cards"
        assert "new" in lines(pilot)[0]


async def test_after_a_sitting_the_cards_are_shown_as_they_are_now(lab: Lab) -> None:
    lab.write("capitals", CAPITALS)
    app = lab.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "b", "slash", *"chile", "enter", "a")
        await press(pilot, "ctrl+n", "enter", "escape")
        assert isinstance(app.screen, SummaryScreen)
        await press(pilot, "enter")
        assert isinstance(app.screen, BrowseScreen)
        assert app.screen.query_one("#search", Input).value == "chile"
        assert "learning" in lines(pilot)[0]
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        await press(pilot, "a", "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_reset_asks_first_and_is_undone(lab: Lab) -> None:
    lab.set(grades="all")
    lab.write("capitals", CAPITALS)
    app = lab.app()
    async with app.run_test(notifications=True, size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "enter", *["ctrl+n", "3"] * 4, "escape", "escape")
        await press(pilot, "b", "asterisk", "r")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "n", "r", "y")
        assert toasts(pilot)[-1] == "4 cards new again. u undoes it."
        await press(pilot, "u", "escape", "escape", "R", "y")
        assert "4 new" in shown(app, "#detail-text")
        await press(pilot, "u")
        assert "0 new" in shown(app, "#detail-text")


async def test_a_deck_goes_to_the_trash_and_comes_back(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "EVERY", 1000.0)  # no look but those that follow
    lab.write("another", "Q: another\nA: a\n")
    path = lab.write("capitals", CAPITALS)
    app = lab.app()
    async with app.run_test(notifications=True, size=(100, 30)) as pilot:
        await ready(pilot)
        decks = app.screen.query_one(DeckList)
        await press(pilot, "down", "x", "y")
        await until(pilot, lambda: decks.option_count == 1)
        assert not path.exists()
        assert (lab.paths.trash / "capitals.md").exists()
        (removed,) = toasts(pilot)
        assert removed.startswith("Removed; u brings it back.")
        await press(pilot, "u")
        await until(pilot, lambda: decks.option_count == 2)
        assert path.read_text("utf-8") == CAPITALS
        await until(pilot, lambda: decks.row and decks.row.name == "capitals")
        assert toasts(pilot) == ["«capitals» is back."]


async def test_what_was_done_in_browse_is_taken_back_at_home(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(notifications=True, size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "b")
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen))
        await press(pilot, "s", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert capitals.store().suspended
        await press(pilot, "u")
        assert not capitals.store().suspended


async def test_a_deck_of_a_settings_folder_is_not_taken_away(
    lab: Lab, tmp_path: Path
) -> None:
    path = tmp_path / "notes" / "verbs.md"
    path.parent.mkdir()
    path.write_text("Q: yo (ser)\nA: soy\n", "utf-8")
    change_setting(lab.paths.settings, "folders", [str(path.parent)])
    app = lab.app()
    async with app.run_test(notifications=True, size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "x")
        assert isinstance(app.screen, HomeScreen)
        (told,) = toasts(pilot)
        assert str(path) in told
        assert "only read" in told
    assert path.exists()


async def test_decks_that_change_while_one_looks(lab: Lab) -> None:
    lab.write("capitals", CAPITALS)
    app = lab.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "b", "down", "space")
        lab.write(
            "capitals", CAPITALS.replace("capital of Peru", "capital city of Peru")
        )
        await app.look_now()
        await pilot.pause()
        assert "capital city of Peru" in lines(pilot)[0]
        assert "1 marked" in shown(app, "#found")


async def test_an_empty_workspace_says_what_to_do(lab: Lab) -> None:
    app = lab.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "b", "enter", "space", "s", "t", "r", "a", "o", "end")
        assert isinstance(app.screen, BrowseScreen)
        assert "There is no card yet" in shown(app, "#found")
        await press(pilot, "slash", "x")
        assert app.screen.query_one(Input).value == "x"


async def test_only_marked_cards_that_are_found_are_acted_on(lab: Lab) -> None:
    lab.write("capitals", CAPITALS)
    app = lab.app()
    async with app.run_test(notifications=True, size=(120, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "b", "space", "space", "slash", *"colombia", "enter")
        assert "2 marked, 0 of them here" in shown(app, "#found")
        await press(pilot, "s")
    assert lab.store().suspended == {"capitals/colombia"}


async def test_a_condition_that_is_none_is_told_and_finds_everything(lab: Lab) -> None:
    lab.write("capitals", CAPITALS)
    app = lab.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "b", "slash", *"chile is:foo")
        assert shown(app, "#found").startswith(
            "«is:foo» is no condition: there are is:"
        )
        assert len(lines(pilot)) == 1
