"""What quizapp leans on of Textual's private parts is still as it was.

The crash hook is tried in a real terminal: see `test_command_line.py`.
"""

from __future__ import annotations

import ast
from pathlib import Path

from textual.events import Key
from textual.reactive import Reactive
from textual.screen import Screen

import quizapp.tui
from quizapp.tui.base import BaseScreen
from quizapp.tui.textual_private import now


def test_the_clock_is_that_of_the_events() -> None:
    before = now()
    event = Key("a", "a")
    assert before <= event.time <= now()


def test_textuals_screen_still_has_the_focus_in_a_reactive_of_this_name() -> None:
    """Ours takes its place, and does not repaint."""
    assert isinstance(Screen.__dict__["focused"], Reactive)
    assert isinstance(BaseScreen.__dict__["focused"], Reactive)


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
