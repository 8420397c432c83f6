"""Home: what waits, what is listed, and what can be done with a deck."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from textual.events import Key

from quizapp.model import Mode, QuizPlan, Review, Setting
from quizapp.study.quiz import Quiz
from quizapp.tui.app import QuizApp
from quizapp.tui.dialogs.ask import AskScreen
from quizapp.tui.dialogs.dialog import ConfirmScreen
from quizapp.tui.home.screen import HomeScreen
from quizapp.tui.keys.of_screen import commands
from quizapp.tui.study.screen import StudyScreen
from quizapp.tui.widgets.lines import LineList
from quizapp.tui.write.editor import EditorScreen
from tests.screens import (
    ANY_SIZE,
    Lab,
    Story,
    know,
    press,
    ready,
    screen_text,
    study,
    toasts,
    until,
)

ODD = "a/b [x] [/y] 🙂 漢字漢字 [@click=app.quit]z[/]"


def row_of(text: str, title: str) -> str:
    """The row of a deck in what the screen shows."""
    return next(line for line in text.splitlines() if title in line and "%" in line)


def titles(app: QuizApp) -> list[str]:
    """What is listed."""
    return [row.title for row in app.home.query_one(LineList).rows]


def has_width(app: QuizApp, width: int) -> bool:
    """Whether every line on the screen is so wide."""
    lines = app.screen._compositor.render_strips()
    return {line.cell_length for line in lines} == {width}


async def choose(pilot: Story, title: str) -> None:
    """Let the command of this title run, as the palette would."""
    app = pilot.app
    found = {each.title: each for each in app.get_system_commands(app.screen)}
    found[title].callback()
    await pilot.pause()


async def test_a_new_learner_is_welcomed_and_starts_a_deck_with_enter(
    capitals: Lab,
) -> None:
    app = capitals.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        text = screen_text(app)
        assert "Learn what an article says, and keep it." in text
        assert "4 cards" in text
        keys = "⏎ Start + Add an article n New deck ? Help"
        assert text.splitlines()[-1].split() == keys.split()
        await press(pilot, "enter")
        assert isinstance(app.screen, StudyScreen)


async def test_decks_are_listed_before_they_are_read_and_counted_after(
    capitals: Lab,
) -> None:
    capitals.write("broken", "Q: no answer\n\nQ: q\nA: a\n")
    study(capitals, "capitals", cards=1)
    app = capitals.app()
    app.learner.open = lambda: None  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "capitals" in screen_text(app)
        assert "due" in screen_text(app)
    app = capitals.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        text = screen_text(app)
        assert "1 learning · 3 new · about 1 minute" in text
        assert row_of(text, "capitals").split()[-4:-1] == ["1", "3", "0%"]
        assert "1 problem" in row_of(text, "broken")
        await press(pilot, *["down"] * 2, "up", "up", "down")
        assert titles(app) == ["All decks", "broken", "capitals"]
        assert "Line 1" in screen_text(app)


async def test_a_deck_with_problems_alone_is_edited_by_enter(capitals: Lab) -> None:
    capitals.write("a-broken", "Q: x\n- [ ] a\n- [ ] b\n")
    study(capitals, "capitals")
    app = capitals.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, *["down"] * (titles(app).index("a-broken")))
        assert app.home.current_deck == "a-broken"
        text = screen_text(app)
        assert "This deck has no cards to ask." in text
        assert "⏎ Edit" in text.splitlines()[-1]
        assert "Quiz" not in text.splitlines()[-1]
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, EditorScreen))


async def test_without_a_deck_home_says_what_to_do(lab: Lab) -> None:
    app = lab.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        text = screen_text(app)
        assert "No decks yet." in text
        assert "⏎ New deck" in text
        await press(pilot, "s", "b", "z", "h", "H", "f", "m", "e", "R", "x", "u")
        assert isinstance(app.screen, HomeScreen)


async def test_a_deck_is_started_stopped_and_hidden_and_each_is_undone(
    capitals: Lab,
) -> None:
    capitals.write("other", "Q: q\nA: a\n")
    app = capitals.app()

    def started() -> list[str]:
        return capitals.workspace().started

    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "space")
        assert started() == ["capitals"]
        assert "Started: “All decks” asks it. u undoes it." in screen_text(app)
        await press(pilot, "down")
        assert "Started" not in screen_text(app)
        await press(pilot, "u")
        assert started() == []
        await press(pilot, "space")
        await press(pilot, "h")
        assert titles(app) == ["other"]
        await press(pilot, "H")
        assert titles(app) == ["All decks", "capitals", "other"]
        assert "hidden" in screen_text(app)
        await press(pilot, "H", "h")
        assert "All decks are hidden." in screen_text(app)
        assert "⏎ New deck" in screen_text(app)
        assert "H Show hidden" in screen_text(app)
        await press(pilot, "u")
        assert titles(app) == ["other"]
        assert "Shown again." in screen_text(app)
        assert app.focused is app.home.query_one(LineList)
        await press(pilot, "u", "u")
        assert started() == []


async def test_undo_asks_first_once_there_was_an_answer(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "space", "enter", "ctrl+n", "enter", "escape", "escape", "u")
        assert isinstance(app.screen, ConfirmScreen)
        assert "Started: “All decks” asks it." in screen_text(app)
        await press(pilot, "enter")
        assert capitals.workspace().started == ["capitals"]
        await press(pilot, "u", "y")
        await until(pilot, lambda: "stopped" in screen_text(app))
        assert not capitals.workspace().started


async def test_reset_asks_first_and_is_undone(capitals: Lab) -> None:
    know(capitals, "capitals")
    app = capitals.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "R", "enter")
        assert isinstance(app.screen, HomeScreen)
        assert len(capitals.store().memories) == 4
        await press(pilot, "R", "y")
        await until(pilot, lambda: "new again" in screen_text(app))
        assert not capitals.store().memories
        await press(pilot, "u")
        assert len(capitals.store().memories) == 4


async def test_a_deck_goes_to_the_trash_and_comes_back(capitals: Lab) -> None:
    capitals.write("other", "Q: q\nA: a\n")
    study(capitals, "capitals")
    file = capitals.paths.decks / "capitals.md"
    app = capitals.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "x")  # all decks are not one that can be removed
        assert isinstance(app.screen, HomeScreen)
        await press(pilot, "down", "x")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "enter")
        assert file.exists()
        await press(pilot, "x", "y")
        await until(pilot, lambda: not file.exists())
        assert (capitals.paths.trash / "capitals.md").exists()
        await until(pilot, lambda: titles(app) == ["other"])
        assert "u undoes it" in screen_text(app)
        await press(pilot, "u")
        await until(pilot, lambda: "capitals" in titles(app))
        assert file.exists()
        assert app.home.current_deck == "capitals"
        assert toasts(pilot) == []
    assert len(capitals.store().memories) == 4


async def test_a_shipped_deck_cannot_be_removed(lab: Lab) -> None:
    lab.shipped = lab.paths.decks.parent / "shipped"
    lab.shipped.mkdir(parents=True)
    (lab.shipped / "ours.md").write_text("Q: q\nA: a\n", "utf-8")
    app = lab.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "x")
        await until(pilot, lambda: toasts(pilot))
        assert "you can hide it" in toasts(pilot)[0]
        assert isinstance(app.screen, HomeScreen)


async def test_between_midnight_and_the_end_of_the_day_home_says_when_that_is(
    capitals: Lab,
) -> None:
    know(capitals, "capitals")
    for hour, wanted in ((23, "24 November"), (1, "24 November, until 4:00")):
        capitals.now = capitals.now.replace(hour=hour) + timedelta(days=hour == 1)
        app = capitals.app()
        async with app.run_test(size=(80, 24)) as pilot:
            await ready(pilot)
            assert screen_text(app).splitlines()[0].endswith(wanted)


async def test_new_cards_beyond_the_limit_are_studied_with_enter(
    capitals: Lab,
) -> None:
    capitals.write("other", "Q: q\nA: a\n")
    capitals.store().record(Setting("new_a_day", 4), at=capitals.now)
    study(capitals, "capitals")
    app = capitals.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "down", "down")
        assert app.home.current_deck == "other"
        text = screen_text(app)
        assert "Today's 4 new cards are done." in text
        assert "⏎ 1 more new" in text
        assert "^o Add card" in text.splitlines()[-1]
        await press(pilot, "enter")
        assert isinstance(app.screen, StudyScreen)


async def test_when_all_is_done_enter_and_the_footer_say_how_to_go_on(
    capitals: Lab,
) -> None:
    know(capitals, "capitals")
    app = capitals.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        text = screen_text(app)
        assert "Nothing due in this deck today." in text
        assert "4 cards, yours · studied today" in text
        assert "⏎" not in text
        assert "f Study ahead" in text
        await press(pilot, "enter")
        assert "f Study ahead" in screen_text(app).splitlines()[0]
        await press(pilot, "f")
        assert isinstance(app.screen, StudyScreen)
    capitals.now += timedelta(days=60)
    async with capitals.app().run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "4 to review" in screen_text(pilot.app)


async def test_an_open_quiz_comes_first_and_enter_goes_on_with_it(
    capitals: Lab,
) -> None:
    capitals.write("other", "Q: q\nA: a\n")
    workspace = capitals.workspace()
    workspace.reconcile()
    plan = QuizPlan(("capitals",), 3, Mode.PRACTICE, seed=1)
    Quiz.begin(workspace, plan)
    study(capitals, "other")
    app = capitals.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        text = screen_text(app)
        assert "Unfinished quiz: 0 of 3" in text
        assert "⏎ Go on" in text
        await press(pilot, "down")
        assert "All decks" in screen_text(app)
        assert "⏎ Study" in screen_text(app)
        await press(pilot, "z", "ctrl+n", "escape")
        assert "Unfinished quiz: 1 of 3" in screen_text(app)


async def test_one_click_highlights_and_two_open(capitals: Lab) -> None:
    capitals.write("other", "Q: q\nA: a\n")
    app = capitals.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.click(LineList, offset=(12, 2))
        assert isinstance(app.screen, HomeScreen)
        assert app.home.current_deck == "other"
        await pilot.click(LineList, offset=(12, 2), times=2)
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))


async def test_enter_before_the_decks_are_read_is_not_lost(capitals: Lab) -> None:
    app = capitals.app()
    opens, app.learner.open = app.learner.open, lambda: None  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.post_message(Key("enter", "\r"))
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        opens()
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))


async def test_the_footer_holds_every_key_that_is_to_be_shown(capitals: Lab) -> None:
    study(capitals, "capitals", cards=1)
    app = capitals.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        footer = screen_text(app).splitlines()[-1]
        for _, binding, enabled, _ in app.screen.active_bindings.values():
            if binding.show and enabled:
                assert binding.description in footer


async def test_two_users_are_shown_and_switched_in_the_palette(capitals: Lab) -> None:
    study(capitals, "capitals", user="Ana [x]")
    app = capitals.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)  # `me` has studied nothing
        assert "Learn what an article says" in screen_text(app)
        assert "me · Tuesday 24 November" in screen_text(app)
        await choose(pilot, "Switch to Ana (x)")
        await until(pilot, lambda: "Ana [x] · Tuesday" in screen_text(app))
        assert "4 learning" in screen_text(app)
        await press(pilot, "space")
        assert "Switch to me" in {each.title for each in commands(app, app.screen)}
        await choose(pilot, "New user")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await press(pilot, *"Bo", "enter")
        await until(pilot, lambda: "Bo · Tuesday" in screen_text(app))
    kept = capitals.store(user="Ana [x]")
    assert not any(state.started for state in kept.decks.values())
    assert not any(isinstance(e.act, Review) for e in capitals.store().events())


@pytest.mark.parametrize("size", ANY_SIZE)
async def test_odd_titles_and_any_size_break_nothing(
    lab: Lab, size: tuple[int, int]
) -> None:
    lab.write("big", "\n".join(f"Q: What is {n}?\nA: {n}!\n" for n in range(3000)))
    lab.write("empty", "")
    lab.write("odd", f'---\ntitle = "{ODD}"\n---\nQ: q\nA: a\n')
    study(lab, "big", cards=2)
    app = lab.app()
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        for width, height in ((40, 12), (80, 24), (160, 44), (12, 4), size):
            await pilot.resize_terminal(width, height)
            await until(pilot, partial(has_width, app, width))
            for key in ("down", "down", "down", "up", "up", "up"):
                await press(pilot, key)
                assert has_width(app, width)
            if width >= 40:
                assert screen_text(app).endswith("? Help")
        if size >= (80, 24):
            assert "a/b [x] [/y] 🙂 漢字" in screen_text(app)
