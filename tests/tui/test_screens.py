"""What happens on the screens when keys are pressed and things are clicked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input, Static

from quizapp.model import Grade, Review
from quizapp.tui.app import QuizApp
from quizapp.tui.keys import ALL
from quizapp.tui.keys.keymap import checked_keymap
from quizapp.tui.keys.verb import Verb
from quizapp.tui.screens.confirm import (
    ConfirmScreen,
    Dialog,
    FoundScreen,
    LeaveScreen,
)
from quizapp.tui.screens.help import HelpScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.settings import SettingsScreen
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.screens.summary import SummaryScreen
from quizapp.tui.widgets.choices import Choices
from quizapp.tui.widgets.deck_list import DeckList
from quizapp.tui.widgets.grades import Grades
from tests.tui.conftest import ANY_SIZE, KINDS, Lab

Story = Pilot[None]


async def until(pilot: Story, holds: Callable[[], object]) -> None:
    """Wait for a condition."""
    for _ in range(200):
        if holds():
            return
        await pilot.pause(0.01)
    raise AssertionError("it did not come")


def toasts(pilot: Story) -> list[str]:
    """What was told, the latest last."""
    return [each.message for each in pilot.app._notifications]


async def ready(pilot: Story) -> None:
    """Wait until the decks have been read."""
    app = pilot.app
    assert isinstance(app, QuizApp)
    await until(pilot, lambda: app.workspace is not None)
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


async def to_card(pilot: Story, lab: Lab, id_: str) -> None:
    """Open the study of `kinds` at this card, the others suspended."""
    await ready(pilot)
    await press(pilot, "enter")
    screen = pilot.app.screen
    assert isinstance(screen, StudyScreen)
    while (question := screen._sitting.question) and question.card.fields.id != id_:
        await press(pilot, "ctrl+t")
    assert question


async def test_an_answer_is_on_the_disk_before_the_next_question(
    capitals: Lab,
) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        first = shown(app, "#prompt")
        await press(pilot, "1")
        assert app.screen.query_one("#verdict").display
        assert grades_kept(capitals) == []
        await press(pilot, "enter")
        assert shown(app, "#prompt") != first
        assert len(grades_kept(capitals)) == 1


async def test_the_verdict_shows_statement_paragraph_and_note(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await ready(pilot)
        while "Peru" not in shown(app, "#prompt"):
            await press(pilot, "1", "enter")
        await press(pilot, "ctrl+n")
        told = shown(app, "#verdict")
        assert "Lima is the capital of Peru." in told
        assert "¶ 1" in told
        assert "City of the Kings" in told


@pytest.mark.parametrize(
    ("key", "grade"),
    [("1", Grade.AGAIN), ("2", Grade.HARD), ("3", Grade.GOOD), ("4", Grade.EASY)],
)
async def test_each_grade_has_its_key(capitals: Lab, key: str, grade: Grade) -> None:
    capitals.set(grades="all")
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+n", key)
        assert grades_kept(capitals) == [grade]


async def test_a_wrong_answer_proposes_again_and_a_right_one_good(
    capitals: Lab,
) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await ready(pilot)
        for wanted, grade in ((True, Grade.GOOD), (False, Grade.AGAIN)):
            screen = app.screen
            assert isinstance(screen, StudyScreen)
            question = screen._sitting.question
            assert question
            place = next(
                i for i, c in enumerate(question.choices, 1) if c.right is wanted
            )
            await press(pilot, str(place), "enter")
            assert grades_kept(capitals)[-1] is grade


async def test_a_whole_sitting_by_keyboard_ends_in_a_summary(capitals: Lab) -> None:
    capitals.set(grades="all")
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        for _ in range(4):
            await press(pilot, "ctrl+n", "4")
        assert isinstance(app.screen, SummaryScreen)
        assert "4 cards, 4 answers" in shown(app, "#figures")
        await press(pilot, "enter")
        assert isinstance(app.screen, HomeScreen)
        assert "All done for today" in shown(app, "#today-text")
        await press(pilot, "f")
        assert isinstance(app.screen, StudyScreen)


async def test_a_whole_sitting_by_mouse(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await pilot.click(DeckList, offset=(12, 0))
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        for _ in range(4):
            question = app.screen._sitting.question
            assert question
            place = next(i for i, c in enumerate(question.choices) if c.right)
            await pilot.click(Choices, offset=(5, place))
            await until(pilot, lambda: app.screen.query_one(Grades).region.height)
            await pilot.pause()
            await pilot.click("#easy")
            await until(
                pilot, lambda: not any(g.display for g in app.screen.query(Grades))
            )
            await pilot.pause()
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        assert grades_kept(capitals) == [Grade.EASY] * 4


async def test_undo_brings_the_question_back(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await ready(pilot)
        first = shown(app, "#prompt")
        await press(pilot, "ctrl+n", "1")
        second = shown(app, "#prompt")
        await press(pilot, "ctrl+t", "ctrl+z")
        assert shown(app, "#prompt") == second
        await press(pilot, "ctrl+n", "u", "ctrl+z")
        assert shown(app, "#prompt") == first
        assert capitals.store().memories == {}
        await press(pilot, "ctrl+z")
        assert isinstance(app.screen, StudyScreen)


async def test_copy_takes_the_answer_along_once_it_is_shown(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+y")
        assert app.clipboard.startswith("What is the capital of ")
        assert "\n" not in app.clipboard
        await press(pilot, "ctrl+n", "c")
        assert app.clipboard.count("\n") == 2


async def test_leaving_keeps_every_answer_and_the_rest_is_asked_next_time(
    capitals: Lab,
) -> None:
    capitals.set(grades="all")
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "enter", "ctrl+n", "4", "escape")
        assert isinstance(app.screen, SummaryScreen)
        assert "So far" in shown(app, "#figures")
        await press(pilot, "escape", "a")
        assert isinstance(app.screen, StudyScreen)
        assert app.screen._sitting.left.total == 3


async def test_leaving_without_an_answer_goes_home(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "enter", "escape")
        assert isinstance(app.screen, HomeScreen)
        assert capitals.workspace().started == []


async def test_several_choices_are_ticked_and_handed_in(lab: Lab) -> None:
    lab.write("kinds", KINDS)
    app = lab.app()
    async with app.run_test() as pilot:
        await to_card(pilot, lab, "several")
        screen = app.screen
        assert isinstance(screen, StudyScreen)
        question = screen._sitting.question
        assert question
        right = [str(i) for i, c in enumerate(question.choices, 1) if c.right]
        await press(pilot, right[0], right[1])
        assert not screen._sitting.verdict
        await press(pilot, "enter")
        assert "Right" in shown(app, "#verdict")


async def test_a_statement_is_true_or_false(lab: Lab) -> None:
    lab.write("kinds", KINDS)
    app = lab.app()
    async with app.run_test() as pilot:
        await to_card(pilot, lab, "truth")
        await press(pilot, "2")
        assert "Wrong" in shown(app, "#verdict")


async def test_a_typed_answer_is_judged(lab: Lab) -> None:
    lab.write("kinds", KINDS)
    app = lab.app()
    async with app.run_test() as pilot:
        await to_card(pilot, lab, "cloze")
        assert shown(app, "#prompt") == "The summit met in _____ (city)."
        await press(pilot, *"limn", "enter")
        assert "Wrong" in shown(app, "#verdict")
        assert "you said limn" in shown(app, "#verdict")
        await press(pilot, "1")
        assert grades_kept(lab) == [Grade.AGAIN]


async def test_no_verb_fires_while_one_types(lab: Lab) -> None:
    lab.write("kinds", KINDS)
    app = lab.app()
    async with app.run_test() as pilot:
        await to_card(pilot, lab, "cloze")
        await press(pilot, *"nusc14q?")
        assert app.screen.query_one(Input).value == "nusc14q?"
        assert isinstance(app.screen, StudyScreen)


async def test_enter_on_nothing_is_i_do_not_know(lab: Lab) -> None:
    lab.write("kinds", KINDS)
    app = lab.app()
    async with app.run_test() as pilot:
        await to_card(pilot, lab, "cloze")
        await press(pilot, "enter")
        assert "Not known" in shown(app, "#verdict")


async def test_a_long_answer_is_turned_over(lab: Lab) -> None:
    lab.write("kinds", KINDS)
    app = lab.app()
    async with app.run_test() as pilot:
        await to_card(pilot, lab, "flip")
        assert app.screen.query_one("#show", Button).display
        await press(pilot, "space")
        assert "How well did you know it?" in shown(app, "#verdict")
        await press(pilot, "enter")
        assert grades_kept(lab) == [Grade.GOOD]


async def test_a_failed_write_says_why_and_keeps_the_question(
    capitals: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = capitals.app("capitals")
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        first = shown(app, "#prompt")
        await press(pilot, "ctrl+n")
        with monkeypatch.context() as broken:

            def refuse(*_: object) -> None:
                raise OSError(28, "No space left on device")

            broken.setattr(Path, "replace", refuse)
            await press(pilot, "1")
            assert "No space left" in next(iter(app._notifications)).message
            assert shown(app, "#prompt") == first
        await press(pilot, "1")
        assert shown(app, "#prompt") != first
        assert not app._notifications  # it is saved: nothing to complain of
        assert len(grades_kept(capitals)) == 1


async def test_what_cannot_be_studied_is_said_where_one_is(capitals: Lab) -> None:
    capitals.set(grades="all")
    app = capitals.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "f")
        assert isinstance(app.screen, HomeScreen)
        assert "a new card has no day yet" in toasts(pilot)[-1]
        await press(pilot, "enter", *["ctrl+n", "4"] * 4)
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        await press(pilot, "n")
        assert isinstance(app.screen, SummaryScreen)
        assert toasts(pilot)[-1] == "There is no new card left here."
        await press(pilot, "f")
        assert isinstance(app.screen, StudyScreen)


async def test_tomorrow_the_right_cards_come_back(capitals: Lab) -> None:
    capitals.set(grades="all")
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await ready(pilot)
        for _ in range(4):
            await press(pilot, "ctrl+n", "4")
    capitals.now += timedelta(days=30)
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        assert "4 due" in shown(app, "#today-text")
        await press(pilot, "a")
        await press(pilot, *"zzz", "enter", "1")
        assert "1 learning" in shown(app, "#place")
