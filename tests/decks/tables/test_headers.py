"""Whether a first line names the columns, by names that are not known."""

from __future__ import annotations

import pytest

from quizapp.decks.tables.columns import parse_columns
from quizapp.decks.tables.layout import TableOptions
from quizapp.decks.tables.reader import read_table

CAPITALS = "country,capital\nPeru,Lima\nChile,Santiago\n"


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        (CAPITALS, True),
        ("Country_name;Capital\nPeru;Lima\n", True),
        ("país\tcapital\nPerú\tLima\n", True),
        ("country,capital,,\nPeru,Lima,,\n", True),
        ("country,capital,people\nPeru,Lima,33\n", True),
        ("country,answer\nPeru,Lima\n", True),
        ("question,answer\nPeru,Lima\n", False),
        ("Español,Deutsch\nsol,Sonne\n", False),
        ("the country,capital\nPeru,Lima\n", False),
        ("country,capital\nPeru,Lima\nLima,Capital\n", False),
        ("country,capital\n", False),
        ("a,b\nc,d\n", False),
        ("1492,1535\nc,d\n", False),
        ("country?,capital\nPeru,Lima\n", False),
        ("country,\nPeru,Lima\n", False),
        (f"{'long' * 10},capital\nPeru,Lima\n", False),
    ],
)
def test_a_line_of_short_words_that_come_again_nowhere_may_be_a_header(
    text: str, may_be: bool
) -> None:
    assert read_table(text.encode(), "deck").layout.may_be_header is may_be
    for header in (True, False):
        table = read_table(text.encode(), "deck", options=TableOptions(header=header))
        assert not table.layout.may_be_header


def test_until_it_is_said_it_is_a_card_with_a_warning() -> None:
    table = read_table(CAPITALS.encode(), "deck")
    assert [(each.code, each.line) for each in table.empty.complaints] == [
        ("maybe-header", 1)
    ]
    assert [card.answer for card in table.deck.cards] == ["capital", "Lima", "Santiago"]


# the file, what is said, the cards
SAID = [
    (CAPITALS, TableOptions(header=True), [("Peru", "Lima"), ("Chile", "Santiago")]),
    (
        "question,answer\nPeru,Lima\n",
        TableOptions(header=False),
        [("question", "answer"), ("Peru", "Lima")],
    ),
    ("answer,land\nLima,Peru\n", TableOptions(header=True), [("Peru", "Lima")]),
    (
        "the land,its capital\nPeru,Lima\n",
        TableOptions(header=True),
        [("Peru", "Lima")],
    ),
    (
        CAPITALS,
        TableOptions(parse_columns("answer,question"), header=True),
        [("Lima", "Peru"), ("Santiago", "Chile")],
    ),
    (
        "country,capital\nPeru,Lima\n",
        TableOptions(parse_columns("q,a"), header=False),
        [("country", "capital"), ("Peru", "Lima")],
    ),
    ("land,stadt,note\nPeru,Lima,x\n", TableOptions(header=True), [("Peru", "Lima")]),
]


@pytest.mark.parametrize(("text", "shape", "cards"), SAID)
def test_what_is_said_of_the_first_line_goes_with_the_columns(
    text: str, shape: TableOptions, cards: list[tuple[str, str]]
) -> None:
    table = read_table(text.encode(), "deck", options=shape)
    assert [(card.prompt, card.answer) for card in table.deck.cards] == cards
    assert not table.empty.complaints


def test_three_unknown_names_do_not_say_what_the_columns_hold() -> None:
    data = b"land,stadt,jahr\nPeru,Lima,1535\n"
    for header in (None, True, False):
        table = read_table(data, "deck", options=TableOptions(header=header))
        assert "--columns question,answer,-" in table.layout.asks
    shape = TableOptions(parse_columns("q,a,-"))
    assert read_table(data, "deck", options=shape).layout.may_be_header
