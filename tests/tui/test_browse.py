"""Browse and one card: searched, sorted, marked, changed, studied."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from textual.events import Key
from textual.widgets import Input

from quizapp.model import Grade, Mark, Memory, Phase, Review
from quizapp.study.counts.values import Moment
from quizapp.study.workspace.reviews import seen_of
from quizapp.tui.app import QuizApp
from quizapp.tui.browse.card import CardScreen
from quizapp.tui.browse.lines import returns
from quizapp.tui.browse.screen import BrowseScreen
from quizapp.tui.study.screen import StudyScreen
from quizapp.tui.study.summary import SummaryScreen
from quizapp.tui.widgets.lines import LineList
from tests.samples import CAPITALS, KINDS
from tests.screens import (
    ANY_SIZE,
    Lab,
    Story,
    press,
    question_of,
    ready,
    screen_text,
    until,
)


async def browse(pilot: Story, query: str = "") -> BrowseScreen:
    """Open browse."""
    await ready(pilot)
    app = pilot.app
    assert isinstance(app, QuizApp)
    assert app.workspace
    screen = BrowseScreen(app.workspace, query)
    await app.push_screen(screen)
    await pilot.pause()
    return screen


def rows(app: QuizApp) -> list[str]:
    """The list as it is painted, without its frame."""
    lines = [line.split("│") for line in screen_text(app).splitlines()]
    return [parts[1].rstrip() for parts in lines if len(parts) > 2][1:]


def names(app: QuizApp) -> list[str]:
    """The countries that the listed questions are about."""
    found = (row.partition("capital of ")[2].partition("?")[0] for row in rows(app))
    return [name for name in found if name]


async def test_search_sort_mark_and_act(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(size=(120, 30)) as pilot:
        await browse(pilot)
        assert names(app) == ["Peru", "Chile", "Ecuador", "Colombia"]
        assert rows(app)[0].startswith(" ▌ What is the capital of Peru?")
        assert rows(app)[0].endswith("new")
        assert "4 cards" in screen_text(app)
        await press(pilot, "slash", *"chi")
        assert names(app) == ["Chile"]
        assert "1 of 4 cards" in screen_text(app)
        assert "Santiago" in screen_text(app).partition("╰")[2]  # the card below
        await press(pilot, "escape")
        assert names(app) == ["Peru", "Chile", "Ecuador", "Colombia"]
        await press(pilot, "o", "o")
        assert "Answer ▲" in screen_text(app)
        assert names(app) == ["Colombia", "Peru", "Ecuador", "Chile"]
        await press(pilot, "O")
        assert names(app) == ["Chile", "Ecuador", "Peru", "Colombia"]
        await press(pilot, "asterisk")
        assert "4 marked · 4 cards" in screen_text(app)
        await press(pilot, "asterisk", "home", "space", "space")
        assert [row[0] for row in rows(app)[:3]] == ["*", "*", " "]
        assert "2 marked · 4 cards" in screen_text(app)
        await press(pilot, "p")
        assert "2 cards suspended. u undoes it." in screen_text(app)
        assert sum("suspended" in row for row in rows(app)) == 2
        await press(pilot, "u")
        assert "Undone: 2 cards suspended." in screen_text(app)
        await press(pilot, "t", *"hard", "enter")
        assert "tagged “hard”" in screen_text(app)
        await press(pilot, "t")
        assert "Tags now: hard" in screen_text(app)
        await press(pilot, "escape", "down")
        assert "tagged" not in screen_text(app)
        assert app.screen.query_one(Input).value == ""
        await press(pilot, "escape")
        assert "marked" not in screen_text(app)
        await press(pilot, "escape")
        assert not isinstance(app.screen, BrowseScreen)
    assert sorted(capitals.store().tags) == ["capitals/chile", "capitals/ecuador"]


async def test_letters_are_words_while_one_searches(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await browse(pilot)
        await press(pilot, "slash", *"pat e")
        assert screen.query_one(Input).value == "pat e"
        assert "Suspend" not in screen_text(app)
        await press(pilot, "enter", "p")
    assert not capitals.store().suspended


async def test_what_is_typed_while_the_focus_moves_stays(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await browse(pilot)
        screen.action_search()
        await app.on_key(Key("c", "c"))  # it was pressed before the focus had moved
        await press(pilot, *"hi")
        assert screen.query_one(Input).value == "chi"


async def test_what_cannot_be_searched_is_said(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await browse(pilot, "chile is:foo")
        assert "is:foo" in screen_text(app).partition("╰")[2]
        assert names(app) == []
        await press(pilot, "slash", *"zzz")
        assert "No card matches this search." in screen_text(app)
        assert "Open" not in screen_text(app)


async def test_a_title_is_clicked_and_a_row_opened(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(size=(120, 30)) as pilot:
        await browse(pilot)
        await pilot.click("#cards", offset=(6, 1))
        await pilot.pause()
        assert names(app)[0] == "Chile"
        await pilot.click("#cards", offset=(6, 1))
        await pilot.pause()
        assert names(app)[0] == "Peru"
        await pilot.click("#cards", offset=(10, 4))
        assert rows(app)[2].startswith(" ▌")
        await pilot.click("#cards", offset=(10, 4), times=2)
        await until(pilot, lambda: isinstance(app.screen, CardScreen))


def test_a_card_says_how_late_it_is() -> None:
    now = Moment(datetime(2026, 11, 28, tzinfo=UTC), 1000)
    said = [
        returns(
            Memory(Phase.REVIEW, None, 30.0, 5.0, day, None, 0, 3, 0),
            now,
            is_suspended=False,
        )
        for day in (1004, 1000, 992, 900)
    ]
    assert [each for each, _ in said] == ["4 d", "due today", "8 d late", "3 mo late"]


async def test_what_is_found_is_studied_from_the_current_card_on(
    capitals: Lab,
) -> None:
    capitals.write("rivers", "Q: Which river flows through Lima?\nA: Rímac\n")
    app = capitals.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot)
        assert len(names(app)) == 4
        for key in names(app):
            await press(pilot, "home", *["down"] * names(app).index(key), "a")
            await until(pilot, lambda: isinstance(app.screen, StudyScreen))
            assert key in screen_text(app)
            await press(pilot, "escape")
            await until(pilot, lambda: isinstance(app.screen, BrowseScreen))
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        await press(pilot, "ctrl+n", "enter", "escape")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        assert "capitals, rivers" in screen_text(app).splitlines()[0]


async def test_a_sitting_begins_with_the_current_card_but_the_next_does_not(
    capitals: Lab,
) -> None:
    capitals.set(grades="all")
    app = capitals.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot)
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        first = question_of(app).card
        await press(pilot, "ctrl+n", "4")  # so that it comes back last
        while isinstance(app.screen, StudyScreen):
            await press(pilot, "ctrl+n", "3")
        await press(pilot, "f")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        assert question_of(app).card != first


async def test_what_is_found_is_studied_and_shown_as_it_is_then(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await browse(pilot, "chile")
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        assert "capital of Chile?" in screen_text(app)
        await press(pilot, "ctrl+n", "enter", "escape")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        assert isinstance(app.screen, SummaryScreen)
        assert not app.screen._new  # the deck's other new cards were not found
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen))
        assert names(app) == ["Chile"]
        assert rows(app)[0].endswith(("due now", "1 min"))


async def test_a_reset_asks_first_and_is_undone(capitals: Lab) -> None:
    answer(capitals, "capitals/peru", Grade.GOOD)
    app = capitals.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await browse(pilot)
        await press(pilot, "asterisk", "R", "enter")
        assert capitals.store().memories
        await press(pilot, "R", "y")
        await until(pilot, lambda: "1 card new again." in screen_text(app))
        assert not capitals.store().memories
        await press(pilot, "u")
        assert capitals.store().memories


async def test_decks_that_change_while_one_looks(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await browse(pilot)
        await press(pilot, "down", "space")
        capitals.write("capitals", CAPITALS.replace("capital of", "capital city of"))
        await app.look_now()
        await pilot.pause()
        assert "capital city of Peru" in rows(app)[0]
        assert "1 marked" in screen_text(app)


async def test_the_current_row_stays_in_view_when_the_size_changes(lab: Lab) -> None:
    lab.write("many", "".join(f"Q: question{n}\nA: {n}\n\n" for n in range(40)))
    app = lab.app()
    async with app.run_test(size=(40, 12)) as pilot:
        listed = (await browse(pilot)).query_one(LineList)
        await press(pilot, "end")
        for size in ((80, 24), (40, 12)):
            before = listed.size
            await pilot.resize_terminal(*size)
            await until(pilot, lambda before=before: listed.size != before)  # type: ignore[misc]
            await pilot.pause()
            assert "▌ question39" in screen_text(app)


async def test_an_empty_workspace_says_what_to_do(lab: Lab) -> None:
    app = lab.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot)
        await press(pilot, "enter", "space", "p", "t", "R", "a", "e", "o", "O", "end")
        assert isinstance(app.screen, BrowseScreen)
        assert "There are no cards yet." in screen_text(app)


@pytest.mark.parametrize("size", [*ANY_SIZE, (40, 12), (200, 60)])
async def test_odd_cards_at_any_size(lab: Lab, size: tuple[int, int]) -> None:
    odd = "[/x] [@click=app.quit]z[/] 漢字 🙂 \u05d0"
    lab.write("kinds", KINDS)
    lab.write("odd", f"# {odd}\n\nQ: {odd}\nA: {odd}\n\nQ: {'x' * 900}\nA: {odd * 90}")
    app = lab.app()
    async with app.run_test(size=size) as pilot:
        await browse(pilot)
        for _ in range(15):
            await press(pilot, "down")
        await pilot.resize_terminal(60, 20)
        await press(pilot, "up", "enter")
        assert isinstance(app.screen, CardScreen)
        await pilot.resize_terminal(*size)
        await press(pilot, "end", "escape", "escape")


def answer(lab: Lab, key: str, *grades: Grade, given: str = "Quito") -> None:
    """Review a card, a day apart."""
    workspace = lab.workspace()
    found = workspace.find(key)
    assert found
    _, card = found
    for grade in grades:
        workspace.record(
            Review(
                card=key,
                deck=card.deck,
                topic=card.topic,
                asked="type",
                given=given if grade is Grade.AGAIN else card.answer,
                mark=Mark.WRONG if grade is Grade.AGAIN else Mark.RIGHT,
                grade=grade,
                day=lab.now.date(),
                spent=4000,
            ),
            seen=seen_of(key, card),
        )
        lab.now += timedelta(days=1)
    workspace.close()


async def test_a_card_says_how_it_stands_and_why(capitals: Lab) -> None:
    grades = [Grade.GOOD, Grade.GOOD, Grade.GOOD, Grade.AGAIN, Grade.GOOD, Grade.GOOD]
    answer(capitals, "capitals/peru", *grades)
    app = capitals.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await browse(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, CardScreen)
        text = screen_text(app)
        assert "Fact, ¶ 1   Lima is the capital of Peru." in text
        assert "Founded in 1535" in text
        assert "capitals.md, line 3" in text
        assert "known, and comes back in less than 21 days." in text
        assert "Your aim is 90%" in text
        assert "Asked 6 times, forgotten once." in text
        assert "✗ Again    4 s  typed      “Quito”" in text
        assert text.index("29 Nov 2026") < text.index("24 Nov 2026")
        await press(pilot, "p")
        assert "It is not asked until you unsuspend it." in screen_text(app)
        await press(pilot, "u", "R", "y")
        await until(pilot, lambda: "New: not asked yet." in screen_text(app))
        assert "reset: new again" in screen_text(app)
        await press(pilot, "u")
        assert capitals.store().memories


async def test_a_change_that_cannot_be_kept_is_said(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await browse(pilot)
        await press(pilot, "t", *"-", "enter")
        assert "A tag is a word" in screen_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, BrowseScreen)
