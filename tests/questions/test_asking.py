"""In which form a card is asked, and with which choices."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.model import (
    Blank,
    Card,
    Fields,
    Kind,
    Memory,
    Phase,
    Question,
)
from quizapp.questions import Pool, Rivals, alike_of, ask, normal

CITIES = ("Santiago", "Bogotá", "Quito", "Brasília", "Caracas")
LEARNING = Memory(Phase.LEARNING, 1, 2.3, 5.0, 10, 1, 10, 1, 0)
FIRM = Memory(Phase.REVIEW, None, 20.0, 5.0, 30, None, 10, 4, 0)


def pool_of(*texts: str) -> Pool:
    cards = [
        Card("deck", Kind.FLIP, f"Which is {n}?", text, fields=Fields(type="city"))
        for n, text in enumerate(texts)
    ]
    return Pool(Rivals(cards), alike_of(cards, "city"))


NONE = Pool()


def flip(answer: str = "Lima", prompt: str = "Where?", **fields: object) -> Card:
    return Card(
        "deck",
        Kind.FLIP,
        prompt,
        answer,
        fields=Fields(id="x", type="city", **fields),  # type: ignore[arg-type]
    )


def asked(card: Card, memory: Memory | None, pool: Pool) -> Question:
    return ask(card, memory, pool, Random(7))


CLOZE = Card(
    "deck",
    Kind.CLOZE,
    "The summit met in Lima.",
    "Lima",
    blank=Blank(18, 22),
    fields=Fields(type="city"),
)


@pytest.mark.parametrize(
    ("card", "memory", "kind"),
    [
        (flip(), None, Kind.CHOOSE),
        (flip(), LEARNING, Kind.CHOOSE),
        (flip(), FIRM, Kind.TYPE),
        (flip("one two three four five six seven"), FIRM, Kind.FLIP),
        (flip("two\nlines"), FIRM, Kind.FLIP),
        (flip(ask=Kind.FLIP), None, Kind.FLIP),
        (flip(ask=Kind.TYPE), None, Kind.TYPE),
        (flip(ask=Kind.CHOOSE), FIRM, Kind.CHOOSE),
        (CLOZE, None, Kind.CHOOSE),
        (CLOZE, FIRM, Kind.CLOZE),
        (Card("d", Kind.TRUE_FALSE, "?", "true"), FIRM, Kind.TRUE_FALSE),
    ],
)
def test_a_card_gets_harder_as_its_memory_firms(
    card: Card, memory: Memory | None, kind: Kind
) -> None:
    assert asked(card, memory, pool_of(*CITIES)).kind is kind


def test_a_choice_of_a_card_that_can_be_recalled_has_a_harder_form() -> None:
    assert asked(flip(), None, pool_of(*CITIES)).has_harder
    assert not asked(flip(), FIRM, pool_of(*CITIES)).has_harder
    assert not asked(flip(ask=Kind.CHOOSE), None, pool_of(*CITIES)).has_harder
    truth = Card("d", Kind.TRUE_FALSE, "?", "true")
    assert not asked(truth, None, NONE).has_harder


def test_without_three_honest_wrong_choices_a_new_card_is_recalled() -> None:
    assert asked(flip(), None, pool_of("Santiago", "Quito")).kind is Kind.TYPE


def test_the_authors_wrong_choices_come_before_those_of_other_cards() -> None:
    question = asked(flip(wrong=("Cusco", "Iquitos", "Tacna")), None, pool_of(*CITIES))
    assert {c.text for c in question.choices} == {"Lima", "Cusco", "Iquitos", "Tacna"}
    few = asked(flip(wrong=("Cusco",)), None, pool_of(*CITIES))
    texts = {c.text for c in few.choices}
    assert {"Lima", "Cusco"} < texts
    assert len(texts & set(CITIES)) == 2


def test_no_wrong_choice_is_another_right_answer_or_named_in_the_question() -> None:
    card = flip(
        prompt="Which capital is nearer than Quito?", accept=("Ciudad de los Reyes",)
    )
    pool = pool_of("Lima", "LIMA!", "ciudad de los reyes", "Quito", *CITIES)
    for seed in range(20):
        texts = {c.text for c in ask(card, None, pool, Random(seed)).choices}
        assert not texts & {"LIMA!", "ciudad de los reyes", "Quito"}


def test_a_cloze_shows_a_blank_with_its_type_and_not_its_answer() -> None:
    prompt = asked(CLOZE, FIRM, NONE).prompt
    assert prompt == "The summit met in _____ (city)."


words = st.text(alphabet="abcdeé -XY", min_size=1, max_size=12).filter(str.strip)


@given(words, st.lists(words, max_size=6), st.lists(words, max_size=12), st.integers())
def test_a_choice_question_holds_one_right_answer_and_repeats_nothing(
    answer: str, wrong: list[str], others: list[str], seed: int
) -> None:
    card = replace(flip(answer), fields=Fields(id="x", type="t", wrong=tuple(wrong)))
    question = ask(card, None, pool_of(*others), Random(seed))
    if question.kind is Kind.CHOOSE:
        forms = [normal(choice.text) for choice in question.choices]
        assert len(set(forms)) == len(forms) == 4
        assert [c.text for c in question.choices if c.right] == [answer]


def test_the_same_seed_draws_the_same_question() -> None:
    one, other = (ask(flip(), None, pool_of(*CITIES), Random(3)) for _ in range(2))
    assert one == other
