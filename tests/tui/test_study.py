"""A sitting on the screen: answered, graded, undone, left, and summed up."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widget import Widget
from textual.widgets import Input

from quizapp.model import Grade
from quizapp.tui.home.screen import HomeScreen
from quizapp.tui.study.screen import StudyScreen
from quizapp.tui.study.summary import SummaryScreen
from tests.samples import CAPITALS
from tests.screens import (
    ANY_SIZE,
    Lab,
    click,
    grades_kept,
    press,
    question_of,
    screen_text,
    study,
    to_question,
    toasts,
    until,
    verdict_of,
)


async def test_an_answer_is_on_the_disk_before_the_next_question(
    capitals: Lab,
) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await to_question(pilot)
        first = question_of(app).prompt
        assert first in screen_text(app)
        await press(pilot, "1")
        assert verdict_of(app)
        assert grades_kept(capitals) == []
        await press(pilot, "enter")
        assert first not in screen_text(app)
        assert len(grades_kept(capitals)) == 1


async def test_the_verdict_shows_statement_paragraph_note_and_topic(
    capitals: Lab,
) -> None:
    peru = CAPITALS.partition("Q: What is the capital of Chile")[0]
    capitals.write("capitals", peru.replace(":id: peru", ":ask: type"))
    app = capitals.app("capitals")
    async with app.run_test(size=(100, 30)) as pilot:
        await to_question(pilot)
        assert "South America" not in screen_text(app)  # it may give the answer away
        await press(pilot, "ctrl+n")
        text = screen_text(app)
        assert "· Didn't know.  Answer: Lima" in text
        assert "Fact, ¶ 1   Lima is the capital of Peru." in text
        assert "Note        Founded in 1535 as the City of the Kings." in text
        assert "› South America" in text


@pytest.mark.parametrize("grade", Grade)
async def test_each_grade_has_its_key(capitals: Lab, grade: Grade) -> None:
    capitals.set(grades="all")
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await to_question(pilot)
        await press(pilot, "ctrl+n", str(grade.value))
        assert grades_kept(capitals) == [grade]


async def test_enter_takes_the_grade_that_is_suggested(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await to_question(pilot)
        for wanted, grade in ((True, Grade.GOOD), (False, Grade.AGAIN)):
            choices = enumerate(question_of(app).choices, 1)
            place = next(n for n, choice in choices if choice.right is wanted)
            await press(pilot, str(place), "enter")
            assert grades_kept(capitals)[-1] is grade


async def test_a_whole_sitting_by_keyboard_ends_in_a_summary(capitals: Lab) -> None:
    capitals.set(grades="all")
    app = capitals.app("capitals")
    async with app.run_test(notifications=True) as pilot:
        await to_question(pilot)
        await press(pilot, *["ctrl+n", "4"] * 4)
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        assert "More new" not in screen_text(app)
        await press(pilot, "m", "f")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_a_sitting_that_is_left_early_goes_on_where_it_was(
    capitals: Lab,
) -> None:
    app = capitals.app("capitals")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        first = question_of(app)
        await press(pilot, "ctrl+n", "enter")
        question = question_of(app)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        await pilot.pause()
        text = screen_text(app)
        assert "4 cards left" in text
        assert "few minutes" not in text
        assert "More new" not in text
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        assert question_of(app) == question
        assert "0 of 4 done" in screen_text(app)
        await press(pilot, "escape", "u")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        assert question_of(app) == first
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_a_whole_sitting_by_mouse(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test(size=(100, 30)) as pilot:
        await to_question(pilot)
        for _ in range(4):
            right = next(c.text for c in question_of(app).choices if c.right)
            await click(pilot, right)
            assert verdict_of(app)
            await click(pilot, "4 Easy")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        assert grades_kept(capitals) == [Grade.EASY] * 4


async def test_undo_brings_the_question_back(capitals: Lab) -> None:
    capitals.write("capitals", CAPITALS.replace(":id:", ":ask: type\n:id:"))
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await to_question(pilot)
        first = question_of(app).prompt
        await press(pilot, "ctrl+n", "1")
        second = question_of(app).prompt
        await press(pilot, "x", "ctrl+z")  # what is entered comes first
        assert question_of(app).prompt == second
        await press(pilot, *"abc", "ctrl+t")
        assert "Suspended · ^z undoes" in screen_text(app)
        await press(pilot, "ctrl+z")
        assert "Undone: the card is asked again." in screen_text(app)
        assert "│ abc" in screen_text(app)
        assert question_of(app).prompt == second
        await press(pilot, "ctrl+n", "u", "ctrl+z")
        assert question_of(app).prompt == first
        assert capitals.store().memories == {}
        await press(pilot, "ctrl+z")
        assert isinstance(app.screen, StudyScreen)


async def test_copy_takes_the_answer_along_once_it_is_shown(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await to_question(pilot)
        await press(pilot, "ctrl+y")
        assert app.clipboard.startswith("What is the capital of ")
        assert "\n" not in app.clipboard
        await press(pilot, "ctrl+n", "c")
        assert app.clipboard.count("\n") == 2


async def test_a_card_is_tagged_at_its_verdict(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        await press(pilot, "t", "ctrl+n", "t", *"hard", "enter")
        assert "“hard”" in screen_text(app).splitlines()[0]
        key = question_of(app).card.key
        await press(pilot, "t", *"-hard", "enter", "u")
        assert "Undone: 1 card no longer tagged" in screen_text(app)
        await press(pilot, "enter")
    assert capitals.workspace().tags == {key: ("hard",)}


async def test_what_is_left_is_asked_next_time(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await to_question(pilot)
        await press(pilot, "ctrl+n", "escape")  # what was judged counts as it was
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        assert grades_kept(capitals) == [Grade.AGAIN]
    capitals.now += timedelta(days=1)
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        screen = await to_question(pilot)
        assert screen._sitting.left.total == 4
        assert "3 new   1 learning" in screen_text(app)


async def test_leaving_without_an_answer_starts_no_deck(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await to_question(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert capitals.workspace().started == []


async def test_a_failed_write_says_why_and_keeps_the_question(
    capitals: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = capitals.app("capitals")
    async with app.run_test(notifications=True) as pilot:
        await to_question(pilot)
        first = question_of(app).prompt
        await press(pilot, "ctrl+n")
        with monkeypatch.context() as broken:

            def refuse(*_: object) -> None:
                raise OSError(28, "No space left on device")

            broken.setattr(Path, "replace", refuse)
            await press(pilot, "1")
            assert "No space left" in toasts(pilot)[0]
            assert question_of(app).prompt == first
        await press(pilot, "1")
        assert question_of(app).prompt != first
        assert not toasts(pilot)  # it is saved: nothing to complain of
        assert len(grades_kept(capitals)) == 1


@pytest.mark.parametrize("kind", ["type", "choose"])
async def test_the_question_and_its_answer_keep_their_rows_at_any_size(
    capitals: Lab, kind: str
) -> None:
    """The question ends on one row, and stays there while the verdict comes."""
    capitals.set(ask=kind)
    app = capitals.app("capitals")
    rows = {(80, 24): 5, (120, 40): 12, (40, 12): 3}
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        for _ in range(2):
            for (width, height), row in rows.items():
                await pilot.resize_terminal(width, height)
                asked = question_of(app).prompt

                def stands(row: int = row, asked: str = asked) -> bool:
                    return asked in screen_text(app).split("\n")[row]

                await until(pilot, stands)
                assert "End" in screen_text(app).split("\n")[height - 1]
            await press(pilot, "ctrl+n")


async def test_a_long_card_scrolls_and_its_grades_stay_in_sight(lab: Lab) -> None:
    long = "\n".join(f"line {n}" for n in range(60))
    lab.write("long", f"Q: {long}\nA: {long.replace('line', 'answer')}\n")
    app = lab.app("long")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        assert "line 0" in screen_text(app)
        await press(pilot, *["ctrl+down"] * 9)
        assert "line 59" in screen_text(app)
        await press(pilot, "enter")
        assert "answer 0" in screen_text(app)
        assert "▸ 3 Good" in screen_text(app)
        await press(pilot, *["ctrl+down"] * 12)
        assert "answer 59" in screen_text(app)
        assert "▸ 3 Good" in screen_text(app)


async def test_neither_the_focus_nor_a_verdict_moves_a_widget(
    capitals: Lab,
) -> None:
    """Or all of it would be sent again (tests/bench counts the bytes)."""
    capitals.set(ask="type")
    app = capitals.app("capitals")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_question(pilot)
        assert len(list(screen.walk_children())) <= 8
        widgets = [w for w in screen.walk_children() if isinstance(w, Widget)]
        regions = [widget.region for widget in widgets]
        await press(pilot, *"Lima", "enter")
        assert verdict_of(app)
        assert [widget.region for widget in widgets] == regions
        assert app.focused is None
        await press(pilot, "3")
        assert isinstance(app.focused, Input)


@pytest.mark.parametrize("size", ANY_SIZE)
async def test_ten_thousand_cards_and_odd_titles_are_studied(
    lab: Lab, size: tuple[int, int]
) -> None:
    lab.write("big", "\n".join(f"Q: What is {n}?\nA: {n}!\n" for n in range(10_000)))
    title = "a/b [x] [/y] 🙂 漢字漢字漢字 [@click=app.quit]z[/]" + "long" * 40
    lab.write("odd", f'---\ntitle = "{title}"\n---\nQ: q\nA: {"a" * 200}\n')
    for name in ("big", "odd"):
        app = lab.app(name)
        async with app.run_test(size=size) as pilot:
            await to_question(pilot)
            await press(pilot, "ctrl+n")
            assert verdict_of(app)
            await press(pilot, "1")


async def test_why_a_card_is_asked_is_one_key_away(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        await press(pilot, "ctrl+g")
        assert "It is new, and the day's limit of new cards allows it." in screen_text(
            app
        )
        await press(pilot, "escape", "ctrl+n", "i")
        assert "Why this card, why now" in screen_text(app)
        await press(pilot, "escape", "enter")
        assert len(grades_kept(capitals)) == 1


async def test_a_card_that_was_missed_very_often_is_named_at_its_verdict(
    capitals: Lab,
) -> None:
    capitals.write("capitals", CAPITALS.partition("Q: What is the capital of Chile")[0])
    for day in range(3):
        study(capitals, "capitals")
        capitals.now += timedelta(days=1 + day)
    app = capitals.app("capitals")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        await press(pilot, "ctrl+n")
        assert "You have missed this card" in screen_text(app)
