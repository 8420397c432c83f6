"""The decks that come with quizapp: made of their facts, and well asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from quizapp.cards.facts.generate import generate_deck
from quizapp.cards.facts.reader import read_facts
from quizapp.cards.format.writer import write_deck
from quizapp.cards.judging.normal import normal
from quizapp.cards.languages import language_of
from quizapp.cards.questions import (
    Pool,
    RivalsByForm,
    answers_of_type,
    ask,
    statements_of,
)
from quizapp.decks.library.checker import complaints_of
from quizapp.model import Card, Deck, Kind, Value
from tests.samples import CARDS, DECKS, FOLDER, NAMES, shipped

ACTORS = {"china", "mexico", "united states", "washington", "president"}
"""Whom the article is about: other questions cannot do without their names."""
DATE = re.compile(r"\d+ [A-Z][a-z]+ \d{4}")
"""A day, whose numbers are no answer to another question."""
BETRAYED = frozenset(
    "all always every everybody never nobody none nothing only".split()
)
"""Words by which a false statement is known without knowing anything else."""


def pool_of(card: Card) -> Pool:
    own = [each for each in CARDS if each.deck == card.deck]
    alike = answers_of_type(CARDS, card.fields.type or "none")
    return Pool(RivalsByForm(own), alike, statements_of(own, card.rules))


def ids(card: Card) -> str:
    return card.key


def shown(card: Card) -> str:
    if not card.blank:
        return card.prompt
    return card.prompt[: card.blank.start] + " … " + card.prompt[card.blank.end :]


def answers(card: Card) -> Sequence[str]:
    """Everything that counts as right; nothing for what is no answer by itself."""
    if card.kind in (Kind.TRUE_FALSE, Kind.ORDER, Kind.MATCH):
        return ()
    if card.items:
        return [item.text for item in card.items if item.right]
    return (card.answer, *card.fields.accept)


def spoken(text: str) -> str:
    """The words of a text between blanks, `eleven` as `11`."""
    numerals = language_of("en").numerals
    words = (str(numerals.get(word, word)) for word in normal(text).split())
    return f" {' '.join(words)} "


def is_told(answer: str, text: str) -> bool:
    return spoken(answer) in spoken(text)


def test_every_deck_comes_with_its_facts() -> None:
    decks = {path.stem for path in FOLDER.glob("*.md")} - {f"{n}.facts" for n in NAMES}
    assert decks == set(NAMES)
    assert len(NAMES) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_deck_is_what_its_facts_generate(name: str) -> None:
    path = FOLDER / f"{name}.facts.md"
    made = generate_deck(read_facts(path.read_bytes(), name))
    shipped = (FOLDER / f"{name}.md").read_text("utf-8")
    assert write_deck(made) == shipped, f"quizapp generate {path.name} -o {name}.md"


@pytest.mark.parametrize(
    "path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.name
)
def test_check_finds_nothing_in_a_shipped_file(path: Path) -> None:
    assert complaints_of(path) == ()


def test_half_of_the_cards_need_no_question_and_150_letters_of_facts() -> None:
    derived = letters = 0
    for name in NAMES:
        path = FOLDER / f"{name}.facts.md"
        facts = read_facts(path.read_bytes(), name).facts
        written = {card.prompt for fact in facts for card in fact.cards}
        written |= {each.text for fact in facts for each in fact.questions}
        derived += sum(card.prompt not in written for card in shipped(name).cards)
        lines = path.read_text("utf-8").splitlines(keepends=True)
        letters += sum(
            len(line) for line in lines if not line.startswith((":note:", ":wrong:"))
        )
    assert derived >= len(CARDS) / 2
    assert letters <= 150 * len(CARDS)


@pytest.mark.parametrize("card", CARDS, ids=ids)
def test_a_statement_is_asked_as_true_and_as_false(card: Card) -> None:
    """That of each card with a blank, with wrong answers of its author or type."""
    if not card.blank:
        return
    pool = pool_of(card)
    asked = [
        ask(card, None, pool, Random(n), wanted=Kind.TRUE_FALSE) for n in range(20)
    ]
    assert {question.kind for question in asked} == {Kind.TRUE_FALSE}
    assert card.prompt in {question.prompt for question in asked}
    assert len({question.prompt for question in asked}) > 3


def test_the_article_has_at_least_45_cards_over_all_its_paragraphs() -> None:
    cards = shipped("apec-2016").cards
    assert len(cards) >= 45
    assert {card.fields.source for card in cards} == set("12345")


def test_every_kind_of_card_and_of_value_that_it_needs_appears() -> None:
    cards = shipped("apec-2016").cards
    assert {card.kind for card in cards} == set(Kind) - {Kind.TYPE}
    values = {card.fields.value for card in cards}
    assert values == {Value.TEXT, Value.NUMBER, Value.DATE}
    assert [c for c in cards if sum(item.right for item in c.items) > 1]


@pytest.mark.parametrize("card", CARDS, ids=ids)
def test_a_card_carries_paragraph_statement_and_fact(card: Card) -> None:
    assert card.fields.source
    assert card.fields.cite
    assert card.fields.fact
    assert card.topic
    assert card.fields.id


@pytest.mark.parametrize("card", CARDS, ids=ids)
def test_no_prompt_holds_its_own_answer(card: Card) -> None:
    assert [each for each in answers(card) if is_told(each, shown(card))] == []


@pytest.mark.parametrize("each", DECKS, ids=NAMES)
def test_no_name_title_or_topic_tells_an_answer(each: Deck) -> None:
    told = [
        (card.fields.id, place, answer)
        for card in each.cards
        for place in (each.name, each.title, card.topic)
        for answer in answers(card)
        if is_told(answer, place)
    ]
    assert told == []


@pytest.mark.parametrize("each", DECKS, ids=NAMES)
def test_no_question_tells_the_answer_to_another(each: Deck) -> None:
    """But for the blanks of one sentence, which are asked on different days."""
    told = [
        (card.fields.id, other.fields.id, answer)
        for card in each.cards
        for other in each.cards
        for answer in answers(card)
        if other.prompt != card.prompt and is_told(answer, DATE.sub("", shown(other)))
        if normal(answer) not in ACTORS or card.fields.fact == other.fields.fact
    ]
    assert told == []


def test_no_two_cards_of_different_facts_ask_the_same() -> None:
    asked: dict[str, str] = {}
    for card in CARDS:
        if card.kind is Kind.ORDER:
            continue
        first = asked.setdefault(normal(shown(card)), card.fields.fact)
        assert first == card.fields.fact, card.prompt


@pytest.mark.parametrize("each", DECKS, ids=NAMES)
def test_as_many_statements_are_true_as_false_and_no_word_betrays_one(
    each: Deck,
) -> None:
    statements = [card for card in each.cards if card.kind is Kind.TRUE_FALSE]
    count = Counter(card.answer for card in statements)
    assert count["true"] == count["false"] > 0
    for card in statements:
        assert BETRAYED.isdisjoint(normal(card.prompt).split()), card.prompt


@pytest.mark.parametrize("card", CARDS, ids=ids)
def test_no_wrong_choice_is_right_and_none_is_there_twice(card: Card) -> None:
    right = {normal(each) for each in (card.answer, *card.fields.accept)}
    wrong = [normal(each) for each in card.fields.wrong]
    assert not right & set(wrong)
    assert len(set(wrong)) == len(wrong)


@pytest.mark.parametrize("card", CARDS, ids=ids)
def test_the_wrong_choices_are_not_always_the_same_three(card: Card) -> None:
    if not answers(card) or card.items:
        return
    asked = [ask(card, None, pool_of(card), Random(seed)) for seed in range(20)]
    assert {question.kind for question in asked} == {Kind.CHOOSE}
    wrong = {c.text for question in asked for c in question.choices if not c.right}
    assert len(wrong) >= 5


@pytest.mark.parametrize("each", DECKS, ids=NAMES)
def test_the_right_choice_is_seldom_the_longest(each: Deck) -> None:
    """In at most 40% of the questions that are asked with choices."""
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


def test_where_the_article_errs_the_card_is_right_and_its_note_says_so() -> None:
    cards = {card.fields.id: card for card in shipped("apec-2016").cards}
    for id_, answer, note in (
        ("twelve-12", "12", "article counts ten"),
        ("six-6", "6", "article says that all"),
        ("li-baodong-li-baodong", "Li Baodong", "article writes Li Bao-dong"),
    ):
        assert cards[id_].answer == answer
        assert note in cards[id_].fields.note


def test_a_claim_is_asked_with_its_owner() -> None:
    claims = [card for card in CARDS if card.fields.fact == "lauer"]
    assert len(claims) == 3
    for card in claims:
        assert card.prompt.startswith("The commentator Mirko Lauer argued")


def test_the_facts_files_are_no_decks() -> None:
    assert all(not Path(each.path or "").stem.endswith(".facts") for each in DECKS)
