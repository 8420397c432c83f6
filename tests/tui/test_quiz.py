"""A quiz on the screen: by keys alone, by the mouse alone, timed, left and gone on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Input, Select

from quizapp.model import Kind, Mode, Question, QuizPlan, Review
from quizapp.plain.json_lines import right_of
from quizapp.tui.app import QuizApp
from quizapp.tui.browse.card import CardScreen
from quizapp.tui.dialogs.text import HelpScreen
from quizapp.tui.home.screen import HomeScreen
from quizapp.tui.keys.presses import PAUSE
from quizapp.tui.quiz.flow import take_quiz
from quizapp.tui.quiz.result import ResultScreen
from quizapp.tui.quiz.screen import QuizScreen
from quizapp.tui.quiz.setup import SetupScreen, Ticks
from quizapp.tui.read.screen import ReadScreen
from tests.samples import KINDS
from tests.screens import (
    ANY_SIZE,
    Lab,
    Story,
    burst,
    click,
    keys_for,
    plan,
    press,
    quiz_of,
    ready,
    screen_text,
    study,
    to_quiz,
    toasts,
    until,
)

APEC = "apec-2016"
ORDER = "Q: Order.\n1. one\n2. two\n3. three\n\nQ: q\nA: a\n:ask: type\n"
NUMBER = "Q: How many?\nA: 12\n:value: number\n:cite: There are 12.\n"


async def to_setup(pilot: Story, *names: str) -> SetupScreen:
    await ready(pilot)
    app = pilot.app
    assert isinstance(app, QuizApp)
    assert app.workspace
    app.run_worker(take_quiz(app, app.workspace, names))
    await until(pilot, lambda: isinstance(app.screen, SetupScreen))
    await pilot.pause()
    assert isinstance(app.screen, SetupScreen)
    return app.screen


async def to_result(pilot: Story) -> str:
    """What the result shows."""
    await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
    await pilot.pause()
    return screen_text(pilot.app)


def right_keys(question: Question) -> list[str]:
    return keys_for(question, right_of(question).replace(" | ", "|"))


async def go(pilot: Story, index: int) -> None:
    """Go to a question by its number, as a click does."""
    assert isinstance(pilot.app.screen, QuizScreen)
    await pilot.app.screen.action_go_to(index)
    await pilot.pause()


async def test_an_exam_of_twenty_by_keys_alone(article: Lab) -> None:
    app = article.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_setup(pilot, APEC)
        await press(pilot, "ctrl+s")
        await to_quiz(pilot)
        assert " 1· 2· " in screen_text(app)
        assert " 19· 20·" in screen_text(app)
        for _ in range(20):
            await press(pilot, *right_keys(quiz_of(app).question))
        await press(pilot, "enter")  # pressed too soon to be meant for what comes
        assert "Every question is answered. Hand in?" in screen_text(app)
        await pilot.pause(PAUSE)
        await press(pilot, "enter")
        text = await to_result(pilot)
        assert "100%, excellent   20 of 20 points" in text
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        await press(pilot, "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    made = [e.act for e in article.store().events() if isinstance(e.act, Review)]
    assert len(made) == 20
    assert all(review.quiz for review in made)


async def test_z_and_enter_start_a_quiz_over_every_started_deck(lab: Lab) -> None:
    card = "# topic {0} {1}\n\nQ: {0} {1}?\nA: answer {0} {1}\n:ask: type\n"
    for name in ("one", "two", "new", "newer"):
        lab.write(name, "\n".join(card.format(name, n) for n in range(2)))
    study(lab, "one", "two")
    app = lab.app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_setup(pilot)
        decks = screen.query_one("#setup-decks", Ticks)
        assert decks.ticked == ("one", "two")
        assert decks.highlighted_option
        assert str(decks.highlighted_option.prompt) == "☑ one"  # and not out of sight
        assert "esc Cancel" in screen_text(app)  # all of it fits
        await press(pilot, "enter")
        assert len((await to_quiz(pilot)).questions) == 4


@pytest.mark.slow
async def test_an_exam_of_twenty_by_the_mouse_alone(article: Lab) -> None:
    chosen = (Kind.CHOOSE, Kind.TRUE_FALSE)
    app = article.app(quiz=plan(count=20, kinds=chosen))
    async with app.run_test(size=(120, 40)) as pilot:
        await to_quiz(pilot)
        for number in range(20):
            question = quiz_of(app).question
            assert question.kind in chosen
            await click(pilot, f"1  {'[ ] ' * question.wants_several}")
            if question.wants_several:
                await click(pilot, "⏎ Answer")
            if number == 3:
                await click(pilot, " 1■")  # back to the first
                assert quiz_of(app).at == 0
                await click(pilot, " 5·")
                assert quiz_of(app).at == 4
        await click(pilot, "⏎ Hand in")
        assert " of 20 points" in await to_result(pilot)


async def test_the_setup_makes_the_plan_and_refuses_what_cannot_be(
    article: Lab,
) -> None:
    app = article.app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_setup(pilot, APEC)
        assert screen.query_one("#setup-decks", Ticks).ticked == (APEC,)
        assert "space Tick  tab Next field" in screen_text(app)
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpScreen)
        assert "Tick the row" in screen_text(app)
        await press(pilot, "escape")
        screen.query_one("#setup-count", Input).value = "0"
        await press(pilot, "ctrl+s")
        assert "from 1 to 1000" in screen_text(app)
        screen.query_one("#setup-count", Input).value = "3"
        screen.query_one("#setup-limit", Input).value = "x"
        await press(pilot, "ctrl+s")
        assert "Minutes: a number" in screen_text(app)
        screen.query_one("#setup-limit", Input).value = "5"
        await until(pilot, lambda: "Minutes: a number" not in screen_text(app))
        topics = screen.query_one("#setup-topics", Ticks)
        topics.focus()
        await press(pilot, "down", "space")
        assert len(topics.ticked) == 1
        screen.query_one("#setup-mode", Select).value = Mode.PRACTICE
        await press(pilot, "ctrl+s")
        quiz = await to_quiz(pilot)
        assert (quiz.plan.count, quiz.plan.limit) == (3, 300)
        assert quiz.plan.topics == topics.ticked
        assert quiz.plan.mode is Mode.PRACTICE


async def test_a_quiz_is_left_and_gone_on_with(article: Lab) -> None:
    app = article.app(quiz=plan())
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = await to_quiz(pilot)
        await press(pilot, "pagedown", "ctrl+k")
        assert "Flagged for later" in screen_text(app)
        await press(pilot, *"abc", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await until(pilot, lambda: "Go on" in screen_text(app))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, QuizScreen))
    again = article.app(quiz=QuizPlan((), 1))
    async with again.run_test(size=(80, 24)) as pilot:
        resumed = await to_quiz(pilot)
        assert (resumed.id, resumed.at) == (quiz.id, 1)
        assert "2·!" in screen_text(again)


async def test_what_was_typed_is_kept_when_one_moves_on_and_may_be_changed(
    capitals: Lab,
) -> None:
    app = capitals.app(quiz=plan(decks=("capitals",), kinds=(Kind.TYPE,)))
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = await to_quiz(pilot)
        await press(pilot, *"abc", "pagedown")
        assert quiz.step(0).given == "abc"
        await press(pilot, "pageup")
        assert "│ abc" in screen_text(app)
        await press(pilot, "d", "enter")
        assert quiz.step(0).given == "abcd"
        assert quiz.at == 1
        await press(pilot, *"ab", "pagedown", "pageup", "backspace", "backspace")
        await press(pilot, "pagedown")
        assert not quiz.step(1).answered  # an answer that was wiped is none
        await press(pilot, *"abc", "ctrl+q")
    assert quiz.step(quiz.at).given == "abc"


@pytest.mark.slow
async def test_earlier_answers_of_each_kind_are_shown_again(lab: Lab) -> None:
    lab.write("kinds", KINDS)
    app = lab.app(quiz=plan(decks=("kinds",), count=50))
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = await to_quiz(pilot)
        for index, question in enumerate(quiz.questions):
            await go(pilot, index)
            await press(pilot, *right_keys(question))
            if "Hand in?" in screen_text(app):
                await press(pilot, "n")
        before = [quiz.step(i).given for i in range(len(quiz.questions))]
        for index in range(len(quiz.questions)):
            await go(pilot, index)
        assert [quiz.step(i).given for i in range(len(quiz.questions))] == before
        assert quiz.result().share == 1


async def test_handing_in_asks_when_something_is_missing(article: Lab) -> None:
    app = article.app(quiz=plan())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_quiz(pilot)
        await press(pilot, "ctrl+n", "ctrl+k", "ctrl+s")
        assert "3 questions have no answer. 1 is flagged for" in screen_text(app)
        await press(pilot, "n")
        assert isinstance(app.screen, QuizScreen)
        await press(pilot, "pageup", "ctrl+k")
        assert "1■! 2·! 3·" in screen_text(app)
        await press(pilot, "ctrl+s", "y")
        assert "left blank  →" in await to_result(pilot)


async def test_practice_shows_each_verdict_at_once(article: Lab) -> None:
    app = article.app(quiz=plan(mode=Mode.PRACTICE))
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = await to_quiz(pilot)
        await press(pilot, *right_keys(quiz.question))
        assert "✓ Right" in screen_text(app)
        assert "⏎ Next question" in screen_text(app)
        await press(pilot, "enter")
        assert quiz.at == 1
        await press(pilot, "ctrl+n")
        assert "1✓ 2✗ 3· 4·" in screen_text(app)
        await press(pilot, "pageup", "pageup")
        assert "✓ Right" in screen_text(app)


@pytest.mark.parametrize("mode", [Mode.EXAM, Mode.PRACTICE])
async def test_what_is_half_done_is_kept_when_one_moves_on(
    lab: Lab, mode: Mode
) -> None:
    lab.write("order", ORDER)
    app = lab.app(quiz=plan(decks=("order",), count=2, mode=mode))
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = await to_quiz(pilot)
        kinds = [question.kind for question in quiz.questions]
        await go(pilot, kinds.index(Kind.ORDER))
        texts = [choice.text for choice in quiz.question.choices]
        await press(pilot, str(texts.index("one") + 1))
        await go(pilot, kinds.index(Kind.TYPE))
        await press(pilot, *"ab")
        await go(pilot, kinds.index(Kind.ORDER))
        assert "  1  one" in screen_text(app)
        await go(pilot, kinds.index(Kind.TYPE))
        assert "│ ab" in screen_text(app)
        await press(pilot, "backspace", "ctrl+s", "y")
        assert "1.33 of 2 points" in await to_result(pilot)


async def test_a_quiz_is_abandoned_after_a_question(article: Lab) -> None:
    app = article.app(quiz=plan())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_quiz(pilot)
        await press(pilot, "ctrl+d", "enter")
        assert isinstance(app.screen, QuizScreen)
        await press(pilot, "ctrl+d", "y")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await until(pilot, lambda: "Quiz abandoned. No mark." in screen_text(app))
    store = article.store()
    assert (store.open_quiz, list(store.tries)) == (None, [])


async def test_when_the_time_is_up_the_quiz_is_handed_in(article: Lab) -> None:
    app = article.app(quiz=plan(limit=60, kinds=(Kind.TYPE,)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_quiz(pilot)
        assert "1:00 left" in screen_text(app)
        article.now += timedelta(seconds=45)
        screen = app.screen
        assert isinstance(screen, QuizScreen)
        screen.tick()
        await until(pilot, lambda: "0:15 left" in screen_text(app))
        await press(pilot, *"abc", "ctrl+s")
        await until(pilot, lambda: "Hand in?" in screen_text(app))
        article.now += timedelta(seconds=15)
        screen.tick()
        assert article.store().open_quiz  # not behind a dialog
        await press(pilot, "n")
        screen.tick()
        assert "abc  →" in await to_result(pilot)
        assert toasts(pilot) == ["Time's up."]
    assert article.store().open_quiz is None


async def test_the_missed_ones_are_asked_again(article: Lab) -> None:
    app = article.app(quiz=plan())
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = await to_quiz(pilot)
        first = quiz.question
        await press(pilot, *right_keys(first), "ctrl+s", "y")
        await to_result(pilot)
        await press(pilot, "a")
        again = await to_quiz(pilot)
        wrong = {q.card.key for q in quiz.questions} - {first.card.key}
        assert {q.card.key for q in again.questions} == wrong


async def test_a_pre_test_then_the_facts_then_the_quiz_with_its_gain(
    article: Lab,
) -> None:
    app = article.app(quiz=plan(mode=Mode.PRETEST))
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = await to_quiz(pilot)
        await press(pilot, "ctrl+n", "ctrl+n", "ctrl+s", "y")
        text = await to_result(pilot)
        assert "Before reading: 0 of 4" in text
        assert "passed" not in text
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadScreen))
        await press(pilot, "enter")
        again = await to_quiz(pilot)
        keys = {q.card.key for q in quiz.questions}
        assert {q.card.key for q in again.questions} == keys
        for _ in again.questions:
            await press(pilot, *right_keys(quiz_of(app).question))
        await press(pilot, "y")
        assert "before reading 0%" in await to_result(pilot)


@pytest.mark.parametrize("mode", [Mode.EXAM, Mode.PRACTICE])
async def test_what_is_no_number_is_asked_again_and_counts_as_unanswered(
    lab: Lab, mode: Mode
) -> None:
    lab.write("n", NUMBER)
    app = lab.app(quiz=plan(decks=("n",), kinds=(Kind.TYPE,), mode=mode))
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = await to_quiz(pilot)
        await press(pilot, *"ab", "enter")
        assert "Type a number." in screen_text(app)
        assert "│ ab" in screen_text(app)
        assert quiz.answered == 0
        await press(pilot, "ctrl+s")
        assert "1 question has no answer" in screen_text(app)
        await press(pilot, "n", "backspace", "backspace", *"12", "enter")
        assert quiz.step(0).given == "12"
        await press(pilot, *["enter"] * (mode is Mode.PRACTICE), "y")
        assert "100%" in await to_result(pilot)


async def test_an_exam_takes_what_is_typed_ahead_for_the_next_question(
    lab: Lab,
) -> None:
    """Each answer ends with its Enter, however fast the next one follows."""
    lab.write("t", "\n".join(f"Q: {n}?\nA: a\n:ask: type\n" for n in range(3)))
    app = lab.app(quiz=plan(decks=("t",), count=3))
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = await to_quiz(pilot)
        burst(app, *"ab", "enter", *"cd", "enter", *"e")
        await until(pilot, lambda: quiz.answered == 2)
        await until(pilot, lambda: "│ e" in screen_text(app))
        assert [quiz.step(n).given for n in range(2)] == ["ab", "cd"]


async def test_a_deck_that_cannot_be_asked_has_no_quiz(lab: Lab) -> None:
    lab.write("long", "Q: Why?\nA: one two three four five six seven\n")
    app = lab.app(quiz=plan(decks=("long",)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        await until(pilot, lambda: toasts(pilot))
        assert isinstance(app.screen, HomeScreen)
        assert "no question" in toasts(pilot)[0]


@pytest.mark.parametrize("size", ANY_SIZE)
async def test_odd_decks_and_titles_in_a_quiz(lab: Lab, size: tuple[int, int]) -> None:
    odd = "a/b [x] [/y] 🙂 [@click=app.quit]z[/]"
    lab.write(
        "odd",
        f'---\ntitle = "{odd}"\n---\n# {odd}\n\nQ: {odd}?\nA: {odd}\n:cite: {odd}\n'
        ":ask: type\n",
    )
    lab.write("big", "\n".join(f"Q: What is {n}?\nA: n{n}!\n" for n in range(10_000)))
    for name in ("odd", "big"):
        app = lab.app(quiz=plan(decks=(name,), count=20))
        async with app.run_test(size=size) as pilot:
            await to_quiz(pilot)
            await press(pilot, *"abc", "ctrl+s", "y")
            await to_result(pilot)
