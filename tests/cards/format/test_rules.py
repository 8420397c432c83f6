"""Each rule of the deck format: what breaks it, where it is said, what is kept."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import quizapp
from quizapp.cards.facts.generate import generate_deck
from quizapp.cards.facts.reader import read_facts
from quizapp.cards.format import complaints, limits, parser
from quizapp.cards.format.complaints import ERRORS, MESSAGES, WARNINGS
from quizapp.cards.format.reader import read_deck
from quizapp.decks.library.checker import complaints_of
from quizapp.decks.tables.reader import read_table
from quizapp.model import Level
from tests.cards.format.oversized import FACT_LIMITS, LIMITS

E, W = Level.ERROR, Level.WARNING
CARD = "Q: q\nA: a\n"

# code, level, the file, line, column, cards kept
RULES = [
    ("nearly-a-marker", W, "Q: q\nA: a\nq: next?\n", 3, 1, 1),
    ("nearly-a-marker", W, "Q: q\nA : no answer yet\nA: a\n", 2, 1, 1),
    ("nearly-a-marker", W, "Q: q\n  A: no answer yet\nA: a\n", 2, 3, 1),
    ("nearly-a-field", W, "Q: q\nA: 12\n:tolerance 5%\n", 3, 1, 1),
    ("nearly-a-field", W, "Q: q\nA: Conrad\ntype: writer\n\nQ: r\nA: b\n", 3, 1, 2),
    ("nearly-a-field", W, "Q: q\ntype: writer\nA: Conrad\n", 2, 1, 1),
    ("nearly-a-field", W, "C: [a] and b\ntype: x\n\n:id: one\n", 2, 1, 1),
    ("nearly-a-topic", W, f"{CARD}\n#Topic\n\nQ: r\nA: b\n", 4, 1, 2),
    ("nearly-a-topic", W, f"{CARD}\n####### seven\n---\nC: [b]\n", 4, 1, 2),
    ("nearly-a-topic", W, "C: [a]\n\n#One\n# Two\n", 3, 1, 1),
    ("nearly-a-topic", W, "Q: q\n- [x] a\nA: b\n\n#Last\n\n", 5, 1, 1),
    ("git-conflict", E, f"{CARD}<<<<<<< HEAD\n{CARD}=======\nx\n>>>>>>> b\n", 3, 1, 1),
    ("plus-front-matter", E, f"+++\ntitle = 'x'\n+++\n{CARD}", 1, 1, 1),
    ("obsidian-card", E, f"Capital of Peru::Lima\n\n{CARD}", 1, 1, 1),
    ("obsidian-card", E, f"{CARD}---\nCapital of Peru\n?\nLima\n", 5, 1, 1),
    ("obsidian-card", E, f"The capital is ==Lima==.\n\n{CARD}", 1, 1, 1),
    ("obsidian-schedule", W, f"{CARD}\n<!--SR:!2026-11-28,3,250-->\n", 4, 1, 1),
    ("stray-text", E, f"hello\n\n{CARD}", 1, 1, 1),
    ("stray-text", E, f"{CARD}:id: x\nhello\n", 4, 1, 1),
    ("stray-text", E, f"{CARD}---\n  hello\n", 4, 3, 1),
    ("stray-text", E, f"# Topic\nhello\n\n{CARD}", 2, 1, 1),
    ("text-after-comment", E, f"<!-- c --> x\n{CARD}", 1, 12, 1),
    ("stray-text", E, f":id: x\n{CARD}", 1, 1, 1),
    ("stray-text", E, f"{CARD}:note: n\n\n  not the note any more\n", 5, 3, 1),
    ("answer-without-question", E, f"A: a\nmore\n\n{CARD}", 1, 1, 1),
    ("answer-without-question", E, f"C: [c]\nA: a\n\n{CARD}", 2, 1, 2),
    ("second-answer", E, "Q: q\nA: a\nA: b\n", 3, 1, 1),
    ("question-without-answer", E, f"Q: q\n\n{CARD}", 1, 1, 1),
    ("question-without-answer", E, f"{CARD}\nQ: q", 4, 1, 1),
    ("unclosed-bracket", E, f"C: a [b\nc\n\n{CARD}", 1, 6, 1),
    ("unclosed-bracket", E, "C: one\ntwo [three", 2, 5, 0),
    ("nested-bracket", E, "C: a [b [c]]", 1, 9, 0),
    ("empty-bracket", E, "C: a [] b", 1, 6, 0),
    ("empty-bracket", E, "C: The [] is [x] and [y", 1, 8, 0),
    ("stray-bracket", W, "C: a] [b]", 1, 5, 1),
    ("link-like-bracket", W, "C: [Lima] is it[^1].", 1, 16, 2),
    ("link-like-bracket", W, "C: see [Lima][1]\n\n[1]: http://x\n", 1, 14, 3),
    ("link-like-bracket", W, "C: see [Lima][1]\n\n[1]: http://x\n", 3, 1, 3),
    ("link-like-bracket", W, "C: [1]: <https://x> and `a`\n", 1, 4, 1),
    ("link-like-bracket", W, f"C: [^1]\n\n{CARD}", 1, 4, 2),
    ("link-like-bracket", W, "C: [^1] is [a", 1, 4, 0),
    ("no-bracket", E, "C: no answer", 1, 1, 0),
    ("bad-number", E, f"Q: q\nA: a few\n:value: number\n\n{CARD}", 2, 4, 1),
    ("bad-number", E, f"Q: q\nA: five-ish\n:value: number\n\n{CARD}", 2, 4, 1),
    ("bad-number", E, "C: it has [many] parts\n:value: number", 1, 12, 0),
    ("other-unit", W, "Q: q\nA: 5 kg\n:value: number\n:unit: km\n", 2, 4, 1),
    ("other-unit", W, "C: [$5] for it\n:value: number\n:unit: euros\n", 1, 5, 1),
    ("bad-date", E, "Q: q\nA: soon\n:value: date", 2, 4, 0),
    ("bad-at", E, f"{CARD}:at: 5", 3, 6, 0),
    ("bad-at", E, f"{CARD}:at: 0.1", 3, 6, 0),
    ("bad-value", E, "Q: q\nA: a\n:value: colour", 3, 9, 0),
    ("bad-list", E, "Q: q\nA: Peru\n:value: list", 2, 4, 0),
    ("idle-value", W, "Q: q\n- [x] a\n- [ ] b\n:value: exact", 4, 9, 1),
    ("idle-value", W, "Q: q\nA: a\n  b\n:value: exact", 4, 9, 1),
    ("idle-value", W, f"{CARD}:value: exact\n:ask: flip", 3, 9, 1),
    ("bad-tolerance", E, "Q: q\nA: 1\n:value: number\n:tolerance: much", 4, 13, 0),
    ("tolerance-without-number", E, "Q: q\nA: 1\n:tolerance: 2", 3, 13, 0),
    ("bad-ask", E, f"{CARD}:ask: song", 3, 7, 0),
    ("impossible-ask", E, f"{CARD}:ask: order", 3, 7, 0),
    ("bad-together", E, "C: [c]\n:together: both", 2, 12, 0),
    ("impossible-together", E, f"{CARD}:together: true", 3, 12, 0),
    ("bad-reverse", E, f"{CARD}:reverse: yes", 3, 11, 0),
    ("impossible-reverse", E, "C: [c]\n:reverse: true", 2, 11, 0),
    ("bad-id", E, f"{CARD}:id: a b", 3, 6, 0),
    ("bad-deck-id", E, f'---\nid = "a/b"\n---\n{CARD}', 2, 1, 1),
    ("bad-deck-id", E, f'---\nid = "  "\n---\n{CARD}', 2, 1, 1),
    ("duplicate-id", E, f"{CARD}:id: x\n\nQ: r\nA: s\n:id: x", 7, 6, 1),
    ("repeated-field", E, f"{CARD}:id: x\n:id: y", 4, 1, 0),
    ("unknown-field", E, f"{CARD}:id: x\n:nots: y", 4, 1, 0),
    ("field-in-body", W, "Q: q\nA: a\n:nots: y", 3, 1, 1),
    ("empty-field", W, f"{CARD}:note:", 3, 7, 1),
    ("nearly-a-marker", W, f"{CARD}Question: r", 3, 1, 1),
    ("bar-without-spaces", W, f"{CARD}:wrong: b|c|d", 3, 9, 1),
    ("bar-without-spaces", W, f"{CARD}:accept: b |c", 3, 10, 1),
    ("repeated-card", W, f"{CARD}\n{CARD}", 4, 1, 1),
    ("empty-answer", W, "Q: q\nA:", 2, 1, 1),
    ("empty-question", W, "Q:\nA: a", 1, 1, 1),
    ("list-without-question", E, "Q:\n- [x] a\n- [ ] b", 1, 1, 0),
    ("heading-in-body", W, "Q: q\n# Not a topic\nA: a", 2, 1, 1),
    ("heading-in-body", W, "Q: q\nA: a\n\n# Heading\n\ntext", 4, 1, 1),
    ("comment-in-body", W, "Q: q\nA: below\n<!-- ask about it -->\n", 3, 1, 1),
    ("comment-in-body", W, "Q: q\n<!-- ask -->\nA: a\n", 2, 1, 1),
    ("comment-in-body", W, "C: [a]\n<!-- ask\nabout it -->\n:id: a\n", 2, 1, 1),
    ("unclosed-fence", E, f"Q: q\n```\nA: a\n\n{CARD}", 2, 1, 1),
    ("unclosed-comment", E, f"<!-- oh\n\n{CARD}", 1, 1, 1),
    ("list-with-answer", W, "Q: q\n- [x] a\n- [ ] b\nA: c", 1, 1, 1),
    ("no-right-choice", E, "Q: q\n- [ ] a\n- [ ] b", 2, 1, 0),
    ("no-wrong-choice", E, "Q: q\n- [x] a\n- [x] b", 2, 1, 0),
    ("repeated-item", E, "Q: q\n- [x] a\n- [ ] a", 2, 1, 0),
    ("empty-item", E, "Q: q\n- [x] a\n- [ ]  \n- [ ] b", 2, 1, 0),
    ("short-order", E, "Q: q\n1. a\n2. b", 2, 1, 0),
    ("short-match", E, "Q: q\n- a => b", 2, 1, 0),
    ("no-cards", W, "", 1, 1, 0),
    ("no-cards", W, "# Only a topic\n", 1, 1, 0),
    ("control-character", W, "Q: q\nA: a\x1b[2J", 2, 5, 1),
    ("control-character", W, "Q: q\nA: \u202eab", 2, 4, 1),
    ("control-character", W, "Q: q\nA: a\rb", 2, 5, 1),
    ("cr-line-endings", E, "Q: q\rA: a\r", 1, 1, 0),
    ("cr-line-endings", E, f"# Topic\r\r{CARD}".replace("\n", "\r") * 9999, 1, 1, 0),
    ("unclosed-front-matter", E, f"---\ntitle = 'x'\n{CARD}", 1, 1, 1),
    ("bad-front-matter", E, f"---\n\ntitle = x\n---\n{CARD}", 3, 9, 1),
    ("bad-key", E, f"---\ntitle = 3\n---\n{CARD}", 2, 1, 1),
    ("bad-key", E, f"---\nlanguage = 'Spanish!'\n---\n{CARD}", 2, 1, 1),
    ("bad-key", E, f"---\naccents = 'yes'\n---\n{CARD}", 2, 1, 1),
    ("bad-key", E, f"---\ndecimal = ';'\n---\n{CARD}", 2, 1, 1),
    ("bad-key", E, f"---\nask = 'sing'\n---\n{CARD}", 2, 1, 1),
    ("bad-key", E, f"---\nsilence = 'too-long'\n---\n{CARD}", 2, 1, 1),
    ("bad-key", E, f"---\n\nsilence = [1]\n---\n{CARD}", 3, 1, 1),
    ("yaml-front-matter", E, f"---\ntitle: My deck\n---\n{CARD}", 2, 1, 1),
    ("card-in-front-matter", E, "---\nQ: a\nA: b\n---\n", 2, 1, 0),
    ("card-in-front-matter", E, f"---\ntitle: x\n\nC: [a]\n---\n{CARD}", 4, 1, 1),
    ("card-in-front-matter", E, f"---\n{CARD * 1000}---\n{CARD}", 2, 1, 1),
    ("bad-key", E, f"---\ntable = 1\n---\n{CARD}", 2, 1, 1),
    ("unknown-key", W, f"---\n\ncolour = 'x'\n---\n{CARD}", 3, 1, 1),
    ("bad-article", W, f"---\narticle = {{ year = 1 }}\n---\n{CARD}", 2, 1, 1),
]
NOT_UTF8 = ("not-utf-8", E, b"Q: q\nA: caf\xe9\n", 2, 7, 1)

FACT = "## 1\nThe [TPP] failed.\n:id: f\n"
FACT_RULES = [
    ("fact-without-id", E, "## 1\nThe [TPP] failed.", 2, 1),
    ("cr-line-endings", E, FACT.replace("\n", "\r"), 1, 1),
    ("no-paragraph", E, "The [TPP] failed.\n:id: f", 1, 1),
    ("bad-paragraph", E, f"# Three\n{FACT}", 1, 1),
    ("duplicate-id", E, f"{FACT}\nA [b].\n:id: f", 6, 6),
    ("no-such-bracket", E, f"{FACT}? What failed? -> tpp", 4, 19),
    ("bad-ask-line", E, f"{FACT}? What failed?", 4, 1),
    ("second-question", E, f"{FACT}? One? -> TPP\n? -> TPP", 5, 1),
    ("duplicate-card-id", E, "## 1\nThe [TPP], or [tpp], failed.\n:id: f", 2, 1),
    ("no-card-id", E, "## 1\nAn [→].\n:id: f", 2, 1),
    ("fact-without-cards", W, "## 1\nNothing here.\n:id: f", 2, 1),
    ("card-without-fact", E, f"## 1\n\n{CARD}", 3, 1),
    ("unknown-field", E, f"{FACT}:type: x", 4, 1),
    ("unknown-field", E, f"{FACT}? One? -> TPP\n:wrongs: x", 5, 1),
    ("bar-without-spaces", W, f"{FACT}? One? -> TPP\n:wrong: b|c", 5, 9),
    ("empty-field", W, f"{FACT}:note:", 4, 7),
    ("repeated-field", E, f"{FACT}:id: g", 4, 1),
    ("stray-text", E, f"{FACT}more", 4, 1),
    ("ask-without-fact", E, f"{FACT}\n? One? -> TPP", 5, 1),
    ("stray-text", E, f"{FACT}\n{CARD}{CARD}", 7, 1),
    ("answer-without-question", E, f"{FACT}\nA: b", 5, 1),
    ("link-like-bracket", W, "## 1\nThe [TPP]\nfailed[^1].\n:id: f", 3, 7),
    ("stray-bracket", W, "## 1\nThe [TPP] failed].\n:id: f", 2, 17),
    ("unclosed-bracket", E, "## 1\nThe [TPP\nfailed.\n:id: f", 2, 5),
    ("unclosed-comment", E, f"<!--\n{FACT}", 1, 1),
    ("question-without-answer", E, f"{FACT}\nQ: q", 5, 1),
    ("bad-number", E, f"{FACT}\nQ: q\nA: many\n:value: number", 6, 4),
]

TABLE_RULES = [
    ("which-columns", E, b"a,b,c\n", 1, 1, 0),
    ("incomplete-header", E, b"answer,note\na,b\n", 1, 1, 0),
    ("incomplete-header", E, b"question,note\na,b\n", 1, 1, 0),
    ("unknown-column", W, b"question,answer,colour\na,b,c\n", 1, 1, 1),
    ("guessed-encoding", W, b"a,b\nun caf\xe9,c\n", 2, 7, 2),
    ("broken-encoding", W, "é,ñ\nú,".encode() + b"a\xff\n", 2, 4, 2),
    ("control-character", W, b"a,b\x1b[2J\n", 1, 4, 1),
    ("quote-as-text", W, b'a,b\n"c,d\n', 2, 1, 2),
    ("empty-record", E, b"a,b\n,,\n", 2, 1, 1),
    ("no-question", E, b"a,b\n,c\n", 2, 1, 1),
    ("no-answer", E, b'a,b\n"c\nd",\n', 2, 1, 1),
    ("note-without-answer", E, b"#separator:tab\na\tb\nc\t\n", 3, 1, 1),
    ("too-many-cells", E, b"a,b\nc,d,e\n", 2, 1, 1),
    ("repeated-record", E, b"a,b\nc,d\na,b\n", 3, 1, 2),
    ("duplicate-id", E, b"question,answer,id\na,b,x\nc,d,x\n", 3, 1, 1),
    ("bad-id", E, b"question,answer,id\na,b,x y\n", 2, 1, 0),
    ("bad-number", E, b"question,answer,value\na,many,number\n", 2, 1, 0),
    ("unclosed-bracket", E, b"a,b\nc] [d,\n", 2, 1, 1),
    ("no-records", W, b"question,answer\n", 1, 1, 0),
    ("maybe-header", W, b"country,capital\nPeru,Lima\n", 1, 1, 2),
    ("anki-markup", W, b"a,b\nc d<br>,e\n", 2, 4, 2),
    ("image-occlusion", E, b"#html:true\n{{c1::image-occlusion:x}},a\n", 2, 1, 0),
    ("unclosed-cloze", E, b"#html:true\na,b\n{{c1::c,\n", 3, 1, 1),
    ("unreadable-cloze", E, b"#html:true\na,b\n{{c1::}},\n", 3, 1, 1),
]


@pytest.mark.parametrize(("code", "level", "text", "line", "column", "cards"), RULES)
def test_a_rule_is_told_where_it_is_broken_and_good_cards_are_kept(
    code: str, level: Level, text: str, line: int, column: int, cards: int
) -> None:
    deck = read_deck(text, "deck")
    found = [(c.code, c.level, c.line, c.column) for c in deck.complaints]
    assert (code, level, line, column) in found
    assert len(deck.cards) == cards


def test_the_fields_of_a_card_that_is_refused_are_no_errors_of_their_own() -> None:
    deck = read_deck(f"XX C: [a]\n:id: x\n:note: n\n\n:id: y\n{CARD}", "deck")
    assert [each.line for each in deck.complaints] == [1, 5]
    assert len(deck.cards) == 1


def test_a_rule_is_told_by_the_short_way_too(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{text.rstrip()}\n\nC: [z]\n" for _, _, text, *_ in RULES]
    short = [read_deck(text, "deck").complaints for text in texts]
    monkeypatch.setattr(parser, "take_flips", lambda *place: place[-2:])
    assert short == [read_deck(text, "deck").complaints for text in texts]


def test_bytes_that_are_not_utf8_are_told_and_the_rest_is_read() -> None:
    code, level, data, line, column, cards = NOT_UTF8
    deck = read_deck(data, "deck")
    (told,) = deck.complaints
    assert (told.code, told.level, told.line, told.column) == (
        code,
        level,
        line,
        column,
    )
    assert len(deck.cards) == cards


@pytest.mark.parametrize("name", ["deck.md", "deck.facts.md"])
def test_of_lines_that_end_at_cr_alone_only_that_is_told(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xef\xbb\xbf" + FACT.replace("\n", "\r").encode())
    (told,) = complaints_of(path)
    assert (told.code, told.line, told.column) == ("cr-line-endings", 1, 1)


@pytest.mark.parametrize(
    ("code", "level", "data", "line", "column", "cards"), TABLE_RULES
)
def test_a_rule_of_tables_is_told_where_it_is_broken(
    code: str, level: Level, data: bytes, line: int, column: int, cards: int
) -> None:
    deck = read_table(data, "deck").deck
    found = [(c.code, c.level, c.line, c.column) for c in deck.complaints]
    assert (code, level, line, column) in found
    assert len(deck.cards) == cards
    assert all(each.message.endswith((".", ")")) for each in deck.complaints)


@pytest.mark.parametrize(("code", "level", "text", "line", "column"), FACT_RULES)
def test_a_rule_of_facts_files_is_told_where_it_is_broken(
    code: str, level: Level, text: str, line: int, column: int
) -> None:
    facts = read_facts(text, "deck")
    told = generate_deck(facts).complaints
    assert (code, level, line, column) in [
        (c.code, c.level, c.line, c.column) for c in told
    ]


@pytest.mark.parametrize(
    "statement",
    ["The [TPP] failed.", "It failed.", "The [TPP] failed.\n? What failed? -> TPP"],
)
def test_of_a_fact_without_an_id_only_that_is_told(statement: str) -> None:
    facts = read_facts(f"## 1\n{statement}\n", "deck")
    told = generate_deck(facts).complaints
    assert [each.code for each in told] == ["fact-without-id"]


@pytest.mark.parametrize("code", ["no-card-id", "duplicate-card-id"])
def test_of_a_fact_whose_bracket_makes_no_card_only_the_reason_is_told(
    code: str,
) -> None:
    texts = {
        "no-card-id": "## 1\nAn [→].\n:id: f",
        "duplicate-card-id": f"{FACT}\nA [b].\n:id: g\n? What? -> b\n:id: f-tpp",
    }
    told = generate_deck(read_facts(texts[code], "deck")).complaints
    assert [each.code for each in told] == [code]


@pytest.mark.parametrize("name", ["value", "ask", "at", "id", "tolerance", "reverse"])
def test_of_an_empty_field_only_that_is_told(name: str) -> None:
    (told,) = read_deck(f"{CARD}:{name}:", "deck").complaints
    assert told.code == "empty-field"


OF_FILES = {
    *("unreadable", "unreadable-folder", "not-a-file", "sync-copy", "unknown-file"),
    *("too-many-files", "too-many-decks", "not-a-table"),
    *(
        "duplicate-name",
        "duplicate-deck-id",
        "duplicate-cards",
        "more-complaints",
        "unknown-code",
    ),
}
"""What is complained of where files are found, and shown by the tests of that."""
OF_QUOTES = {"quote-not-in-article", "answer-not-in-quote", "answer-in-own-words"}
"""The same for quotes from an article."""


def test_each_error_and_warning_there_is_is_shown_by_a_rule_above() -> None:
    told = (*RULES, *FACT_RULES, *TABLE_RULES, NOT_UTF8, *LIMITS, *FACT_LIMITS)
    assert {rule[0] for rule in told} | OF_FILES | OF_QUOTES == {*ERRORS, *WARNINGS}


def test_each_code_that_is_declared_is_used_and_the_other_way_round() -> None:
    used: set[str] = set()
    for node in _nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            used.add(node.value)
        if isinstance(node, ast.Call) and _name(node) in COMPLAINING:
            for code in filter(CODE.fullmatch, _texts(node)):
                fields = {name for _, name, *_ in Formatter().parse(MESSAGES[code])}
                given = {each.arg for each in node.keywords}
                assert given == fields - {None}, ast.unparse(node)
    assert MESSAGES.keys() - used == {"more-complaints"}  # used beside the table


COMPLAINING = ("complain", "complaint", "refuse", "stop", "about")
CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")


def _nodes() -> Iterator[ast.AST]:
    """What the program's modules consist of, but for the table itself."""
    for path in Path(quizapp.__file__).parent.rglob("*.py"):
        if path != Path(complaints.__file__):
            yield from ast.walk(ast.parse(path.read_text("utf-8")))


def _name(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2].lstrip("_")


def _texts(call: ast.Call) -> Iterator[str]:
    """The texts among a call's arguments, and in what `if` and `else` choose from."""
    for each in call.args:
        for node in (
            (each.body, each.orelse) if isinstance(each, ast.IfExp) else (each,)
        ):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@pytest.mark.parametrize("rule", [*RULES, *FACT_RULES], ids=lambda rule: rule[0])
def test_a_complaint_says_what_to_do(rule: tuple[str, Level, str]) -> None:
    text = rule[2]
    for told in read_deck(text, "d").complaints:
        assert told.message.endswith((".", "?"))
        assert told.line >= 1
        assert told.column >= 1


@pytest.mark.parametrize(
    ("text", "way"),
    [
        (f"{CARD}:id: x\n:tolerance 5%\n", "`:tolerance: 5%`"),
        (f"{CARD}:id: x\nTags = a, b\n", "`:tags: a, b`"),
        (f"{CARD}:id: x\n: note: b\n", "`:note: b`"),
        (f"{CARD}:note : y\n", "`:note: y`"),
        (f"{CARD}:id: x\n:note = y\n", "`:note: y`"),
        (f"{CARD}:id: x\nnote that this is text\n", "indent a line"),
        (f"{CARD}:note b\n", "`:note: b`"),
        (f"{CARD}:note-b: c\n", "no field `:note-b:`"),
        (f"{CARD}type: writer\n", "`:type: writer`"),
        (f"{CARD}\n##Topic one\n", "space and its name: `## Topic one`"),
        (f"{CARD}\n####### seven\n", "space and its name: `###### seven`"),
        (f"#Topic\n\n{CARD}", "space and its name: `# Topic`"),
        (f"Q : one\n\n{CARD}", "Begin the line with `Q:`."),
        (f"  C: [Lima::city].\n\n{CARD}", "with `C:`, without spaces before it."),
        (f"---\ntitle: My deck\n---\n{CARD}", '`title = "My deck"`'),
        (f"q: one\n\n{CARD}", "Begin the line with `Q:`."),
        (f"Question: one\n\n{CARD}", "Begin the line with `Q:`."),
        (f"{CARD}:id: x\n\n c: [a]\n", "with `C:`, without spaces before it."),
        ("Q: q\n- a = b\n- c = d\n", "`- a => b`"),
        ("Q: q\n- a -> b\n- c -> d\n", "`- a => b`"),
        ("Q: q\n- [x] a\n- [] b\n", "`- [ ] wrong`"),
        ("Q: q\n[x] a\n[ ] b\n", "`- [ ] wrong`"),
        ("Q: q\nAnswer: a\n", "begins with `A:`"),
        ("Q: q\n", "Add a line `A: …`"),
    ],
)
def test_what_is_nearly_right_is_told_as_it_is_written(text: str, way: str) -> None:
    told = [way in each.message for each in read_deck(text, "deck").complaints]
    assert told[0]
    assert len(told) == 1 + ("Answer:" in text)


@pytest.mark.parametrize(
    "text",
    [
        "Q: q\nA: a\n#tag of the answer\n\nQ: r\nA: b\n",
        "Q: q\nA: Write\n\n#include <stdio.h>\n\nand so on.\n",
        "Q: q\nA: a\n\nIt is #1.\n\nQ: r\nA: b\n",
        "Q: q\nA:\n\n```\n#!/bin/sh\n```\n\nQ: r\nA: b\n",
        "Q: q\nA: a\n\n\\#Topic\n\nQ: r\nA: b\n",
        "Q: q\nA: a\n\\<!-- shown -->\n",
        "C: [Lima] is it\\[^1\\].\n\n\\[1\\]: http://x\n",
        "Q: q\nA: 82 kilometres\n:value: number\n:unit: km\n",
        "Q: q\nA: about 5 km\n:value: number\n:unit: kilometre\n",
        "Q: q\nA: 5 million\n:value: number\n:unit: people\n",
        f'---\ntitle = """\nQ: one"""\n---\n{CARD}',
        "C: [Lima](http://x)[1] and `x[0][1]` and $a[0][1]$ and \\[0\\][1]\n",
        "C: [Lima]: see http://x\n",
        "C: In [Peru]: http://x\n",
        "Q: q\nA: a <!-- shown -->\n",
        "Q: q\nA: a\n:id: x\n<!-- kept -->\n:note: n\n",
    ],
)
def test_what_is_text_or_stands_where_it_may_is_not_complained_of(text: str) -> None:
    assert read_deck(text, "deck").complaints == ()


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("C: $a [b] c$ is [d]", [7]),
        ("C: `ls [FILE]` is [d]", [8]),
        ("C: `list[0]` and $x[i]$ and [d]", []),
        ("C: `[a]` and `[b]`: [d]", [5, 15]),
        ("C: it cost $5, and [d] cost $6", []),
    ],
)
def test_a_bracket_in_code_or_maths_is_said_to_be_plain_text(
    text: str, columns: list[int]
) -> None:
    deck = read_deck(text, "deck")
    assert len(deck.cards) == 1
    assert [(c.code, c.level, c.column) for c in deck.complaints] == [
        ("plain-bracket", Level.HINT, column) for column in columns
    ]


def test_where_no_bracket_is_left_the_one_in_maths_is_shown_too() -> None:
    told = read_deck("C: it is $[x]$", "deck").complaints
    assert {each.code for each in told} == {"no-bracket", "plain-bracket"}


CONFLICT = """\
Q: What is the capital of Peru?
<<<<<<< HEAD
A: Lima
||||||| merged common ancestors
A: Limma
=======
A: Lima, Peru
>>>>>>> other
:id: lima

Q: What is the capital of Chile?
A: Santiago
"""


def test_of_a_conflict_only_that_is_told_and_the_first_side_stays() -> None:
    deck = read_deck(CONFLICT, "deck")
    assert [(c.code, c.line) for c in deck.complaints] == [("git-conflict", 2)]
    assert [(card.answer, card.line) for card in deck.cards] == [
        ("Lima", 1),
        ("Santiago", 11),
    ]


def test_a_long_line_is_refused_and_not_its_table() -> None:
    long = "x" * (limits.MAX_LINE_LENGTH + 1)
    deck = read_table(f"q,a\n{long},b\nc,d\n".encode(), "deck").deck
    assert [(each.code, each.line) for each in deck.errors] == [("long-line", 2)]
    assert long[:9] not in {card.prompt[:9] for card in deck.cards}
