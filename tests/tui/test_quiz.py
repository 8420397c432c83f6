"""A quiz on the screen: by keys alone, by the mouse alone, timed, left and gone on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Input, OptionList, Select

from quizapp.model import Kind, Mode, Review
from quizapp.plain.voice import right_of
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.confirm import ConfirmScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.quiz import QuizScreen
from quizapp.tui.screens.reading import ReadingScreen
from quizapp.tui.screens.result import ResultScreen
from quizapp.tui.screens.setup import SetupScreen
from quizapp.tui.widgets.row_list import Ticks
from tests.screens import (
    ANY_SIZE,
    APEC,
    Lab,
    Story,
    app_with,
    keys_for,
    plan,
    press,
    quiz_of,
    ready,
    shown,
    to_quiz,
)


async def test_an_exam_of_twenty_by_keys_alone(article: Lab) -> None:
    app = article.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "z")
        assert isinstance(app.screen, SetupScreen)
        await press(pilot, "ctrl+s")
        for _ in range(20):
            question = quiz_of(app).question
            await press(
                pilot, *keys_for(question, right_of(question).replace(" | ", "|"))
            )
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "y")
        assert isinstance(app.screen, ResultScreen)
        assert "100%  excellent     20 of 20 points" in shown(app, "#figures")
        assert "Everything was right." in shown(app, "#missed")
        await press(pilot, "enter")
        assert isinstance(app.screen, HomeScreen)
    made = [e.act for e in article.store().events() if isinstance(e.act, Review)]
    assert len(made) == 20
    assert all(review.quiz for review in made)


@pytest.mark.slow
async def test_an_exam_of_twenty_by_the_mouse_alone(article: Lab) -> None:
    app = article.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "z")  # home's verbs are in the palette and the footer too
        await choose(pilot, "#setup-kinds", 1)
        await pilot.click("#begin")
        await pilot.pause()
        for number in range(20):
            quiz = quiz_of(app)
            assert quiz.question.kind in (Kind.CHOOSE, Kind.TRUE_FALSE)
            if quiz.question.wants_several:
                await pilot.click("#choices", offset=(6, 0))
                await pilot.pause()
                last = len(quiz.question.choices)
                await pilot.click("#choices", offset=(6, last))
            else:
                await pilot.click("#choices", offset=(6, 0))
            await pilot.pause()
            if number == 3:
                await pilot.click("#numbers", offset=(2, 0))  # back to the first
                await pilot.pause()
                assert quiz_of(app).at == 0
                await pilot.click("#numbers", offset=(2 + 3 * 4, 0))
                await pilot.pause()
                assert quiz_of(app).at == 4
        await pilot.click("#yes")
        await pilot.pause()
        assert isinstance(app.screen, ResultScreen)
        assert " of 20 points" in shown(app, "#figures")


async def choose(pilot: Story, selector: str, index: int) -> None:
    """Choose an option of a Select by clicks."""
    select = pilot.app.screen.query_one(selector, Select)
    await pilot.click(select)
    await pilot.pause()
    overlay = select.query_one(OptionList)
    await pilot.click(overlay, offset=(3, index))
    await pilot.pause()


async def test_the_setup_makes_the_plan_and_refuses_what_cannot_be(
    article: Lab,
) -> None:
    app = article.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "z")
        screen = app.screen
        assert isinstance(screen, SetupScreen)
        assert screen.query_one("#setup-decks", Ticks).ticked == (APEC,)
        screen.query_one("#setup-count", Input).value = "0"
        await press(pilot, "ctrl+s")
        assert "from 1 to 1000" in shown(app, "#setup-wrong")
        screen.query_one("#setup-count", Input).value = "3"
        screen.query_one("#setup-limit", Input).value = "x"
        await press(pilot, "ctrl+s")
        assert "minutes" in shown(app, "#setup-wrong")
        screen.query_one("#setup-limit", Input).value = "5"
        screen.query_one("#setup-seed", Input).value = "77"
        topics = screen.query_one("#setup-topics", Ticks)
        topics.focus()
        await press(pilot, "down", "space")
        assert len(topics.ticked) == 1
        await press(pilot, "ctrl+s")
        told = quiz_of(app).plan
        assert (told.count, told.limit, told.seed) == (3, 300, 77)
        assert told.topics == topics.ticked
        assert "5:00 left" in shown(app, "#place")


async def test_a_quiz_is_left_and_gone_on_with(article: Lab) -> None:
    app = app_with(article, plan())
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = await to_quiz(pilot)
        await press(pilot, "pagedown", "ctrl+t", *"abc", "escape")
        assert isinstance(app.screen, HomeScreen)
        await press(pilot, "z")
        quiz = quiz_of(app)
        step = quiz.step(quiz.at)
        assert (quiz.at, step.marked) == (1, True)
    again = article.app()
    async with again.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "z")
        assert quiz_of(again).id == quiz.id


async def test_what_was_typed_is_kept_when_one_moves_on_and_may_be_changed(
    article: Lab,
) -> None:
    app = app_with(article, plan(kinds=(Kind.TYPE,)))
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = await to_quiz(pilot)
        await press(pilot, *"abc", "pagedown")
        assert quiz.step(0).given == "abc"
        await press(pilot, "pageup")
        assert app.screen.query_one("#typed", Input).value == "abc"
        await press(pilot, "d", "enter")
        assert quiz.step(0).given == "abcd"
        assert quiz.at == 1


async def test_an_answer_that_was_wiped_is_none_any_more(article: Lab) -> None:
    app = app_with(article, plan(kinds=(Kind.TYPE,)))
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = await to_quiz(pilot)
        await press(pilot, *"ab", "pagedown", "pageup", "backspace", "backspace")
        await press(pilot, "pagedown")
        assert not quiz.step(0).answered
        assert quiz.answered == 0


@pytest.mark.slow
async def test_earlier_answers_of_each_kind_are_shown_again(lab: Lab) -> None:
    from tests.samples import KINDS

    lab.write("kinds", KINDS)
    app = app_with(lab, plan(decks=("kinds",), count=50))
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = await to_quiz(pilot)
        for index, question in enumerate(quiz.questions):
            await quiz_go(app, pilot, index)
            await press(
                pilot, *keys_for(question, right_of(question).replace(" | ", "|"))
            )
            if isinstance(app.screen, ConfirmScreen):
                await press(pilot, "n")
        before = [quiz.step(i).given for i in range(len(quiz.questions))]
        for index in range(len(quiz.questions)):
            await quiz_go(app, pilot, index)
        assert [quiz.step(i).given for i in range(len(quiz.questions))] == before
        assert quiz.result().share == 1


async def quiz_go(app: QuizApp, pilot: Story, index: int) -> None:
    assert isinstance(app.screen, QuizScreen)
    await app.screen._go(index)
    await pilot.pause()


async def test_handing_in_asks_when_something_is_missing(article: Lab) -> None:
    app = app_with(article, plan())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_quiz(pilot)
        await press(pilot, "ctrl+n", "ctrl+t", "ctrl+s")
        assert isinstance(app.screen, ConfirmScreen)
        told = str(app.screen.query(".dialog Static").first().render())
        assert "3 questions have no answer. 1 is marked for later." in told
        await press(pilot, "n")
        assert isinstance(app.screen, QuizScreen)
        await press(pilot, "ctrl+s", "y")
        assert isinstance(app.screen, ResultScreen)
        assert "not answered" in shown(app, "#missed")
        assert "I don't know" in shown(app, "#missed")


async def test_practice_shows_each_verdict_at_once(article: Lab) -> None:
    app = app_with(article, plan(mode=Mode.PRACTICE))
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = await to_quiz(pilot)
        question = quiz.question
        await press(pilot, *keys_for(question, right_of(question).replace(" | ", "|")))
        assert "✓ Right" in shown(app, "#verdict")
        await press(pilot, "enter")
        assert quiz.at == 1
        await press(pilot, "pageup")
        assert "✓ Right" in shown(app, "#verdict")


async def test_what_is_half_done_is_kept_when_one_moves_on(lab: Lab) -> None:
    lab.write(
        "order", "Q: Order.\n1. one\n2. two\n3. three\n\nQ: q\nA: a\n:ask: type\n"
    )
    for mode in (Mode.EXAM, Mode.PRACTICE):
        app = app_with(lab, plan(decks=("order",), count=2, mode=mode))
        async with app.run_test(size=(80, 24)) as pilot:
            quiz = await to_quiz(pilot)
            kinds = [question.kind for question in quiz.questions]
            await quiz_go(app, pilot, kinds.index(Kind.ORDER))
            texts = [choice.text for choice in quiz.question.choices]
            await press(pilot, str(texts.index("one") + 1))
            await quiz_go(app, pilot, kinds.index(Kind.TYPE))
            await press(pilot, *"ab")
            await quiz_go(app, pilot, kinds.index(Kind.ORDER))
            assert "one" in shown(app, "#slots")
            await quiz_go(app, pilot, kinds.index(Kind.TYPE))
            assert app.screen.query_one("#typed", Input).value == "ab"
            await press(pilot, "backspace", "ctrl+s", "y")
            assert isinstance(app.screen, ResultScreen)
            assert "1.33 of 2 points" in shown(app, "#figures")


async def test_a_quiz_is_given_up_after_a_question(article: Lab) -> None:
    app = app_with(article, plan())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_quiz(pilot)
        await press(pilot, "ctrl+g", "n")
        assert isinstance(app.screen, QuizScreen)
        await press(pilot, "ctrl+g", "y")
        assert isinstance(app.screen, HomeScreen)
    store = article.store()
    assert (store.open_quiz, list(store.tries)) == (None, [])


async def test_when_the_time_is_up_the_quiz_is_handed_in(article: Lab) -> None:
    app = app_with(article, plan(limit=60, kinds=(Kind.TYPE,)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_quiz(pilot)
        assert "1:00 left" in shown(app, "#place")
        article.now += timedelta(seconds=45)
        screen = app.screen
        assert isinstance(screen, QuizScreen)
        screen.tick()
        assert "0:15 left" in shown(app, "#place")
        await press(pilot, *"abc")
        article.now += timedelta(seconds=15)
        screen.tick()
        await pilot.pause()
        assert isinstance(app.screen, ResultScreen)
        assert "you said  abc" in shown(app, "#missed")
    assert article.store().open_quiz is None


async def test_the_wrong_ones_are_asked_again(article: Lab) -> None:
    app = app_with(article, plan())
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = await to_quiz(pilot)
        first = quiz.question
        await press(pilot, *keys_for(first, right_of(first).replace(" | ", "|")))
        await press(pilot, "ctrl+s", "y", "r")
        wrong = {q.card.key for q in quiz.questions} - {first.card.key}
        assert {q.card.key for q in quiz_of(app).questions} == wrong


async def test_a_pre_test_then_the_facts_then_the_quiz_with_its_gain(
    article: Lab,
) -> None:
    app = app_with(article, plan(mode=Mode.PRETEST))
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = await to_quiz(pilot)
        await press(pilot, "ctrl+n", "ctrl+n", "ctrl+s", "y")
        assert shown(app, "#figures").startswith(
            "Pre-test: 0 of 4 known before reading"
        )
        assert "passed" not in shown(app, "#figures")
        await press(pilot, "enter")
        assert isinstance(app.screen, ReadingScreen)
        assert "¶ 1" in shown(app, "#facts")
        await press(pilot, "enter")
        again = quiz_of(app)
        assert {q.card.key for q in again.questions} == {
            q.card.key for q in quiz.questions
        }
        for _ in again.questions:
            question = quiz_of(app).question
            await press(
                pilot, *keys_for(question, right_of(question).replace(" | ", "|"))
            )
        await press(pilot, "y")
        assert "Before reading it was 0%, now 100%" in shown(app, "#figures")


async def test_what_is_no_number_is_asked_again_and_counts_as_unanswered(
    lab: Lab,
) -> None:
    lab.write("n", "Q: How many?\nA: 12\n:value: number\n:cite: There are 12.\n")
    for mode in (Mode.EXAM, Mode.PRACTICE):
        app = app_with(lab, plan(decks=("n",), kinds=(Kind.TYPE,), mode=mode))
        async with app.run_test(size=(80, 24)) as pilot:
            quiz = await to_quiz(pilot)
            await press(pilot, *"ab", "enter")
            assert shown(app, "#problem") == "Type a number, in digits."
            assert app.screen.query_one("#typed", Input).value == "ab"
            assert quiz.answered == 0
            await press(pilot, "ctrl+s")
            told = str(app.screen.query(".dialog Static").first().render())
            assert "1 question has no answer" in told
            await press(pilot, "n", "backspace", "backspace", *"12", "enter")
            assert quiz.step(0).given == "12"
            await press(pilot, "enter" if mode is Mode.PRACTICE else "y")
            if mode is Mode.PRACTICE:
                await press(pilot, "y")
            assert isinstance(app.screen, ResultScreen)
            assert "100%" in shown(app, "#figures")


async def test_a_result_shows_the_answers_of_what_was_left_blank(lab: Lab) -> None:
    lab.write("n", "Q: How many?\nA: 12\n:value: number\n:cite: There are 12.\n")
    app = app_with(lab, plan(decks=("n",), kinds=(Kind.TYPE,)))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_quiz(pilot)
        await press(pilot, "ctrl+s", "y")
        told = shown(app, "#missed")
        assert "not answered\n  right is  12\n  Fact  There are 12." in told


async def test_an_empty_workspace_has_no_quiz(lab: Lab) -> None:
    app = lab.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "z")
        assert isinstance(app.screen, HomeScreen)
    lab.write("long", "Q: Why?\nA: one two three four five six seven\n")
    app = app_with(lab, plan(decks=("long",)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "no question" in next(iter(app._notifications)).message


@pytest.mark.parametrize("size", ANY_SIZE)
async def test_odd_decks_and_titles_in_a_quiz(lab: Lab, size: tuple[int, int]) -> None:
    odd = "a/b [x] [/y] 🙂 [@click=app.quit]z[/]"
    lab.write(
        "odd",
        f'---\ntitle = "{odd}"\n---\n# {odd}\n\nQ: {odd}?\nA: {odd}\n:cite: {odd}\n'
        ":ask: type\n",
    )
    lab.write("big", "\n".join(f"Q: What is {n}?\nA: n{n}!\n" for n in range(10_000)))
    app = lab.app()
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        for steps in (["down"], ["up"]):
            await press(pilot, *steps, "z", "ctrl+s", *"abc", "ctrl+s", "y")
            assert isinstance(app.screen, ResultScreen)
            await press(pilot, "enter")
