"""What a reader wants of an article is suggested, and its card takes few keys."""

from __future__ import annotations

import pytest

from tests.cards.articles.driver import Driver, Place
from tests.cards.articles.wanted import (
    LEAST_EXACT,
    MOST_KEYS,
    MOST_SUGGESTIONS,
    Figures,
)

SENTENCES = [
    "Bonn lies on the Rhine.",
    "It is old.",
    "Its minster is older than most.",
]
BONN, RHINE = Place(0, 0, 4), Place(0, 17, 22)


def driver() -> Driver:
    """Two paragraphs, with suggestions in the first sentence only."""
    return Driver(SENTENCES, [0, 2], [[BONN[1:], RHINE[1:]], [], []])


def test_wanted_answers_are_suggested_exactly_and_not_among_too_many() -> None:
    held = Figures.of_half("held")
    assert held.exact >= LEAST_EXACT
    assert held.suggestions <= MOST_SUGGESTIONS


@pytest.mark.parametrize("half", ["tuned", "held"])
def test_a_card_takes_few_keys(half: str) -> None:
    assert Figures.of_half(half).keys <= MOST_KEYS


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        ([BONN], [1]),
        ([RHINE], [2]),
        ([BONN, RHINE], [1, 1]),
        ([RHINE, BONN], [2, 2]),
        ([Place(0, 13, 22)], [3]),  # next suggestion, one word more, blank
        ([Place(0, 5, 9)], [3]),  # both ends of “Bonn” move to the next word
        ([Place(1, 6, 9)], [6]),  # next sentence, both ends of “It” twice, blank
        ([Place(2, 0, 3)], [2]),  # next paragraph, whose first word is chosen
        ([Place(2, 26, 30)], [6]),  # /mos, Enter, blank
    ],
)
def test_the_driver_takes_the_shortest_way(
    wanted: list[Place], keys: list[int]
) -> None:
    assert driver().keys(wanted) == keys


def test_a_place_inside_a_word_takes_more_keys_than_anyone_has() -> None:
    assert driver().keys([Place(0, 1, 3)])[0] > 1000
