"""The sentence that the figures come to: each thing there may be to say, honestly."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from quizapp.model import DayTotals, Log
from quizapp.study.scores import (
    Emphasis,
    Figures,
    Score,
    figures,
    sentence,
    short_sentence,
)
from quizapp.text import percent

TODAY = 740_000


def told(known: int, cards: int, gained: int = 0, **more: Any) -> Figures:
    """Figures of this many cards, some of them known for long, the others new."""
    learning = more.pop("learning", 0)
    overdue = more.pop("overdue", 0)
    total = DayTotals(recalled=more.pop("recalled", 0), due=more.pop("due", 0))
    weeks = (known - gained, known)
    new = cards - known - learning
    whole = Score("", cards, new, learning, known, 0, overdue, weeks)
    none = figures([], Log({}, {}), TODAY, aim=0.9, forecast=())
    return replace(
        none, **{"since": TODAY - 100, "whole": whole, "total": total, **more}
    )


FULL = told(212, 312, 4, recalled=910, due=1000)


@pytest.mark.parametrize(
    ("figures", "text"),
    [
        (
            FULL,
            "You know 68% of 312 cards, 4 more than last week. When a card comes back "
            "you remember it 91% of the time; you aim for 90%.",
        ),
        (told(0, 0, since=None), "There are no cards here yet."),
        (told(0, 9, since=None), "You do not know any of these 9 cards yet."),
        (told(0, 1, since=None), "You do not know this card yet."),
        (told(0, 9, learning=3), "You are learning 3 of 9 cards; none is known yet."),
        (
            told(0, 1, learning=1),
            "You are learning the only card; it is not known yet.",
        ),
        (
            told(0, 9, -2, learning=9),
            "You are learning all 9 cards; none is known now, 2 fewer than last week.",
        ),
        (
            told(3, 9, 3, since=TODAY - 2),
            "You know 33% of 9 cards after 3 days. You have not reviewed any of them "
            "yet.",
        ),
        (
            told(3, 9, 3, since=TODAY),
            "You know 33% of 9 cards after 1 day. You have not reviewed any of them "
            "yet.",
        ),
        (
            told(9, 9, 0, recalled=6, due=7),
            "You know all 9 cards, the same as last week.",
        ),
        (
            told(5, 9, -1, recalled=700, due=1000),
            "You know 56% of 9 cards, 1 fewer than last week. When a card comes back "
            "you remember it 70% of the time, less than the 90% you aim for.",
        ),
        (
            told(5, 9, 1, recalled=990, due=1000, overdue=2),
            "You know 56% of 9 cards, 1 more than last week. When a card comes back "
            "you remember it 99% of the time, more than the 90% you aim for. 2 of "
            "the known cards have been due for over a week, so you may have forgotten "
            "some.",
        ),
    ],
)
def test_the_sentence_says_what_there_is_to_say(figures: Figures, text: str) -> None:
    assert str(sentence(figures)) == text


def test_what_stands_out_are_its_numbers() -> None:
    parts = sentence(FULL).parts
    assert [p.text for p in parts if p.emphasis is Emphasis.ACHIEVED] == ["68%", "91%"]
    assert [p.text for p in parts if p.emphasis is Emphasis.NUMBER] == ["4"]


@pytest.mark.parametrize(
    ("known", "learning", "gained", "text"),
    [
        (31, 4, 4, "You know 62% of 50 cards, 4 more than before."),
        (31, 4, 0, "You know 62% of 50 cards, the same as before."),
        (0, 4, 0, "You are learning 4 of 50 cards; none is known yet."),
        (0, 4, -1, "You are learning 4 of 50 cards; none is known now, 1 fewer than "),
        (0, 0, 0, "You do not know any of these 50 cards yet."),
    ],
)
def test_in_short_it_compares_with_before(
    known: int, learning: int, gained: int, text: str
) -> None:
    assert str(short_sentence(known, learning, 50, gained)).startswith(text)


def test_a_share_is_never_rounded_to_all_or_nothing() -> None:
    assert [percent(part, 1000) for part in (0, 1, 15, 999, 1000)] == [
        "0%",
        "<1%",
        "2%",
        "99%",
        "100%",
    ]
