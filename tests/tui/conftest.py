"""The app on a data folder of its own, with a clock that is moved by hand."""

from __future__ import annotations

import asyncio
from pathlib import Path
from time import monotonic

import pytest
from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from quizapp.paths import shipped_decks
from quizapp.tui.keys import presses
from tests.samples import CAPITALS, GEO, WORDS
from tests.screens import Lab


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    """An empty one."""
    return Lab(tmp_path)


@pytest.fixture
def article(lab: Lab) -> Lab:
    """One with the decks that come with quizapp."""
    lab.shipped = shipped_decks()
    return lab


@pytest.fixture
def capitals(lab: Lab) -> Lab:
    """One with a deck of four capitals."""
    lab.write("capitals", CAPITALS)
    return lab


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with files that could be added."""
    folder = tmp_path / "home"
    (folder / "sub").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name, text in (
        ("capitals.md", CAPITALS),
        ("geo.csv", GEO),
        ("words.csv", WORDS),
        ("report.pdf", ""),
        (".secret.md", CAPITALS),
        ("sub/more.tsv", "a\tb\n"),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def is_at_rest(app: App[object]) -> bool:
    """Whether no message, callback, paint or thread of an app is outstanding, or it
    has crashed."""
    if app._exception:
        return True
    pumps, screens = (app, *app._registry), app.screen_stack[-1:]
    return not (
        any(each._message_queue.qsize() or each._next_callbacks for each in pumps)
        or any(
            each._callbacks or each._update_timer._active.is_set() for each in screens
        )
        or any(each._thread_worker and each.is_running for each in app.workers)
    )


async def rest(_: float = 0, max_sleep: float = 5) -> None:
    """Wait until the app is at rest.

    In the place of Textual's `wait_for_idle`, which sleeps 20 milliseconds at least,
    three times for each key, and takes a process without a turn for an idle one.
    """
    app = active_app.get()
    until = monotonic() + max_sleep
    turns = 0
    while turns < 3 and monotonic() < until:
        turns = turns + 1 if is_at_rest(app) else 0
        await asyncio.sleep(0 if turns else 0.001)


async def at_rest(_: Pilot[object]) -> bool:
    """In the place of a pilot's own wait, which sends a message to every widget."""
    await rest()
    return True


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pilot waits for the app, and no longer."""
    monkeypatch.setattr("textual.app.wait_for_idle", rest)
    monkeypatch.setattr("textual.pilot.wait_for_idle", rest)
    monkeypatch.setattr(Pilot, "_wait_for_screen", at_rest)


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing blinks or moves, so that a picture is the same each time, and nobody has
    to wait before a letter is a command."""
    monkeypatch.setattr(presses, "PAUSE", 0.0)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr(Input, "cursor_blink", False)
    monkeypatch.setattr(TextArea, "cursor_blink", False)
