"""Random keys: while an answer is awaited they are an answer at most, and nowhere do
they destroy anything without the letter that a dialog names for it. Random sizes of the
window between them: nothing that is written is lost, and the focus stays in sight.

The README's test run tries a few sequences; with `QUIZAPP_PROOFS` set all are tried,
and `-s` shows how many resizes and keys that were.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from random import Random
from string import ascii_lowercase

import pytest
from textual.events import Key
from textual.geometry import Size
from textual.widgets import Input, TextArea

from quizapp.model import (
    Act,
    CardSeen,
    DeckState,
    Grade,
    Mode,
    QuizBegun,
    QuizPlan,
    QuizStep,
    Reset,
    Review,
    Verdict,
)
from quizapp.progress.settings import change_setting
from quizapp.tui.app import QuizApp
from quizapp.tui.dialogs.dialog import Dialog
from quizapp.tui.home.screen import HomeScreen
from quizapp.tui.keys import ALL_VERBS, presses
from quizapp.tui.quiz.screen import QuizScreen
from quizapp.tui.study.screen import StudyScreen
from quizapp.tui.widgets.lines import LineList
from quizapp.tui.write.editor import EditorScreen
from quizapp.tui.write.form import FormScreen
from tests.samples import CAPITALS, KINDS
from tests.screens import Lab, Story, press, ready, until

PROOFS = bool(os.environ.get("QUIZAPP_PROOFS"))
SEQUENCES = 200 if PROOFS else 20
TOURS, LENGTH, EACH = (5, 40, 1) if PROOFS else (1, 15, 5)
"""Random walks from each of the other places, their keys, and after how many keys the
window has another size."""
SIZE = (100, 30)

CARDS = {
    "choose": "Q: Which city, {n}?\n- [x] Lima\n- [ ] Quito\n- [ ] Bogotá\n",
    "several": "Q: Which two, {n}?\n- [x] Lima\n- [x] Cusco\n- [ ] Quito\n",
    "truth": "Q: Lima {n} is in Peru.\nA: true\n",
    "cloze": "C: The summit {n} met in [Lima::city].\n",
    "type": "Q: Which star, {n}?\nA: suneh\n:ask: type\n",
    "number": "Q: How many, {n}?\nA: 12\n:value: number\n:ask: type\n",
    "order": "Q: In order, {n}.\n1. one\n2. two\n3. three\n",
    "match": "Q: Match {n}.\n- Peru => Lima\n- Chile => Santiago\n- Cuba => Havana\n",
    "together": "C: [Lima::city] {n} is in [Peru::country].\n:together: true\n",
    "flip": "Q: Why, {n}?\nA: Because the winner of the vote was against it then.\n",
}
HOSTS = ("study", "sureness", "run", "burst", "exam", "practice")
"""Where cards are asked, and how fast keys come: in a `run` nobody reads between two,
in a `burst` the app has not looked at the first when the last comes."""
SIGNS = {"enter": "\r", "space": " "}


def sequence(rng: Random, length: int) -> list[str]:
    """Letters for the most part, as one types a word at the wrong question."""
    letters = [*ascii_lowercase, *"RHOG"]
    kinds = (letters, "0123456789", ["enter"], ["space"], ["escape"])
    return [
        rng.choice(rng.choices(kinds, (60, 18, 15, 4, 3))[0]) for _ in range(length)
    ]


def acts_of(app: QuizApp) -> list[Act]:
    assert app.workspace
    return [event.act for event in app.workspace.store.events()]


def check_graded(act: Act, key: str, verdict: Verdict | None) -> None:
    """Assert that a new act is a grade that the screen offered under this key, or what
    comes with one."""
    match act:
        case Review():
            assert verdict, key
            if key in "1234":
                assert act.grade is Grade(int(key))
            else:
                assert key in ("enter", "space", "escape"), key
                assert act.grade is verdict.proposed
        case DeckState():
            assert act.started
            assert not act.hidden
        case QuizStep():
            assert not act.marked
        case _:
            assert isinstance(act, CardSeen | QuizBegun), act


def state_of(app: QuizApp) -> tuple[object, ...]:
    """What of a question a letter must not change."""
    match app.screen:
        case StudyScreen() as screen:
            sitting = screen._sitting
            question = sitting.question
            return screen, question and question.card.key, sitting.verdict
        case QuizScreen() as screen:
            quiz = screen._quiz
            return screen, quiz.at, quiz.answered, quiz.verdict
    return (app.screen,)


def destroys(app: QuizApp, key: str) -> bool:
    """Whether it is the letter of a destroying answer, in its own dialog."""
    if not isinstance(app.screen, Dialog):
        return False
    found = app.screen.active_bindings.get(key)
    wanted = {verb.id for verb in ALL_VERBS if verb.destroys}
    return bool(found and found.binding.id in wanted)


async def type_at_question(
    pilot: Story, app: QuizApp, keys: Sequence[str], *, is_run: bool
) -> None:
    """Look after each key at what it has done. Unless it is all typed in one run, and
    not behind Escape, a letter is pressed only where none is a command."""
    latest = ""
    for key in keys:
        is_letter = len(key) == 1 and key.isalpha()
        may_command = not getattr(app.screen, "awaits_answer", False) and (
            not is_run or latest == "escape"
        )
        if destroys(app, key) or (is_letter and may_command):
            continue
        latest = key
        before, acts, verdict = state_of(app), acts_of(app), None
        if isinstance(app.screen, StudyScreen):
            verdict = app.screen._sitting.verdict
        await press(pilot, key)
        for act in acts_of(app)[len(acts) :]:
            check_graded(act, key, verdict)
        if is_letter:
            assert state_of(app) == before, key


@pytest.mark.parametrize("number", range(SEQUENCES))
async def test_nothing_but_an_answer_comes_of_keys_at_a_question(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    rng = Random(f"keys/{number}")
    kind = list(CARDS)[number % len(CARDS)]
    host = HOSTS[(number + number // len(CARDS)) % len(HOSTS)]
    if kind == "flip" and host in ("exam", "practice"):  # never asked there
        host = "study"
    lab.write("deck", "\n".join(CARDS[kind].format(n=n) for n in "abc"))
    if host == "sureness":
        change_setting(lab.paths.settings, "sureness", True)
    if host in ("exam", "practice"):
        app = lab.app(quiz=QuizPlan(("deck",), 3, Mode[host.upper()], seed=number))
    else:
        app = lab.app("deck")
    keys = sequence(rng, 14)
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await until(pilot, lambda: isinstance(app.screen, StudyScreen | QuizScreen))
        await pilot.pause()
        if host in ("run", "burst"):
            monkeypatch.setattr(presses, "PAUSE", 60.0)
        if host == "burst":
            for key in keys:
                app.post_message(
                    Key(key, SIGNS.get(key, key if key[1:] == "" else None))
                )
            for _ in range(3):
                await pilot.pause()
        else:
            await type_at_question(pilot, app, keys, is_run=host == "run")
        reviews = [act for act in acts_of(app) if isinstance(act, Review)]
        others = [act for act in acts_of(app) if not isinstance(act, Review)]
        for act in others:
            check_graded(act, "", None)
        assert len(reviews) <= sum(key in "1234" or len(key) > 1 for key in keys)


PLACES = {
    "home": "",
    "a card": "b enter",
    "browse": "b",
    "its search": "b slash",
    "the editor": "e x",
    "a new deck": "n x",
    "a new card": "ctrl+o x",
    "a file": "plus",
    "the settings": "comma",
    "a quiz to set up": "z",
    "the scores": "s",
    "the help": "question_mark",
    "a summary": "enter ctrl+n 1 escape",
    "the end of a quiz": "z ctrl+s ctrl+s y",
    "a question": "enter",
    "a verdict": "enter ctrl+n",
    "a quiz": "z ctrl+s",
    "the palette": "ctrl+p",
}


class Written:
    """The latest text of each screen that writes, by its file."""

    def __init__(self) -> None:
        self._texts: dict[Path | None, str] = {}
        self._cards: list[str] = []

    def note(self, app: QuizApp) -> None:
        """Look at what is written now."""
        for screen in app.screen_stack:
            if isinstance(screen, EditorScreen) and screen.is_mounted:
                self._texts[screen._draft.path] = screen._writing.text
            elif isinstance(screen, FormScreen) and screen.is_mounted:
                if question := screen._value("question"):
                    self._cards.append(question)

    def missing(self, lab: Lab) -> list[str]:
        """What is neither in a deck nor kept for the next start."""
        kept = [path.read_text("utf-8") for path in lab.paths.decks.rglob("*.md")]
        kept += [
            json.loads(path.read_text("utf-8"))["text"]
            for path in lab.paths.unsaved.glob("*.json")
        ]
        texts = [*self._texts.values(), *self._cards[-1:]]
        return [text for text in texts if not any(text in each for each in kept)]


def fields(app: QuizApp) -> list[tuple[str | None, str]]:
    """What stands in the fields of the screen on top."""
    found = [(each.id, each.value) for each in app.screen.query(Input)]
    return found + [(each.id, each.text) for each in app.screen.query(TextArea)]


async def resize(pilot: Story, app: QuizApp, size: tuple[int, int]) -> None:
    """Resize the window: all that is written stays, and the focus, in sight."""
    before = app.screen, app.focused, fields(app)
    await pilot.resize_terminal(*size)
    await until(pilot, lambda: app.screen.size == Size(*size))
    await pilot.pause()
    assert (app.screen, app.focused, fields(app)) == before, size
    focus = app.focused
    if focus and focus.display and focus.id != "textual-toastrack":
        shown = app.screen._compositor.visible_widgets
        assert focus in shown, (focus, size)
    if isinstance(focus, LineList) and focus.rows:
        top = focus.at * focus.row_height - focus.scroll_offset.y
        room = focus.scrollable_content_region.height - focus._top
        assert 0 <= top < max(1, room), (focus, size)


@pytest.mark.parametrize("tour", range(TOURS))
@pytest.mark.parametrize("place", PLACES)
async def test_random_keys_and_sizes_destroy_nothing_anywhere(
    lab: Lab, desk: Path, place: str, tour: int
) -> None:
    rng = Random(f"{place}/{tour}")
    lab.write("capitals", CAPITALS)
    lab.write("kinds", KINDS)
    app, written = lab.app(), Written()
    keys = resizes = 0
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, *PLACES[place].split())
        begun = acts_of(app)
        for number, key in enumerate(sequence(rng, LENGTH)):
            if number % EACH == 0:
                await resize(pilot, app, (rng.randrange(20, 200), rng.randrange(8, 60)))
                resizes += 1
            is_home = isinstance(app.screen, HomeScreen)
            if destroys(app, key) or (is_home and key == "q"):
                continue
            await press(pilot, key)
            keys += 1
            written.note(app)
        done = acts_of(app)[len(begun) :]
    print(f"{place}: {resizes} resizes, {keys} keys")
    assert not any(isinstance(act, Reset) for act in done)
    assert not list(lab.paths.trash.glob("*"))
    assert {"capitals.md", "kinds.md"} <= {p.name for p in lab.paths.decks.iterdir()}
    assert written.missing(lab) == []
