"""The highlighted row of every list can be read, in colour and without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.widget import Widget
from textual.widgets import DirectoryTree, OptionList, Select

from quizapp.cards.identity import Unclear
from quizapp.model import CardSeen, Kind
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.which import WhichScreen
from quizapp.tui.widgets.card_table import CardTable
from quizapp.tui.widgets.complaints import Complaints
from tests.samples import CAPITALS, KINDS
from tests.screens import Lab, press, ready, to_card, until

LEAST = 4.5
"""The contrast that WCAG 2.2 asks of text (success criterion 1.4.3)."""
THEMES = ("textual-dark", "textual-light")


def luminance(color: Color) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return (
        0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)
    )


def contrast(segment: Segment) -> float:
    """The contrast of a piece of a line as the terminal is given it."""
    style = segment.style
    assert style
    assert style.color
    assert style.bgcolor
    assert not style.dim  # how faint that is, is the terminal's own affair
    ink, ground = (
        luminance(Color.from_rich_color(each)) for each in (style.color, style.bgcolor)
    )
    return (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05)


def highlighted(widget: Widget) -> Iterator[int]:
    """The lines of a list's content that belong to its highlighted row."""
    if isinstance(widget, OptionList):
        for y in range(widget.content_region.height):
            pieces = widget.render_line(y)
            options = {each.style.meta.get("option") for each in pieces if each.style}
            if widget.highlighted in options - {None}:
                yield y
    elif isinstance(widget, CardTable):
        yield widget._cursor - widget.scroll_offset.y
    elif isinstance(widget, DirectoryTree):
        yield widget.cursor_line - widget.scroll_offset.y


def faint(app: QuizApp) -> list[str]:
    """What cannot be read of the highlighted rows on the screen."""
    lines = list(app.screen._compositor.render_strips())
    found, rows = [], 0
    for widget in app.screen.query(Widget):
        region = widget.content_region
        for y in highlighted(widget) if widget.display and region else ():
            rows += 1
            line = lines[region.y + y].crop(region.x, region.right)
            found += [
                f"{contrast(piece):.1f} {piece.text!r} of {widget}"
                for piece in line
                if any(map(str.isalnum, piece.text)) and contrast(piece) < LEAST
            ]
    assert rows
    return found


def write_decks(lab: Lab, theme: str) -> None:
    """Decks with all that home says of one, and a theme."""
    lab.write("kinds", KINDS)
    lab.write("capitals", CAPITALS)
    lab.write("broken", "Q: no answer\n\nQ: q\nA: a\n")
    lab.paths.settings.parent.mkdir(parents=True, exist_ok=True)
    lab.paths.settings.write_text(f'theme = "{theme}"\n', "utf-8")


@pytest.mark.parametrize("theme", [*THEMES, "nord", "atom-one-dark"])
async def test_decks_and_cards(lab: Lab, theme: str) -> None:
    write_decks(lab, theme)
    app = lab.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "s", "down", "h", "H")
        for _ in range(3):
            assert not faint(app)
            await press(pilot, "down")
        await press(pilot, "b", "space", "up")
        assert not faint(app)
        await press(pilot, "s", "slash")  # the table has no focus now
        assert not faint(app)
        await press(pilot, "escape", "ctrl+p", "down")
        assert not faint(app)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("card", ["several", "order", "match", "truth"])
async def test_ways_to_answer(lab: Lab, theme: str, card: str) -> None:
    write_decks(lab, theme)
    app = lab.app("kinds")
    async with app.run_test(size=(120, 40)) as pilot:
        await to_card(pilot, card)
        await press(pilot, "ctrl+l", "down")
        assert not faint(app)
        await press(pilot, "enter", "end")
        if app.screen.query_one("#verdict").display:
            return
        assert not faint(app)


@pytest.mark.parametrize("theme", THEMES)
async def test_writing_and_dialogs(lab: Lab, theme: str, desk: Path) -> None:
    write_decks(lab, theme)
    app = lab.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "e")
        await until(pilot, lambda: app.screen.query_one(Complaints).option_count)
        app.screen.query_one(Complaints).focus()
        await press(pilot, "down")
        assert not faint(app)
        await press(pilot, "escape", "z", "down")
        assert not faint(app)
        await press(pilot, "space", "tab", "down")  # the decks have no focus now
        assert not faint(app)
        await press(pilot, "escape", "comma")
        app.screen.query_one("#theme", Select).focus()
        await press(pilot, "enter", "down")
        assert not faint(app)
        await press(pilot, "escape", "escape", "plus", "down")
        for _ in range(3):
            await press(pilot, "down")
            assert not faint(app)


@pytest.mark.parametrize("theme", THEMES)
async def test_which_card(lab: Lab, theme: str) -> None:
    write_decks(lab, theme)
    app = lab.app()
    card = CardSeen("peru", "capitals", Kind.FLIP, "Capital of Peru?", "Lima")
    async with app.run_test(size=(120, 40)) as pilot:
        app.push_screen(WhichScreen(Unclear(card, (card,)), 1))
        await press(pilot, "down")
        assert not faint(app)


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light", "textual-dark"])
async def test_without_colour_the_row_differs_and_can_be_read(
    lab: Lab, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    write_decks(lab, theme)
    app = lab.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        for keys in ((), ("b", "down")):
            await press(pilot, *keys)
            lines = list(app.screen._compositor.render_strips())
            for piece in (piece for line in lines for piece in line):
                style = piece.style
                if not piece.text.strip() or not style:
                    continue
                if theme.startswith("ansi"):  # the terminal's own two colours
                    for colour in (style.color, style.bgcolor):
                        assert colour is None or colour.is_default
                else:
                    assert style.color != style.bgcolor
            if theme.startswith("ansi"):
                is_marked = [any(p.style and p.style.reverse for p in e) for e in lines]
                assert any(is_marked[5:20])
