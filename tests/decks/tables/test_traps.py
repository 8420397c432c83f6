"""What spreadsheets and Quizlet write: each trap, and the cards that are meant."""

from __future__ import annotations

import codecs
import time
from pathlib import Path

import pytest

from quizapp.cards.format.reader import read_deck
from quizapp.cards.format.writer import write_deck
from quizapp.decks.tables.columns import parse_columns
from quizapp.decks.tables.layout import TableOptions
from quizapp.decks.tables.reader import read_table
from quizapp.errors import UsageError
from quizapp.model import Kind

PERU = ("Capital of Peru?", "Lima")
CHILE = ("Capital of Chile?", "Santiago")
BOTH = [PERU, CHILE]
TWO = "Capital of Peru?,Lima\nCapital of Chile?,Santiago\n"

# the trap, the file, its cards, the lines that are refused
TRAPS: list[tuple[str, bytes, list[tuple[str, str]], list[int]]] = [
    ("plain", TWO.encode(), BOTH, []),
    ("header", f"question,answer\n{TWO}".encode(), BOTH, []),
    ("header of other names", f"Front , BACK\n{TWO}".encode(), BOTH, []),
    ("Spanish header", f"Término,Definición\n{TWO}".encode(), BOTH, []),
    ("German header", f"Vorderseite,Rückseite\n{TWO}".encode(), BOTH, []),
    (
        "languages for a header",
        "Español;Alemán\nsol;Sonne\n".encode(),
        [("sol", "Sonne")],
        [],
    ),
    (
        "languages and a third column",
        "español;comentario;inglés\nsol;big;sun\nmar;;sea\n".encode(),
        [("sol", "sun"), ("mar", "sea")],
        [],
    ),
    (
        "one language in its own words is a record",
        b"German,Deutsch\nFrench,fran\xc3\xa7ais\n",
        [("German", "Deutsch"), ("French", "français")],
        [],
    ),
    ("columns swapped", b"answer,question\nLima,Capital of Peru?\n", [PERU], []),
    ("padded header", b"question,answer,,\nCapital of Peru?,Lima,,\n", [PERU], []),
    ("LF without the last", TWO.encode().rstrip(), BOTH, []),
    ("CRLF", TWO.replace("\n", "\r\n").encode(), BOTH, []),
    ("CR", TWO.replace("\n", "\r").encode(), BOTH, []),
    ("blank lines", TWO.replace("\n", "\n\n  \n").encode(), BOTH, []),
    ("UTF-8 with BOM", codecs.BOM_UTF8 + "q,a\né,ñ".encode(), [("é", "ñ")], []),
    ("UTF-16 LE with BOM", codecs.BOM_UTF16_LE + TWO.encode("utf-16-le"), BOTH, []),
    ("UTF-16 BE with BOM", codecs.BOM_UTF16_BE + TWO.encode("utf-16-be"), BOTH, []),
    ("UTF-16 LE", TWO.encode("utf-16-le"), BOTH, []),
    ("UTF-16 BE", TWO.encode("utf-16-be"), BOTH, []),
    ("UTF-16, Cyrillic", "где,там тут".encode("utf-16-le"), [("где", "там тут")], []),
    ("UTF-32", codecs.BOM_UTF32_LE + TWO.encode("utf-32-le"), BOTH, []),
    (
        "cp1252",
        "café,“coffee” – a cup".encode("cp1252"),
        [("café", "“coffee” – a cup")],
        [],
    ),
    (
        "cp1251",
        "собака,dog\nкошка,cat".encode("cp1251"),
        [("собака", "dog"), ("кошка", "cat")],
        [],
    ),
    (
        "a broken byte in UTF-8",
        "ñandú,éé\nx,a".encode() + b"\xff",
        [("ñandú", "éé"), ("x", "a�")],
        [],
    ),
    ("sep=;", b"sep=;\nCapital of Peru?;Lima\n", [PERU], []),
    ("sep=| beside commas", b"sep=|\r\na, b|c, d\r\n", [("a, b", "c, d")], []),
    ("semicolons", b"1,5;2,5\n3,5;4,5\n", [("1,5", "2,5"), ("3,5", "4,5")], []),
    ("bars", b"a, b|c\nd|e, f\n", [("a, b", "c"), ("d", "e, f")], []),
    (
        "Quizlet's paste",
        b"la casa\tthe house, home\nel sol\tthe sun\n",
        [("la casa", "the house, home"), ("el sol", "the sun")],
        [],
    ),
    (
        "commas quoted",
        b'"Lima, Peru",city\n"a ""b"" c",d\n',
        [("Lima, Peru", "city"), ('a "b" c', "d")],
        [],
    ),
    ("a blank before the quote", b'Peru, "Lima, city"\n', [("Peru", "Lima, city")], []),
    ("a blank after the quote", b'"Peru" ,Lima\n', [("Peru", "Lima")], []),
    (
        "lines in a cell",
        b'"one\r\ntwo","a\r\n\r\nb"\r\nc,d\r\n',
        [("one\ntwo", "a\n\nb"), ("c", "d")],
        [],
    ),
    (
        "inches",
        b'5" pipe,pipe\na 3" nail,nail\n',
        [('5" pipe', "pipe"), ('a 3" nail', "nail")],
        [],
    ),
    (
        "a quoted word",
        b'"Hamlet" is a play,yes\na,b\n',
        [('"Hamlet" is a play', "yes"), ("a", "b")],
        [],
    ),
    (
        "a lone quote",
        b'"lone,z\na,b\n"c, d",e\n',
        [('"lone', "z"), ("a", "b"), ("c, d", "e")],
        [],
    ),
    (
        "a quote never closed",
        b'a,b\n"c,d\ne,f',
        [("a", "b"), ('"c', "d"), ("e", "f")],
        [],
    ),
    ("white space", b"  Capital of Peru? ,\xc2\xa0Lima\t\n", [PERU], []),
    ("control characters", b"a\x1b[2J,b\x00\n", [("a␛[2J", "b␀")], []),
    ("an empty row", b"a,b\n,,,\nc,d\n", [("a", "b"), ("c", "d")], [2]),
    ("no question", b"question,answer\n,b\nc,d\n", [("c", "d")], [2]),
    ("no answer", b"a,b\nc,\nd\n", [("a", "b")], [2, 3]),
    ("a comma too many", b"a,b\nc,d, e\nf,g\n", [("a", "b"), ("f", "g")], [2]),
    (
        "the same twice",
        b"a,b\nc,d\n a ,b\na,c\n",
        [("a", "b"), ("c", "d"), ("a", "c")],
        [3],
    ),
    (
        "our mark before a formula",
        b"'=1+1,'-5\n''=x,it's\n",
        [("=1+1", "-5"), ("'=x", "it's")],
        [],
    ),
    ("true and false", b"a,TRUE\nb,False\n", [("a", "true"), ("b", "false")], []),
    (
        "what looks like a marker",
        b'"a\n---\n# b\n:id: c",Q: d\n- [x] e,A: [f]\n',
        [("a\n---\n# b\n:id: c", "Q: d"), ("- [x] e", "A: [f]")],
        [],
    ),
    (
        "what looks like code",
        b'"```\na",b\n~~~,"c\nQ: ```\n```"\n',
        [("```\na", "b"), ("~~~", "c\nQ: ```\n```")],
        [],
    ),
    (
        "a cloze",
        b"question,answer\nIn [Lima::city] or [Quito],\n",
        [("In Lima or Quito", "Lima"), ("In Lima or Quito", "Quito")],
        [],
    ),
    (
        "a list",
        b'question,answer\n"Which?\n- [x] a\n- [ ] b",\n',
        [("Which?", "a")],
        [],
    ),
]


@pytest.mark.parametrize(
    ("data", "cards", "refused"),
    [case[1:] for case in TRAPS],
    ids=[case[0] for case in TRAPS],
)
def test_a_trap_is_read_as_it_is_meant(
    data: bytes, cards: list[tuple[str, str]], refused: list[int]
) -> None:
    table = read_table(data, "deck")
    deck = table.deck
    assert [(card.prompt, card.answer) for card in deck.cards] == cards
    assert [each.line for each in table.refused] == refused
    assert [each.line for each in deck.errors] == refused
    assert read_deck(write_deck(deck), "deck") == deck


def test_a_windows_encoding_is_taken_with_a_warning_at_its_place() -> None:
    (told,) = read_table("a,b\nun café,x".encode("cp1252"), "d").deck.complaints
    assert (told.code, told.line, told.column) == ("guessed-encoding", 2, 7)
    assert "cp1252: “café,x”" in told.message
    named = read_table(
        b"\xb3\xf3d\x9f,boat", "d", options=TableOptions(encoding="cp1250")
    )
    assert named.deck.cards[0].prompt == "łódź"
    assert not named.deck.complaints
    for name in ("klingon", "hex", "idna", "utf_7"):
        with pytest.raises(UsageError, match="cp1250"):
            read_table(b"", "d", options=TableOptions(encoding=name))


def test_columns_that_are_not_known_are_asked_for_and_can_be_said() -> None:
    data = b"Lima,Peru,1535\nQuito,Ecuador,1534\n"
    table = read_table(data, "d")
    assert "--columns question,answer,-" in table.layout.asks
    assert "“Lima”, “Peru”, “1535”" in table.layout.asks
    assert not table.deck.cards
    shape = TableOptions(parse_columns("back, front, note"))
    (card, _) = read_table(data, "d", options=shape).deck.cards
    assert (card.prompt, card.answer, card.fields.note) == ("Peru", "Lima", "1535")
    for told in ("question,colour", "question,front", "answer,-", ""):
        with pytest.raises(UsageError):
            parse_columns(told)


@pytest.mark.parametrize(
    ("data", "missing"),
    [
        (b"answer,note\na,b\n", "does not name the question. Add"),
        (b"term,tags\na,b\n", "does not name the answer. Add"),
        (b"note,tags\na,b\n", "does not name the question or the answer. Add"),
        (b"note,tags,id\na,b,c\n", "--columns question,answer,- "),
    ],
)
def test_a_header_without_a_question_or_an_answer_is_no_record(
    data: bytes, missing: str
) -> None:
    table = read_table(data, "d")
    assert missing in table.layout.asks
    assert not table.deck.cards


@pytest.mark.parametrize("first", [b"note,la nota", b"page,Seite", b"a,chapter"])
def test_a_record_may_hold_the_name_of_a_column(first: bytes) -> None:
    table = read_table(first + b"\nb,c\n", "d")
    assert not table.layout.asks
    assert len(table.deck.cards) == 2


def test_every_column_is_read_as_the_field_of_a_deck() -> None:
    data = (
        b"id,question,answer,topic,tags,note,accept,wrong,value,tolerance,unit,reverse\n"
        b"x,How far?,12 km,Way #,a b,one\\two,12 | twelve,1 | 2,number,5%,km,\n"
        b"y,Who?,I,Way,,,,,,,,true\n"
        b"z,Who?,me,,,,,,colour,,,\n"
        b"x,again,me,,,,,,,,,\n"
    )
    table = read_table(data, "deck")
    first, second, back = table.deck.cards
    assert (first.fields.id, first.topic, first.fields.tags) == ("x", "Way", ("a", "b"))
    assert first.fields.accept == ("12", "twelve")
    assert (second.topic, back.is_reverse, back.prompt) == ("Way", True, "I")
    assert [each.code for each in table.deck.errors] == ["bad-value", "duplicate-id"]
    assert read_deck(write_deck(table.deck), "deck") == table.deck


def test_a_note_over_lines_stays_or_is_told() -> None:
    data = b'q,a,note\nb,c,"one\ntwo"\nd,e,"one\n\n---\ntwo"\n'
    table = read_table(data, "deck")
    notes = [card.fields.note for card in table.deck.cards]
    assert notes == ["one\ntwo", "one --- two"]
    assert table.changes == {"a note joined into one line": [4]}
    assert read_deck(write_deck(table.deck), "deck") == table.deck


def test_true_and_false_are_asked_as_such() -> None:
    (card,) = read_table(b"Lima is in Peru.,TRUE\n", "d").deck.cards
    assert card.kind is Kind.TRUE_FALSE


def test_what_was_refused_stands_below_the_header_as_it_was() -> None:
    data = b'sep=;\r\nfront;back\r\na;b\r\n"x\r\n\r\ny";\r\nc;d;e\r\n'
    assert read_table(data, "d").rejects.decode("utf-8-sig") == (
        'sep=;\nfront;back\n"x\n\ny";\nc;d;e\n'
    )


@pytest.mark.parametrize(
    "piece",
    [
        b'"',
        b'a,"',
        b'"a,\n',
        b'"""a\n',
        b'"" x\n',
        b"\0",
        b",",
        b"x",
        b"\r\xff\xfe",
        b"a,b ",
    ],
    ids=range(10),
)
def test_a_hostile_file_of_four_times_the_size_takes_about_four_times(
    piece: bytes,
) -> None:
    """One where each record were looked for in all the others would take 16 times."""
    times: list[float] = []
    for size in (40_000, 160_000):
        begun = time.process_time()
        table = read_table(piece * (size // len(piece)), "deck")
        times.append(time.process_time() - begun)
        assert len(table.empty.errors) >= len(table.refused)
    assert times[1] < 10 * times[0] + 0.2


def test_a_tab_separated_file_is_read_by_its_name() -> None:
    table = read_table(b"a,b\tc,d\n", "d", Path("d.TSV"))
    assert [(c.prompt, c.answer) for c in table.deck.cards] == [("a,b", "c,d")]


def test_a_column_that_is_often_empty_is_asked_about() -> None:
    rows = ["sol\tsun"] * 7 + ["mar\tsea\tbig", "luna\tmoon\tround"]
    table = read_table("\n".join(rows).encode(), "words")
    assert "There are 3 columns" in table.layout.asks
    assert len(table.layout.beginning[-1]) == 3
    assert read_table("\n".join(rows[:-1]).encode(), "words").layout.asks == ""
