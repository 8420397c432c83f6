"""In which form a card is asked, and with which choices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizapp.cards.judging.normal import normal
from quizapp.cards.questions import (
    Pool,
    RivalsByForm,
    answers_of_type,
    ask,
    hint,
    judge,
)
from quizapp.model import (
    Blank,
    Card,
    Fields,
    Item,
    Kind,
    Mark,
    Memory,
    Phase,
    Question,
    Rival,
    Rules,
    Tolerance,
    Value,
)

CITIES = ("Santiago", "Bogotá", "Quito", "Brasília", "Caracas")
LEARNING = Memory(Phase.LEARNING, 1, 2.3, 5.0, 10, 1, 10, 1, 0)
LAPSED = Memory(Phase.RELEARNING, 0, 2.1, 6.0, 10, 1, 10, 5, 1)
FIRM = Memory(Phase.REVIEW, None, 20.0, 5.0, 30, None, 10, 4, 0)


def pool_of(*texts: str) -> Pool:
    cards = [
        Card("deck", Kind.FLIP, f"Which is {n}?", text, fields=Fields(type="city"))
        for n, text in enumerate(texts)
    ]
    return Pool(RivalsByForm(cards), answers_of_type(cards, "city"))


NONE = Pool()


def test_a_way_to_write_an_answer_is_kept_once() -> None:
    (rival,) = pool_of("Lima", "lima", "LIMA", "lima").rivals.values()
    assert [twin.text for twin in rival.twins] == ["lima", "LIMA"]


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
        (flip(), LAPSED, Kind.CHOOSE),
        (flip("two\nlines"), LAPSED, Kind.FLIP),
        (flip("one two three four five six seven"), FIRM, Kind.FLIP),
        (flip("two\nlines"), FIRM, Kind.FLIP),
        (flip(ask=Kind.FLIP), None, Kind.FLIP),
        (flip(ask=Kind.TYPE), None, Kind.TYPE),
        (flip(ask=Kind.CHOOSE), FIRM, Kind.CHOOSE),
        (CLOZE, None, Kind.CHOOSE),
        (CLOZE, FIRM, Kind.CLOZE),
        (CLOZE, LAPSED, Kind.TRUE_FALSE),
        (Card("d", Kind.TRUE_FALSE, "?", "true"), FIRM, Kind.TRUE_FALSE),
    ],
)
def test_a_card_gets_harder_as_its_memory_firms(
    card: Card, memory: Memory | None, kind: Kind
) -> None:
    assert asked(card, memory, pool_of(*CITIES)).kind is kind


class Untouched(list[Rival]):
    """Other answers that nobody may look through."""

    def __iter__(self) -> Iterator[Rival]:
        raise AssertionError("wrong choices were drawn")


def test_no_wrong_choices_are_drawn_for_what_is_not_chosen() -> None:
    pool = Pool(same_type=Untouched())
    assert asked(flip(), FIRM, pool).kind == Kind.TYPE
    assert asked(CLOZE, FIRM, pool).kind == Kind.CLOZE
    assert asked(flip(ask=Kind.FLIP), None, pool).kind == Kind.FLIP
    assert ask(flip(), None, pool, Random(7), wanted=Kind.TYPE).kind == Kind.TYPE
    with pytest.raises(AssertionError, match="were drawn"):
        asked(flip(), None, pool)


def test_a_choice_of_a_card_that_can_be_recalled_has_a_harder_form() -> None:
    assert asked(flip(), None, pool_of(*CITIES)).recognition_only
    assert not asked(flip(), FIRM, pool_of(*CITIES)).recognition_only
    assert not asked(flip(ask=Kind.CHOOSE), None, pool_of(*CITIES)).recognition_only
    truth = Card("d", Kind.TRUE_FALSE, "?", "true")
    assert not asked(truth, None, NONE).recognition_only


def test_without_three_honest_wrong_choices_a_new_card_is_recalled() -> None:
    assert asked(flip(), None, pool_of("Santiago", "Quito")).kind is Kind.TYPE


def test_the_authors_wrong_choices_come_before_those_of_other_cards() -> None:
    question = asked(flip(wrong=("Cusco", "Iquitos", "Tacna")), None, pool_of(*CITIES))
    assert {c.text for c in question.choices} == {"Lima", "Cusco", "Iquitos", "Tacna"}
    few = asked(flip(wrong=("Cusco",)), None, pool_of(*CITIES))
    texts = {c.text for c in few.choices}
    assert {"Lima", "Cusco"} < texts
    assert len(texts & set(CITIES)) == 2


@pytest.mark.parametrize("wrong", [(), ("Cusco",), ("Cusco", "Iquitos")])
def test_wrong_choices_vary_where_there_are_more_than_three(
    wrong: tuple[str, ...],
) -> None:
    """Also where three cards of its own deck would do, and where they are few."""
    own = [flip(city, prompt=f"Where is {city}?") for city in CITIES[:3]]
    others = [replace(flip(c, prompt=f"{c}?"), deck="other") for c in CITIES[3:]]
    for cards, least in ((own + others, 5), (own + others[:1], 3)):
        pool = Pool(RivalsByForm(cards), answers_of_type(cards, "city"))
        drawn = {
            frozenset(
                c.text for c in ask(flip(wrong=wrong), None, pool, Random(n)).choices
            )
            for n in range(200)
        }
        assert len(drawn) >= least
        assert all({"Lima", *wrong} <= texts for texts in drawn)


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


def test_a_card_with_a_statement_climbs_from_choice_over_cloze_to_typing() -> None:
    card = flip(cite="The summit met in Lima, by the sea.")
    memories = (None, LEARNING, FIRM, LAPSED)
    kinds = [asked(card, m, pool_of(*CITIES)).kind for m in memories]
    assert kinds == [Kind.CHOOSE, Kind.CLOZE, Kind.TYPE, Kind.CLOZE]
    question = asked(card, LEARNING, pool_of(*CITIES))
    assert question.prompt == "Where?\n\nThe summit met in _____, by the sea."


@pytest.mark.parametrize(
    "cite",
    [
        "It met in Lima, and Lima is by the sea.",  # twice
        "It met in Limassol.",  # part of a word
        "It met in Lima, the City of Kings.",  # an alias gives it away
        "It met by the sea.",
    ],
)
def test_a_statement_that_gives_the_answer_away_is_not_asked(cite: str) -> None:
    card = flip(cite=cite, accept=("City of Kings",))
    assert asked(card, LEARNING, pool_of(*CITIES)).kind is Kind.CHOOSE


def test_a_cloze_whose_author_gave_wrong_answers_is_doubted_on_its_way() -> None:
    card = replace(CLOZE, fields=Fields(type="city", wrong=("Cusco", "Quito", "Tacna")))
    assert asked(card, None, NONE).kind is Kind.CHOOSE
    seen = set()
    for seed in range(20):
        question = ask(card, LEARNING, NONE, Random(seed))
        assert question.kind is Kind.TRUE_FALSE
        assert question.recognition_only
        is_true = question.prompt == "The summit met in Lima."
        right = [choice.text for choice in question.choices if choice.right]
        assert right == [str(is_true)]
        seen.add(is_true)
        assert judge(question, str(is_true)).mark is Mark.RIGHT
        told = judge(question, str(not is_true))
        assert told.answer == ("True" if is_true else "False: Lima")
    assert seen == {True, False}


@pytest.mark.parametrize(
    ("card", "deck", "wanted", "kind"),
    [
        (None, None, Kind.TYPE, Kind.TYPE),
        (None, Kind.FLIP, Kind.TYPE, Kind.FLIP),
        (Kind.CHOOSE, Kind.FLIP, Kind.TYPE, Kind.CHOOSE),
        (None, None, Kind.ORDER, Kind.CHOOSE),  # it has no such form
        (None, Kind.MATCH, Kind.FLIP, Kind.FLIP),
    ],
)
def test_the_card_then_its_deck_then_the_learner_fix_the_kind(
    card: Kind | None, deck: Kind | None, wanted: Kind, kind: Kind
) -> None:
    told = replace(flip(ask=card), rules=Rules(ask=deck))
    question = ask(told, None, pool_of(*CITIES), Random(1), wanted=wanted)
    assert question.kind is kind


def test_the_learners_own_wish_for_choices_keeps_the_interval_to_a_week() -> None:
    pool = pool_of(*CITIES)
    assert ask(flip(), FIRM, pool, Random(1), wanted=Kind.CHOOSE).recognition_only
    authors = replace(flip(), rules=Rules(ask=Kind.CHOOSE))
    assert not ask(authors, FIRM, pool, Random(1)).recognition_only


ORDER = Card(
    "d", Kind.ORDER, "Order.", "a1\nb2\nc3", items=tuple(map(Item, ("a1", "b2", "c3")))
)
MATCH = Card(
    "d",
    Kind.MATCH,
    "Match.",
    "Peru => Lima\nChile => Santiago",
    items=(Item("Peru", pair="Lima"), Item("Chile", pair="Santiago")),
)
TOGETHER = Card(
    "d",
    Kind.CLOZE,
    "In Lima, Peru.",
    "Lima\nPeru",
    blanks=(Blank(3, 7, type="city"), Blank(9, 13)),
)


def test_order_and_match_have_slots_and_pieces() -> None:
    order, match = asked(ORDER, None, NONE), asked(MATCH, None, NONE)
    assert order.slots == ("1.", "2.", "3.")
    assert sorted(choice.text for choice in order.choices) == ["a1", "b2", "c3"]
    assert match.slots == ("Peru", "Chile")
    assert sorted(choice.text for choice in match.choices) == ["Lima", "Santiago"]
    turned = asked(replace(MATCH, fields=Fields(ask=Kind.FLIP)), None, NONE)
    assert turned.kind is Kind.FLIP
    assert all(text in turned.prompt for text in ("Lima", "Santiago"))


@pytest.mark.parametrize(
    ("kind", "items", "answer", "prompt"),
    [
        (Kind.CHOOSE, "ba", "b", "?\n\n• a\n• b"),
        (Kind.ORDER, "cab", "c\na\nb", "?\n\n• a\n• b\n• c"),
        (Kind.TRUE_FALSE, "", "true", "?\n\nTrue or false?"),
    ],
)
def test_a_list_that_is_turned_over_tells_nothing_by_its_order(
    kind: Kind, items: str, answer: str, prompt: str
) -> None:
    listed = tuple(Item(each, each == "b") for each in items)
    card = Card("d", kind, "?", answer, items=listed)
    assert ask(card, None, NONE, Random(1), wanted=Kind.FLIP).prompt == prompt


def test_a_match_that_is_turned_over_shows_both_sides() -> None:
    prompt = ask(MATCH, None, NONE, Random(1), wanted=Kind.FLIP).prompt
    assert prompt == "Match.\n\nPeru · Chile\n\n• Lima\n• Santiago"


def test_a_label_that_is_an_answer_is_not_shown() -> None:
    card = replace(CLOZE, fields=Fields(type="city", accept=("the City",)))
    assert asked(card, FIRM, NONE).prompt == "The summit met in _____."


def test_a_cloze_asked_together_shows_all_its_blanks() -> None:
    question = asked(TOGETHER, FIRM, NONE)
    assert question.prompt == "In (1) _____ (city), (2) _____."
    assert question.slots == ("city", "")


def test_what_sums_up_the_others_stays_last() -> None:
    items = ("Peru", "None of the above", "Chile", "Mexico")
    card = Card(
        "d", Kind.CHOOSE, "?", "Peru", items=tuple(Item(i, i == "Peru") for i in items)
    )
    orders = {
        tuple(c.text for c in ask(card, None, NONE, Random(seed)).choices)
        for seed in range(40)
    }
    assert {order[-1] for order in orders} == {"None of the above"}
    assert len(orders) == 6


def test_an_answer_to_the_same_question_or_a_part_of_it_is_no_wrong_choice() -> None:
    card = flip("Peru", prompt="Which country is in the alliance?")
    cards = [
        replace(card, answer="Chile"),  # as right as Peru
        flip("Southern Peru"),
        flip("Republic of Peru", accept=("Peru",)),
        *(flip(city, prompt=f"Where is {city[0]}?") for city in CITIES),
    ]
    pool = Pool(RivalsByForm(cards), answers_of_type(cards, "city"))
    for seed in range(20):
        texts = {c.text for c in ask(card, None, pool, Random(seed)).choices}
        assert texts
        assert not texts & {"Chile", "Southern Peru", "Republic of Peru"}


NUMBERS = [
    "12",
    "2016",
    "3.5 million",
    "12,000",
    "64 %",
    "$1.25",
    "0.5",
    "7",
    "100",
    "1 234",
]
DATES = [
    "2016",
    "14 November 2016",
    "November 2016",
    "2016-11-14",
    "14.11.2016",
    "11/30/2016",
    "Nov 14, 2016",
    "1789",
]


@pytest.mark.parametrize(
    ("answer", "value"),
    [*((n, Value.NUMBER) for n in NUMBERS), *((d, Value.DATE) for d in DATES)],
)
def test_a_number_or_a_date_has_neighbours_in_its_form(
    answer: str, value: Value
) -> None:
    shape = re.compile(r"\d+|(?<=[a-z .,])[A-Z][a-z]+|^[A-Z][a-z]+")
    for seed in range(30):
        question = ask(flip(answer, value=value), None, NONE, Random(seed))
        assert question.kind is Kind.CHOOSE
        texts = [choice.text for choice in question.choices]
        assert len(set(texts)) == 4
        assert {shape.sub("#", text) for text in texts} == {shape.sub("#", answer)}
        if value is Value.NUMBER:
            assert not any(re.match("0[0-9]", text) for text in texts)


def test_the_right_number_stands_in_each_place_among_its_neighbours() -> None:
    places = set()
    for seed in range(60):
        question = ask(flip("500", value=Value.NUMBER), None, NONE, Random(seed))
        places.add(sorted(int(c.text) for c in question.choices).index(500))
    assert places == {0, 1, 2, 3}


words = st.text(alphabet="abcdeé -XY1/()", min_size=1, max_size=12).filter(str.strip)
answers = st.one_of(
    words, st.sampled_from([*NUMBERS, *DATES]), st.integers(-99, 10**6).map(str)
)


@st.composite
def cards(draw: st.DrawFn) -> Card:
    """Any card of a question or of a blank, among few types and prompts."""
    answer = draw(answers)
    fields = Fields(
        type=draw(st.sampled_from(["", "city", "word"])),
        value=draw(st.sampled_from(Value)),
        tolerance=draw(st.none() | st.just(Tolerance(Decimal(5), relative=True))),
        accept=tuple(draw(st.lists(answers, max_size=2))),
        wrong=tuple(draw(st.lists(answers, max_size=4))),
        cite=draw(st.just("") | words.map(lambda text: f"{text} {answer} {text}")),
    )
    rules = Rules(
        draw(st.sampled_from(["en", "es", "xx"])), accents=draw(st.booleans())
    )
    prompt = draw(words)
    if draw(st.booleans()):
        return Card("d", Kind.FLIP, prompt, answer, fields=fields, rules=rules)
    text = f"{prompt} {answer}."
    blank = Blank(len(prompt) + 1, len(text) - 1)
    return Card("d", Kind.CLOZE, text, answer, blank=blank, fields=fields, rules=rules)


@given(st.lists(cards(), min_size=1, max_size=8), st.integers())
def test_a_choice_question_of_any_deck_has_one_right_answer_and_repeats_nothing(
    deck: list[Card], seed: int
) -> None:
    for card in deck:
        pool = Pool(
            RivalsByForm(deck), answers_of_type(deck, card.fields.type or "none")
        )
        question = ask(card, None, pool, Random(seed))
        if question.kind is not Kind.CHOOSE:
            continue
        texts = [choice.text for choice in question.choices]
        assert [c.text for c in question.choices if c.right] == [card.answer]
        wrong = {normal(c.text, card.rules) for c in question.choices if not c.right}
        assert (len(wrong), len(texts)) == (3, 4)
        typed = Question(card, Kind.TYPE, "?")
        right = [each for each in texts if judge(typed, each).mark is Mark.RIGHT]
        assert right == [card.answer]


@given(st.lists(cards(), min_size=1, max_size=4), st.integers(), st.text())
def test_any_question_of_any_deck_judges_any_string_the_same_each_time(
    deck: list[Card], seed: int, said: str
) -> None:
    for card in deck:
        for memory in (None, LEARNING, FIRM):
            question = ask(card, memory, Pool(RivalsByForm(deck)), Random(seed))
            assert question == ask(card, memory, Pool(RivalsByForm(deck)), Random(seed))
            assert judge(question, said) == judge(question, said)
            while more := hint(question):
                assert judge(more, said).proposed <= judge(question, said).proposed
                question = more


def test_the_same_seed_draws_the_same_question() -> None:
    one, other = (ask(flip(), None, pool_of(*CITIES), Random(3)) for _ in range(2))
    assert one == other
