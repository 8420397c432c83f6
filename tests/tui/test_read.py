"""The facts of a deck on the screen: reached from a card, hidden, studied."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from quizapp.model import Card, Mode
from quizapp.tui.app import QuizApp
from quizapp.tui.browse.screen import BrowseScreen
from quizapp.tui.quiz.result import ResultScreen
from quizapp.tui.read.passages import PassageText
from quizapp.tui.read.screen import ReadScreen
from quizapp.tui.study.screen import StudyScreen
from tests.screens import (
    ANY_SIZE,
    Lab,
    Story,
    plan,
    press,
    question_of,
    ready,
    screen_text,
    to_question,
    to_quiz,
    until,
)

TEXT = """\
---
title = "Peru [draft]"
---
Q: Where did it meet?
A: Lima
:cite: The summit met in Lima.
:source: 1

Q: Who came?
A: Xi Jinping
:cite: Xi Jinping came.
:source: 2

Q: What failed?
A: the TPP
:cite: In 2016 the TPP failed [/x].
:source: 2
"""


def bars(app: QuizApp) -> str:
    """The lines of the current passage."""
    lines = screen_text(app).splitlines()
    return "\n".join(line for line in lines if line.lstrip().startswith("▌"))


def cards_of(app: QuizApp) -> Iterable[tuple[str, Card]]:
    assert app.workspace
    return app.workspace.cards_of("long").items()


async def read(pilot: Story) -> None:
    """Open the facts of the first deck."""
    await ready(pilot)
    await press(pilot, "down", "r")
    await until(pilot, lambda: isinstance(pilot.app.screen, ReadScreen))


@pytest.mark.parametrize("size", ANY_SIZE)
async def test_the_passages_are_read_hidden_and_studied(
    lab: Lab, size: tuple[int, int]
) -> None:
    lab.write("peru", TEXT)
    lab.write("other", "Q: q\nA: a\n")
    app = lab.app()
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        app.show_facts("peru")
        await until(pilot, lambda: isinstance(app.screen, ReadScreen))
        await until(pilot, lambda: "Lima" in bars(app))
        await press(pilot, "down")
        assert "Xi" in bars(app)
        assert "Lima" not in bars(app)
        if size[0] >= 80:
            assert ["¶ 2" in row for row in bars(app).splitlines()] == [True, False]
        await press(pilot, "h")
        assert "__" in bars(app)
        assert "Xi" not in screen_text(app)
        assert "Jinping" not in screen_text(app)
        await press(pilot, "h", "enter")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        assert question_of(app).card.fields.source == "2"
        assert isinstance(app.screen, StudyScreen)
        assert app.screen._sitting.left.total == 2
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, ReadScreen))


async def test_a_verdict_leads_to_its_fact_and_back(lab: Lab) -> None:
    lab.write("peru", TEXT)
    app = lab.app("peru")
    async with app.run_test(size=(160, 40)) as pilot:
        await to_question(pilot)
        await press(pilot, "r")  # an answer is awaited
        assert isinstance(app.screen, StudyScreen)
        await press(pilot, "ctrl+n")
        card = question_of(app).card
        await press(pilot, "r")
        assert isinstance(app.screen, ReadScreen)
        origin = next(line for line in bars(app).splitlines() if "▸" in line)
        assert card.fields.cite in origin
        assert card.prompt in screen_text(app)  # beside the text
        await press(pilot, "enter")
        assert isinstance(app.screen, ReadScreen)  # no sitting in a sitting
        await press(pilot, "escape")
        assert isinstance(app.screen, StudyScreen)
        assert app.screen._sitting.verdict


async def test_browse_and_a_result_lead_to_the_fact_of_the_card(lab: Lab) -> None:
    lab.write("peru", TEXT)
    app = lab.app(quiz=plan(decks=("peru",), mode=Mode.EXAM))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_quiz(pilot)
        await press(pilot, "ctrl+s", "y")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen))
        assert isinstance(app.screen, ResultScreen)
        asked = app.screen._result.lines[1].question.card
        await press(pilot, "down", "r")
        assert "▸" in bars(app)
        assert asked.fields.cite in bars(app)
        await press(pilot, "escape", "escape", "b")
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen))
        await press(pilot, "end", "r")
        assert "In 2016 the TPP failed [/x]." in bars(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, BrowseScreen)


async def test_a_passage_that_does_not_fit_is_scrolled_through_first(lab: Lab) -> None:
    cards = (
        f"Q: q{n}\nA: a{n}\n:cite: This is fact {n}.\n:source: {n // 30}\n\n"
        for n in range(90)
    )
    lab.write("long", "".join(cards))
    app = lab.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot)
        text = app.screen.query_one(PassageText)
        seen = screen_text(app)
        while text.at == 0:
            await press(pilot, "down")
            seen += screen_text(app)
        assert all(f"fact {n}." in seen for n in range(30))
        assert text.at == 1
        await press(pilot, "end")
        assert "fact 89." in screen_text(app)
        assert text.at == 2
        await press(pilot, "pageup", "pageup")
        assert "fact 89." not in screen_text(app)
        await press(pilot, "home")
        assert "90 new" in screen_text(app)
        assert text.at == 0
        await press(pilot, "escape")
        app.show_facts("long", next(k for k, c in cards_of(app) if c.answer == "a55"))
        await until(pilot, lambda: "▸▁  This is fact 55." in screen_text(app))
