"""What quizapp leans on of Textual's private parts is still as it was.

The crash hook is tried in a real terminal: see `test_command_line.py`.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from textual.app import App
from textual.events import Key
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

import quizapp.tui
from quizapp.tui.kinds.view import AnswerField
from quizapp.tui.textual_private import SteadyScreen, now
from tests.screens import Lab, know, press, ready


def test_the_clock_is_that_of_the_events() -> None:
    before = now()
    event = Key("a", "a")
    assert before <= event.time <= now()


@pytest.mark.parametrize(
    ("textuals", "name", "ours"),
    [(Screen, "focused", SteadyScreen), (Widget, "virtual_size", AnswerField)],
)
def test_textual_still_has_in_a_reactive_what_ours_takes_the_place_of(
    textuals: type[Widget], name: str, ours: type[Widget]
) -> None:
    """It does not repaint, or lay out, at every change."""
    assert isinstance(textuals.__dict__[name], Reactive)
    assert isinstance(ours.__dict__[name], Reactive)


async def test_a_screen_is_painted_once_when_it_opens_and_once_when_it_is_left(
    capitals: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen where Textual hands a paint to the terminal: each is one call."""
    paints: list[str] = []
    display = App._display

    def seen(app: App[None], screen: Screen[None], paint: object) -> None:
        if paint is not None:
            paints.append(type(screen).__name__)
        display(app, screen, paint)  # type: ignore[arg-type]

    know(capitals, "capitals")
    monkeypatch.setattr(App, "_display", seen)
    app = capitals.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        paints.clear()
        await press(pilot, "s")
        assert paints == ["ScoresScreen"]
        await press(pilot, "escape")
        assert paints == ["ScoresScreen", "HomeScreen"]


def test_private_modules_of_textual_are_imported_in_one_place() -> None:
    folder = Path(quizapp.tui.__file__).parent
    found = {
        path.name
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("textual._")
    }
    assert found == {"textual_private.py"}
