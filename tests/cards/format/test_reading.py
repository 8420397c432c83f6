"""What a deck file says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.cards.format import parser
from quizapp.cards.format.reader import read_deck
from quizapp.cards.format.title import read_title
from quizapp.model import Article, Card, Item, Kind, Tolerance, Value

EXAMPLE = Path(__file__).parent / "example.md"


def cards(text: str) -> list[Card]:
    deck = read_deck(text, "deck")
    assert not deck.errors, deck.errors
    return list(deck.cards)


def card(text: str) -> Card:
    (only,) = cards(text)
    return only


def test_the_example_reads_as_it_looks() -> None:
    deck = read_deck(EXAMPLE.read_bytes(), "example", EXAMPLE)
    assert deck.complaints == ()
    assert (deck.id, deck.title) == ("apec-lima", "APEC in Lima, 2016")
    assert deck.article == Article("Peru and APEC", "", date(2016, 11, 14))
    kinds = [each.kind for each in deck.cards]
    assert kinds == [
        Kind.FLIP,
        Kind.CHOOSE,
        Kind.CLOZE,
        Kind.CLOZE,
        Kind.ORDER,
        Kind.MATCH,
    ]
    first = deck.cards[0]
    assert first.key == "apec-lima/tpp"
    assert first.topic == "Trade deals"
    assert first.fields.accept == ("TPP", "Trans-Pacific Partnership Agreement")
    assert first.fields.wrong == ("NAFTA", "Mercosur")
    assert first.fields.note == "shown after the answer"
    assert (first.line, first.end) == (8, 17)
    lima, peru = deck.cards[2:4]
    assert lima.prompt == "The summit met in Lima, capital of Peru."
    assert (lima.answer, lima.fields.type) == ("Lima", "city")
    assert (peru.answer, peru.fields.type) == ("Peru", "country")
    assert deck.cards[1].items == (Item("Peru", True), Item("Brazil"))
    assert deck.cards[5].items[1] == Item("Chile", pair="Santiago")


@pytest.mark.parametrize(
    ("text", "prompt", "answer"),
    [
        ("Q:q\nA:a", "q", "a"),
        ("Q: one\ntwo\n\nthree\nA:\na\n\nb\n\n", "one\ntwo\n\nthree", "a\n\nb"),
        ("Q: q\r\nA: a\r\n", "q", "a"),
        ("\ufeffQ: q\nA: a", "q", "a"),
        (
            "Q: q\nA: a\nC : not a marker\n q: nor this",
            "q",
            "a\nC : not a marker\n q: nor this",
        ),
        ("Q: q\nA: a\n\\Q: escaped\n\\\\A: twice", "q", "a\nQ: escaped\n\\A: twice"),
        (
            "Q: q\nA: a\n\\---\n\\# no topic\n\\:id: x",
            "q",
            "a\n---\n# no topic\n:id: x",
        ),
        ("Q: q\nA: a\u2028b", "q", "a‹U+2028›b"),
        (
            "Q: q\nA:\n```\nQ: in code\n---\n:id: x\n```\nend",
            "q",
            "```\nQ: in code\n---\n:id: x\n```\nend",
        ),
        (
            "Q: q\nA:\n  ~~~~\nC: [in code]\n~~~\n ~~~~",
            "q",
            "~~~~\nC: [in code]\n~~~\n ~~~~",
        ),
        ("Q: ```\nA: code\n```\nA: a", "```\nA: code\n```", "a"),
        ("Q: q\nA: see <!-- this -->", "q", "see <!-- this -->"),
        ("Q: q\nA: a\n<!-- no blank before -->", "q", "a\n<!-- no blank before -->"),
        ("Q: q\nA: a ``` b", "q", "a ``` b"),
    ],
)
def test_a_card_of_question_and_answer(text: str, prompt: str, answer: str) -> None:
    found = card(text)
    assert (found.kind, found.prompt, found.answer) == (Kind.FLIP, prompt, answer)


def test_a_line_of_the_question_may_look_like_one_of_its_list() -> None:
    deck = read_deck("Q: q\n\\1. text\n\\- [x] text\n1. a\n2. b\n3. c", "deck")
    assert [card.prompt for card in deck.cards] == ["q\n1. text\n- [x] text"]


@pytest.mark.parametrize(
    ("text", "prompt", "answers"),
    [
        ("C: a [b] c", "a b c", [("b", "")]),
        ("C: [a::x] and [b::y]", "a and b", [("a", "x"), ("b", "y")]),
        ("C: [a::b::c]", "a::b", [("a::b", "c")]),
        (r"C: [a\::b]", "a::b", [("a::b", "")]),
        (r"C: \[not\] [yes]", "[not] yes", [("yes", "")]),
        ("C: [a link](http://x) and [b]", "[a link](http://x) and b", [("b", "")]),
        ("C: ![image](x.png) [b]", "![image](x.png) b", [("b", "")]),
        ("C: Hello![b]", "Hello!b", [("b", "")]),
        ("C: `x[0]` is [b]", "`x[0]` is b", [("b", "")]),
        ("C: ``a`[0]`` is [b]", "``a`[0]`` is b", [("b", "")]),
        ("C: `open and [b]", "`open and b", [("b", "")]),
        ("C: $x[0]$ is [b]", "$x[0]$ is b", [("b", "")]),
        ("C: it costs $5 [b] and $6", "it costs $5 b and $6", [("b", "")]),
        ("C: $$\nx[0]\n$$ [b]", "$$\nx[0]\n$$ b", [("b", "")]),
        ("C: [b]\n```\nx[0]\n```", "b\n```\nx[0]\n```", [("b", "")]),
        ("C: [b]\n~~~\n[x]\n~~~", "b\n~~~\n[x]\n~~~", [("b", "")]),
        ("C: [two\nlines]", "two\nlines", [("two\nlines", "")]),
        ("C:   [ padded :: type ]  ", "padded", [("padded", "type")]),
    ],
)
def test_brackets_make_cards(
    text: str, prompt: str, answers: list[tuple[str, str]]
) -> None:
    found = cards(text)
    assert {each.prompt for each in found} == {prompt}
    assert [(each.answer, each.fields.type) for each in found] == answers
    for each in found:
        assert each.blank
        assert prompt[each.blank.start : each.blank.end] == each.answer


def test_the_same_answer_twice_is_told_apart_by_its_occurrence() -> None:
    one, two = cards("C: [a] and [a]")
    assert one.key != two.key
    assert one.blank
    assert two.blank
    assert (one.blank.occurrence, two.blank.occurrence) == (1, 2)


def test_true_and_false_are_asked_as_such_unless_they_are_text() -> None:
    assert card("Q: q\nA: True").kind is Kind.TRUE_FALSE
    assert card("Q: q\nA: true\n:value: text").kind is Kind.FLIP


def test_a_reverse_is_a_second_card_with_a_key_of_its_own() -> None:
    there, back = cards("Q: APEC\nA: a long name\n:accept: x\n:reverse: true")
    assert (back.prompt, back.answer, back.is_reverse) == ("a long name", "APEC", True)
    assert back.key == f"{there.key}/reverse"
    assert back.fields.accept == ()


def test_fields_say_what_they_say() -> None:
    found = card(
        "Q: q\nA: 12 km\n:value: number\n:unit: km\n:tolerance: 5%\n:ask: type\n"
        ":tags: one, two three\n:wrong: a \\| b | c\n:note: first\n  second\n"
    )
    assert found.fields.value is Value.NUMBER
    assert found.fields.tolerance == Tolerance(Decimal(5), relative=True)
    assert found.fields.ask is Kind.TYPE
    assert found.fields.tags == ("one", "two", "three")
    assert found.fields.wrong == ("a | b", "c")
    assert found.fields.note == "first\nsecond"


def test_topics_and_comments_end_a_body_where_they_may_stand() -> None:
    deck = read_deck(
        "# One\n\nQ: q\nA: a\n\n<!-- kept\nas it is -->\n\n## Two ##\nC: [c]\n:id: c\n"
        "<!-- after fields -->\n:note: still a field\n# Three\n",
        "deck",
    )
    assert deck.complaints == ()
    assert [each.topic for each in deck.cards] == ["One", "Two"]
    assert deck.cards[1].fields.note == "still a field"
    texts = [(each.text, each.before) for each in deck.layout]
    assert texts == [
        ("One", 0),
        ("<!-- kept\nas it is -->", 1),
        ("Two", 1),
        ("<!-- after fields -->", 2),
        ("Three", 2),
    ]


def test_a_deck_without_front_matter_is_named_by_its_file() -> None:
    deck = read_deck("Q: q\nA: a", "capitals")
    assert (deck.id, deck.title) == ("capitals", "capitals")


def test_hashcards_name_is_a_title() -> None:
    assert read_deck('---\nname = "Geo"\n---\nQ: q\nA: a', "x").title == "Geo"


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (b'---\ntitle = "T"\n---\nQ: q', "T"),
        (b"\xef\xbb\xbf---\ntitle = 'T'\n---\n", "T"),
        (b"Q: q\nA: a", "file"),
        (b"---\ntitle: T\n---\n", "file"),
        (b"", "file"),
        (b'---\ntitle = "a\\u001b[2Jb"\n---\n', "a␛[2Jb"),
    ],
)
def test_a_heading_is_read_from_the_head_alone(
    tmp_path: Path, data: bytes, title: str
) -> None:
    path = tmp_path / "file.md"
    path.write_bytes(data)
    assert read_title(path) == title
    assert read_title(tmp_path / "none.md") == "none"


HASHCARDS = [
    ("Q: What is the capital\nof Peru?\nA: Lima\n\nQ: b\nA: c", 2),
    ("C: The [order] of [Lagomorpha] has two families.\n\nC: Better is \\[x\\] [y]", 3),
    ("Q: a\nA: b\n---\nQ: c\nA: d\n  ---  \nC: [e]", 3),
    ('---\nname = "Cell"\n---\n\nQ: a\nA: b', 1),
    ("Q: x\nA: - one\n- two\n\n1. three", 1),
    ("C: ![](cat.png) is a [cat]", 1),
]


@pytest.mark.parametrize(("text", "count"), HASHCARDS)
def test_decks_as_hashcards_writes_them_are_read_without_an_error(
    text: str, count: int
) -> None:
    assert len(cards(text)) == count


PIECES = [
    *("Q: one", "Q: two ", "Q:", "Q: `x`", "Q: ```", "A: 1", "A: true", "A:", "A: ~"),
    *("C: [a]", "C: [a] [b]", "C: none", "", "# T", "<!-- c -->", "---", "x", "```"),
]
FIELDS = [
    *(":id: a", ":id: b", ":id: c d", ":note: n  n", ":note:", ":tags: x, y"),
    *(":wrong: a | b", ":wrong: a|b", ":wrong: |", ":accept:\tz", ":source:  a  b"),
    *(":tags: ,", ":value: number", ":typo: a", "  more"),
]
BLOCK = st.builds(
    lambda sides, fields, end: "\n".join([sides, *fields, *end]),
    st.sampled_from(["Q: one\nA: 1", "Q: two\nA:  2 ", "Q: three\nA: 3", "C: [a] b"]),
    st.lists(st.sampled_from(FIELDS), max_size=3),
    st.sampled_from([[], [""]]),
)


@given(st.lists(BLOCK | st.sampled_from(PIECES), max_size=12).map("\n".join))
def test_the_short_way_gives_what_the_long_one_gives(text: str) -> None:
    short = read_deck(text, "deck")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "take_flips", lambda *place: place[-2:])
        long = read_deck(text, "deck")
    assert short == long
    assert short.complaints == long.complaints
    lines = [(card.line, card.end) for card in short.cards]
    assert lines == [(card.line, card.end) for card in long.cards]
