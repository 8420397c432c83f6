"""No record is lost, and what goes out as a table comes back as it was."""

from __future__ import annotations

import csv
import io

from hypothesis import assume, example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizapp.cards.format.reader import read_deck
from quizapp.cards.format.writer import write_deck
from quizapp.decks.tables.layout import TableOptions
from quizapp.decks.tables.reader import read_table
from quizapp.decks.tables.records import records_of
from quizapp.decks.tables.writer import write_table
from tests.cards.format.made_up import files

PIECES = [
    *('"', '""', ",", ";", "\t", "|", "\n", "\r\n", " ", "a", "b", "true", "'", "=1"),
    *("[x]", "```", "Q: ", "- [x] ", "- a => b", "---", "# ", ":id: x", "\\", "\x1b"),
]
ANKI = [
    *("{{c1::", "{{c2::", "}}", "::", "<b>", "</b>", "<i>", "</i>", "<br>", "<div>"),
    *("<img src='x'>", "[sound:x]", "&lt;", "&nbsp;", "<", "<pre>", "</pre>", "<code>"),
    *("\\(", "\\)", "$", "</code>", "(", "[", "]", "<ul><li>", "<a href='http://x'>"),
]
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
anki_texts = st.lists(st.sampled_from(PIECES + ANKI), max_size=30).map("".join)
cell = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
HEADS = [
    "question,answer\n",
    "sep=;\n",
    "#html:true\n",
    "#html:true\n#guid column:1\n#deck column:2\n#tags column:5\n#tags:all\n",
    "#html:false\n#notetype:Basic (and reversed card)\n#columns:Text,Extra,Note\n",
]
HEADER = ["question", "answer", "note", "id", "topic", "type", "value", "reverse"]


@given(texts | st.builds(str.__add__, st.sampled_from(HEADS), anki_texts))
def test_each_record_is_taken_or_refused(text: str) -> None:
    table = read_table(text.encode(), "deck", options=TableOptions(separator=","))
    deck = table.deck
    if table.layout.asks:
        return
    lines = text.replace("\r\n", "\n").split("\n")
    records = list(records_of(table.lines, ",", table.layout.first))
    assert len(table.taken) + len(table.refused) == len(records)
    assert [each.line for each in deck.errors] == [r.line for r in table.refused]
    ends = [0, *(each.end for each in records)]
    for end, record in zip(ends, records, strict=False):
        between = table.lines[max(end, table.layout.first) : record.line - 1]
        assert not any(line.strip(' "') for line in between)
    assert not records or records[-1].end <= len(lines)
    assert read_deck(write_deck(table.deck), "deck") == deck


@given(st.binary(max_size=60))
def test_any_bytes_are_read_without_a_crash(data: bytes) -> None:
    table = read_table(data, "deck")
    assert table.layout.asks or len(table.empty.errors) == len(table.refused)


@given(st.lists(st.lists(cell, min_size=8, max_size=8), max_size=4))
def test_the_text_of_a_cell_is_kept_in_a_deck(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *rows])
    table = read_table(out.getvalue().encode(), "deck")
    assert len(table.taken) + len(table.refused) == len([r for r in rows if any(r)]) + (
        sum(not any(row) for row in rows)
    )
    assert read_deck(write_deck(table.deck), "deck") == table.deck
    for card in table.deck.cards:
        assert card.line <= card.end


@given(st.lists(st.lists(cell, min_size=2, max_size=3), min_size=1, max_size=5))
def test_what_the_standard_reader_takes_is_read_alike(rows: list[list[str]]) -> None:
    rows = [[each.replace("\r", "") for each in row] for row in rows]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    told = [each.cells for each in records_of(out.getvalue().split("\n"), ",")]
    want = [[each.lstrip(" ") if not needs(each) else each for each in r] for r in rows]
    assert told == want


@given(texts, st.sampled_from([",", ";", "\t", " ", "a"]))
def test_a_quote_that_is_text_changes_no_record_below(text: str, mark: str) -> None:
    lines = text.replace("\r\n", "\n").split("\n")
    refused, *below = records_of(['"x"y', *lines], mark)
    assert refused.is_odd
    assert below == [
        replace(record, line=record.line + 1, end=record.end + 1)
        for record in records_of(lines, mark)
    ]


def needs(cell: str) -> bool:
    """Whether the standard writer quotes a cell."""
    return any(each in cell for each in ',"\n')


@given(files)
@example("Q: q\nA: TRUE\n:value: text")
@example("C: [a]\n\nC: [b]\n|1\n|2\n|")
@example("C: [a::t] and [b]\n:together: true\n:type: x")
@example("# One\n\nQ: q\n- [x] a\n- [ ] b\n\n#\n\nQ: -1\nA: '=2\n:reverse: true")
@example("# 1\n\nQ: q\nA: a\n:reverse: true\n\n# 2\n\nC: [a] [b]\n\n# 3\n\nQ: r\nA: s")
def test_a_deck_comes_back_from_its_table(text: str) -> None:
    deck = read_deck(text, "deck")
    # Only an empty line inside its bracket keeps such a blank from beginning maths.
    assume(not any(card.blank and card.answer.count("$") % 2 for card in deck.cards))
    table, _ = write_table(deck)
    kept = [card for card in deck.cards if card.prompt and card.answer]
    back = read_table(table.encode(), "deck").deck
    strip = [(c.kind, c.prompt, c.answer, c.items, c.blank, c.blanks) for c in kept]
    assert [
        (c.kind, c.prompt, c.answer, c.items, c.blank, c.blanks) for c in back.cards
    ] == strip
    assert [(c.topic, c.fields) for c in back.cards] == [
        (c.topic, c.fields) for c in kept
    ]
    assert write_table(read_deck(write_deck(back), "deck"))[0] == table


def test_a_table_holds_no_cell_that_a_spreadsheet_would_run() -> None:
    deck = read_deck("Q: =cmd()\nA: +1\n:note: @x\n\nQ: -1\nA: '=y\n", "deck")
    table, told = write_table(deck)
    assert table == "question,answer,note\n'=cmd(),'+1,'@x\n'-1,''=y,\n"
    assert told == []


def test_what_a_table_cannot_hold_is_told() -> None:
    deck = read_deck("---\ntitle = 't'\n---\n<!-- c -->\nQ: q\nA:\n\nQ: r\nA: s", "d")
    _, told = write_table(deck)
    assert [each.split(maxsplit=2)[:2] for each in told] == [
        ["1", "card"],
        ["1", "comment"],
        ["A", "table"],
    ]
