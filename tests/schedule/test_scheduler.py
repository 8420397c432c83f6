"""Reviews in, stability, difficulty and due days out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from random import Random
from typing import Any

import fsrs
import fsrs_rs_python as fsrs_rs
import pytest
from msgspec.structs import replace

from quizapp.days import study_day
from quizapp.errors import UsageError
from quizapp.model import Grade, Memory, Phase
from quizapp.schedule import (
    LEARNER_SETTINGS,
    Schedule,
    Scheduler,
    retrievability,
)
from quizapp.schedule.formulas import MAX_STABILITY, W
from quizapp.schedule.scheduler import spread_of

DAY = 739_579  # 24 November 2025
PLAIN = Scheduler(Schedule(), has_fuzz=False)
FUZZED = Scheduler(Schedule())


def after(
    scheduler: Scheduler, memory: Memory | None, grade: int, day: int, **other: Any
) -> Memory:
    at = day * 86_400_000
    return scheduler.review(
        memory, key="deck/a", grade=Grade(grade), at=at, day=day, **other
    )


def histories() -> list[list[tuple[int, int]]]:
    """Grades with days since the review before, as a learner may give them."""
    rng = Random(11)
    return [
        [
            (rng.choice((1, 2, 3, 3, 3, 4)), rng.choice((0, 1, 2, 5, 20, 90)))
            for _ in range(1 + rng.randrange(12))
        ]
        for _ in range(400)
    ]


def test_memories_are_those_of_fsrs_fed_study_days() -> None:
    """Nothing is rounded on the way, so they stay the same over any number of reviews;
    due days, without fuzz, too, but that each grade has a day more than the one below.
    """
    theirs = fsrs.Scheduler(enable_fuzzing=False)
    raised = compared = 0
    for history in histories():
        card, memory, day = fsrs.Card(card_id=1), None, DAY
        for grade, days in history:
            day += days
            noon = datetime.fromordinal(day).replace(hour=12, tzinfo=UTC)
            after_each = {
                each: theirs.review_card(card, fsrs.Rating(each), noon)[0]
                for each in range(1, 5)
            }
            card = after_each[grade]
            memory = after(PLAIN, memory, grade, day)
            assert memory.stability == pytest.approx(card.stability, rel=1e-9)
            assert memory.difficulty == pytest.approx(card.difficulty, rel=1e-9)
            assert memory.stability < MAX_STABILITY
            assert int(memory.phase) == int(card.state)
            assert memory.step == card.step
            compared += 1
            if memory.phase is not Phase.REVIEW:
                wait = (card.due - noon) // timedelta(milliseconds=1)
                assert memory.due_at == day * 86_400_000 + wait
                continue
            due = day
            for each in range(2, grade + 1):
                if after_each[each].state == fsrs.State.Review:
                    due = max(due + 1, after_each[each].due.toordinal())
            assert memory.due_day == due
            raised += due > card.due.toordinal()
    assert compared > 2000
    assert raised > 10


def test_memories_are_those_of_anki() -> None:
    """Anki uses `fsrs-rs`, which computes in single precision."""
    theirs = fsrs_rs.FSRS(list(W))
    for history in histories():
        reviews = [
            fsrs_rs.FSRSReview(grade, days if number else 0)
            for number, (grade, days) in enumerate(history)
        ]
        states = theirs.historical_memory_states(fsrs_rs.FSRSItem(reviews))
        memory, day = None, DAY
        for (grade, days), state in zip(history, states, strict=True):
            day += days
            memory = after(PLAIN, memory, grade, day)
            assert memory.stability == pytest.approx(state.stability, rel=1e-5)
            assert memory.difficulty == pytest.approx(state.difficulty, rel=1e-5)


@pytest.mark.parametrize("scheduler", [PLAIN, FUZZED])
def test_a_higher_grade_waits_at_least_a_day_longer(scheduler: Scheduler) -> None:
    told = 0
    for history in histories():
        memory, day = None, DAY
        for grade, days in history:
            day += days
            dues = [
                made.due_day
                for each in (2, 3, 4)
                if not (made := after(scheduler, memory, each, day)).is_learning
            ]
            assert all(lower < higher for lower, higher in pairwise(dues))
            told += len(dues)
            memory = after(scheduler, memory, grade, day)
    assert told > 5000


def test_no_memory_is_believed_to_last_longer_than_a_hundred_years() -> None:
    memory, day = after(PLAIN, None, 4, DAY), DAY
    for _ in range(12):
        day = memory.due_day
        memory = after(PLAIN, memory, 4, day)
    assert memory.stability == 36_500
    assert memory.due_day - day == 36_500


def test_a_deck_may_have_a_retention_of_its_own() -> None:
    own = Schedule.chosen({"retention": 0.9, "retention@law": 0.97, "new_a_day@law": 5})
    scheduler = Scheduler(own, has_fuzz=False)
    usual, more = (after(scheduler, firm(), 3, DAY + 60, deck=d) for d in ("x", "law"))
    assert usual == after(PLAIN, firm(), 3, DAY + 60)
    assert more.stability == usual.stability
    assert more.due_day - more.day < (usual.due_day - usual.day) / 2
    assert (own.of("law").new_a_day, own.of("x").new_a_day) == (5, 20)
    assert own.fingerprint() != Schedule().fingerprint()
    limits = Schedule.chosen({"new_a_day@law": 5})
    assert limits.fingerprint() == Schedule().fingerprint()
    assert limits.own_of("law") == ("5 new a day",)
    limits = Schedule.chosen({"new_a_day@law": 5, "new_a_day": 3})
    assert limits.own_of("law") == ("3 new a day",)
    assert Schedule.chosen({"retention@law": None}) == Schedule()


def test_with_fuzz_only_the_due_day_differs_and_within_its_range() -> None:
    spreads = set()
    for history in histories():
        plain = fuzzed = None
        day = DAY
        for grade, days in history:
            day += days
            plain = after(PLAIN, plain, grade, day)
            fuzzed = after(FUZZED, fuzzed, grade, day)
            interval = plain.due_day - day
            low, high = spread_of(interval) if interval >= 3 else (interval, interval)
            assert low <= fuzzed.due_day - day <= high
            assert fuzzed.stability == plain.stability
            spreads.add(fuzzed.due_day - plain.due_day)
    assert len(spreads) > 5


@pytest.mark.parametrize(
    ("days", "low", "high"), [(3, 2, 4), (7, 5, 9), (20, 17, 23), (100, 93, 107)]
)
def test_the_spread_is_ankis(days: int, low: int, high: int) -> None:
    assert spread_of(days) == (low, high)


def test_the_same_review_gives_the_same_memory_and_its_input_is_not_touched() -> None:
    memory = after(FUZZED, None, 4, DAY)
    copy = after(FUZZED, None, 4, DAY)
    assert after(FUZZED, memory, 3, DAY + 9) == after(FUZZED, copy, 3, DAY + 9)
    assert memory == copy


@pytest.mark.parametrize(
    ("grades", "phase", "seconds", "days"),
    [
        ((1,), Phase.LEARNING, 60, None),
        ((2,), Phase.LEARNING, 330, None),
        ((3,), Phase.LEARNING, 600, None),
        ((4,), Phase.REVIEW, None, 8),
        ((3, 3), Phase.REVIEW, None, 2),
        ((3, 1), Phase.LEARNING, 60, None),
        ((4, 1), Phase.RELEARNING, 600, None),
        ((4, 1, 3), Phase.REVIEW, None, 3),
    ],
)
def test_steps_of_a_day(
    grades: tuple[int, ...], phase: Phase, seconds: int | None, days: int | None
) -> None:
    memory: Memory | None = None
    for grade in grades:
        memory = after(PLAIN, memory, grade, DAY)
    assert memory
    assert memory.phase is phase
    if seconds is not None:
        assert memory.due_at == DAY * 86_400_000 + seconds * 1000
    else:
        assert memory.due_at is None
        assert memory.due_day == DAY + (days or 0)


def test_what_is_only_recognised_is_believed_for_a_week_at_most() -> None:
    memory: Memory | None = None
    day = DAY
    for _ in range(60):
        memory = after(FUZZED, memory, 4, day, recognition_only=True)
        assert memory.due_day - day <= 7
        assert memory.stability <= 7
        day = memory.due_day
    assert day - DAY > 365
    recalled = after(FUZZED, memory, 4, day)
    assert 21 < recalled.due_day - day < 70  # today 1,003 days after such a year
    again = after(FUZZED, recalled, 3, recalled.due_day, recognition_only=True)
    assert again.stability == recalled.stability
    assert again.due_day - again.day == 7


def test_a_card_that_can_be_guessed_is_believed_for_two_weeks_at_most() -> None:
    memory: Memory | None = None
    day = DAY
    for _ in range(30):
        memory = after(FUZZED, memory, 4, day, chance=0.5)
        assert memory.due_day - day <= 14
        assert memory.stability <= 14
        day = memory.due_day
    assert memory
    assert memory.due_day - memory.day == 14
    # A list of six in the right order is no lucky guess.
    assert after(PLAIN, memory, 4, day, chance=1 / 720).due_day - day > 30


def test_a_clock_set_back_counts_as_the_same_day() -> None:
    memory = after(PLAIN, None, 4, DAY)
    back = after(PLAIN, memory, 3, DAY - 30)
    assert back.day == DAY
    assert back.due_day == after(PLAIN, memory, 3, DAY).due_day


def test_lapses_count_only_what_was_forgotten_in_review() -> None:
    memory = after(PLAIN, after(PLAIN, None, 1, DAY), 1, DAY)
    assert memory.lapses == 0
    firm = after(PLAIN, memory, 4, DAY)
    assert after(PLAIN, firm, 1, DAY + 9).lapses == 1


def test_recall_is_nine_in_ten_after_as_many_days_as_the_stability() -> None:
    memory = Memory(Phase.REVIEW, None, 10.0, 5.0, DAY + 10, None, DAY, 1, 0)
    assert retrievability(memory, DAY) == 1.0
    assert retrievability(memory, DAY + 10) == pytest.approx(0.9)
    assert retrievability(memory, DAY + 100) < 0.75


LIMA, TOKYO = timezone(timedelta(hours=-5)), timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("at", "starts", "day"),
    [
        (datetime(2026, 11, 24, 4, 0, tzinfo=UTC), 4, "2026-11-24"),
        (datetime(2026, 11, 24, 3, 59, tzinfo=UTC), 4, "2026-11-23"),
        (datetime(2026, 11, 24, 0, 30, tzinfo=UTC), 0, "2026-11-24"),
        (datetime(2026, 11, 24, 23, 0, tzinfo=LIMA), 4, "2026-11-24"),
        (datetime(2026, 11, 25, 3, 0, tzinfo=TOKYO), 4, "2026-11-24"),
        (datetime(2026, 1, 1, 1, 0, tzinfo=UTC), 4, "2025-12-31"),
    ],
)
def test_the_place_of_the_review_decides_its_study_day(
    at: datetime, starts: int, day: str
) -> None:
    assert datetime.fromordinal(study_day(at, starts)).date().isoformat() == day


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("retention", "0.85", 0.85),
        ("retention", "85", 0.85),
        ("retention", "85 %", 0.85),
        ("new_a_day", "0", 0),
        ("day_starts", "23", 23),
    ],
)
def test_a_setting_is_read_as_people_write_it(
    name: str, text: str, value: float
) -> None:
    assert LEARNER_SETTINGS[name].parsed(text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("retention", "0.5"),
        ("retention", "100"),
        ("new_a_day", "-1"),
        ("new_a_day", "1.5"),
        ("new_a_day", "many"),
        ("reviews_a_day", "inf"),
        ("reviews_a_day", "nan"),
        ("day_starts", "24"),
    ],
)
def test_a_setting_out_of_range_is_refused_with_the_range(name: str, text: str) -> None:
    with pytest.raises(UsageError, match="from"):
        LEARNER_SETTINGS[name].parsed(text)


def in_quiz(
    memory: Memory | None, grade: int, chance: float, day: int
) -> Memory | None:
    return PLAIN.quiz(
        memory,
        key="deck/a",
        grade=Grade(grade),
        at=day * 86_400_000,
        day=day,
        chance=chance,
    )


def firm() -> Memory:
    memory = after(PLAIN, None, 4, DAY)
    return after(PLAIN, memory, 3, DAY + 8)


def test_a_typed_answer_of_a_quiz_counts_as_a_review_does() -> None:
    day = DAY + 30
    assert in_quiz(firm(), 3, 0.0, day) == after(PLAIN, firm(), 3, day)
    assert in_quiz(firm(), 1, 0.0, day) == after(PLAIN, firm(), 1, day)


@pytest.mark.parametrize("ask", [PLAIN.review, PLAIN.quiz])
def test_a_right_answer_counts_as_a_lapse_as_far_as_it_may_be_a_guess(ask: Any) -> None:
    before = after(PLAIN, after(PLAIN, None, 3, DAY), 3, DAY)  # 2.3 days
    day = DAY + 2

    def made(grade: int, chance: float) -> Memory:
        told = ask(
            before, key="deck/a", grade=Grade(grade), at=0, day=day, chance=chance
        )
        assert isinstance(told, Memory)
        return told

    full, lapsed = made(3, 0.0), made(1, 0.0)
    r = retrievability(before, day)
    stabilities = []
    for chance in (0.05, 0.25, 0.5, 1.0):
        told, known = made(3, chance), r / (r + (1 - r) * chance)
        for figure in ("stability", "difficulty"):
            one, other = getattr(lapsed, figure), getattr(full, figure)
            blended = one + known * (other - one)
            assert getattr(told, figure) == pytest.approx(blended, rel=1e-9)
        assert told.phase is Phase.REVIEW
        assert told.lapses == before.lapses
        stabilities.append(told.stability)
    assert full.stability > stabilities[0]
    assert stabilities == sorted(stabilities, reverse=True)


@pytest.mark.parametrize("chance", [0.0, 0.25, 0.5])
def test_a_wrong_answer_of_a_quiz_counts_whole(chance: float) -> None:
    day = DAY + 30
    assert in_quiz(firm(), 1, chance, day) == after(PLAIN, firm(), 1, day)


def test_a_new_card_answered_right_begins_in_review_and_wrong_stays_new() -> None:
    assert in_quiz(None, 1, 0.25, DAY) is None
    typed, chosen = in_quiz(None, 3, 0.0, DAY), in_quiz(None, 3, 0.25, DAY)
    assert typed
    assert chosen
    assert typed.phase is chosen.phase is Phase.REVIEW
    assert typed.due_day > DAY
    missed = after(PLAIN, None, 1, DAY).stability
    blended = 0.8 * typed.stability + 0.2 * missed
    assert chosen.stability == pytest.approx(blended, rel=1e-9)


@pytest.mark.parametrize("chance", [0.25, 0.5])
def test_a_card_in_learning_answered_right_goes_on_learning_and_gains_in_part(
    chance: float,
) -> None:
    before = after(PLAIN, None, 1, DAY)
    full, told = after(PLAIN, before, 3, DAY + 2), in_quiz(before, 3, chance, DAY + 2)
    assert full.is_learning
    assert told
    assert told.stability < full.stability
    assert told == replace(full, stability=told.stability, difficulty=told.difficulty)


def test_recognising_in_a_quiz_keeps_to_a_week_too() -> None:
    told = PLAIN.quiz(
        firm(),
        key="a",
        grade=Grade.GOOD,
        at=0,
        day=DAY + 60,
        chance=0.25,
        recognition_only=True,
    )
    assert told
    assert told.due_day == DAY + 67
