"""Keys that come faster than a person reads: pressed twice, or typed ahead."""

from __future__ import annotations

import pytest
from textual.widgets import TextArea

from quizapp.model import QuizPlan, Suspend
from quizapp.tui.keys import presses
from quizapp.tui.keys.of_screen import verbs_of
from quizapp.tui.keys.presses import Presses
from quizapp.tui.study.screen import StudyScreen
from tests.samples import CAPITALS
from tests.screens import (
    Lab,
    burst,
    grades_kept,
    key,
    press,
    question_of,
    ready,
    to_question,
    toasts,
    until,
    verdict_of,
)


def test_the_second_press_of_the_key_that_brought_a_screen_is_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(presses, "PAUSE", 0.3)
    pressed = Presses()
    assert pressed.press(key("e", 1.0), shown=0.0)
    assert not pressed.press(key("e", 1.01), shown=2.0)  # typed before it was there
    assert not pressed.press(key("e", 2.2), shown=2.0)
    assert pressed.press(key("x", 2.2), shown=2.0)
    assert pressed.press(key("e", 2.3), shown=2.0)
    assert pressed.press(key("e", 2.4), shown=2.0)  # both were meant for it
    assert not pressed.press(key("e", 3.2), shown=3.0)
    assert pressed.press(key("e", 3.4), shown=3.0)  # it has been read


def test_a_run_of_letters_that_was_typed_for_a_question_is_no_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(presses, "PAUSE", 0.3)
    pressed = Presses()

    def is_command(name: str, time: float, *, awaits_answer: bool = False) -> bool:
        return pressed.is_command(key(name, time), 1.0, awaits_answer=awaits_answer)

    for letter in ("s", "full_stop", "É"):
        assert not is_command(letter, 1.5, awaits_answer=True)
    for sign in ("2", "space", "question_mark", "ctrl+t", "enter"):
        assert is_command(sign, 1.5, awaits_answer=True)
    assert not is_command("s", 1.75)  # the run goes on
    assert not is_command("s", 2.0)
    assert is_command("4", 2.0)
    assert is_command("s", 2.4)
    for early in ("s", "space", "enter", "escape"):
        assert not is_command(early, 0.9)
    for early in ("4", "ctrl+t", "down"):
        assert is_command(early, 0.9)


def test_a_letter_behind_escape_is_a_command_to_what_was_below() -> None:
    pressed = Presses()
    pressed.press(key("escape", 1.0), shown=0.0)
    pressed.press(key("s", 1.2), shown=1.1)
    assert pressed.is_command(key("s", 1.2), 1.1, awaits_answer=False)
    assert not pressed.is_command(key("s", 1.2), 1.1, awaits_answer=True)


def test_escape_pressed_twice_leaves_two_screens_but_nothing_that_it_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(presses, "PAUSE", 0.3)
    for is_pushed in (False, True):
        pressed = Presses()
        assert pressed.press(key("escape", 1.0), shown=0.0)
        pressed.is_pushed = is_pushed
        assert pressed.press(key("escape", 1.2), shown=1.1) is not is_pushed


def test_what_follows_letters_that_were_typed_ahead_belongs_to_them() -> None:
    pressed = Presses()
    pressed.type(shown=1.0)
    assert pressed.is_command(key("enter", 0.9), 1.0, awaits_answer=True)
    assert not pressed.is_command(key("enter", 0.9), 2.0, awaits_answer=False)


PLACES = {
    "home": ("", "b z comma plus question_mark ctrl+o ctrl+p"),
    "a question": ("study", "ctrl+b ctrl+o question_mark"),
    "a verdict": ("study ctrl+n", "e ctrl+o question_mark"),
    "browse": ("b", "enter e t ctrl+o question_mark"),
    "a card": ("b enter", "question_mark e"),
    "a quiz": ("quiz", "ctrl+s ctrl+d f1"),
}
"""What leads to a place, and the keys that open something there. `study` and `quiz`
open the app in these."""


@pytest.mark.parametrize("is_burst", [True, False], ids=["burst", "quick"])
@pytest.mark.parametrize("place", PLACES)
async def test_a_key_pressed_twice_opens_one_screen(
    capitals: Lab, monkeypatch: pytest.MonkeyPatch, place: str, is_burst: bool
) -> None:
    way, names = PLACES[place]
    first, *then = way.split() or [""]
    plan = QuizPlan(("capitals",), 3) if first == "quiz" else None
    app = capitals.app(*["capitals"] * (first == "study"), quiz=plan)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        if first in ("study", "quiz"):
            await until(pilot, lambda: len(app.screen_stack) > 1)
            await pilot.pause()
        elif first:
            then = [first, *then]
        await press(pilot, *then)
        before = list(app.screen_stack)
        for name in names.split()[: None if is_burst else 2]:
            if is_burst:
                burst(app, name, name)
            else:
                await pilot.press(name)
                with monkeypatch.context() as slow:
                    slow.setattr(presses, "PAUSE", 60.0)
                    await pilot.press(name)
            await until(pilot, lambda: app.screen_stack != before)
            await pilot.pause()
            below = before[:-1] if before[-1] not in app.screen_stack else before
            assert app.screen_stack[:-1] == below, name
            written = [each.text for each in app.screen.query(TextArea)]
            assert all(text in ("", CAPITALS) or "Q: " in text for text in written)
            assert not any(text.startswith(name) for text in written)
            assert len(toasts(pilot)) <= 1
            if app.screen_stack[:-1] != before:  # it took the place of this one
                break
            app.pop_screen()
            await pilot.pause()


async def test_two_keys_at_once_open_one_screen(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        burst(app, "w", "b", "x")
        await until(pilot, lambda: len(app.screen_stack) > 1)
        await pilot.pause()
        assert len(app.screen_stack) == 2


@pytest.mark.parametrize("tail", ["suneh", "p", "ecwu", "hnm", " "])
async def test_letters_behind_enter_are_no_command_to_the_verdict(
    lab: Lab, tail: str
) -> None:
    lab.write("star", "Q: Which star?\nA: suneh\n:ask: type\n")
    app = lab.app("star")
    async with app.run_test() as pilot:
        await to_question(pilot)
        burst(app, *"kuc", "enter", *tail)
        await until(pilot, lambda: verdict_of(app))
        await pilot.pause()
        verdict = verdict_of(app)
        assert verdict
        assert verdict.given == "kuc"
        assert isinstance(app.screen, StudyScreen)
        assert list(lab.store().events()) == []
        await press(pilot, "p")  # what is pressed at the verdict is meant for it
        acts = [event.act for event in lab.store().events()]
        assert any(isinstance(act, Suspend) for act in acts)


async def test_a_grade_pressed_twice_does_not_answer_the_next_card(lab: Lab) -> None:
    lab.write("typed", "\n".join(f"Q: {n}?\nA: a\n:ask: type\n" for n in range(4)))
    app = lab.app("typed")
    async with app.run_test() as pilot:
        await to_question(pilot)
        await press(pilot, *"a", "enter")
        burst(app, "enter", "enter")
        await until(pilot, lambda: grades_kept(lab))
        await pilot.pause()
        assert len(grades_kept(lab)) == 1
        assert not verdict_of(app)


async def test_an_enter_meant_for_the_grade_does_not_answer_the_next_card(
    lab: Lab,
) -> None:
    lab.write("typed", "\n".join(f"Q: {n}?\nA: a\n:ask: type\n" for n in range(4)))
    app = lab.app("typed")
    async with app.run_test() as pilot:
        await to_question(pilot)
        await press(pilot, *"a", "enter")
        burst(app, "3", "enter")
        await until(pilot, lambda: grades_kept(lab))
        await pilot.pause()
        assert not verdict_of(app)


async def test_a_choice_that_is_typed_ahead_is_taken(lab: Lab) -> None:
    """The letters find it on the question that comes, and Enter takes it there."""
    lab.write("c", "\n".join(f"Q: {n}?\n- [x] Lima\n- [ ] Quito\n" for n in "ab"))
    app = lab.app("c")
    async with app.run_test() as pilot:
        await to_question(pilot)
        await press(pilot, *"li", "enter")
        burst(app, "enter", *"qui", "enter")
        await until(pilot, lambda: (v := verdict_of(app)) and v.given == "Quito")
        assert len(grades_kept(lab)) == 1


async def test_a_name_typed_at_a_choice_is_no_command(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await to_question(pilot)
        asked = question_of(app).prompt
        await press(pilot, *"xz R. K. x!", "enter")
        assert question_of(app).prompt == asked
        assert list(capitals.store().events()) == []
        await press(pilot, "down", "enter")
        assert verdict_of(app)


async def test_the_help_lists_the_keys_that_work_now(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await to_question(pilot)

        def keys(label: str) -> str:
            return {verb.label: verb.keys for verb in verbs_of(app.screen)}[label]

        assert (keys("Suspend"), keys("Undo")) == ("^t", "^z")
        assert keys("Find") == "a – z"
        await press(pilot, "ctrl+n")
        assert (keys("Suspend"), keys("Undo")) == ("^t p", "^z u")


async def test_a_toast_goes_with_its_screen(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        app.notify("Something happened elsewhere.")
        await until(pilot, lambda: toasts(pilot))
        await press(pilot, "b")
        assert toasts(pilot) == []
