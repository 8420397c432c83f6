"""What is more than a file may hold: where it is said, and what is kept."""

from __future__ import annotations

import pytest

from quizapp.cards.facts.generate import generate_deck
from quizapp.cards.facts.reader import read_facts
from quizapp.cards.format import limits
from quizapp.cards.format.complaints import MAX_COUNTED, MAX_KEPT
from quizapp.cards.format.reader import read_deck
from quizapp.model import Level
from tests.cards.format.oversized import CARD, FACT_LIMITS, LIMITS


@pytest.mark.parametrize(
    ("code", "text", "line", "cards"), LIMITS, ids=[each[0] for each in LIMITS]
)
def test_a_limit_is_told_where_it_is_passed(
    code: str, text: str, line: int, cards: int
) -> None:
    for form in (text, text.encode()):
        deck = read_deck(form, "deck")
        assert (code, Level.ERROR, line) in [
            (c.code, c.level, c.line) for c in deck.complaints
        ]
        assert len({card.key for card in deck.cards}) <= cards


def test_a_deck_as_large_as_one_may_be_is_read_whole() -> None:
    text = "".join(
        f"Q: What is the number {n} in this row of cards?\nA: {n}\n:id: card-{n}\n"
        f":note: The one after {n - 1}, told at some length.\n"
        for n in range(limits.MAX_CARDS)
    )
    assert len(text) < limits.MAX_BYTES
    assert text.count("\n") == limits.MAX_LINES
    deck = read_deck(text, "deck")
    assert (len(deck.cards), deck.complaints) == (limits.MAX_CARDS, ())


def test_of_many_complaints_the_first_are_kept_and_the_others_counted() -> None:
    deck = read_deck(
        f"{CARD}---\n" + "stray\n" * (MAX_KEPT + 7) + f"\n{CARD}C: [c]", "deck"
    )
    assert len(deck.complaints) == MAX_KEPT + 1
    last = deck.complaints[-1]
    assert (last.code, last.level) == ("more-complaints", Level.ERROR)
    assert "8 more complaints" in last.message  # and the same card once more
    assert len(deck.cards) == 2


def test_what_is_all_complaints_is_not_read_to_its_end() -> None:
    deck = read_deck("stray\n" * (MAX_KEPT + MAX_COUNTED + 1) + f"\n{CARD}", "deck")
    assert deck.cards == ()
    assert "was not read" in deck.complaints[-1].message


def test_warnings_that_are_only_counted_are_no_error() -> None:
    deck = read_deck("Q: q\nA: a\n" + ":tpye: b\n" * (MAX_KEPT + 1), "deck")
    assert deck.errors == ()
    assert deck.complaints[-1].code == "more-complaints"


@pytest.mark.parametrize(
    ("code", "text"), FACT_LIMITS, ids=[each[0] for each in FACT_LIMITS]
)
def test_a_facts_file_has_limits_too(code: str, text: str) -> None:
    facts = read_facts(text, "facts")
    assert code in {each.code for each in facts.deck.complaints}
    assert len(generate_deck(facts).cards) <= limits.MAX_FACTS


@pytest.mark.parametrize(
    "inside",
    ["a = " + "[" * 7000, "a = " + "{a=" * 2500, "a = " + "9" * 6000],
    ids=["arrays", "tables", "digits"],
)
def test_a_front_matter_that_python_cannot_hold_is_told(inside: str) -> None:
    deck = read_deck(f"---\n{inside}\n---\n{CARD}", "deck")
    assert [each.code for each in deck.complaints] == ["bad-front-matter"]
    assert len(deck.cards) == 1
