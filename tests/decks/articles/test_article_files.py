"""Articles are kept as files under names that no other article or deck has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from quizapp.decks.articles.article_files import ArticleFiles
from quizapp.errors import ArticleError, UsageError
from quizapp.model.articles import ArticleText, Paragraph

LIMA = ArticleText(
    "Lima: a city?",
    (Paragraph("Lima is old."), Paragraph("* It grew.", "Growth")),
    "es",
)


@pytest.fixture
def files(tmp_path: Path) -> ArticleFiles:
    return ArticleFiles(tmp_path, taken=["Apec"])


def test_an_article_is_kept_once(files: ArticleFiles, tmp_path: Path) -> None:
    assert files.names() == []
    assert files.keep(LIMA, "lima") == "lima"
    assert files.load("lima") == LIMA
    assert files.keep(replace(LIMA, left_out=3), "other") == "lima"
    assert files.keep(replace(LIMA, title="Another"), "third") == "lima"
    changed = replace(LIMA, paragraphs=LIMA.paragraphs[:1])
    assert files.keep(changed, "Lima") == "Lima-2"
    assert files.keep(changed, "Lima") == "Lima-2"
    assert files.names() == ["Lima-2", "lima"]
    os.utime(files.path("Lima-2"), (1, 1))
    trash = tmp_path / "trash"
    assert files.without_deck(trash) == ["lima", "Lima-2"], "the latest first"
    assert ArticleFiles(tmp_path, ["lima"]).without_deck(trash) == ["Lima-2"]
    for place, left in (("Lima-2", ["lima"]), ("2/lima", [])):
        path = trash / f"{place}.facts.md"
        path.parent.mkdir(parents=True)
        path.touch()
        assert files.without_deck(trash) == left, "the other deck was removed"
    assert files.facts_path("lima") == tmp_path / "decks" / "lima.facts.md"


def test_an_article_takes_no_name_of_a_deck(
    files: ArticleFiles, tmp_path: Path
) -> None:
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "lima.md").write_text("Q: a\nA: b\n", "utf-8")
    assert files.keep(LIMA, "lima") == "lima-2"
    other = replace(LIMA, paragraphs=LIMA.paragraphs[:1])
    assert files.keep(other, "apec") == "apec-2"
    assert not files.has_deck("lima")
    assert not files.has_deck("lima-2")
    (decks / "lima-2.facts.md").write_text("", "utf-8")
    assert files.has_deck("lima-2")


@pytest.mark.parametrize(
    ("name", "title", "kept"),
    [
        ("", "Peru, APEC and the TPP (2016)", "peru-apec-and-the-tpp-2016"),
        ("index (1)", "Lima", "lima"),
        ("-", "Árbol y Año", "árbol-y-año"),
        ("", "…", "article"),
        ("..", "a/b", "a-b"),
        ("../../a", "", "a"),
        ("a:b?", "", "a-b"),
        ("CON", "", "article-CON"),
        ("", "nul", "article-nul"),
        ("x.facts", "", "x"),
        ("a\u202eb\n\x1b[2Jc", "", "ab [2Jc"),
        ("word " * 30, "", "word " * 11 + "word"),
        ("", "é" * 200, "é" * 60),
    ],
)
def test_a_name_is_one_on_every_system(
    files: ArticleFiles, name: str, title: str, kept: str
) -> None:
    assert files.keep(replace(LIMA, title=title), name) == kept
    assert files.names() == [kept]
    assert files.load(kept).paragraphs == LIMA.paragraphs


def test_what_is_not_there_is_named(files: ArticleFiles) -> None:
    files.keep(LIMA, "lima")
    with pytest.raises(UsageError, match="The articles are: lima"):
        files.load("../articles/lima")


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "articles").write_text("a file", "utf-8")
    with pytest.raises(ArticleError, match="cannot be kept"):
        ArticleFiles(tmp_path).keep(LIMA, "lima")
