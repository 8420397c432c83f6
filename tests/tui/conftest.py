"""The app on a data folder of its own, with a clock that is moved by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import monotonic

import pytest
from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from quizapp import paths
from quizapp.cards.format.title import read_title
from quizapp.decks.library.deck_files import DeckFile, find_decks
from quizapp.progress.fold.projection import Progress
from quizapp.progress.settings import change_setting, read_settings
from quizapp.progress.store import Store
from quizapp.schedule import study_day
from quizapp.study.workspace import (
    Glance,
    Moment,
    Workspace,
    glance,
)
from quizapp.tui.app import QuizApp
from quizapp.tui.desk import Desk
from quizapp.tui.keys import presses
from quizapp.tui.widgets.deck_list import Row

START = datetime(2026, 11, 24, 9, tzinfo=UTC)
CAPITALS = """\
# South America

Q: What is the capital of Peru?
A: Lima
:id: peru
:type: capital
:cite: Lima is the capital of Peru.
:source: 1
:note: Founded in 1535 as the City of the Kings.

Q: What is the capital of Chile?
A: Santiago
:id: chile
:type: capital

Q: What is the capital of Ecuador?
A: Quito
:id: ecuador
:type: capital

Q: What is the capital of Colombia?
A: Bogotá
:id: colombia
:type: capital
"""
KINDS = """\
Q: Which are in the Pacific Alliance?
- [x] Peru
- [x] Chile
- [ ] Brazil
:id: several

Q: Lima is in Peru.
A: true
:id: truth

C: The summit met in [Lima::city].
:id: cloze

Q: How many countries signed?
A: 12
:id: number
:value: number
:ask: type

Q: Why did it fail?
A: Because the winner of the election was against it from the start.
:id: flip

Q: Put in order.
1. one
2. two
3. three
:id: order

Q: Match.
- Peru => Lima
- Chile => Santiago
- Ecuador => Quito
:id: match

C: The summit met in [Lima::city], capital of [Peru::country].
:id: together
:together: true

Q: When did the summit begin?
A: 14 November 2016
:id: date
:value: date
:ask: type

Q: Who was president of Peru?
A: Pedro Pablo Kuczynski
:id: typed
:ask: type
:accept: Kuczynski
:cite: In 2016 Pedro Pablo Kuczynski was president of Peru.
:source: 5
:note: An economist.

Q: What does this print?

```python
print(6 * 7)  # [/x]
```
A: | in | out |
|---|---|
| 6 × 7 | **42** |
:id: code

Q: מהי בירת פרו?
A: לימה
:id: hebrew

Q: Which river is on ![the map of Peru](../maps/peru.png)?
A: The **Ucayali**
:id: image
"""
ANY_SIZE = [
    (20, 10),
    *(pytest.param(size, marks=pytest.mark.slow) for size in ((80, 24), (120, 40))),
]
WORDS = "word,translation,note\nla casa,the house,\nel sol,the sun,it shines\n"
GEO = "Perú;Lima;1535\nChile;Santiago;1541\n"


class Lab:
    """Decks, settings and progress in one folder, and apps opened on them."""

    def __init__(self, folder: Path) -> None:
        self.paths = paths.below(folder)
        self.now = START
        self.shipped: Path | None = None

    def write(self, name: str, text: str) -> None:
        path = self.paths.decks / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def set(self, **settings: object) -> None:
        self.paths.settings.parent.mkdir(parents=True, exist_ok=True)
        for name, value in settings.items():
            change_setting(self.paths.settings, name, value)

    def store(self, progress: Progress | None = None) -> Store:
        where = self.paths
        return Store.open(
            data=where.data,
            machine=where.machine,
            cache=where.cache,
            progress=progress,
        )

    def files(self, folders: Sequence[str] | None = None) -> tuple[DeckFile, ...]:
        named = read_settings(self.paths.settings).folders
        places = [Path(each) for each in (named if folders is None else folders)]
        return find_decks(self.paths.decks, places, self.shipped)

    def workspace(self, store: Store | None = None) -> Workspace:
        return Workspace(
            store or self.store(),
            self.files,
            lambda: self.now,
            read_settings(self.paths.settings),
        )

    def glance(self, store: Store) -> Glance | None:
        return glance(self.files(), store, Moment(self.now, study_day(self.now, 4)))

    def app(self, *names: str) -> QuizApp:
        files = self.files()
        desk = Desk(
            rows=[Row(file.name, read_title(file.path)) for file in files],
            open_store=self.store,
            glance=self.glance,
            open_workspace=self.workspace,
            paths=self.paths,
            seed=1,
            settings=read_settings(self.paths.settings),
            save_setting=partial(change_setting, self.paths.settings),
            log=self.paths.log,
        )
        return QuizApp(desk, names)


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    """An empty one."""
    return Lab(tmp_path)


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
    """Whether no message, callback, paint or thread of an app is outstanding."""
    pumps, screens = (app, *app._registry), app.screen_stack[-1:]
    return not (
        any(each._message_queue.qsize() or each._next_callbacks for each in pumps)
        or any(
            each._callbacks or each._update_timer._active.is_set() for each in screens
        )
        or any(each._thread_worker and each.is_running for each in app.workers)
    )


async def rest(_: float = 0, max_sleep: float = 1) -> None:
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
