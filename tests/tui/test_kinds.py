"""Each kind of question, answered by keys and by mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Markdown, Static

from quizapp.model import Accept, Grade, Kind, Mark, Question, Review, Sureness
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.widgets.choices import Choices
from quizapp.tui.widgets.slots import Slots
from quizapp.tui.widgets.sureness import SurenessRow
from tests.samples import KINDS
from tests.screens import ANY_SIZE, Lab, Story, keys_for, numbers, press, shown, to_card

HEADS = {
    "right": "✓ Right",
    "close": "≈ Close",
    "wrong": "✗ Wrong",
    "unknown": "· Not known",
}


@pytest.fixture
def kinds(lab: Lab) -> Lab:
    lab.write("kinds", KINDS)
    return lab


def question_of(app: QuizApp) -> Question:
    assert isinstance(app.screen, StudyScreen)
    question = app.screen._sitting.question
    assert question
    return question


ANSWERS = [
    ("several", "Peru|Chile", "right", Grade.GOOD),
    ("several", "Peru", "wrong", Grade.AGAIN),
    ("truth", "True", "right", Grade.GOOD),
    ("truth", "False", "wrong", Grade.AGAIN),
    ("cloze", "lima", "right", Grade.GOOD),
    ("cloze", "Quito", "wrong", Grade.AGAIN),
    ("number", "twelve", "right", Grade.GOOD),
    ("number", "13", "wrong", Grade.AGAIN),
    ("order", "one|two|three", "right", Grade.GOOD),
    ("order", "two|one|three", "wrong", Grade.AGAIN),
    ("match", "Lima|Santiago|Quito", "right", Grade.GOOD),
    ("match", "Lima|Quito|Santiago", "wrong", Grade.AGAIN),
    ("together", "lima|peru", "right", Grade.GOOD),
    ("together", "lima|chile", "wrong", Grade.AGAIN),
    ("date", "14 Nov 2016", "right", Grade.GOOD),
    ("date", "November 2016", "close", Grade.HARD),
    ("date", "2015", "wrong", Grade.AGAIN),
    ("typed", "kuczynski", "right", Grade.GOOD),
    ("typed", "Kuczinsky", "close", Grade.HARD),
    ("typed", "Fujimori", "wrong", Grade.AGAIN),
]
QUICK = {each[:2] for each in ANSWERS if each[2] == "right"} | {
    ("several", "Peru"),
    ("order", "two|one|three"),
    ("date", "November 2016"),
}


def review_of(lab: Lab) -> Review:
    reviews = [e.act for e in lab.store().events() if isinstance(e.act, Review)]
    assert isinstance(reviews[-1], Review)
    return reviews[-1]


@pytest.mark.parametrize(
    ("id_", "said", "mark", "grade"),
    [
        pytest.param(*each, marks=() if each[:2] in QUICK else pytest.mark.slow)
        for each in ANSWERS
    ],
)
async def test_an_answer_by_keys_has_its_verdict_and_is_kept(
    kinds: Lab, id_: str, said: str, mark: str, grade: Grade
) -> None:
    app = kinds.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_card(pilot, id_)
        await press(pilot, *keys_for(question_of(app), said))
        assert HEADS[mark] in shown(app, "#verdict")
        await press(pilot, "enter")
        told = review_of(kinds)
        assert told.card.split("/")[1] == id_
        assert (told.mark, told.grade) == (mark, grade)


@pytest.mark.parametrize(
    "id_",
    [
        *("several", "match", "together"),
        *(
            pytest.param(id_, marks=pytest.mark.slow)
            for id_ in ("truth", "cloze", "number", "order", "date")
        ),
    ],
)
async def test_not_known_shows_the_answer_and_undo_asks_again(
    kinds: Lab, id_: str
) -> None:
    app = kinds.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_card(pilot, id_)
        before = question_of(app)
        await press(pilot, "ctrl+n")
        assert HEADS["unknown"] in shown(app, "#verdict")
        await press(pilot, "1", "ctrl+z")
        assert question_of(app) == before
        await press(pilot, "ctrl+n")
        assert HEADS["unknown"] in shown(app, "#verdict")


async def test_a_hint_is_shown_and_lowers_the_grade(kinds: Lab) -> None:
    app = kinds.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_card(pilot, "typed")
        await press(pilot, "ctrl+l")
        assert shown(app, "#hints") == "The answer begins with «P»."
        await press(pilot, *keys_for(question_of(app), "Kuczynski"))
        assert app.screen.query_one("#hard").has_class("proposed")
        await press(pilot, "enter")
        told = review_of(kinds)
        assert (told.hints, told.grade) == (1, Grade.HARD)


async def test_a_choice_that_was_struck_out_cannot_be_taken(kinds: Lab) -> None:
    kinds.write(
        "kinds", "Q: q\n- [x] a\n- [ ] b\n- [ ] c\n- [ ] d\n:id: one\n\n" + KINDS
    )
    app = kinds.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_card(pilot, "one")
        await press(pilot, "ctrl+l")
        question = question_of(app)
        for text in question.struck:
            await press(pilot, *numbers(question, [text]))
        assert not app.screen.query_one("#verdict").display
        await press(pilot, *numbers(question, ["a"]))
        assert HEADS["right"] in shown(app, "#verdict")


@pytest.mark.parametrize(
    ("id_", "said", "settings", "offered"),
    [
        ("typed", "Fujimori", "fitting", "1"),
        ("typed", None, "fitting", "1"),
        ("typed", "Kuczinsky", "fitting", "123"),
        ("typed", "Kuczynski", "fitting", "234"),
        ("flip", "", "fitting", "1234"),
        ("typed", "Fujimori", "all", "1234"),
        ("typed", "Kuczynski", "all", "1234"),
    ],
)
async def test_the_grades_offered_fit_the_verdict(
    kinds: Lab, id_: str, said: str | None, settings: str, offered: str
) -> None:
    kinds.set(grades=settings)
    app = kinds.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_card(pilot, id_)
        keys = ["ctrl+n"] if said is None else keys_for(question_of(app), said)
        await press(pilot, *keys)
        buttons = {str(grade.value): grade for grade in Grade}
        shown_as = {
            key
            for key, grade in buttons.items()
            if app.screen.query_one(f"#{grade.name.lower()}").visible
        }
        assert shown_as == set(offered)
        await press(pilot, *(set("1234") - set(offered)))
        assert app.screen.query_one("#verdict").display
        await press(pilot, offered[-1])
        assert review_of(kinds).grade == int(offered[-1])
        await press(pilot, "ctrl+z", "ctrl+z")


@pytest.mark.parametrize(
    ("id_", "said", "wanted", "then"),
    [
        ("number", "q", "Type a number, in digits.", "twelve"),
        ("date", "q", "Type a date, such as 3 May 1998.", "14 Nov 2016"),
    ],
)
async def test_what_is_no_number_or_date_is_asked_again(
    kinds: Lab, id_: str, said: str, wanted: str, then: str
) -> None:
    app = kinds.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_card(pilot, id_)
        await press(pilot, *said, "enter")
        assert shown(app, "#problem") == wanted
        assert app.screen.query_one("#problem").display
        assert app.screen.query_one("#typed", Input).value == said
        assert not app.screen.query_one("#verdict").display
        await press(pilot, "backspace", *keys_for(question_of(app), then))
        assert HEADS["right"] in shown(app, "#verdict")
        assert not app.screen.query_one("#problem").display


async def test_i_was_right_is_one_key_and_undone_by_another(kinds: Lab) -> None:
    app = kinds.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_card(pilot, "typed")
        await press(pilot, *keys_for(question_of(app), "Kuczinsky"))
        assert "Is it right all the same?" in shown(app, "#verdict")
        await press(pilot, "r")
        assert HEADS["right"] in shown(app, "#verdict")
        assert app.screen.query_one("#good").has_class("proposed")
        await press(pilot, "u")
        assert HEADS["close"] in shown(app, "#verdict")
        await press(pilot, "ctrl+r", "enter")
        events = [e.act for e in kinds.store().events()]
        assert Accept("kinds/typed", "Kuczinsky") in events
        assert review_of(kinds).mark is Mark.RIGHT


async def test_the_verdict_teaches(kinds: Lab) -> None:
    app = kinds.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_card(pilot, "typed")
        await press(pilot, *keys_for(question_of(app), "Kuczinsky"))
        told = shown(app, "#verdict")
        assert "Close   Kuczynski" in told
        assert "you said Kuczinsky" in told
        assert "Fact, ¶ 5  In 2016 Pedro Pablo Kuczynski was president of Peru." in told
        assert "Note  An economist." in told


async def test_how_sure_is_asked_before_the_verdict_if_it_is_wanted(kinds: Lab) -> None:
    kinds.paths.settings.parent.mkdir(parents=True)
    kinds.paths.settings.write_text("sureness = true\n", "utf-8")
    app = kinds.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_card(pilot, "cloze")
        await press(pilot, *keys_for(question_of(app), "lima"))
        assert app.screen.query_one(SurenessRow).display
        assert not app.screen.query_one("#verdict").display
        await press(pilot, "2")
        assert HEADS["right"] in shown(app, "#verdict")
        await press(pilot, "enter")
        assert review_of(kinds).sure is Sureness.UNSURE
        # And by mouse; «I don't know» is not asked how sure it is.
        await press(pilot, "ctrl+n", "1")
        assert review_of(kinds).sure is None


async def test_sureness_by_mouse(kinds: Lab) -> None:
    kinds.paths.settings.parent.mkdir(parents=True)
    kinds.paths.settings.write_text("sureness = true\n", "utf-8")
    app = kinds.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_card(pilot, "truth")
        await pilot.click(Choices, offset=(4, 0))
        await pilot.pause()
        await pilot.click("#sure")
        await pilot.pause()
        await pilot.click("#good")
        await pilot.pause()
        assert review_of(kinds).sure is Sureness.SURE


@pytest.mark.parametrize("id_", ["order", "match"])
async def test_slots_are_filled_by_mouse_and_taken_back(kinds: Lab, id_: str) -> None:
    app = kinds.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_card(pilot, id_)
        pieces = app.screen.query_one("#pieces")
        await pilot.click(pieces, offset=(4, 1))
        await pilot.pause()
        first = question_of(app).choices[1].text
        assert app.screen.query_one(Slots)._placed == [first]
        await pilot.click(pieces, offset=(4, 2))  # take it back
        await pilot.pause()
        assert app.screen.query_one(Slots)._placed == []
        for _ in range(2):
            await pilot.click(pieces, offset=(4, 0))
            await pilot.pause()
        assert len(app.screen.query_one(Slots)._placed) == 3
        await pilot.click(pieces, offset=(4, 0))  # hand it in
        await pilot.pause()
        assert app.screen.query_one("#verdict").display


async def test_backspace_takes_the_last_piece_back(kinds: Lab) -> None:
    app = kinds.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_card(pilot, "order")
        await press(pilot, "3", "backspace", "backspace", "space", "down", "enter")
        placed = app.screen.query_one(Slots)._placed
        assert len(placed) == 3
        assert placed[0] == question_of(app).choices[0].text


async def test_code_and_tables_are_shown_as_such(kinds: Lab) -> None:
    app = kinds.app()
    async with app.run_test(size=(80, 40)) as pilot:
        await to_card(pilot, "code")
        asked = app.screen.query_one("#question Markdown", Markdown)
        assert asked.display
        assert asked.query("MarkdownFence")
        await press(pilot, "space")
        told = app.screen.query_one("#answer Markdown", Markdown)
        assert told.query("MarkdownTable")
        # The next card is plain again.
        await press(pilot, "enter")
        assert not asked.display
        assert app.screen.query_one("#prompt").display


async def test_an_image_is_named_and_emphasis_is_styled(kinds: Lab) -> None:
    app = kinds.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_card(pilot, "image")
        assert shown(app, "#prompt") == "Which river is on 🖼 the map of Peru?"
        await press(pilot, *keys_for(question_of(app), "ucayali"))
        assert "Right   The Ucayali" in shown(app, "#verdict")


async def test_right_to_left_text_stands_at_the_right(kinds: Lab) -> None:
    app = kinds.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_card(pilot, "hebrew")
        prompt = app.screen.query_one("#prompt", Static)
        assert prompt.styles.text_align == "right"
        await press(pilot, "ctrl+t")
        assert prompt.styles.text_align != "right"


async def test_a_long_card_scrolls_while_one_types(lab: Lab) -> None:
    lab.write("long", "Q: " + "\n".join(f"line {n}" for n in range(60)) + "\nA: x\n")
    app = lab.app("long")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        card = app.screen.query_one("#card")
        assert card.scroll_offset.y == 0
        await press(pilot, "ctrl+down", "ctrl+down")
        assert card.scroll_offset.y > 20
        await press(pilot, "x", "enter")
        assert app.screen.query_one(Input).value == "x"
        assert app.screen.query_one("#verdict").display


async def to_question(pilot: Story) -> None:
    from tests.screens import ready

    await ready(pilot)
    assert isinstance(pilot.app.screen, StudyScreen)


@pytest.mark.parametrize("size", ANY_SIZE)
@pytest.mark.parametrize("kind", ["order", "match", "together", "code"])
async def test_odd_text_in_every_widget(
    lab: Lab, size: tuple[int, int], kind: str
) -> None:
    odd = "[/x] [@click=app.quit]z[/] **b** `c` 漢字 \u05d0 🙂 e\u0301 _i_"
    blocks = {
        "order": f"Q: {odd}\n1. {odd}1\n2. {odd}2\n3. {odd}3\n",
        "match": f"Q: {odd}\n- {odd} => {odd}1\n- x => {odd}2\n",
        "together": "C: [a\\]b::[t] and [漢字]\n:together: true\n".replace("[t]", "t]"),
        "code": f"Q: {odd}\n\n| {odd} | b |\n|---|---|\n| {odd} | 2 |\nA: > {odd}\n",
    }
    lab.write("odd", blocks[kind])
    app = lab.app("odd")
    async with app.run_test(size=size) as pilot:
        await to_question(pilot)
        for key in ("ctrl+l", "ctrl+n"):
            await press(pilot, key)
        assert app.screen.query_one("#verdict").display
        await press(pilot, "1")
        assert Path(lab.paths.data).exists()


def test_the_table_of_answers_covers_every_kind_that_is_judged() -> None:
    ids = {id_ for id_, *_ in ANSWERS}
    assert ids >= {"several", "truth", "cloze", "number", "order", "match", "together"}
    assert {Kind.CHOOSE, Kind.TRUE_FALSE, Kind.ORDER, Kind.MATCH} <= set(Kind)
