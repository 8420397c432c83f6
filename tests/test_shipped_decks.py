"""The decks that come with quizapp: made of their facts, and well asked."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from quizapp.formats.facts_reader import read_facts
from quizapp.formats.reader import read_deck
from quizapp.formats.writer import write_deck
from quizapp.generate import deck_of
from quizapp.model import Card, Deck, Kind, Value
from quizapp.paths import shipped_decks
from quizapp.questions import Pool, Rivals, alike_of, ask, normal

FOLDER = shipped_decks()
NAMES = sorted(
    path.name.removesuffix(".facts.md") for path in FOLDER.glob("*.facts.md")
)


def deck(name: str) -> Deck:
    path = FOLDER / f"{name}.md"
    return read_deck(path.read_bytes(), name, path)


DECKS = [deck(name) for name in NAMES]
CARDS = [card for each in DECKS for card in each.cards]


def pool_of(card: Card) -> Pool:
    own = [each for each in CARDS if each.deck == card.deck]
    return Pool(Rivals(own), alike_of(CARDS, card.fields.type or "none"))


def ids(card: Card) -> str:
    return card.key


def test_every_deck_comes_with_its_facts() -> None:
    decks = {path.stem for path in FOLDER.glob("*.md")} - {f"{n}.facts" for n in NAMES}
    assert decks == set(NAMES)
    assert len(NAMES) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_deck_is_what_its_facts_generate(name: str) -> None:
    path = FOLDER / f"{name}.facts.md"
    facts = read_facts(path.read_bytes(), name, path)
    made = deck_of(facts)
    assert (*facts.complaints, *made.complaints) == ()
    shipped = (FOLDER / f"{name}.md").read_text("utf-8")
    assert write_deck(made.deck) == shipped, (
        f"quizapp generate {path.name} -o {name}.md"
    )


@pytest.mark.parametrize("each", DECKS, ids=NAMES)
def test_reading_a_shipped_deck_gives_no_complaint(each: Deck) -> None:
    assert each.complaints == ()


def test_the_article_has_at_least_45_cards_over_all_its_paragraphs() -> None:
    cards = deck("apec-lima-2016").cards
    assert len(cards) >= 45
    assert {card.fields.source for card in cards} == set("12345")


def test_every_kind_and_value_of_the_format_appears() -> None:
    cards = deck("apec-lima-2016").cards
    kinds = {card.kind for card in cards}
    assert kinds == set(Kind) - {Kind.TYPE}
    assert {card.fields.value for card in cards} == set(Value)
    several = [c for c in cards if sum(item.right for item in c.items) > 1]
    assert several
    assert any(card.is_reverse for card in cards)


@pytest.mark.parametrize("card", CARDS, ids=ids)
def test_a_card_carries_paragraph_statement_and_fact(card: Card) -> None:
    assert card.fields.source
    assert card.fields.cite
    assert card.fields.fact
    assert card.topic
    assert card.fields.id


def shown(card: Card) -> str:
    if not card.blank:
        return card.prompt
    return card.prompt[: card.blank.start] + " … " + card.prompt[card.blank.end :]


@pytest.mark.parametrize("card", CARDS, ids=ids)
def test_no_prompt_holds_its_own_answer(card: Card) -> None:
    asked = f" {normal(shown(card))} "
    right = (card.answer, *card.fields.accept)
    if card.kind is Kind.TRUE_FALSE:
        return
    for answer in right:
        for line in answer.split("\n"):
            assert f" {normal(line)} " not in asked


def test_no_two_cards_of_different_facts_ask_the_same() -> None:
    asked: dict[str, str] = {}
    for card in CARDS:
        first = asked.setdefault(normal(shown(card)), card.fields.fact)
        assert first == card.fields.fact, card.prompt


@pytest.mark.parametrize("card", CARDS, ids=ids)
def test_no_wrong_choice_is_right_and_none_is_there_twice(card: Card) -> None:
    right = {normal(each) for each in (card.answer, *card.fields.accept)}
    wrong = [normal(each) for each in card.fields.wrong]
    assert not right & set(wrong)
    assert len(set(wrong)) == len(wrong)


@pytest.mark.parametrize("each", DECKS, ids=NAMES)
def test_the_right_choice_is_seldom_the_longest(each: Deck) -> None:
    """In at most 40 % of the questions that are really asked with choices."""
    seen: Counter[bool] = Counter()
    for card in each.cards:
        for seed in range(10):
            question = ask(card, None, pool_of(card), Random(seed))
            if question.kind is not Kind.CHOOSE or question.wants_several:
                continue
            longest = max(len(c.text) for c in question.choices if not c.right)
            right = next(len(c.text) for c in question.choices if c.right)
            seen[right > longest] += 1
    assert seen.total() >= 200
    assert seen[True] / seen.total() <= 0.4


def test_a_number_or_a_claim_where_the_article_errs_is_told_in_a_note() -> None:
    cards = {card.fields.id: card for card in deck("apec-lima-2016").cards}
    assert cards["twelve-12"].answer == "12"
    assert "ten" in cards["twelve-12"].fields.note
    assert cards["six-not-all"].answer == "false"
    assert "article" in cards["six-not-all"].fields.note
    assert "Li Bao-dong" in cards["li-baodong-li-baodong"].fields.note
    for card in CARDS:
        if card.fields.fact == "lauer" and card.kind is Kind.FLIP:
            assert re.match("According to Mirko Lauer|Which commentator", card.prompt)


def test_the_facts_files_are_no_decks() -> None:
    assert all(not Path(each.path or "").stem.endswith(".facts") for each in DECKS)
