"""Cards worth another look: which, in what order, and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from quizapp.model import (
    Accept,
    Card,
    Fields,
    Grade,
    Kind,
    Mark,
    Memory,
    Phase,
    Reset,
    Review,
    Same,
    Trail,
)
from quizapp.model.trail import MOST_WRONG
from quizapp.study.scores import CardNow, forgotten, looks
from tests.world import START, World, review

TODAY = 740_000


def reviewed(given: str = "", grade: int = 3, **more: Any) -> Review:
    mark = more.pop("mark", Mark.WRONG if grade == 1 else Mark.RIGHT)
    return Review(
        card="deck/x",
        deck="deck",
        topic="",
        asked=more.pop("asked", Kind.TYPE),
        given=given,
        mark=mark,
        grade=Grade(grade),
        day=date.fromordinal(TODAY),
        spent=1000,
    )


def trail(*reviews: Review) -> Trail:
    told = Trail()
    for each in reviews:
        told = told.after(each, TODAY, is_known=each.grade is not Grade.AGAIN)
    return told


def now(
    key: str, told: Trail, *, lapses: int = 0, late: int = 0, **more: Any
) -> CardNow:
    card = Card("deck", Kind.FLIP, f"What is {key}?", more.pop("answer", key), **more)
    memory = Memory(
        Phase.REVIEW, None, 5.0, 5.0, TODAY - late, None, TODAY - late - 5, 9, lapses
    )
    return CardNow(key, "deck", "Deck", card, memory, told)


WRONG, RIGHT = reviewed("signature", 1), reviewed("ratification")
CLOSE = reviewed("ratificaton", 2, mark=Mark.CLOSE)
OTHER = now("other", Trail(), answer="Signature")


def why(each: CardNow) -> str:
    found = looks([OTHER, each], TODAY)
    return found[0].why if found else ""


MISS = reviewed("", 1, mark=Mark.UNKNOWN)


@pytest.mark.parametrize(
    ("reviews", "more", "phrase"),
    [
        ([WRONG] * 3, {}, "mixed up with “signature” 3 times"),
        ([WRONG, RIGHT, WRONG], {}, "mixed up with “signature” twice"),
        ([reviewed("pact", 1)] * 2, {}, "answered “pact” twice"),
        ([reviewed("CO", 1)] * 2, {"answer": "Co"}, "answered “CO” twice"),
        (
            [reviewed("pact", 1)] * 2,
            {"fields": Fields(wrong=("pact",))},
            "mixed up with “pact” twice",
        ),
        ([RIGHT, MISS, MISS, RIGHT, MISS, MISS], {}, "missed 4 of the last 5 times"),
        ([MISS, MISS, RIGHT, MISS], {}, "missed 3 of 4 times"),
        ([MISS, MISS], {}, "missed both times"),
        ([MISS] * 7, {}, "missed the last 5 times"),
        ([MISS, RIGHT, RIGHT], {"lapses": 9}, "forgotten 9 times"),
        ([CLOSE, CLOSE, RIGHT, CLOSE], {}, "close, but not right 3 of 4 times"),
        ([RIGHT], {"late": 300}, "overdue for 10 months"),
        ([reviewed("true", 1, asked=Kind.TRUE_FALSE)] * 2, {}, "missed both times"),
        ([reviewed("a\nb", 1)] * 2, {}, "missed both times"),
        # Nothing to look at again:
        ([MISS], {}, ""),
        ([MISS, MISS, RIGHT, RIGHT, RIGHT], {"lapses": 9}, ""),
        ([RIGHT], {"late": 3}, ""),
    ],
)
def test_each_card_says_why(
    reviews: list[Review], more: dict[str, Any], phrase: str
) -> None:
    assert why(now("x", trail(*reviews), **more)) == phrase


def test_those_that_stick_least_come_first_and_name_what_they_are_taken_for() -> None:
    cards = [
        OTHER,
        now("late", trail(RIGHT), late=300),
        now("twice", trail(MISS, MISS)),
        now("mixed", trail(WRONG, WRONG, WRONG), lapses=3),
        *(now(f"c{n:02}", trail(MISS, MISS, MISS)) for n in range(10)),
    ]
    found = looks(cards, TODAY)
    assert len(found) == 10
    assert [found[0].key, found[0].other, found[0].forgotten] == ["mixed", "other", 3]
    keys = [each.key for each in looks(cards, TODAY, most=None)]
    assert keys[-2:] == ["twice", "late"]


def test_of_too_many_wrong_answers_the_rarest_goes() -> None:
    given = ("a", "A", *(f"w{n}" for n in range(MOST_WRONG)))
    told = trail(*(reviewed(text, 1) for text in given))
    assert told.wrong[0] == ("A", 2)
    assert len(told.wrong) == MOST_WRONG


def test_a_day_that_ends_as_it_began_has_no_turn() -> None:
    told = Trail()
    for day, is_known in ((1, True), (5, False), (5, True), (8, False), (9, True)):
        grade = 3 if is_known else 1
        told = told.after(reviewed("", grade), day, is_known=is_known)
    assert told.turns == (1, 8, 9)
    assert [told.was_known(day) for day in (0, 1, 7, 8, 9)] == [
        False,
        True,
        True,
        False,
        True,
    ]


def test_every_card_that_was_forgotten_is_listed_most_often_first() -> None:
    cards = [
        now("sticks", trail(RIGHT, RIGHT, RIGHT), lapses=2),
        now("never", trail(RIGHT)),
        now("missed", trail(MISS, MISS)),
        now("worst", trail(MISS, MISS), lapses=4),
    ]
    told = [(each.key, each.forgotten, each.why) for each in forgotten(cards, TODAY)]
    assert told == [
        ("worst", 4, "missed both times"),
        ("sticks", 2, ""),
        ("missed", 0, "missed both times"),
    ]


def test_the_store_keeps_what_answers_leave_behind(world: World) -> None:
    store = world.store()
    events = [
        store.record(each, at=START + timedelta(minutes=n))
        for n, each in enumerate(
            (
                review("deck/x", 4),
                review("deck/x", 1, mark=Mark.WRONG),
                review("deck/y", 4),
            )
        )
    ]
    assert store.trail("deck/x") == Trail((), "rm", (("x", 1),), 1)
    day = START.date().toordinal()
    assert store.trail("deck/y").turns == (day,)
    assert store.trail("deck/z") == Trail()
    store.undo(events[1], at=START + timedelta(minutes=9))
    assert store.trail("deck/x") == Trail((day,), "r")
    later = START + timedelta(days=1)
    store.record(Same((("deck/new", "deck/y"),)), at=later)
    store.record(Reset("deck/x"), at=later)
    assert store.trail("deck/x") == Trail((day, day + 1))
    assert store.trail("deck/new").turns == (day,)
    store.close()
    kept, folded = world.store(), world.fresh_store()
    for key in ("deck/x", "deck/new"):
        assert store.trail(key) == kept.trail(key) == folded.trail(key)


def test_an_answer_that_counts_as_right_is_no_wrong_one(world: World) -> None:
    store = world.store()
    wrong = review("deck/x", 1, mark=Mark.WRONG)
    store.record(wrong, at=START)
    store.record(Accept("deck/x", "X"), at=START)
    assert store.trail("deck/x").wrong == ()
