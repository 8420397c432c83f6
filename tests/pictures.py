"""Draws the README's pictures: the app as somebody sees it after eight weeks.

`python -m tests.pictures [FOLDER]` writes them to `.github`, or to FOLDER.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from pathlib import Path
from random import Random

from textual.widgets import Input, TextArea

from quizapp.paths import shipped_decks
from quizapp.tui.app import QuizApp
from quizapp.tui.study.screen import StudyScreen
from tests.screens import Lab, Story, press, ready, screen_text, until

ROOT = Path(__file__).parents[1]
SIZE = (80, 24)
DAYS = 56
ARTICLE = ROOT / "tests" / "cards" / "articles" / "texts" / "history.txt"
KNOWN = 0.85
"""How often the learner knows the answer."""
OWN = "capitals"
"""The learner's own deck, that of the README."""
_FONTS = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)


def main(folder: Path) -> None:
    """Write every picture to `folder`."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    Input.cursor_blink = TextArea.cursor_blink = False  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as home:
        lab = Lab(Path(home))
        lab.shipped = shipped_decks()
        readme = (ROOT / "README.md").read_text("utf-8")
        lab.write(OWN, readme.partition("```markdown\n")[2].partition("```")[0])
        learn(lab)
        kept = lab.keep_article(f"# {ARTICLE.read_text('utf-8')}", "berlin")
        for name, show in SCENES.items():
            names = ("pacific-trade",) if show is study else ()
            app = lab.app(*names, article=kept if show is article else "")
            picture = asyncio.run(drawn(app, show))
            (folder / f"{name}.svg").write_text(picture, "utf-8")


def learn(lab: Lab) -> None:
    """Eight weeks of one deck, with days off, and a start with another."""
    rng, today = Random(1), lab.now
    workspace = lab.workspace()
    first, second, *_ = (name for name in workspace.decks if name != OWN)
    for back in range(DAYS, 0, -1):
        if back % 7 == 3 or rng.random() < 0.1:
            continue
        lab.now = today - timedelta(days=back)
        names = (OWN, first) if back > 1 else (second,)
        sitting = lab.sit(*names, workspace=workspace, seed=back, limit=12)
        while question := sitting.question:
            lab.now += timedelta(seconds=rng.randrange(6, 18))
            right = [choice.text for choice in question.choices if choice.right]
            if question.slots:
                right = [item.pair or item.text for item in question.card.items]
            answer = "\n".join(right) or question.card.answer
            verdict = sitting.answer(answer if rng.random() < KNOWN else None)
            sitting.grade(verdict.proposed)
    lab.now = today
    workspace.store.close()


async def drawn(app: QuizApp, show: Callable[[Story], Awaitable[None]]) -> str:
    """A picture of the app, once `show` has come to what is to be seen."""
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await show(pilot)
        await pilot.pause()
        svg = app.export_screenshot(title="quizapp", simplify=True)
    return _COMMENT.sub("", _FONTS.sub("", svg))


async def home(_: Story) -> None:
    """The decks, with what is due."""


async def study(pilot: Story) -> None:
    """A question with choices, answered wrongly."""
    await until(pilot, lambda: isinstance(pilot.app.screen, StudyScreen))
    screen = pilot.app.screen
    assert isinstance(screen, StudyScreen)
    while question := screen._sitting.question:
        wrong = [n for n, each in enumerate(question.choices, 1) if not each.right]
        if len(question.choices) == 4 and question.card.fields.cite:
            await press(pilot, str(wrong[0]))
            return
        await press(pilot, "ctrl+n", "enter")


async def deck(pilot: Story) -> None:
    """A card that is being written."""
    await press(pilot, "ctrl+o")
    await until(pilot, lambda: "Question" in screen_text(pilot.app))
    await press(pilot, *"What is the capital of Chile?", "enter", *"Santiago")
    await until(pilot, lambda: "Santiago" in screen_text(pilot.app))


async def article(pilot: Story) -> None:
    """An article in which some cards were made."""
    await until(pilot, lambda: "As it will be asked" in screen_text(pilot.app))
    await press(pilot, "pagedown", "enter", "enter", "down", "down", "down")
    await until(pilot, lambda: "2 cards" in screen_text(pilot.app))


async def scores(pilot: Story) -> None:
    """What to look at again, and the year."""
    await press(pilot, "s")


SCENES: Mapping[str, Callable[[Story], Awaitable[None]]] = {
    "home": home,
    "study": study,
    "scores": scores,
    "article": article,
    "deck": deck,  # last, as its text is not saved
}

if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / ".github")
