"""What is made of facts without another word: one right answer, and nothing said to be
false that the deck says is true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from quizapp.cards.facts.generate import generate_deck
from quizapp.cards.facts.reader import read_facts
from quizapp.cards.format.reader import read_deck
from quizapp.cards.format.writer import write_deck
from quizapp.cards.judging.normal import normal
from quizapp.cards.kinds.choices import around_answer
from quizapp.cards.questions import (
    Pool,
    RivalsByForm,
    answers_of_type,
    ask,
    judge,
    statements_of,
)
from quizapp.model import Card, Deck, Item, Kind, Mark, Question, Value

CITIES = {
    "Lima": "the City of Kings",
    "Cusco": "Qosqo",
    "Quito": "San Francisco",
    "La Paz": "Chuquiago",
    "Sucre": "the White City",
    "Bogotá": "Bacatá",
}
"""Cities, each with another name that its cards accept."""
SAME = {
    name: city
    for city, alias in CITIES.items()
    for name in (city, alias, alias[0].upper() + alias[1:])
}
EVENTS = ("water games", "games of chess", "fair", "carnival", "book market")
TYPES = ("city", "event", "year", "country")
COUNTRIES = ("Peru", "Bolivia", "Ecuador", "Colombia")


@dataclass(frozen=True)
class Hosting:
    """What a fact says: a city held an event, perhaps in a year, for a country."""

    city: str
    event: str
    year: int | None
    country: str | None

    def makes_true(self, claim: Hosting) -> bool:
        return (
            self.city == claim.city
            and self.event == claim.event
            and claim.year in (None, self.year)
            and claim.country in (None, self.country)
        )


@dataclass(frozen=True)
class Made:
    """A fact as it is written down."""

    said: Hosting
    name: str
    """The name it calls the city by."""
    pattern: int
    marks: frozenset[str]
    is_asked: bool = False

    def text(self, number: int) -> str:
        said = self.said
        city = self._mark(self.name, "city")
        event = self._mark(said.event, "event")
        year = self._mark(str(said.year), "year") if said.year else ""
        country = self._mark(said.country, "country") if said.country else ""
        patterns = [
            f"{city} held the {event}{year and f' in {year}'}"
            f"{country and f' for {country}'}.",
            f"{year and f'In {year} '}{city} held the {event}"
            f"{country and f' for {country}'}.",
        ]
        question = "Which city was it" if self.is_asked else ""
        line = f"? {question and f'{question} in case {number}?'} -> {self.name}"
        has_line = "city" in self.marks
        accept = f"\n{line}\n:accept: {' | '.join((said.city, CITIES[said.city]))}"
        return f"{patterns[self.pattern]}\n:id: f{number}{accept if has_line else ''}\n"

    def _mark(self, text: str, type_: str) -> str:
        return f"[{text}::{type_}]" if type_ in self.marks else text


hostings = st.builds(
    Hosting,
    st.sampled_from([*CITIES]),
    st.sampled_from(EVENTS),
    st.none() | st.integers(1998, 2004),
    st.none() | st.sampled_from(COUNTRIES),
)


@st.composite
def made_facts(draw: st.DrawFn) -> Made:
    said = draw(hostings)
    marks = draw(st.frozensets(st.sampled_from(TYPES), min_size=1))
    there = {type_ for type_ in TYPES if getattr(said, type_)}
    marks = marks & there or frozenset({"city"})
    # Another name counts only where a card accepts it.
    names = [said.city, CITIES[said.city]] if "city" in marks else [said.city]
    name = draw(st.sampled_from(names))
    return Made(said, name, draw(st.integers(0, 1)), marks, draw(st.booleans()))


worlds = st.lists(made_facts(), min_size=2, max_size=10)


plain = st.builds(
    Hosting,
    st.sampled_from([*CITIES]),
    st.sampled_from(EVENTS),
    st.none(),
    st.sampled_from([None, "Peru"]),
).map(
    lambda said: Made(said, said.city, 0, frozenset({"city", "event"}), is_asked=False)
)
"""Facts of two patterns, of which matches are made."""


def text_of(world: list[Made]) -> str:
    return "## 1\n\n" + "\n".join(made.text(n) for n, made in enumerate(world))


def deck_of(world: list[Made]) -> Deck:
    return generate_deck(read_facts(text_of(world), "made"))


def pool_of(deck: Deck, card: Card) -> Pool:
    type_ = card.fields.type
    alike = answers_of_type(deck.cards, type_) if type_ else ()
    statements = statements_of(deck.cards, deck.rules)
    return Pool(RivalsByForm(deck.cards), alike, statements)


def questions(deck: Deck, seed: int, *kinds: Kind) -> Iterator[Question]:
    pool = pool_of(deck, deck.cards[0])
    for card in deck.cards:
        alike = answers_of_type(deck.cards, card.fields.type)
        for kind in kinds:
            own = structs.replace(pool, same_type=alike)
            yield ask(card, None, own, Random(seed), wanted=kind)


def claim(made: Made, type_: str, answer: str) -> Hosting:
    """What the fact says with another answer of this type."""
    said = made.said
    match type_:
        case "city":
            return replace(said, city=SAME[answer])
        case "event":
            return replace(said, event=answer)
        case "year":
            return replace(said, year=int(answer))
        case _:
            return replace(said, country=answer)


def is_true(world: list[Made], claimed: Hosting) -> bool:
    return any(made.said.makes_true(claimed) for made in world)


def fact_of(world: list[Made], card: Card) -> Made:
    return world[int(card.fields.fact[1:])]


@given(worlds, st.integers(0, 10**6))
def test_of_the_choices_one_is_right_and_none_is_there_twice(
    world: list[Made], seed: int
) -> None:
    for question in questions(deck_of(world), seed, Kind.CHOOSE):
        if question.kind != Kind.CHOOSE:
            continue
        card, texts = question.card, [choice.text for choice in question.choices]
        assert len({normal(text) for text in texts}) == len(texts) == 4
        assert [c.text for c in question.choices if c.right] == [card.answer]
        marks = [judge(question, text).mark for text in texts]
        assert sorted(marks) == [Mark.RIGHT, *[Mark.WRONG] * 3]
        made = fact_of(world, card)
        for text in texts:
            claimed = claim(made, card.fields.type, text)
            assert is_true(world, claimed) is (text == card.answer)


@given(worlds, st.integers(0, 10**6))
def test_no_false_statement_is_made_true_by_another_fact(
    world: list[Made], seed: int
) -> None:
    for question in questions(deck_of(world), seed, Kind.TRUE_FALSE):
        if question.kind != Kind.TRUE_FALSE:
            continue
        card = question.card
        around = around_answer(card)
        assert around
        answer = question.prompt[len(around[0]) : -len(around[1])]
        claimed = claim(fact_of(world, card), card.fields.type, answer)
        holds = next(c.text for c in question.choices if c.right)
        assert holds == str(is_true(world, claimed))


@settings(max_examples=20)
@given(worlds, st.integers(0, 10**6))
def test_equal_facts_give_equal_cards_and_questions(
    world: list[Made], seed: int
) -> None:
    one, other = deck_of(world), deck_of(world)
    assert write_deck(one) == write_deck(other)
    assert read_deck(write_deck(one), "made").cards == one.cards
    kinds = (Kind.CHOOSE, Kind.TRUE_FALSE, Kind.CLOZE)
    assert [*questions(one, seed, *kinds)] == [*questions(other, seed, *kinds)]


@given(worlds | st.lists(plain, min_size=3, max_size=9))
def test_an_order_is_that_of_the_years_and_a_match_has_one_answer(
    world: list[Made],
) -> None:
    for card in deck_of(world).cards:
        if card.kind == Kind.ORDER:
            assert 3 <= len(card.items) <= 6
            years = [years_of(world, item) for item in card.items]
            assert all(len(each) == 1 for each in years)
            assert years == sorted(years)
            assert len({year for each in years for year in each}) == len(years)
        if card.kind == Kind.MATCH:
            sides = [(item.text, item.pair) for item in card.items]
            assert len({side for side, _ in sides}) == len(sides) >= 3
            texts = {made_text(made) for made in world}
            for left, right in sides:
                for _, other in sides:
                    filled = filled_in(card.prompt, left, other)
                    assert (filled in texts) is (other == right)


def years_of(world: list[Made], item: Item) -> list[int]:
    """The years in which an event was, as the facts say."""
    name, _, rest = item.text.partition(" held the ")
    event, _, country = rest.partition(" for ")
    return sorted(
        {
            made.said.year
            for made in world
            if made.said.year
            and made.name.lower() == name.lower()
            and made.said.event == event
            and country in ("", made.said.country)
        }
    )


def made_text(made: Made) -> str:
    return replace(made, marks=frozenset()).text(0).partition("\n")[0]


def filled_in(prompt: str, left: str, right: str) -> str:
    """The sentence of a match with its blanks filled in."""
    sentence = prompt.partition(": ")[2]
    for answer in (left, right):
        before, _, after = sentence.partition("_____ (")
        sentence = before + answer + after.partition(")")[2]
    return sentence


def test_a_statement_begins_with_a_capital_whatever_is_put_in() -> None:
    cards = generated(
        "## 1\n\n[ASEAN::body] led the talks.\n:id: a\n? -> ASEAN\n:wrong: the WTO\n"
    )
    asked = {
        ask(cards[0], None, Pool(), Random(n), wanted=Kind.TRUE_FALSE).prompt
        for n in range(20)
    }
    assert asked == {"ASEAN led the talks.", "The WTO led the talks."}


def test_a_statement_is_as_often_true_as_false() -> None:
    deck = deck_of([made("Lima", 0), made("Quito", 1), made("Sucre", 2)])
    card = deck.cards[0]
    asked = [
        ask(card, None, pool_of(deck, card), Random(n), wanted=Kind.TRUE_FALSE)
        for n in range(400)
    ]
    assert {question.kind for question in asked} == {Kind.TRUE_FALSE}
    true = sum(question.prompt == "Lima held the water games." for question in asked)
    assert 160 <= true <= 240


def made(city: str, event: int) -> Made:
    said = Hosting(city, EVENTS[event], None, None)
    return Made(said, city, 0, frozenset({"city"}))


CAPITALS = """\
## 1

[Lima::city] is the capital of [Peru::country].
:id: peru
:topic: America

[Santiago::city] is the capital of [Chile::country].
:id: chile

## 2

[Quito::city] is the capital of [Ecuador::country].
:id: ecuador

[Sucre::city] is, by law, the capital of [Bolivia::country].
:id: bolivia
"""


def generated(text: str) -> list[Card]:
    facts = read_facts(text, "deck")
    assert not facts.deck.complaints
    return [*generate_deck(facts).cards]


def test_facts_of_one_pattern_are_matched() -> None:
    card = next(c for c in generated(CAPITALS) if c.kind == Kind.MATCH)
    assert card.prompt.endswith("_____ (city) is the capital of _____ (country).")
    assert card.answer == "Lima => Peru\nSantiago => Chile\nQuito => Ecuador"
    assert card.fields.id == "city-country-match"
    assert card.fields.shown_source == "¶ 1, 2"


def test_what_gives_itself_away_is_not_matched() -> None:
    names = {
        "RCEP": "Regional Comprehensive Economic Partnership",
        "FTAAP": "Free Trade Area of the Asia-Pacific",
        "ASEAN": "Association of Southeast Asian Nations",
        "WTO": "World Trade Organization",
    }
    facts = [
        f"[{short}::abbreviation] is short for [{name}::name].\n:id: {short}\n"
        for short, name in names.items()
    ]
    cards = generated("## 1\n\n" + "\n".join(facts))
    assert [(card.kind, card.answer) for card in cards] == [
        (Kind.CLOZE, answer) for pair in names.items() for answer in pair
    ]


@pytest.mark.parametrize(
    ("statement", "event"),
    [
        ("The pact was signed on [4 February 2016::date].", "The pact was signed"),
        ("The pact was signed in [Lima] in [2016::year].", "The pact was signed"),
        ("In [2016::year], in [Lima], it was signed.", "In Lima, it was signed"),
        ("Peru, in [1998::year], was the last.", "Peru was the last"),
        ("The pact of [2016::year] failed.", "The pact failed"),
        ("[2016::year] saw the pact fail.", "… saw the pact fail"),
        ("The [2016::year] pact failed.", "The … pact failed"),
        ("Since [2016::year] it is in force.", "Since … it is in force"),
    ],
)
def test_an_event_is_put_in_order_without_its_date(statement: str, event: str) -> None:
    cards = generated(
        f"## 1\n\n{statement}\n:id: a\n\nNothing began in [1989::year].\n:id: b\n\n"
        "It was over in [January 2025::date].\n:id: c\n"
    )
    order = next(card for card in cards if card.kind == Kind.ORDER)
    assert order.answer == f"Nothing began\n{event}\nIt was over"
    assert order.fields.id == "facts-order"


@pytest.mark.parametrize(
    "statement",
    [
        "It was signed in [2016::year], after the vote of 2015.",
        "It was signed between [2015::year] and [2016::year].",
        "It was signed in [2016::novel].",
        "Nothing began in [2016::year].",
        "It was over in [2025::year].",
    ],
)
def test_what_has_no_certain_place_is_not_put_in_order(statement: str) -> None:
    cards = generated(
        f"## 1\n\n{statement}\n:id: a\n\nNothing began in [1989::year].\n:id: b\n\n"
        "It was over in [January 2025::date].\n:id: c\n"
    )
    assert Kind.ORDER not in {card.kind for card in cards}


def test_a_card_of_its_author_takes_the_place_of_a_derived_one() -> None:
    own = "\nQ: Which is right?\n- Lima => Peru\n- Quito => Ecuador\n"
    cards = generated(f"{CAPITALS}{own}:id: city-country-match\n")
    assert [c.prompt for c in cards if c.kind == Kind.MATCH] == ["Which is right?"]


def test_a_type_says_how_an_answer_is_judged() -> None:
    cards = generated(
        "## 1\n\nOn [4 February 2016::date] and in [1989::founding year] there were "
        "[12::number] in [1984::novel], [soon::date] and [many::number], "
        "[36 days::duration], [$3 billion::amount], [9%::percentage].\n:id: f\n"
    )
    assert [card.fields.value for card in cards] == [
        *(Value.DATE, Value.DATE, Value.NUMBER),
        *(Value.TEXT, Value.TEXT, Value.TEXT),
        *(Value.NUMBER, Value.NUMBER, Value.NUMBER),
    ]
