"""What is asked for again because it cannot be an answer, and the grades that fit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from quizapp.cards.questions import fitting_grades, judge, problem
from quizapp.model import Choice, Grade, Kind, Mark, Question, Rules, Value, Verdict
from tests.cards.questions.pairs import FAIR, FIRST, pairs_of, typed


@pytest.mark.parametrize("name", [FIRST, FAIR])
def test_what_is_right_or_close_is_never_asked_for_again(name: str) -> None:
    taken = [pair for pair in pairs_of(name) if pair.wanted != "wrong"]
    assert [str(p) for p in taken if problem(p.question(), p.given)] == []


@given(st.sampled_from(list(Value)), st.text(max_size=12), st.text(min_size=1))
def test_what_is_asked_for_again_would_be_wrong(
    value: Value, said: str, answer: str
) -> None:
    question = typed(answer, value=value, accept=("a dozen",))
    if problem(question, said):
        assert judge(question, said).mark is Mark.WRONG


@pytest.mark.parametrize(
    "said", ["12", "twelve", "2/3", "two thirds", "12 km", "~12", "a dozen", "", " "]
)
def test_a_number_may_be_written_as_people_do(said: str) -> None:
    question = typed("12", value=Value.NUMBER, accept=("a dozen",))
    assert problem(question, said) == ""


@pytest.mark.parametrize("said", ["?", "q", "many", "Lima"])
def test_what_is_no_number_or_date_is_asked_for_again(said: str) -> None:
    assert problem(typed("12"), said) == ""
    assert problem(typed("12", value=Value.NUMBER), said) == "Type a number."
    assert problem(typed("1989", value=Value.DATE), said).startswith("Type a year")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("4 February 2016", "Type a date, such as 3 May 1998."),
        ("February 2016", "Type a month and a year, such as May 1998."),
        ("2016", "Type a year, such as 1998."),
        ("44 BC", "Type a year, such as 1998."),
        ("May 1998", "Type a month and a year, such as July 1969."),
    ],
)
def test_an_example_of_a_date_is_as_precise_as_the_answer_and_another(
    answer: str, said: str
) -> None:
    assert problem(typed(answer, value=Value.DATE), "soon") == said


@pytest.mark.parametrize("said", ["4 Febuary 2016", "5 Febuary 2016"])
def test_asking_again_does_not_tell_whether_a_misspelled_date_is_right(
    said: str,
) -> None:
    assert problem(typed("4 February 2016", value=Value.DATE), said) == ""


def test_a_month_is_read_in_the_language_of_the_deck() -> None:
    question = typed("3 May 1998", value=Value.DATE)
    spanish = structs.replace(question.card, rules=Rules("es"))
    assert problem(question, "4 de enero de 1998")
    assert problem(replace(question, card=spanish), "4 de enero de 1998") == ""


@pytest.mark.parametrize(
    ("right", "slots", "said", "is_there"),
    [
        (1, 0, "b", True),
        (1, 0, "z", False),
        (1, 0, "a\nb", False),
        (2, 0, "a\nb", True),
        (2, 0, "a\nz", False),
        (2, 0, "", False),
        (0, 3, "c\nb\na", True),
        (0, 3, "c\nb", False),
        (0, 3, "c\nb\nb", False),
        (0, 4, "c\nb\nb\na", True),
    ],
)
def test_a_choice_is_one_of_those_that_are_offered(
    right: int, slots: int, said: str, is_there: bool
) -> None:
    choices = tuple(Choice(text, place < right) for place, text in enumerate("abc"))
    card = typed("x").card
    kind = Kind.ORDER if slots else Kind.CHOOSE
    question = Question(card, kind, "?", choices, ("",) * slots)
    assert (problem(question, said) == "") is is_there


@pytest.mark.parametrize(
    ("mark", "grades"),
    [
        (Mark.WRONG, [1]),
        (Mark.UNKNOWN, [1]),
        (Mark.CLOSE, [1, 2, 3]),
        (Mark.RIGHT, [2, 3, 4]),
        (Mark.OPEN, [1, 2, 3, 4]),
    ],
)
@pytest.mark.parametrize("proposed", Grade)
def test_grades_fit_the_mark_and_the_proposed_one_is_among_them(
    mark: Mark, grades: list[int], proposed: Grade
) -> None:
    verdict = Verdict(mark, "", "", proposed)
    assert list(fitting_grades(verdict)) == sorted({*grades, proposed})
