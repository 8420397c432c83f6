"""Keys that come faster than a person reads: pressed twice, or typed ahead."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.events import Key
from textual.widgets import TextArea

from quizapp.model import Suspend
from quizapp.tui.keys import presses
from quizapp.tui.keys.presses import Presses
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.study import StudyScreen
from tests.samples import CAPITALS, KINDS
from tests.screens import Lab, grades_kept, press, ready, shown, to_card, toasts, until

NAMES = {
    "space": " ",
    "comma": ",",
    "plus": "+",
    "question_mark": "?",
    "full_stop": ".",
}


def key(name: str, time: float | None = None) -> Key:
    """The press of a key, at a time of the events' clock."""
    name = "space" if name == " " else name
    event = Key(name, NAMES.get(name, name if len(name) == 1 else None))
    if time is not None:
        event.time = time
    return event


def burst(app: App[None], *names: str) -> None:
    """Press keys before the app has looked at the first of them."""
    for name in names:
        app.post_message(key(name))


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


def test_what_follows_letters_that_were_typed_ahead_belongs_to_them() -> None:
    pressed = Presses()
    pressed.type(shown=1.0)
    assert pressed.is_command(key("enter", 0.9), 1.0, awaits_answer=True)
    assert not pressed.is_command(key("enter", 0.9), 2.0, awaits_answer=False)


PLACES = {
    "home": ("", "w e b z c plus comma question_mark ctrl+o ctrl+p R x enter"),
    "a question": ("enter", "ctrl+b ctrl+o question_mark"),
    "a verdict": ("enter ctrl+n", "e ctrl+o question_mark"),
    "browse": ("b", "enter e t r ctrl+o question_mark"),
    "a card": ("b enter", "question_mark e"),
    "a quiz": ("z ctrl+s", "ctrl+s ctrl+g f1"),
    "the editor": ("e x", "escape ctrl+f"),
    "quick add": ("ctrl+o x", "escape f1"),
}
"""What leads to a place, and the keys that open something there."""


@pytest.mark.parametrize("is_burst", [True, False], ids=["burst", "quick"])
@pytest.mark.parametrize("place", PLACES)
async def test_a_key_pressed_twice_opens_one_screen(
    capitals: Lab, monkeypatch: pytest.MonkeyPatch, place: str, is_burst: bool
) -> None:
    way, names = PLACES[place]
    app = capitals.app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, *way.split())
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


@pytest.mark.parametrize("tail", ["suneh", "s", "rec", "hnm", " "])
async def test_letters_behind_enter_are_no_command_to_the_verdict(
    lab: Lab, tail: str
) -> None:
    lab.write("kinds", KINDS)
    app = lab.app()
    async with app.run_test() as pilot:
        await to_card(pilot, "typed")
        asked, before = shown(app, "#prompt"), list(lab.store().events())
        burst(app, *"kuc", "enter", *tail)
        await until(pilot, lambda: app.screen.query_one("#verdict").display)
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        assert shown(app, "#prompt") == asked
        assert list(lab.store().events()) == before
        await press(pilot, "s")  # what is pressed at the verdict is meant for it
        acts = [event.act for event in lab.store().events()]
        assert sum(isinstance(act, Suspend) for act in acts) > sum(
            isinstance(event.act, Suspend) for event in before
        )


async def test_a_grade_pressed_twice_does_not_answer_the_next_card(lab: Lab) -> None:
    lab.write("typed", "\n".join(f"Q: {n}?\nA: a\n:ask: type\n" for n in range(4)))
    app = lab.app("typed")
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, *"a", "enter")
        burst(app, "enter", "enter")
        await until(pilot, lambda: grades_kept(lab))
        await pilot.pause()
        assert len(grades_kept(lab)) == 1
        assert not app.screen.query_one("#verdict").display


async def test_a_name_typed_at_a_choice_changes_nothing(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await ready(pilot)
        asked, before = shown(app, "#prompt"), list(capitals.store().events())
        await press(pilot, *"santiago", "enter", *"R. K. x!")
        assert shown(app, "#prompt") == asked
        assert list(capitals.store().events()) == before
        await press(pilot, "down", "enter")
        assert app.screen.query_one("#verdict").display


async def test_the_help_lists_the_keys_that_work_now(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await ready(pilot)

        def keys(label: str) -> str:
            found = {name: key for key, name, _ in app._keys(app.screen)}
            return found[label]

        assert (keys("Suspend"), keys("Undo")) == ("^t", "^z")
        await press(pilot, "ctrl+n")
        assert (keys("Suspend"), keys("Undo")) == ("^t s", "^z u")


async def test_a_toast_goes_with_its_screen_and_is_not_repeated(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "a", "a", "a")
        assert len(toasts(pilot)) == 1
        await press(pilot, "f")
        assert len(toasts(pilot)) == 1
        assert "no day yet" in toasts(pilot)[0]
        await press(pilot, "b")
        assert toasts(pilot) == []
        await press(pilot, "s")
        assert len(toasts(pilot)) == 1
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        assert toasts(pilot) == []
        await press(pilot, "R", "y")
        await until(pilot, lambda: toasts(pilot))  # raised by the answer to a dialog
        assert len(toasts(pilot)) == 1


async def test_a_toast_raised_on_the_way_out_is_seen(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "z", "ctrl+s", "escape")
        await until(pilot, lambda: toasts(pilot))
        assert "quiz" in toasts(pilot)[0]
        assert (
            capitals.paths.decks.joinpath("capitals.md").read_text("utf-8") == CAPITALS
        )
