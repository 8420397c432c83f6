"""Learners made up: they guess, they know everything, or they forget as FSRS says."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from quizapp.cards.kinds import KINDS
from quizapp.cards.kinds.type import can_be_typed
from quizapp.model import Grade, Kind, Mark, Memory, Question, Setting
from quizapp.paths import shipped_decks
from quizapp.progress.settings import HARDER, Settings
from quizapp.schedule import Schedule, Scheduler, retrievability
from quizapp.study.sitting import Sitting
from quizapp.study.workspace.siblings import FactKey, facts_of
from tests.world import START, World, review

A_WEEK, TWO_WEEKS = 7, 14


class Life(World):
    """Somebody studies decks, day after day: their own, or the shipped ones."""

    def __init__(self, folder: Path, **decks: str) -> None:
        super().__init__(folder)
        for name, text in decks.items():
            self.write(name, text)
        self.shipped = None if decks else shipped_decks()
        self.open = self.workspace()

    def day(self, number: int, ask: str = HARDER) -> Sitting:
        self.now = START + timedelta(days=number)
        self.open.settings = Settings(ask=ask)
        return self.sit(workspace=self.open, seed=number)

    def study(self, number: int, rng: Random) -> list[bool]:
        """Study what is due on a day, recalling as FSRS predicts; of each due review,
        whether it was recalled."""
        sitting = self.day(number)
        recalled = []
        while question := sitting.question:
            memory = self.open.memories.get(question.card.key)
            day = sitting.now().day
            knows = rng.random() < (retrievability(memory, day) if memory else 0.8)
            sitting.answer("")
            sitting.grade(Grade.GOOD if knows else Grade.AGAIN)
            if memory and not memory.is_learning:
                recalled.append(knows)
            self.now += timedelta(seconds=8)
        return recalled


def turned_over(count: int) -> str:
    """A deck of cards that are turned over."""
    return "\n".join(f"Q: What is {n}?\nA: n{n}\n:ask: flip\n" for n in range(count))


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
        pytest.param(HARDER, 120, 30, marks=pytest.mark.slow),
        pytest.param(Kind.CHOOSE, 120, 30, marks=pytest.mark.slow),
    ],
)
def test_who_only_guesses_on_choices_never_gets_beyond_a_week(
    tmp_path: Path, ask: str, days: int, least: int
) -> None:
    """Where there is no choice he has no answer; a lucky guess he calls easy."""
    life, rng = Life(tmp_path), Random(1)
    capped = guessed = 0
    for number in range(0, days, 3):
        sitting = life.day(number, ask)
        for _ in range(80):  # then he has had enough
            if not (question := sitting.question):
                break
            if KINDS[question.kind].is_recognition and not question.wants_several:
                verdict = sitting.answer(rng.choice(question.choices).text)
                guessed += verdict.mark is Mark.RIGHT
            else:
                verdict = sitting.answer(None)
            key = question.card.key
            lucky = verdict.mark is Mark.RIGHT
            sitting.grade(Grade.EASY if lucky else verdict.proposed)
            memory = life.open.store.memories[key]
            if question.recognition_only:
                capped += memory.phase.name == "REVIEW"
                assert memory.due_day - memory.day <= A_WEEK
            life.now += timedelta(seconds=2)
    assert guessed > least
    assert capped > least * 2 // 3


GUESSED = "\n".join(
    [
        *(f"Q: Is {n} so?\nA: {'true' if n % 2 else 'false'}\n" for n in range(20)),
        *(f"Q: Which {n}?\n- [x] a\n- [ ] b\n- [ ] c\n- [ ] d\n" for n in range(15)),
        *(f"Q: {n}?\nA: a{n}\n:type: it\n:ask: choose\n" for n in range(10)),
        *(f"Q: In order, {n}?\n1. a\n2. b\n" for n in range(5)),
    ]
)
"""Cards that have no harder form than one that can be guessed."""


@pytest.mark.parametrize("days", [20, pytest.param(365, marks=pytest.mark.slow)])
def test_who_only_guesses_gets_no_card_beyond_two_weeks(
    tmp_path: Path, days: int
) -> None:
    life, rng = Life(tmp_path, guessed=GUESSED), Random(2)
    lucky = longest = 0
    for number in range(days):
        sitting = life.day(number)
        while question := sitting.question:
            texts = [choice.text for choice in question.choices]
            given = "\n".join(rng.sample(texts, len(question.slots) or 1))
            verdict = sitting.answer(given)
            lucky += verdict.mark is Mark.RIGHT
            key = question.card.key
            sitting.grade(Grade.EASY if verdict.mark is Mark.RIGHT else Grade.AGAIN)
            memory = life.open.memories[key]
            longest = max(longest, memory.due_day - memory.day)
            assert memory.stability <= TWO_WEEKS
            life.now += timedelta(seconds=8)
    assert lucky > 4 * days
    assert 7 < longest <= TWO_WEEKS


@pytest.mark.slow
@pytest.mark.parametrize("retention", [0.8, 0.9])
def test_a_year_of_a_thousand_cards_gives_the_retention_that_is_wanted(
    tmp_path: Path, retention: float
) -> None:
    """And who then stays away for a month finds what waits cleared when it was said."""
    life, rng = Life(tmp_path, cards=turned_over(1000)), Random(3)
    life.open.record(Setting("retention", retention), Setting("new_a_day", 10))
    recalled = [each for day in range(365) for each in life.study(day, rng)]
    assert len(recalled) > 5_000
    assert sum(recalled) / len(recalled) == pytest.approx(retention, abs=0.02)
    life.open.record(Setting("reviews_a_day", 30))
    away = 365 + 30
    told = life.day(away).backlog
    assert told
    assert told.cleared
    days = 0
    while life.day(away + days).backlog:
        asked = life.study(away + days, rng)
        assert len(asked) == 30
        days += 1
    assert days > 4
    assert abs(told.cleared - (START.toordinal() + away + days)) <= 1


@pytest.mark.slow
@pytest.mark.parametrize("limit", [200, 50])
def test_327_due_after_a_month_away_are_cleared_in_order_without_new_cards(
    tmp_path: Path, limit: int
) -> None:
    life, rng = Life(tmp_path, cards=turned_over(400)), Random(6)
    life.open.record(Setting("reviews_a_day", limit))
    keys = [key for key, _ in life.open.cards(["cards"])][:327]
    for days, grades in ((20, (3,)), (20, (3,)), *((n, (2, 3)) for n in range(8, 14))):
        at = START - timedelta(days=days)
        some = keys if days == 20 else keys[days - 8 :: 6]
        life.open.store.record_all(
            [review(key, rng.choice(grades), at, deck="cards") for key in some], at=at
        )
    away = 30
    sitting = life.day(away)
    assert (sitting.left.due, sitting.left.new) == (limit, 0)
    told = sitting.backlog
    assert told
    assert told.waiting == 327 - limit
    left = set(keys)
    for number in range(away, away + 60):
        sitting = life.day(number)
        day, memories = sitting.now().day, life.open.memories
        has_backlog = sitting.backlog is not None
        waiting = sorted(
            retrievability(memory, day)
            for memory in memories.values()
            if memory.due_day <= day
        )
        assert has_backlog == (len(waiting) > limit) == (sitting.left.new == 0)
        recalls = []
        while question := sitting.question:
            memory = life.open.memories.get(question.card.key)
            recall = retrievability(memory, day) if memory else 0.8
            if memory and not memory.is_learning:
                recalls.append(recall)
                left.discard(question.card.key)
            sitting.answer("")
            sitting.grade(Grade.GOOD if rng.random() < recall else Grade.AGAIN)
            life.now += timedelta(seconds=8)
        if not has_backlog:
            break
        assert recalls == waiting[:limit]
    assert not left
    assert told.cleared == day


def test_a_thousand_memories_are_recalled_as_often_as_wanted() -> None:
    """Typed or turned over, from the schedule alone; without anything to wait for."""
    scheduler, rng = Scheduler(Schedule()), Random(4)
    recalled = []
    for number in range(1000):
        memory: Memory | None = None
        day = first = START.toordinal()
        while day < first + 365:
            r = retrievability(memory, day) if memory else 0.8
            knows = rng.random() < r
            if memory and not memory.is_learning:
                recalled.append(knows)
            memory = scheduler.review(
                memory,
                key=f"deck/{number}",
                grade=Grade.GOOD if knows else Grade.AGAIN,
                at=0,
                day=day,
            )
            day = memory.due_day
    assert len(recalled) > 8_000
    assert sum(recalled) / len(recalled) == pytest.approx(0.9, abs=0.02)


@pytest.mark.slow
def test_hardly_a_due_review_comes_after_a_sibling_of_that_day(tmp_path: Path) -> None:
    """Of the shipped decks, where most facts have several cards, in a year."""
    life, rng = Life(tmp_path), Random(5)
    reviews = after_sibling = 0
    for number in range(365):
        sitting = life.day(number)
        said: set[FactKey] = set()
        while question := sitting.question:
            memory = life.open.memories.get(question.card.key)
            day = sitting.now().day
            knows = not memory or rng.random() < retrievability(memory, day)
            facts = facts_of(question.card)
            if memory and not memory.is_learning:
                reviews += 1
                after_sibling += not said.isdisjoint(facts)
            said.update(facts)
            sitting.answer(right(question) if knows else None)
            sitting.grade(Grade.GOOD if knows else Grade.AGAIN)
            life.now += timedelta(seconds=8)
    assert reviews > 600
    assert after_sibling <= reviews / 100


def test_who_knows_everything_meets_each_card_in_its_hard_form_by_the_third_time(
    tmp_path: Path,
) -> None:
    life = Life(tmp_path)
    kinds: dict[str, list[str]] = defaultdict(list)
    due = 0
    for number in range(0, 40, 2):
        sitting = life.day(number)
        said: set[FactKey] = set()
        while question := sitting.question:
            facts = facts_of(question.card)
            memory = life.open.memories.get(question.card.key)
            if memory and not memory.is_learning:
                due += 1
                assert said.isdisjoint(facts)  # a verdict has shown this answer
            said.update(facts)
            verdict = sitting.answer(right(question))
            assert verdict.mark in (Mark.RIGHT, Mark.OPEN), question
            kinds[question.card.key].append(question.kind)
            sitting.grade(Grade.GOOD)
            life.now += timedelta(seconds=20)
    assert due > 150
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
