"""The facts of a deck, or an article, on the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from quizapp.decks.articles.article_files import ArticleFiles
from quizapp.model.articles import ArticleText, Paragraph
from quizapp.paths import below, shipped_decks
from quizapp.text import cells
from tests.command_line import Run
from tests.terminal import QUIZAPP, Terminal

DECK = "apec-2016"


def test_the_facts_are_printed_with_their_answers_in_brackets(run: Run) -> None:
    told = run("read", DECK).stdout
    title, source, blank, passage, fact, *_ = told.splitlines()
    assert title == "Peru, APEC and the TPP (2016)"
    assert source.startswith("In our own words, from Peru and APEC: a news analysis")
    assert (blank, passage.split()[:2]) == ("", ["¶", "1"])
    assert fact.startswith("- ")
    assert "[Lima]" in told
    assert "\x1b" not in told
    assert all(cells(line) <= 84 for line in told.splitlines())


def test_on_a_terminal_the_answers_are_bold_and_without_brackets(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quizapp.cli.read import _wrapped
    from quizapp.study.facts import Piece

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    pieces = [
        Piece("It met in ", is_answer=False),
        Piece("Lima\x1b[2J", is_answer=True),
    ]
    (line,) = _wrapped(pieces, 80)
    assert line == "- It met in \x1b[1m\x1b[4mLima␛[2J\x1b[0m"


def test_facts_as_json_name_their_cards(run: Run) -> None:
    told = json.loads(run("read", DECK, "--json").stdout)
    assert told["article"]["date"] == "2016-11-14"
    first = told["passages"][0]
    assert (first["paragraph"], first["known"]) == ("1", 0)
    fact = first["facts"][0]
    assert fact["id"] == "summit"
    assert "Lima" in fact["answers"]
    assert fact["cards"][0]["card"].startswith(f"{DECK}/summit-lima/")
    assert fact["state"] == "new"


def test_a_deck_that_is_not_there_is_named(run: Run) -> None:
    assert "nowhere" in run("read", "nowhere", code=2).stderr


PAGE = """<html lang=en><title>Old Lima - A Site</title><nav><a href=/>Home</a></nav>
<h1>Old Lima</h1><p>Lima, the capital of Peru, was founded in 1535.</p>
<h2>Growth</h2><p>In 1940 it had half a million people, and today it has ten.</p>
<footer>Imprint</footer>"""
LIMA = """Old Lima

¶ 1  Lima, the capital of Peru, was founded in 1535.

## Growth

¶ 2  In 1940 it had half a million people, and today it has ten.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "lima.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_an_article_is_printed_by_numbered_paragraphs(
    run: Run, page: Path, tmp_path: Path
) -> None:
    printed = run("read", str(page))
    assert printed.stdout == LIMA
    assert "2 blocks of text were left out" in printed.stderr
    assert run("read", "-", input=PAGE).stdout == LIMA
    data = json.loads(run("read", str(page), "--json").stdout)
    assert (data["title"], data["language"], data["left_out"]) == ("Old Lima", "en", 2)
    assert [(each["number"], each["heading"]) for each in data["paragraphs"]] == [
        (1, None),
        (2, "Growth"),
    ]
    assert list(tmp_path.glob("**/articles")) == []


def test_a_name_is_a_deck_then_an_article_unless_said_otherwise(
    run: Run, tmp_path: Path, page: Path
) -> None:
    article = ArticleText("On APEC", (Paragraph("It met."),))
    files = ArticleFiles(below(tmp_path / "data").data)
    assert (files.keep(article, DECK), files.keep(article, "other")) == (DECK, DECK)
    assert "[Lima]" in run("read", DECK).stdout
    assert run("read", "--article", DECK).stdout == "On APEC\n\n¶ 1  It met.\n"
    kept = files.keep(ArticleText("Other", (Paragraph("It is."),)), "lima")
    assert run("read", kept).stdout == "Other\n\n¶ 1  It is.\n"
    assert "articles: apec-2016, lima." in run("read", "nowhere", code=2).stderr
    deck = page.with_name("cards.md")
    deck.write_text("Q: a\nA: b\n", encoding="utf-8")
    assert "quizapp add" in run("read", str(deck), code=2).stderr
    assert "¶ 1  Q: a A: b" in run("read", "--article", str(deck)).stdout


def test_facts_of_a_facts_file_are_those_of_its_deck(run: Run, tmp_path: Path) -> None:
    facts = shipped_decks() / f"{DECK}.facts.md"
    deck = run("read", DECK).stdout
    assert run("read", str(facts)).stdout == deck
    assert run("read", facts.name).stdout == deck
    assert run("read", str(facts.with_name(f"{DECK}.md"))).stdout == deck
    alone = tmp_path / "alone.facts.md"
    alone.write_text("## 1\n[Lima] is the capital of Peru.\n", encoding="utf-8")
    assert "quizapp generate" in run("read", str(alone), code=2).stderr
    assert "There is no file" in run("read", "none.facts.md", code=2).stderr
    nowhere = f"nowhere/{facts.name}"
    assert f"called “{nowhere}”" in run("read", nowhere, code=2).stderr


@pytest.mark.parametrize(
    ("name", "data", "code", "said"),
    [
        ("a.pdf", b"%PDF-1.7", 3, "a.pdf is a PDF. Copy its text and paste it"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(12), 3, "a.png is not text"),
        ("a.txt", b" \n", 3, "there is no text in it"),
        ("a.txt", "Perú está aquí.".encode("cp1252"), 0, "it was read as cp1252"),
        ("folder", None, 2, "this is a folder. Name a file in it."),
    ],
)
def test_what_is_no_article_is_refused_with_a_way_out(
    run: Run, tmp_path: Path, name: str, data: bytes | None, code: int, said: str
) -> None:
    path = tmp_path / name
    if data is None:
        path.mkdir()
    else:
        path.write_bytes(data)
    assert said in run("read", str(path), code=code).stderr


def test_on_a_terminal_an_article_is_kept_and_opened(
    tmp_path: Path, page: Path
) -> None:
    command = f"cat {page} | {' '.join(QUIZAPP)} --data {tmp_path} read -"
    with Terminal(("sh", "-c", command)) as terminal:
        terminal.wait_for("As it will be asked")
        terminal.type("?", "Blank this")  # the keys come from the terminal
    assert ArticleFiles(below(tmp_path).data).names() == ["old-lima"]
