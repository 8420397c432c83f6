"""Each kind of question, answered by keys and by mouse."""

from __future__ import annotations

import re
from random import Random

import pytest
from textual.events import Paste
from textual.widgets import Input

from quizapp.cards.format.reader import read_deck
from quizapp.cards.kinds import KINDS as CARD_KINDS
from quizapp.cards.questions import Pool, ask, judge
from quizapp.model import Accept, Grade, Mark, Review, Sureness
from quizapp.tui.kinds import FORMS, Room, form_of
from quizapp.tui.kinds.letters import compare
from quizapp.tui.kinds.verdict import Feedback, verdict_said
from quizapp.tui.study.screen import StudyScreen
from quizapp.tui.widgets.lines import Sheet
from tests.samples import KINDS
from tests.screens import (
    ANY_SIZE,
    Lab,
    Story,
    click,
    keys_for,
    numbers,
    press,
    question_of,
    screen_text,
    to_question,
    until,
    verdict_of,
)

HEADS = {
    "right": "✓ Right",
    "close": "≈ Close",
    "wrong": "✗ Wrong",
    "unknown": "· Didn't know",
}
CARDS = {
    found[1]: block
    for block in re.split(r"(?m)^(?=[QC]: )", KINDS)
    if (found := re.search(r":id: (\w+)", block))
}
"""The cards of the deck by id."""


def only(lab: Lab, id_: str) -> Lab:
    """The deck with this card alone."""
    lab.write("kinds", CARDS[id_])
    return lab


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


def test_every_kind_has_a_form_and_is_answered_here() -> None:
    assert FORMS.keys() == CARD_KINDS.keys()
    ids = {"flip", *(id_ for id_, *_ in ANSWERS)}
    cards = [each for each in read_deck(KINDS, "kinds").cards if each.fields.id in ids]
    assert {each.fields.ask or each.kind for each in cards} == CARD_KINDS.keys()


@pytest.mark.parametrize(
    ("id_", "said", "mark", "grade"),
    [
        pytest.param(*each, marks=() if each[:2] in QUICK else pytest.mark.slow)
        for each in ANSWERS
    ],
)
async def test_an_answer_by_keys_has_its_verdict_and_is_kept(
    lab: Lab, id_: str, said: str, mark: str, grade: Grade
) -> None:
    app = only(lab, id_).app("kinds")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        await press(pilot, *keys_for(question_of(app), said))
        text = screen_text(app)
        assert HEADS[mark] in text
        if mark == "wrong":  # a full stop, if something follows it
            head = r"✗ Wrong *$" if id_ == "several" else r"✗ Wrong\.  \w"
            assert re.search(head, text, re.MULTILINE)
        await press(pilot, "enter")
    review = review_of(lab)
    assert review.card.split("/")[1] == id_
    assert (review.mark, review.grade) == (mark, grade)


@pytest.mark.parametrize(("id_", "steps"), [("several", 2), ("order", 3)])
def test_what_was_entered_is_taken_back_step_by_step(id_: str, steps: int) -> None:
    card = next(each for each in read_deck(KINDS, "d").cards if each.fields.id == id_)
    form = form_of(ask(card, None, Pool(), Random(1)))
    for piece in ("1", "2", "3")[:steps]:
        form.key(piece, piece)
    drafts = [form.draft]
    while form.take_back():
        drafts.append(form.draft)
    assert len(set(drafts)) == len(drafts) == steps + 1
    assert drafts[-1] == ""


async def test_what_was_typed_is_undone_gap_by_gap_and_comes_back(lab: Lab) -> None:
    app = only(lab, "together").app("kinds")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_question(pilot)
        await press(pilot, "o", "n", "enter", "t", "w", "backspace")
        for draft in ("on\ntw", "on\n", "on\n", ""):  # the third leaves the gap
            await press(pilot, "ctrl+z")
            assert screen._view.draft == draft
        await press(pilot, "ctrl+y")
        assert screen._view.draft == "on\n"
        await press(pilot, "ctrl+z", "enter", "ctrl+y")  # the next gap knows nothing
        assert screen._view.draft == ""
        await press(pilot, "x")
        screen._view._field.post_message(Paste("yyy"))
        await press(pilot, "z", "z", "ctrl+z", "ctrl+z")
        assert screen._view.draft == "\nx"
        await press(pilot, "enter")
        assert verdict_of(app)
        await press(pilot, "ctrl+z")  # the answer can be corrected
        assert not verdict_of(app)
        assert screen._view.draft == "\nx"


@pytest.mark.parametrize(
    "id_",
    [
        *("several", "match", "together", "flip"),
        *(
            pytest.param(id_, marks=pytest.mark.slow)
            for id_ in ("truth", "cloze", "number", "order", "date")
        ),
    ],
)
async def test_dont_know_shows_the_answer_and_undo_asks_again(
    lab: Lab, id_: str
) -> None:
    app = only(lab, id_).app("kinds")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        before = question_of(app)
        await press(pilot, "ctrl+n")
        assert HEADS["unknown"] in screen_text(app)
        for part in before.card.answer.split("\n"):
            words = part.replace(" => ", " ").split()
            assert all(word.lower() in screen_text(app).lower() for word in words)
        await press(pilot, "ctrl+z")
        assert question_of(app) == before
        assert not verdict_of(app)


async def test_letters_find_the_choice_that_begins_so(lab: Lab) -> None:
    lab.write("c", "Q: q\n- [x] New Guinea\n- [ ] New York\n- [ ] Éire\n- [ ] Norway\n")
    app = lab.app("c")

    def current() -> str:
        lines = screen_text(app).split("\n")
        return next((each[5:] for each in lines if each.startswith("▌")), "")

    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        await press(pilot, "enter", "space")
        assert current() == ""
        assert not verdict_of(app)
        await press(pilot, *"new", "enter")
        assert current() == ""
        assert not verdict_of(app)
        assert "2 choices begin with “new”. Type more, or press ↓." in screen_text(app)
        await press(pilot, "space")
        assert "2 choices begin with “new”." in screen_text(app)
        await press(pilot, "y")
        assert current() == "New York"
        await press(pilot, "e", "enter")
        assert current() == ""
        assert "Nothing begins with “new ye”." in screen_text(app)
        await press(pilot, "backspace", "e")
        assert current() == "Éire"
        await press(pilot, "backspace", *"no", "space")
        assert current() == "Norway"
        await press(pilot, *"xen", "enter")
        assert not verdict_of(app)
        await press(pilot, "backspace", *"no", "enter")
        verdict = verdict_of(app)
        assert verdict
        assert verdict.given == "Norway"


async def test_a_hint_is_shown_and_lowers_the_grade(lab: Lab) -> None:
    app = only(lab, "typed").app("kinds")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        await press(pilot, "ctrl+l")
        assert "Hint  The answer begins with" in screen_text(app)
        await press(pilot, *keys_for(question_of(app), "Kuczynski"))
        assert "Hints lowered the suggested grade." in screen_text(app)
        assert "▸ 2 Hard" in screen_text(app)
        await press(pilot, "enter")
    review = review_of(lab)
    assert (review.hints, review.grade) == (1, Grade.HARD)


async def test_a_choice_that_was_struck_out_cannot_be_taken(lab: Lab) -> None:
    lab.write("kinds", "Q: q\n- [x] a\n- [ ] b\n- [ ] c\n- [ ] d\n:id: one\n")
    app = lab.app("kinds")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        await press(pilot, "ctrl+l")
        question = question_of(app)
        assert screen_text(app).count("struck out") == len(question.struck) + 1
        for text in question.struck:
            await press(pilot, *numbers(question, [text]), text, "enter")
            assert f"Nothing begins with “{text}”." in screen_text(app)
            await press(pilot, "backspace")
        assert not verdict_of(app)
        await press(pilot, "ctrl+l", "ctrl+l")
        assert "No more hints" in screen_text(app)
        assert "Hint" not in screen_text(app).splitlines()[-1]
        await press(pilot, *numbers(question, ["a"]))
        assert HEADS["right"] in screen_text(app)


@pytest.mark.parametrize(
    ("id_", "said", "grades"),
    [
        ("typed", "Fujimori", "1"),
        ("typed", None, "1"),
        ("typed", "Kuczinsky", "123"),
        ("typed", "Kuczynski", "234"),
        ("flip", "", "1234"),
    ],
)
@pytest.mark.parametrize("setting", ["fitting", "all"])
async def test_the_grades_offered_fit_the_verdict(
    lab: Lab, id_: str, said: str | None, grades: str, setting: str
) -> None:
    lab.set(grades=setting)
    offered = "1234" if setting == "all" else grades
    app = only(lab, id_).app("kinds")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        keys = ["ctrl+n"] if said is None else keys_for(question_of(app), said)
        await press(pilot, *keys)
        labels = {grade: f"{grade.value} {grade.label}" for grade in Grade}
        if offered == "1":
            labels[Grade.AGAIN] = "⏎ Again"
        found = {
            str(grade.value)
            for grade, label in labels.items()
            if label in screen_text(app)
        }
        assert found == set(offered)
        await press(pilot, *(set("1234") - set(offered)))
        assert verdict_of(app)
        await press(pilot, offered[-1])
        assert review_of(lab).grade == int(offered[-1])


@pytest.mark.parametrize(
    ("id_", "said", "wanted", "then"),
    [
        ("number", "q", "Type a number.", "twelve"),
        ("date", "q", "Type a date, such as 3 May 1998.", "14 Nov 2016"),
    ],
)
async def test_what_is_no_number_or_date_is_asked_again(
    lab: Lab, id_: str, said: str, wanted: str, then: str
) -> None:
    app = only(lab, id_).app("kinds")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        await press(pilot, *said, "enter")
        assert wanted in screen_text(app)
        assert not verdict_of(app)
        await press(pilot, "backspace", *keys_for(question_of(app), then))
        assert HEADS["right"] in screen_text(app)
        assert wanted not in screen_text(app)


async def test_i_was_right_is_one_key_and_undone_by_another(lab: Lab) -> None:
    app = only(lab, "typed").app("kinds")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        await press(pilot, *keys_for(question_of(app), "Fujimori"))
        await click(pilot, "w I was right")
        assert HEADS["right"] in screen_text(app)
        assert "▸ 3 Good" in screen_text(app)
        await press(pilot, "u")
        assert HEADS["wrong"] in screen_text(app)
        await press(pilot, "w", "enter")
    events = [e.act for e in lab.store().events()]
    assert Accept("kinds/typed", "Fujimori") in events
    assert review_of(lab).mark is Mark.RIGHT


async def test_a_close_answer_is_compared_letter_by_letter(lab: Lab) -> None:
    app = only(lab, "typed").app("kinds")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        await press(pilot, *keys_for(question_of(app), "Kuczinsky"))
        text = screen_text(app)
        assert "≈ Close   two letters are swapped" in text
        assert "You typed   Kuczinsky\n▌ Answer      Kuczynski" in text
        assert "Nearly" not in text  # the letters show it
        assert (
            "Fact, ¶ 5   In 2016 Pedro Pablo Kuczynski was president of Peru." in text
        )
        assert "Note        An economist." in text


@pytest.mark.parametrize(
    ("given", "answer", "rows"),
    [
        ("Kucinsky", "Kuczynski", ("Kuc·insky", "Kuczynski", "three letters differ")),
        ("perú", "Peru", ("perú", "Peru", "")),
        ("利马市", "利马", ("利马市", "利马··", "one letter too many")),
        ("Portmoor", "Porthmoor", ("Port·moor", "Porthmoor", "one letter is missing")),
        (
            "Kuczinsky",
            "Kuczynski",
            ("Kuczinsky", "Kuczynski", "two letters are swapped"),
        ),
        ("Quito", "Santiago", None),
    ],
)
def test_letters_stand_above_those_that_they_are_compared_with(
    given: str, answer: str, rows: tuple[str, str, str] | None
) -> None:
    found = compare(given, answer)
    told = found and (found.given.plain, found.answer.plain, found.text)
    assert told == rows


@pytest.mark.parametrize(
    ("given", "answer", "wanted"),
    [
        ("cukoo", "cuckoo", "one letter is missing"),
        ("cuko", "cuckoo", "two letters are missing"),
        ("cuckkoo", "cuckoo", "one letter too many"),
        ("cuckou", "cuckoo", "one letter differs"),
        ("Kucinsky", "Kuczynski", "three letters differ"),
    ],
)
def test_what_differs_is_said_in_words(given: str, answer: str, wanted: str) -> None:
    found = compare(given, answer)
    assert found
    assert found.text == wanted


@pytest.mark.parametrize(
    ("answer", "given", "reason"),
    [
        ("NaCl", "nacl", "Capitals count here."),
        ("der Tisch", "die Tisch", "The article is “der”."),
        ("to do; to make", "to make", "1 of 2 right. Missing: to do."),
    ],
)
def test_the_reason_of_a_close_answer_that_is_no_slip_is_shown(
    answer: str, given: str, reason: str
) -> None:
    front = '---\nlanguage = "de"\n---\n'
    (card,) = read_deck(f"{front}Q: Which?\nA: {answer}\n:ask: type\n", "d").cards
    question = ask(card, None, Pool(), Random(1))
    assert question
    room = Room(80, is_short=False, is_tall=True, button_style="")
    feedback = Feedback(judge(question, given))
    lines = verdict_said(form_of(question), feedback, room).lines(20)
    texts = [line.plain.removeprefix("▌ ").strip() for line in lines]
    assert texts == ["≈ Close", "", f"Answer      {answer}", reason]


async def test_how_sure_is_asked_before_the_verdict_if_it_is_wanted(lab: Lab) -> None:
    lab.set(sureness=True)
    lab.write("kinds", CARDS["cloze"] + CARDS["truth"])
    app = lab.app("kinds")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        for sure in ("2", "click"):
            question = question_of(app)
            await press(pilot, *keys_for(question, "True" if question.choices else "x"))
            assert "How sure are you?" in screen_text(app)
            await press(pilot, "x", "enter", "ctrl+n")  # the answer was handed in
            assert not verdict_of(app)
            await (click(pilot, "3 Sure") if sure == "click" else press(pilot, sure))
            assert verdict_of(app)
            await press(pilot, "enter")
            expected = Sureness.SURE if sure == "click" else Sureness.UNSURE
            assert review_of(lab).sure is expected
        await press(pilot, "ctrl+n", "1")  # nobody is sure not to know
        assert review_of(lab).sure is None


@pytest.mark.parametrize("id_", ["order", "match"])
async def test_pieces_are_placed_by_mouse_and_taken_back(lab: Lab, id_: str) -> None:
    app = only(lab, id_).app("kinds")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        first, second, third = (c.text for c in question_of(app).choices)
        await click(pilot, f"2  {second}")
        assert f"2  {second}" not in screen_text(app).partition("?")[2]
        await press(pilot, "backspace")
        assert f"2  {second}" in screen_text(app).partition("?")[2]
        await click(pilot, f"3  {third}")
        await click(pilot, f"1  {first}")  # the last one has one place left
        await click(pilot, "⏎ Answer")
        verdict = verdict_of(app)
        assert verdict
        assert verdict.given == "\n".join((third, first, second))


async def test_a_piece_is_found_by_letters_and_arrows(lab: Lab) -> None:
    app = only(lab, "order").app("kinds")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        await press(pilot, *"tw", "enter", "down", "enter", "enter")
        verdict = verdict_of(app)
        assert verdict
        rest = [c.text for c in question_of(app).choices if c.text != "two"]
        assert verdict.given == "\n".join(("two", *rest))


async def test_gaps_are_filled_in_any_order(lab: Lab) -> None:
    app = only(lab, "together").app("kinds")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        assert "met in 1 _____ (city), capital of 2 _____ (country)." in screen_text(
            app
        )
        await press(pilot, "down", *"Peru", "up", *"Lima")
        assert "capital of 2 Peru." in screen_text(app)
        await press(pilot, "enter", "enter")
        assert HEADS["right"] in screen_text(app)


async def test_the_verdict_is_seen_and_a_taller_window_shows_no_less(lab: Lab) -> None:
    """Choices stand apart, and grades are explained, only where all the rest fits."""
    choices = "".join(f"- [x] choice number {n}\n" for n in range(7))
    lab.write(
        "deck", f"Q: Which?\n{choices}- [ ] none\n:id: a\n:note: {'word ' * 90}END\n"
    )
    app = lab.app("deck")
    async with app.run_test(size=(40, 12)) as pilot:
        await to_question(pilot)
        right = [c.text for c in question_of(app).choices if c.right]
        await press(pilot, *numbers(question_of(app), right[:-1]), "enter")
        assert HEADS["wrong"] in screen_text(app)
        assert "more: ctrl+↓" in screen_text(app)
        await press(pilot, "ctrl+z", *numbers(question_of(app), right[-1:]), "enter")
        assert HEADS["right"] in screen_text(app)
        sheets, shown = app.screen.query(Sheet), []

        def rows() -> int:
            return sum(each.size.height for each in sheets)

        for height in range(24, 40, 2):
            await pilot.resize_terminal(80, height)
            await until(pilot, lambda height=height: rows() == height - 3)  # type: ignore[misc]
            await pilot.pause()
            text = screen_text(app)
            shown.append((text.count("word"), "Good: I knew" in text))
        assert shown == sorted(shown)
        assert shown[0] < (90, False)
        assert shown[-1] == (90, True)


async def test_code_and_tables_are_shown_as_such(lab: Lab) -> None:
    lab.write(
        "kinds", CARDS["code"] + "Q: Why?\nA: Because it is as plain as it looks\n"
    )
    app = lab.app("kinds")
    async with app.run_test(size=(80, 40)) as pilot:
        await to_question(pilot)

        async def see(text: str, *, is_code: bool) -> None:
            await until(pilot, lambda: (text in screen_text(app)) is is_code)

        for number in range(2):
            is_code = "print" in question_of(app).prompt
            await see("print(6 * 7)  # [/x]", is_code=is_code)
            assert "```" not in screen_text(app)
            await press(pilot, "space")
            await see("│ 6 × 7 ", is_code=is_code)
            assert "▸ 3 Good" in screen_text(app)
            if number == 0:
                await press(pilot, "enter")


async def test_the_answer_field_stays_below_a_list_in_a_window_of_another_size(
    lab: Lab,
) -> None:
    lab.write("t", "Q: Which is missing?\n\n- Peru\n- Chile\n\nA: Lima\n:ask: type\n")
    app = lab.app("t")

    async with app.run_test(size=(40, 12)) as pilot:
        await to_question(pilot)
        await until(pilot, lambda: "• Chile" in screen_text(app))
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "• Chile\n\n╭──" in screen_text(app))


async def test_the_frame_fits_the_answer_field_after_changes_of_the_size(
    lab: Lab,
) -> None:
    lab.write("t", "Q: Which is missing?\nA: Lima\n:ask: type\n")
    app = lab.app("t")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        for size in ((60, 14), (80, 32)):
            await pilot.resize_terminal(*size)
        await press(pilot, *"Lim")
        framed = f"╭{'─' * 78}╮\n│ {'Lim':76} │\n╰"
        await until(pilot, lambda: framed in screen_text(app))


async def test_a_fact_is_left_out_where_the_filled_text_says_the_same(lab: Lab) -> None:
    card = "C: The [dance::act] tells bees where food is.\n:ask: cloze\n"
    lab.write("c", f"{card}:cite: The dance tells bees where food is.\n")
    app = lab.app("c")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        await press(pilot, *"dance", "enter")
        assert HEADS["right"] in screen_text(app)
        assert screen_text(app).count("where food is") == 1


async def test_a_long_verdict_is_cut_and_pagedown_shows_the_rest(lab: Lab) -> None:
    note = "word " * 200
    lab.write("n", f"Q: q\nA: a\n:ask: type\n:note: {note}the end.\n")
    app = lab.app("n")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        await press(pilot, "a", "enter")
        assert "word …" in screen_text(app)
        await press(pilot, "pagedown", "pagedown")
        await until(pilot, lambda: "the end." in screen_text(app))
        assert "▸ 3 Good" in screen_text(app)


async def test_a_long_table_is_cut_and_says_so(lab: Lab) -> None:
    rows = "\n".join(f"| {n} | {n * n} |" for n in range(60))
    lab.write("t", f"Q: Squares?\nA: | n | n² |\n|---|---|\n{rows}\n")
    app = lab.app("t")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        await press(pilot, "space")
        await until(pilot, lambda: "▸ 3 Good" in screen_text(app))
        await press(pilot, *["ctrl+down"] * 20)
        await until(pilot, lambda: "… and 10 more rows" in screen_text(app))
        assert "│ 49 " in screen_text(app)


async def test_an_image_is_named_and_emphasis_is_styled(lab: Lab) -> None:
    app = only(lab, "image").app("kinds")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        assert "Which river is on 🖼 the map of Peru?" in screen_text(app)
        await press(pilot, *keys_for(question_of(app), "ucayali"))
        assert "Right.  Answer: The Ucayali" in screen_text(app)


async def test_right_to_left_text_stands_at_the_right(lab: Lab) -> None:
    app = only(lab, "hebrew").app("kinds")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        assert screen_text(app).split("\n")[5].startswith(" " * 40)


async def test_no_verb_fires_while_one_types(lab: Lab) -> None:
    app = only(lab, "cloze").app("kinds")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_question(pilot)
        await press(pilot, *"nuspecw14q?")
        assert app.screen.query_one(Input).value == "nuspecw14q?"
        assert isinstance(app.screen, StudyScreen)


async def to_end(pilot: Story) -> None:
    """Answer that one does not know, and grade."""
    for key in ("ctrl+l", "ctrl+n", "1"):
        await press(pilot, key)


@pytest.mark.parametrize("size", ANY_SIZE)
@pytest.mark.parametrize("kind", ["choose", "order", "match", "together", "code"])
async def test_odd_text_in_every_kind(
    lab: Lab, size: tuple[int, int], kind: str
) -> None:
    odd = "[/x] [@click=app.quit]z[/] **b** `c` 漢字 \u05d0 🙂 e\u0301 _i_ " + "w" * 90
    blocks = {
        "choose": f"Q: {odd}\n- [x] {odd}1\n- [ ] {odd}2\n- [ ] 3\n:note: {odd}\n",
        "order": f"Q: {odd}\n1. {odd}1\n2. {odd}2\n3. {odd}3\n",
        "match": f"Q: {odd}\n- {odd} => {odd}1\n- x => {odd}2\n",
        "together": "C: [a\\]b::[t] and [漢字]\n:together: true\n".replace("[t]", "t]"),
        "code": f"Q: {odd}\n\n| {odd} | b |\n|---|---|\n| {odd} | 2 |\nA: > {odd}\n",
    }
    lab.write("odd", blocks[kind])
    app = lab.app("odd")
    async with app.run_test(size=size) as pilot:
        await to_question(pilot)
        await to_end(pilot)
    assert review_of(lab).grade is Grade.AGAIN
