"""Learners made up: one only ever guesses, one knows everything."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from quizapp.cards.kinds import KINDS, can_be_typed
from quizapp.model import Grade, Kind, Mark, Question
from quizapp.paths import shipped_decks
from quizapp.study.sitting import Habits, Sitting
from tests.world import START, World

A_WEEK = 7


class Life(World):
    """Somebody studies the shipped decks, day after day."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.shipped = shipped_decks()
        self.open = self.workspace()

    def day(self, number: int, habits: Habits) -> Sitting:
        self.now = START + timedelta(days=number)
        return self.sit(workspace=self.open, seed=number, habits=habits)


def right(question: Question) -> str:
    """The right answer, as it is given."""
    if question.slots:
        items = [item.pair or item.text for item in question.card.items]
        return "\n".join(items) or question.card.answer
    if question.choices:
        return "\n".join(choice.text for choice in question.choices if choice.right)
    return question.card.answer


@pytest.mark.parametrize(
    ("ask", "days", "least"),
    [
        (Kind.CHOOSE, 24, 60),
        pytest.param(None, 120, 30, marks=pytest.mark.slow),
        pytest.param(Kind.CHOOSE, 120, 30, marks=pytest.mark.slow),
    ],
)
def test_who_only_guesses_on_choices_never_gets_beyond_a_week(
    tmp_path: Path, ask: Kind | None, days: int, least: int
) -> None:
    """Where there is no choice he has no answer; a lucky guess he calls easy."""
    life, rng = Life(tmp_path), Random(1)
    capped = guessed = 0
    for number in range(0, days, 3):
        sitting = life.day(number, Habits(ask))
        for _ in range(80):  # then he has had enough
            if not (question := sitting.question):
                break
            if KINDS[question.kind].is_recognition and not question.wants_several:
                verdict = sitting.answer(rng.choice(question.choices).text)
                guessed += verdict.mark is Mark.RIGHT
            else:
                verdict = sitting.answer(None)
            key = sitting._asked.key
            lucky = verdict.mark is Mark.RIGHT
            sitting.grade(Grade.EASY if lucky else verdict.proposed)
            memory = life.open.store.memories[key]
            if question.recognition_only:
                capped += memory.phase.name == "REVIEW"
                assert memory.due_day - memory.day <= A_WEEK
            life.now += timedelta(seconds=2)
    assert guessed > least
    assert capped > least * 2 // 3


def test_who_knows_everything_meets_each_card_in_its_hard_form_by_the_third_time(
    tmp_path: Path,
) -> None:
    life = Life(tmp_path)
    kinds: dict[str, list[str]] = defaultdict(list)
    for number in range(0, 40, 2):
        sitting = life.day(number, Habits())
        while question := sitting.question:
            verdict = sitting.answer(right(question))
            assert verdict.mark in (Mark.RIGHT, Mark.OPEN), question
            kinds[sitting._asked.key].append(question.kind)
            sitting.grade(Grade.GOOD)
            life.now += timedelta(seconds=20)
    cards = dict(life.open.cards(life.open.decks))
    climbed = 0
    for key, asked in kinds.items():
        card = cards[key]
        if card.kind not in (Kind.FLIP, Kind.CLOZE) or len(asked) < 3:
            continue
        if card.fields.ask:
            continue
        hard = Kind.TYPE if card.kind is Kind.FLIP else Kind.CLOZE
        assert asked[2] is (hard if can_be_typed(card) else Kind.FLIP), key
        climbed += asked[0] is Kind.CHOOSE
    assert climbed > 30
