"""What a sitting and a quiz have moved, and studying what was missed again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizapp.model import Grade, Mode, QuizPlan
from quizapp.study.quiz import Quiz
from quizapp.study.sitting import Plan, Sitting
from tests.world import World

TEXT = "".join(f"Q: {n}?\nA: a{n}\n:id: n{n}\n:ask: type\n\n" for n in range(4))


@pytest.fixture
def typed(world: World) -> World:
    world.write("deck", TEXT)
    return world


def answer_all(sitting: Sitting, missed: str = "") -> Sitting:
    """Answer each question once, all right but one."""
    asked: set[str] = set()
    while (question := sitting.question) and question.card.key not in asked:
        asked.add(question.card.key)
        is_missed = question.card.key == missed
        sitting.answer("no" if is_missed else question.card.answer)
        sitting.grade(Grade.AGAIN if is_missed else Grade.EASY)
    return sitting


def test_a_sitting_says_what_became_known_and_what_was_lost(typed: World) -> None:
    first = answer_all(typed.sit(), missed="deck/n0").summary()
    assert set(first.moved.learned) == {"deck/n1", "deck/n2", "deck/n3"}
    assert (first.moved.known_before, first.moved.known, first.moved.cards) == (0, 3, 4)
    assert str(first.moved.sentence) == "You know 75% of 4 cards, 3 more than before."
    typed.now += timedelta(days=30)
    later = answer_all(typed.sit(), missed="deck/n1").summary()
    assert later.moved.learned == ("deck/n0",)
    assert later.moved.lost == ("deck/n1",)
    assert set(later.moved.firmer) == {"deck/n2", "deck/n3"}
    assert (later.moved.gained, later.moved.recovered) == (0, "")
    assert later.again == {"deck/n1"}


def test_what_was_missed_is_studied_again_though_it_is_not_due(typed: World) -> None:
    sitting = answer_all(typed.sit(), missed="deck/n2")
    keys = {*sitting.summary().again, "deck/n3"}
    again = typed.sit(only=keys, plan=Plan.THESE)
    assert again.left.total == 2
    summary = answer_all(again).summary()
    assert summary.cards == 2
    assert summary.moved.learned == ("deck/n2",)


def test_a_card_that_is_right_after_it_was_forgotten_often_is_named(
    typed: World,
) -> None:
    answer_all(typed.sit())
    for _ in range(2):
        typed.now += timedelta(days=60)
        answer_all(typed.sit(), missed="deck/n1")
        typed.now += timedelta(days=1)
        answer_all(typed.sit())
    typed.now += timedelta(days=60)
    told = answer_all(typed.sit()).summary().moved
    assert (told.recovered, told.lapses) == ("deck/n1", 2)


@pytest.mark.parametrize("mode", [Mode.EXAM, Mode.PRETEST])
def test_a_quiz_says_so_too_unless_it_comes_before_reading(
    typed: World, mode: Mode
) -> None:
    quiz = Quiz.begin(typed.workspace(), QuizPlan(("deck",), 4, mode))
    for number, question in enumerate(quiz.questions):
        quiz.go(number)
        quiz.answer("no" if question.card.key == "deck/n0" else question.card.answer)
    told = quiz.hand_in().moved
    if mode is Mode.PRETEST:
        assert told is None
    else:
        assert told
        assert (told.known_before, told.known, told.cards) == (0, 3, 4)
