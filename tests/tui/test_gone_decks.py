"""A deck's file goes away, or is renamed, below each screen: none of them crashes."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.study.workspace.steps import option
from quizapp.tui.dialogs.dialog import ConfirmScreen, LeaveScreen
from tests.samples import CAPITALS
from tests.screens import Lab, press, ready

WAYS = {
    "study": ("enter",),
    "verdict": ("enter", "ctrl+n"),
    "graded": ("enter", "ctrl+n", "enter"),
    "why": ("enter", "ctrl+n", "i"),
    "tag": ("enter", "ctrl+n", "t"),
    "palette": ("enter", "ctrl+n", "ctrl+p"),
    "study-edit": ("enter", "ctrl+n", "e"),
    "study-read": ("enter", "ctrl+n", "r"),
    "end": ("enter", "ctrl+n", "enter", "escape"),
    "quiz-setup": ("z",),
    "quiz": ("z", "enter", "1"),
    "result": ("z", "enter", "1", "ctrl+s", "y"),
    "browse": ("b",),
    "browse-tag": ("b", "t"),
    "browse-read": ("b", "r"),
    "card": ("b", "enter"),
    "card-edit": ("b", "enter", "e"),
    "scores": ("s",),
    "scores-pick": ("s", "d"),
    "scores-detail": ("s", "i"),
    "read": ("r",),
    "edit": ("e",),
    "edited": ("e", "x"),
    "add-card": ("ctrl+o",),
    "add-file": ("plus",),
    "reset": ("R",),
    "remove": ("x",),
    "settings": ("comma",),
}
THEN = ("down", "tab", "enter", "up", "space", "e", "u", "i", "s", "z", "r", "escape")
LEAVING: dict[type, str] = {ConfirmScreen: "y", LeaveScreen: "d"}
AT_ONCE = {"tag", "read", "scores-detail"}


def moved(path: Path) -> None:
    path.rename(path.with_name("other.md"))


@pytest.mark.parametrize("lose", [Path.unlink, moved])
@pytest.mark.parametrize(
    "way",
    [
        way if way in AT_ONCE else pytest.param(way, marks=pytest.mark.slow)
        for way in WAYS
    ],
)
async def test_no_screen_needs_the_file_of_its_deck(
    lab: Lab, way: str, lose: object
) -> None:
    path = lab.write("capitals", CAPITALS)
    workspace = lab.workspace()  # an option of the deck, so that it is in the settings
    workspace.do(option(workspace, "capitals", "new_a_day", "3"))
    workspace.store.close()
    app = lab.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, *WAYS[way])
        await pilot.pause()
        assert callable(lose)
        lose(path)
        await app.look_now()
        await pilot.resize_terminal(70, 22)
        await press(pilot, *THEN)
        for _ in range(12):
            await press(pilot, LEAVING.get(type(app.screen), "escape"))
        assert app.screen_stack == [app.home]
