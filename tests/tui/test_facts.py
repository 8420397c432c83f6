"""A fact is our own wording: nothing shows it as a quotation."""

from __future__ import annotations

import io
import re

from textual.content import Content

from quizapp.cards.questions import judge
from quizapp.decks.editing.draft import Draft
from quizapp.decks.editing.preview import preview_deck
from quizapp.model import Card, Kind, Mode, Question
from quizapp.plain.voice import Voice
from quizapp.study.workspace import Moment
from quizapp.tui.screens import card as card_screen
from quizapp.tui.screens.reading import ReadingScreen
from quizapp.tui.screens.result import ResultScreen
from quizapp.tui.widgets.preview import Preview
from quizapp.tui.widgets.prose import inline
from quizapp.tui.widgets.verdicts import VerdictPanel
from tests.command_line import Run, lines_of
from tests.samples import CARDS, FOLDER, NAMES
from tests.screens import Lab, app_with, plan, press, shown, to_quiz
from tests.world import START

WITH_FACT = [card for card in CARDS if card.fields.cite]


def check(told: str, card: Card, name: str = "Fact") -> None:
    """The card's fact stands behind its place, and not between quotation marks."""
    fact = inline(card.fields.cite).plain
    assert re.search(rf"{re.escape(card.fields.attribution(name))}(?:  |: )", told)
    places = [found.start() for found in re.finditer(re.escape(fact), told)]
    assert places
    for at in places:
        around = told[at - 1 : at] + told[at + len(fact) : at + len(fact) + 1]
        assert not set(around) & set("“”\"'‘’„«»‹›*_"), told


def is_upright(content: Content, card: Card) -> bool:
    fact = inline(card.fields.cite).plain
    start = content.plain.index(fact)
    return not any(
        "italic" in str(span.style)
        for span in content.spans
        if span.start < start + len(fact) and span.end > start
    )


def test_the_shipped_decks_have_facts() -> None:
    assert len(WITH_FACT) > 40


def test_no_fact_is_a_quotation_in_a_verdict() -> None:
    for card, other in zip(WITH_FACT, WITH_FACT[1:] + WITH_FACT[:1], strict=True):
        question = Question(card, Kind.FLIP, card.prompt)
        for given in (None, ""):
            verdict = judge(question, given)
            panel, lines = VerdictPanel(), io.StringIO()
            panel.tell(question, verdict, other)
            Voice(lines).verdict(question, verdict, other)
            content = panel.content
            assert isinstance(content, Content)
            for told in (content.plain, lines.getvalue()):
                check(told, card)
                check(told, other, "Related fact")
            assert is_upright(content, card)


def test_no_fact_is_a_quotation_where_a_card_is_looked_at() -> None:
    now = Moment(START, START.toordinal())
    for card in WITH_FACT:
        about = card_screen.About(
            card.key, card, "deck", None, None, is_suspended=False, tags=(), history=(),
            now=now,
        )  # fmt: skip
        content = Content.assemble(*card_screen._text(about))
        check(content.plain, card)
        assert is_upright(content, card)


def test_no_fact_is_a_quotation_in_the_editors_preview() -> None:
    for name in NAMES:
        text = (FOLDER / f"{name}.md").read_text("utf-8")
        proof = preview_deck(Draft(None, text.encode()), text)
        for card in proof.cards:
            preview = Preview()
            preview.show(proof, [card], is_alone=True)
            assert isinstance(preview.content, Content)
            check(preview.content.plain, card)


async def test_no_fact_is_a_quotation_in_a_result(article: Lab) -> None:
    app = app_with(article, plan(decks=tuple(NAMES), count=len(CARDS)))
    async with app.run_test(size=(100, 30)) as pilot:
        quiz = await to_quiz(pilot)
        await press(pilot, "ctrl+s", "y")
        assert isinstance(app.screen, ResultScreen)
        told = shown(app, "#missed")
        for question in quiz.questions:
            check(told, question.card)
            assert judge(question, None).answer.split("\n")[0] in told


async def test_no_fact_is_a_quotation_where_it_is_read(article: Lab) -> None:
    app = app_with(article, plan(decks=tuple(NAMES), mode=Mode.PRETEST))
    async with app.run_test(size=(100, 30)) as pilot:
        await to_quiz(pilot)
        await press(pilot, "ctrl+s", "y", "enter")
        assert isinstance(app.screen, ReadingScreen)
        told = shown(app, "#facts")
    for card in WITH_FACT:
        assert f"\n{card.fields.place}  {inline(card.fields.cite).plain}\n" in told


def test_no_fact_is_a_quotation_in_lines_and_json(run: Run) -> None:
    words = ("quiz", *NAMES, "--pretest", "--plain")
    told = run(*words, input=":d\n:d\n").stdout
    for card in WITH_FACT:
        assert f"\n  {card.fields.place}: {card.fields.cite}\n" in told
    statements = {card.fields.cite for card in WITH_FACT}
    lines = lines_of(run(*words, "--json", input=":d\n:d\n").stdout)
    assert {each["text"] for each in lines if each["line"] == "fact"} == statements
    first = next(each for each in lines if each["line"] == "result")
    assert {each["fact"] for each in first["questions"]} <= statements
    study = lines_of(run("study", NAMES[0], "--plain", "--json", input="\n").stdout)
    assert study[1]["fact"] in statements
