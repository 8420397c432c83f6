"""What is made of a typed, chosen or turned answer."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from string import ascii_letters, digits

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec import structs

from quizapp.cards.judging.difference import difference
from quizapp.cards.judging.normal import normal
from quizapp.cards.judging.slips import slips
from quizapp.cards.judging.typed import is_right
from quizapp.cards.kinds import KINDS
from quizapp.cards.languages.numbers import parse_quantity
from quizapp.cards.questions import (
    Pool,
    RivalsByForm,
    ask,
    hint,
    judge,
)
from quizapp.model import (
    Blank,
    Card,
    Choice,
    Fields,
    Grade,
    Item,
    Kind,
    Mark,
    Question,
    Tolerance,
    Value,
)
from tests.cards.questions.pairs import typed


@pytest.mark.parametrize(
    ("answer", "said", "mark"),
    [
        ("Lima", "lima", Mark.RIGHT),
        ("Lima", "  LIMA. ", Mark.RIGHT),
        ("the Trans-Pacific Partnership", "trans pacific partnership", Mark.RIGHT),
        ("Trans-Pacific Partnership", "transpacific partnership", Mark.RIGHT),
        ("Perú", "Peru", Mark.RIGHT),
        ("Côte d'Ivoire", "cote d’ivoire", Mark.RIGHT),
        ("U.S.A.", "usa", Mark.RIGHT),
        ("Marks & Spencer", "marks and spencer", Mark.RIGHT),
        ("Ｌｉｍａ", "Lima", Mark.RIGHT),
        ("Pa", "pa", Mark.RIGHT),  # a name, as long as no number stands before it
        ("Nana Pa", "nana pa", Mark.RIGHT),
        ("→", "→", Mark.RIGHT),
        ("→", "←", Mark.WRONG),
        ("Kuczynski", "Kuczinsky", Mark.CLOSE),
        ("Santiago", "Santigo", Mark.CLOSE),
        ("Santiago", "Snatiago", Mark.CLOSE),
        ("Santiago", "Sandigu", Mark.WRONG),
        ("Peru", "Pera", Mark.WRONG),
        ("Henry VIII", "Henry VII", Mark.WRONG),
        ("Boeing 747", "Boeing 737", Mark.WRONG),
        ("not binding", "now binding", Mark.WRONG),
        ("treaty of Tordesillas", "traety of Tordesillas", Mark.CLOSE),
        ("treaty of Tordesillas", "traett of Tordesillas", Mark.WRONG),
        ("treaty of Tordesillas", "treaty of Tordecilas", Mark.CLOSE),
        ("the cat", "teh cat", Mark.CLOSE),
        ("channel", "Na channel", Mark.WRONG),
        ("The Cat", "hte cat", Mark.CLOSE),
        ("the cat", "teh dog", Mark.WRONG),
        ("the cat", "her cat", Mark.WRONG),
        ("Lima", "Lmia", Mark.CLOSE),
        ("Lima", "Limma", Mark.CLOSE),
        ("Lima", "Lama", Mark.WRONG),
        ("Amy", "May", Mark.WRONG),
        ("Lima", "Bogotá", Mark.WRONG),
        ("Lima", "   ", Mark.UNKNOWN),
    ],
)
def test_a_typed_answer_is_right_close_or_wrong(
    answer: str, said: str, mark: Mark
) -> None:
    assert judge(typed(answer), said).mark is mark


def test_an_accepted_answer_is_right() -> None:
    question = typed("Trans-Pacific Partnership", accept=("TPP",))
    assert judge(question, "tpp").mark is Mark.RIGHT


def test_the_answer_of_another_card_is_wrong_however_near_it_is() -> None:
    question = typed("mitosis", "meiosis", "miosis")
    verdict = judge(question, "Meiosis")
    assert verdict.mark is Mark.WRONG
    assert "meiosis" in verdict.remark
    assert judge(question, "mitosiss").mark is Mark.CLOSE


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        ("12", Mark.RIGHT),
        ("12.0", Mark.RIGHT),
        ("12 members", Mark.RIGHT),
        ("13", Mark.WRONG),
        ("twelve", Mark.RIGHT),
        ("12 states", Mark.WRONG),
    ],
)
def test_a_number_is_judged_by_its_value(said: str, mark: Mark) -> None:
    question = typed("12", value=Value.NUMBER, unit=("members",))
    assert judge(question, said).mark is mark


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        ("82", Mark.RIGHT),
        ("82 km", Mark.RIGHT),
        ("82 kilometre", Mark.RIGHT),
        ("82 kilometres", Mark.RIGHT),
        ("82 miles", Mark.WRONG),
    ],
)
def test_a_unit_that_is_known_by_another_name_is_the_same(
    said: str, mark: Mark
) -> None:
    question = typed("82", value=Value.NUMBER, unit=("kilometre",))
    assert judge(question, said).mark is mark


@pytest.mark.parametrize(
    ("tolerance", "said", "mark"),
    [
        (Tolerance(Decimal(2)), "98", Mark.RIGHT),
        (Tolerance(Decimal(2)), "97.9", Mark.WRONG),
        (Tolerance(Decimal(5), relative=True), "105", Mark.RIGHT),
        (Tolerance(Decimal(5), relative=True), "105.1", Mark.WRONG),
    ],
)
def test_a_number_may_be_off_by_its_tolerance(
    tolerance: Tolerance, said: str, mark: Mark
) -> None:
    question = typed("100", value=Value.NUMBER, tolerance=tolerance)
    assert judge(question, said).mark is mark


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        ("2016-02-04", Mark.RIGHT),
        ("4 Feb 2016", Mark.RIGHT),
        ("February 4, 2016", Mark.RIGHT),
        ("February 2016", Mark.CLOSE),
        ("2016", Mark.CLOSE),
        ("5 February 2016", Mark.WRONG),
        ("4 February 2015", Mark.WRONG),
        ("soon", Mark.WRONG),
    ],
)
def test_a_date_is_judged_as_precisely_as_it_was_asked(said: str, mark: Mark) -> None:
    question = typed("4 February 2016", value=Value.DATE)
    assert judge(question, said).mark is mark


@pytest.mark.parametrize(
    ("answer", "said", "mark"),
    [
        ("3.5 million", "3,500,000", Mark.RIGHT),
        ("12,000", "12k", Mark.RIGHT),
        ("14 November 2016", "2016-11-14", Mark.RIGHT),
        ("14 November 2016", "15 Nov 2016", Mark.WRONG),
        ("64 %", "64 percent", Mark.RIGHT),
        ("64 %", "64 km", Mark.WRONG),
        ("3.10", "3.1", Mark.WRONG),
        ("007", "7", Mark.WRONG),
        ("Boeing 747", "747", Mark.WRONG),
    ],
)
def test_a_number_or_a_date_that_nobody_named_so_is_read_by_its_value_too(
    answer: str, said: str, mark: Mark
) -> None:
    assert judge(typed(answer), said).mark is mark


@pytest.mark.parametrize(
    ("answer", "said", "mark"),
    [
        ("21", "twenty-one", Mark.RIGHT),
        ("205", "two hundred and five", Mark.RIGHT),
        ("2016", "two thousand and sixteen", Mark.RIGHT),
        ("21", "twenty-two", Mark.WRONG),
        ("-40 °C", "minus 40", Mark.RIGHT),
        ("-40 °C", "-40C", Mark.RIGHT),
        ("-40 °C", "-40 F", Mark.WRONG),
    ],
)
def test_a_number_may_be_said_in_words(answer: str, said: str, mark: Mark) -> None:
    assert judge(typed(answer, value=Value.NUMBER), said).mark is mark


@pytest.mark.parametrize(
    ("answer", "said", "mark"),
    [
        ("1989", "in 1989", Mark.RIGHT),
        ("4 February 2016", "4 Febuary 2016", Mark.CLOSE),
        ("4 February 2016", "5 Febuary 2016", Mark.WRONG),
    ],
)
def test_a_date_may_have_its_month_misspelled(
    answer: str, said: str, mark: Mark
) -> None:
    assert judge(typed(answer, value=Value.DATE), said).mark is mark


def test_i_do_not_know_proposes_again_in_every_kind() -> None:
    for kind in KINDS:
        question = Question(typed("Lima").card, kind, "?")
        verdict = judge(question, None)
        assert (verdict.mark, verdict.proposed) == (Mark.UNKNOWN, Grade.AGAIN)


def test_a_turned_card_is_the_learners_to_judge() -> None:
    verdict = judge(Question(typed("Lima").card, Kind.FLIP, "?"), "")
    assert (verdict.mark, verdict.proposed) == (Mark.OPEN, Grade.GOOD)


def test_where_several_are_right_all_are_wanted_and_no_other() -> None:
    choices = (Choice("Peru", True), Choice("Chile", True), Choice("Brazil"))
    question = Question(typed("Peru\nChile").card, Kind.CHOOSE, "?", choices)
    assert judge(question, "Chile\nPeru").mark is Mark.RIGHT
    assert judge(question, "Peru").mark is Mark.WRONG
    assert judge(question, "Peru\nChile\nBrazil").mark is Mark.WRONG


def test_a_right_choice_proposes_good_and_a_close_answer_hard() -> None:
    question = Question(typed("Lima").card, Kind.CHOOSE, "?", (Choice("Lima", True),))
    assert judge(question, "Lima").proposed is Grade.GOOD
    assert judge(typed("Santiago"), "Santigo").proposed is Grade.HARD


ORDER = Card(
    "d",
    Kind.ORDER,
    "?",
    "a\nb\nc\nd",
    items=tuple(map(Item, "abcd")),
)
MATCH = Card(
    "d",
    Kind.MATCH,
    "?",
    "Peru => Lima\nChile => Santiago\nBrazil => Brasília",
    items=(
        Item("Peru", pair="Lima"),
        Item("Chile", pair="Santiago"),
        Item("Brazil", pair="Brasília"),
    ),
)
TOGETHER = Card(
    "d",
    Kind.CLOZE,
    "In Lima, capital of Peru.",
    "Lima\nPeru",
    blanks=(Blank(3, 7), Blank(20, 24)),
)


@pytest.mark.parametrize(
    ("card", "said", "mark", "share", "parts"),
    [
        (ORDER, "a\nb\nc\nd", Mark.RIGHT, 1.0, "rrrr"),
        (ORDER, "b\nc\nd\na", Mark.WRONG, 0.0, "wwww"),
        (ORDER, "a\nb\nd\nc", Mark.WRONG, 0.5, "rrww"),
        (ORDER, "d\nc\nb\na", Mark.WRONG, 0.0, "wwww"),
        (ORDER, "a", Mark.WRONG, 0.25, "rwww"),
        (ORDER, "a\nb\nc\nd\ne", Mark.WRONG, 1.0, "rrrr"),
        (MATCH, "Lima\nSantiago\nBrasília", Mark.RIGHT, 1.0, "rrr"),
        (MATCH, "Lima\nBrasília\nSantiago", Mark.WRONG, 1 / 3, "rww"),
        (TOGETHER, "lima\nperu", Mark.RIGHT, 1.0, "rr"),
        (TOGETHER, "Lama\nPeru", Mark.WRONG, 0.5, "wr"),
        (TOGETHER, "Lima\n", Mark.WRONG, 0.5, "ru"),
    ],
)
def test_slots_are_judged_one_by_one_with_a_share_of_the_credit(
    card: Card, said: str, mark: Mark, share: float, parts: str
) -> None:
    verdict = judge(ask(card, None, Pool(), Random(1)), said)
    assert verdict.mark is mark
    assert verdict.share == pytest.approx(share)
    assert "".join(part.value[0] for part in verdict.parts) == parts


@pytest.mark.parametrize(
    ("card", "said", "remark"),
    [
        (ORDER, "a\nb\nd\nc", "2 of 4 right."),
        (ORDER, "b\nc\nd\na", ""),
        (ORDER, "a\nb\nc\nd", ""),
        (MATCH, "Lima\nBrasília\nSantiago", "1 of 3 right."),
        (TOGETHER, "Lima\n", "1 of 2 right."),
    ],
)
def test_it_is_said_how_many_of_the_slots_are_right(
    card: Card, said: str, remark: str
) -> None:
    assert judge(ask(card, None, Pool(), Random(1)), said).remark == remark


def test_a_slip_in_one_of_several_blanks_makes_the_whole_close() -> None:
    card = structs.replace(TOGETHER, answer="Lima\nSantiago")
    verdict = judge(ask(card, None, Pool(), Random(1)), "Lima\nSantigo")
    assert (verdict.mark, verdict.share) == (Mark.CLOSE, 0.75)
    assert verdict.proposed is Grade.HARD


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ("Peru\nChile", 1.0),
        ("Peru", 0.5),
        ("Peru\nChile\nBrazil", 0.5),
        ("Brazil", 0.0),
    ],
)
def test_several_choices_earn_what_is_right_less_what_is_wrong(
    said: str, share: float
) -> None:
    choices = (Choice("Peru", True), Choice("Chile", True), Choice("Brazil"))
    question = Question(typed("Peru\nChile").card, Kind.CHOOSE, "?", choices)
    assert judge(question, said).share == share


def test_a_wrong_choice_is_said_to_be_what_its_own_card_says() -> None:
    other = Card("d", Kind.FLIP, "Which is Chile's capital?", "Santiago")
    card = Card("d", Kind.FLIP, "Which is Peru's?", "Lima")
    choices = (Choice("Lima", True), Choice("Santiago"))
    question = Question(card, Kind.CHOOSE, "?", choices, rivals=RivalsByForm([other]))
    verdict = judge(question, "Santiago")
    assert verdict.remark == "“Santiago” answers: Which is Chile's capital?"
    told = structs.replace(
        other, fields=Fields(cite="Santiago is the capital of Chile.")
    )
    question = replace(question, rivals=RivalsByForm([told]))
    remark = judge(question, "Santiago").remark
    assert remark == "“Santiago”: Santiago is the capital of Chile."


def test_what_was_typed_for_another_card_is_said_to_be_its_answer() -> None:
    question = typed("mitosis", "meiosis")
    assert judge(question, "meiosis").remark == "“meiosis” answers: Other meiosis?"


def cloze(text: str, answer: str) -> Card:
    at = text.index(answer)
    return Card("d", Kind.CLOZE, text, answer, blank=Blank(at, at + len(answer)))


@pytest.mark.parametrize(
    ("said", "mark"),
    [("polish", Mark.WRONG), ("POLISH", Mark.CLOSE), ("Polish.", Mark.RIGHT)],
)
def test_where_another_answer_differs_in_case_alone_case_counts(
    said: str, mark: Mark
) -> None:
    assert judge(typed("Polish", "polish"), said).mark is mark


def test_a_capital_that_begins_a_sentence_makes_no_other_answer() -> None:
    first = cloze("Photosynthesis makes sugar.", "Photosynthesis")
    other = cloze("Leaves use photosynthesis.", "photosynthesis")
    for card, said in [(first, "photosynthesis"), (other, "Photosynthesis")]:
        question = Question(card, Kind.CLOZE, "?", rivals=RivalsByForm([first, other]))
        assert judge(question, said).mark is Mark.RIGHT


@pytest.mark.parametrize(
    ("asked", "answer", "said", "value"),
    [
        ("What is 1/2 as a decimal?", "0.5", "1/2", Value.NUMBER),
        ("How many is a dozen?", "12", "a dozen", Value.NUMBER),
        ("What is “twelve” in digits?", "12", "twelve", Value.TEXT),
        ("How do the British spell “color”?", "colour", "color", Value.TEXT),
        ("What does WHO stand for?", "World Health Organization", "WHO", Value.TEXT),
    ],
)
def test_what_repeats_the_question_is_no_answer(
    asked: str, answer: str, said: str, value: Value
) -> None:
    card = Card("d", Kind.FLIP, asked, answer, fields=Fields(value=value))
    assert judge(Question(card, Kind.TYPE, asked), said).mark is not Mark.RIGHT


def test_a_list_earns_a_share_for_each_item_that_is_right() -> None:
    question = typed("Chile, Peru, Mexico, Colombia", value=Value.LIST)
    verdict = judge(question, "Peru; Chile & Colombia")
    assert (verdict.mark, verdict.share) == (Mark.WRONG, 0.75)
    assert verdict.remark == "3 of 4 right. Missing: Mexico."
    more = judge(question, "Mexico, Peru, Chile, Colombia, Cuba")
    assert more.remark == "You gave more than these."
    assert judge(question, "Mexico, Peru, Chile and Colombia").share == 1


@pytest.mark.parametrize(
    ("said", "mark", "remark"),
    [
        ("make", Mark.CLOSE, "1 of 2 right. Missing: to do."),
        ("to make; to do", Mark.RIGHT, ""),
        ("make, do", Mark.RIGHT, ""),
        ("make, bake", Mark.WRONG, ""),
        ("bake", Mark.WRONG, ""),
    ],
)
def test_one_of_several_answers_is_close(said: str, mark: Mark, remark: str) -> None:
    verdict = judge(typed("to do; to make", "to make"), said)
    assert (verdict.mark, verdict.remark) == (mark, remark)


@pytest.mark.parametrize(
    ("asked", "answer", "said", "mark"),
    [
        ("Primary colours?", "red; yellow; blue", "blue; red", Mark.CLOSE),
        ("Primary colours?", "red; yellow; blue", "red", Mark.WRONG),
        ("Begin, end?", "1914; 1918", "1918; 1914", Mark.WRONG),
        ("How far, how much?", "10 km; 5 kg", "5 kg; 10 km", Mark.WRONG),
        ("1st & 2nd president?", "Washington; Adams", "Adams; Washington", Mark.WRONG),
        ("Capital and its country?", "Paris; France", "Paris", Mark.WRONG),
        ("Why?", "Peru was too eager; it had a port", "it had a port", Mark.WRONG),
    ],
)
def test_a_part_is_close_only_if_the_answers_are_equals(
    asked: str, answer: str, said: str, mark: Mark
) -> None:
    card = Card("d", Kind.FLIP, asked, answer)
    assert judge(Question(card, Kind.TYPE, asked), said).mark is mark


def test_one_of_several_answers_is_no_wrong_choice() -> None:
    card = Card("d", Kind.FLIP, "hacer?", "to do; to make; to build")
    assert is_right(card, card.answer, "make", card.prompt)
    assert not is_right(card, card.answer, "bake", card.prompt)


def test_a_symbol_that_differs_in_case_alone_is_a_wrong_choice() -> None:
    card = Card("d", Kind.FLIP, "Symbol of cobalt?", "Co")
    fields = Fields(wrong=("CO", "C", "Cu", "co (gas)"))
    question = ask(structs.replace(card, fields=fields), None, Pool(), Random(1))
    assert {"CO", "Cu", "C"} < {choice.text for choice in question.choices}


def test_each_hint_says_more_and_lowers_the_grade() -> None:
    question = typed("Trans-Pacific Partnership")
    told = []
    grades = [judge(question, "trans-pacific partnership").proposed]
    while more := hint(question):
        question = more
        told = [*question.hints]
        grades.append(judge(question, "trans-pacific partnership").proposed)
    assert told == [
        "The answer begins with “T”.",
        "The answer has 2 words, of 13 and 11 letters.",
    ]
    assert grades == [Grade.GOOD, Grade.HARD, Grade.HARD]


def test_a_hint_strikes_two_wrong_choices_and_leaves_one() -> None:
    choices = tuple(Choice(text, text == "b") for text in "abcd")
    question = Question(typed("b").card, Kind.CHOOSE, "?", choices)
    more = hint(question)
    assert more
    assert more.struck == {"a", "c"}
    assert more.hints == ("Two wrong choices are struck out.",)
    three = hint(replace(question, choices=choices[:3]))
    assert three
    assert three.hints == ("One wrong choice is struck out.",)
    assert hint(more) is None
    assert judge(more, "b").proposed is Grade.HARD
    two = replace(question, choices=choices[:2])
    assert hint(two) is None


@pytest.mark.parametrize(
    ("card", "hints"),
    [
        (ORDER, ["The first one is “a”.", "The last one is “d”."]),
        (MATCH, ["“Peru” goes with “Lima”.", "“Chile” goes with “Santiago”."]),
        (
            TOGETHER,
            [
                "The answer begins with “L”, “P”.",
                "The answer has 4 letters, 4 letters.",
            ],
        ),
        (Card("d", Kind.TRUE_FALSE, "?", "true"), []),
    ],
)
def test_each_kind_has_hints_of_its_own(card: Card, hints: list[str]) -> None:
    question = ask(card, None, Pool(), Random(1))
    while more := hint(question):
        question = more
    assert list(question.hints) == hints


def marked(given: str, wanted: str, *, accents: bool = False) -> tuple[str, str]:
    case = given.casefold() == wanted.casefold()
    pairs = difference(given, wanted, accents=accents, case=case)
    if pairs is None:
        return given, wanted
    one, other = "", ""
    for pair in pairs:
        one += f"[{pair.given}]" if pair.differs and pair.given else pair.given
        other += f"[{pair.answer}]" if pair.differs and pair.answer else pair.answer
    return one, other


@pytest.mark.parametrize(
    ("given", "wanted", "told"),
    [
        ("Kuczinsky", "Kuczynski", ("Kucz[i]nsk[y]", "Kucz[y]nsk[i]")),
        ("santigo", "Santiago", ("santigo", "Santi[a]go")),
        ("Bogota", "Bogotá", ("Bogota", "Bogotá")),
        ("Lima", "Quito", ("Lima", "Quito")),
        ("", "x", ("", "x")),
        ("CO", "Co", ("C[O]", "C[o]")),
        ("die Hund", "der Hund", ("d[i][e] Hund", "d[e][r] Hund")),
    ],
)
def test_the_difference_shows_where(
    given: str, wanted: str, told: tuple[str, str]
) -> None:
    assert marked(given, wanted) == told


def test_where_accents_count_the_difference_shows_them() -> None:
    assert marked("resume", "résumé", accents=True) == ("r[e]sum[e]", "r[é]sum[é]")


@given(st.text("abá", max_size=6), st.text("abA", max_size=6), st.booleans())
def test_the_letters_of_a_difference_are_the_two_texts(
    given: str, wanted: str, accents: bool
) -> None:
    pairs = difference(given, wanted, accents=accents)
    if pairs is not None:
        assert "".join(pair.given for pair in pairs) == given
        assert "".join(pair.answer for pair in pairs) == wanted


@given(st.text(), st.text(min_size=1), st.sampled_from(list(Value)))
def test_any_string_has_a_verdict_and_equal_input_the_equal_one(
    said: str, answer: str, value: Value
) -> None:
    question = typed(answer, "other", value=value)
    assert judge(question, said) == judge(question, said)


@given(st.text(min_size=1).filter(str.strip))
def test_the_answer_itself_is_always_right(answer: str) -> None:
    assert judge(typed(answer), answer).mark is Mark.RIGHT


@given(st.text(alphabet="abc", max_size=8), st.text(alphabet="abc", max_size=8))
def test_slips_in_a_band_count_as_the_whole_table_does(one: str, other: str) -> None:
    exact = whole_table(one, other)
    for most in (1, 2, 3):
        assert slips(one, other, most) == (exact if exact <= most else None)


def whole_table(one: str, other: str) -> int:
    """The textbook optimal string alignment distance, cell by cell."""
    cells = {(i, 0): i for i in range(len(one) + 1)}
    cells |= {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            swap = one[i - 1] != other[j - 1]
            best = [
                cells[i - 1, j] + 1,
                cells[i, j - 1] + 1,
                cells[i - 1, j - 1] + swap,
            ]
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                best.append(cells[i - 2, j - 2] + 1)
            cells[i, j] = min(best)
    return cells[len(one), len(other)]


def test_a_question_of_its_card_judges_its_own_answer_right() -> None:
    card = Card("d", Kind.FLIP, "Where?", "Lima", fields=Fields(wrong=("A", "B", "C")))
    question = ask(card, None, Pool(), Random(1))
    assert judge(question, "Lima").mark is Mark.RIGHT


@pytest.mark.parametrize("text", ["10 percent", "10 per cent", "10 PERCENT", "10%"])
def test_a_percentage_is_read_in_words_and_as_a_sign(text: str) -> None:
    assert normal(text) == "10 %"


@given(st.text(ascii_letters + digits + " ", min_size=1, max_size=12))
def test_plain_words_are_read_as_any_text(text: str) -> None:
    # With punctuation behind it nothing goes the short way.
    for told in (text, "10 percent", "per cent", "the", "a", "Dr", "PER"):
        assume(told.strip())
        assert normal(told) == normal(f"{told}!")


@given(st.text(st.characters(codec="ascii"), min_size=1, max_size=12))
def test_a_bare_number_is_read_as_any_text(text: str) -> None:
    # With a blank behind it nothing goes the short way.
    for number in ("0", "007", "2016", "1" * 30, text):
        assert parse_quantity(number) == parse_quantity(f"{number} ")


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("five", 5, ""),
        ("five kilometres", 5, "km"),
        ("twenty-one members", 21, "members"),
        ("two-million", 2_000_000, ""),
        ("half a dozen", 6, ""),
        ("two dozen eggs", 24, "eggs"),
        ("half a million", 500_000, ""),
        ("three-quarters", 0.75, ""),
        ("two and a half hours", 2.5, "h"),
        ("nine hundred and ninety-nine", 999, ""),
        ("five light-years", 5, "light years"),
    ],
)
def test_a_number_in_words_may_have_a_unit(text: str, number: int, unit: str) -> None:
    found = parse_quantity(text)
    assert found
    assert (found.low, found.unit) == (Decimal(number), unit)


@pytest.mark.parametrize(
    ("said", "remark"),
    [
        ("3 weeks", "The unit is days."),
        ("three to four days", "One number is asked for, not a range."),
        ("four days", ""),
    ],
)
def test_a_wrong_unit_is_reported_as_the_answer_has_it(said: str, remark: str) -> None:
    assert judge(typed("three days", value=Value.NUMBER), said).remark == remark


@pytest.mark.parametrize("text", ["five-ish", "twenty-one-ish", "5-ish"])
def test_what_a_hyphen_glues_to_a_number_is_no_unit(text: str) -> None:
    assert parse_quantity(text) is None
