"""Every letter and digit on every screen can be read, in colour and without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from quizapp.cards.identity import Unclear
from quizapp.model import CardSeen, Kind
from quizapp.tui.app import QuizApp
from quizapp.tui.dialogs.dialog import ConfirmScreen
from quizapp.tui.dialogs.which import WhichScreen
from quizapp.tui.roles import NIGHT, PAPER, READABLE, contrast
from tests.samples import CAPITALS, KINDS
from tests.screens import Lab, Story, press, ready, study, until

OURS = (NIGHT.name, PAPER.name)
OTHERS = sorted(name for name in BUILTIN_THEMES if "ansi" not in name)
SCENES: dict[str, Sequence[str]] = {
    "home": ("down", "down"),
    "hidden decks": ("down", "h", "H"),
    "help": ("question_mark",),
    "settings": ("comma", "down", "down"),
    "a setting that is wrong": ("comma", "enter", "x", "enter"),
    "the palette": ("ctrl+p", "down"),
    "the palette searched": ("ctrl+p", *"stu"),
    "a question": ("enter",),
    "a wrong answer": ("enter", "ctrl+n"),
    "browse": ("b", "down", "space"),
    "a search in browse": ("b", "slash", *"lima"),
    "scores": ("s",),
    "the form": ("n", *"Ca", "tab", *"Who?", "tab", *"A", "tab", "tab", "B"),
    "the form, empty": ("ctrl+o",),
    "the editor": ("e", "down", "down", "end", "enter", *":ac"),
    "problems": ("e", "x", "ctrl+end", *"C: ["),
    "files": ("plus", "down", "down"),
}
"""What leads to each screen from home."""


def faint(app: QuizApp) -> Iterator[str]:
    """What cannot be read on the screen on top; what it covers is not to be read."""
    screen, seen = app.screen, 0
    for y, line in enumerate(screen._compositor.render_strips()):
        x = 0
        for piece in line:
            has_letters = any(map(str.isalnum, piece.text))
            if has_letters and screen.get_widget_at(x, y)[0] is not screen:
                seen += 1
                if why := problem(piece):
                    yield f"{app.theme}: {piece.text!r} {why}"
            x += piece.cell_length
    assert seen, "there is nothing to read"


def problem(piece: Segment) -> str:
    """Why a piece of a line cannot be read; empty if it can."""
    style = piece.style
    if not style or not style.color or not style.bgcolor:
        return "has no colour"
    if style.dim:  # how faint that is, is the terminal's own affair
        return "is dim"
    text, back = map(Color.from_rich_color, (style.color, style.bgcolor))
    found = contrast(text, back)
    return "" if found >= READABLE else f"{found:.2f} {text.hex} on {back.hex}"


async def wear(pilot: Story, theme: str) -> None:
    pilot.app.theme = theme
    await pilot.pause()


def decks(lab: Lab) -> None:
    """Decks with all that home says of one, one of them studied."""
    lab.write("kinds", KINDS)
    lab.write("capitals", CAPITALS)
    lab.write("broken", "Q: no answer\n\nQ: q\nA: a\n")
    study(lab, "capitals", "kinds", cards=6)


THEMES = [
    pytest.param(OURS, id="ours"),
    pytest.param(OTHERS, id="others", marks=pytest.mark.slow),
]


@pytest.mark.parametrize("themes", THEMES)
@pytest.mark.parametrize("scene", SCENES)
async def test_every_letter_can_be_read(
    lab: Lab, scene: str, themes: Sequence[str]
) -> None:
    decks(lab)
    app = lab.app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, *SCENES[scene])
        for theme in themes:
            await wear(pilot, theme)
            assert list(faint(app)) == []


@pytest.mark.parametrize("themes", THEMES)
async def test_dialogs_toasts_and_the_welcome_can_be_read(
    lab: Lab, themes: Sequence[str]
) -> None:
    lab.write("capitals", CAPITALS)
    app = lab.app()
    card = CardSeen("peru", "capitals", Kind.FLIP, "Capital of Peru?", "Lima")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        for theme in themes:
            await wear(pilot, theme)
            for severity in ("information", "warning", "error"):
                app.notify(f"Told as {severity}", severity=severity)
                await pilot.pause()
                assert list(faint(app)) == []
                app.clear_notifications()
        for dialog in (ConfirmScreen("Sure?"), WhichScreen(Unclear(card, (card,)), 2)):
            app.push_screen(dialog)
            for theme in themes:
                await wear(pilot, theme)
                assert list(faint(app)) == []
            await press(pilot, "escape")


@pytest.mark.parametrize("theme", ["ansi-dark", "textual-dark"])
async def test_without_colour_the_current_row_differs_and_all_can_be_read(
    lab: Lab, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    lab.set(theme=theme)
    decks(lab)
    app = lab.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        lines = list(app.screen._compositor.render_strips())
        for piece in (piece for line in lines for piece in line):
            if piece.text.strip() and piece.style:  # the terminal's own two colours
                for colour in (piece.style.color, piece.style.bgcolor):
                    assert colour is None or colour.is_default
        assert [line.text for line in lines if "▌" in line.text]
        assert any(p.style and p.style.reverse for line in lines for p in line)
        await until(pilot, lambda: "All decks" in lines[7].text)
