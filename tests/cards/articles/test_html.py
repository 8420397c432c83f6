"""Pages are read as browsers show them, whatever they are made of."""

from __future__ import annotations

from contextlib import suppress
from html import unescape
from time import process_time
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.cards.articles.reader import guessed_encoding, read_article
from quizapp.errors import ArticleError
from quizapp.model.articles import Paragraph

SENTENCE = "Lima is the capital of Peru, and it lies on the coast of the Pacific."
MORE = "It was founded in 1535 by Francisco Pizarro, who called it the City of Kings."


def read(body: str, head: str = "<title>Lima | A Site</title>") -> list[str]:
    """The title, and the paragraphs of a page between two sentences."""
    page = f"<!doctype html>{head}<body><p>{SENTENCE}</p>{body}<p>{MORE}</p>"
    article = read_article(page.encode())
    texts = [each.text for each in article.paragraphs]
    assert (texts[0], texts[-1]) == (SENTENCE, MORE)
    return texts[1:-1]


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("<p>One<p>Two <b>bold</b>.", ["Two bold."]),
        ("<p>A &amp; b&nbsp;c&#8217;s &eacute;&shy;t.", ["A & b c’s ét."]),
        ("<p>One here.<br><br>Two <br> here.</p>", ["One here.", "Two here."]),
        ("<ul><li>One<li>Two <ul><li>Three</ul></ul>", ["One", "Two", "Three"]),
        ("<p>A note.<sup><a href='#n1'>[1]</a></sup></p>", ["A note."]),
        ("<p>2<sup>10</sup> is 1024.</p>", ["2¹⁰ is 1024."]),
        ("<p>The 19<sup>th</sup> CO<sub>2</sub>.</p>", ["The 19th CO₂."]),
        ("<p>It is.<sup>[<a href='/cn'>citation needed</a>]</sup></p>", ["It is."]),
        ("<table><tr><td>A fact.<td>1989.</table>", []),
        ("<pre>print('code.')</pre>", []),
        ("<p>As follows</p><pre>code</pre>", ["As follows"]),
        ("<div><p>As follows</p></div><div><pre>code</pre></div>", ["As follows"]),
        ("<!--[if IE]><b>No</b><![endif]--><p>One here.", ["One here."]),
        ("<![if IE]><p>One here.<![endif]>", ["One here."]),
        ("<p>See <a href=/x>how Lima grew</a>, why.", ["See how Lima grew, why."]),
        ("<a name=top><p>One here.</p>", ["One here."]),
        ("<p>利马是秘鲁的首都。</p>", ["利马是秘鲁的首都。"]),
        ("<figure><img><figcaption>A caption.</figcaption></figure>", []),
        ("<div><img src=x><p>A caption that is a sentence.</p></div>", []),
        ("<p>Read more: <a href=/x>How Lima grew, and why it did.</a></p>", []),
        ("<div class='related-links'><p>Another story is told here.</p></div>", []),
        ("<div hidden><p>Nobody sees this.</p></div>", []),
        ("<p style='display: none'>Nobody sees this.</p>", []),
        ("<div><p>Get our letter every week.</p><button>Go</button></div>", []),
        ("<script>if (a < b) { document.write('<p>No.</p>') }</script>", []),
        ("<!-- <p>Not there.</p> -->", []),
        ("<p>Ends\u202e here\x1b[2J.", ["Ends here[2J."]),
        ("<p>A < b is less.", ["A < b is less."]),
        ("<blockquote>Whoever reads this remembers it.</blockquote>", None),
        ("<p>“It was founded in 1535 by Francisco Pizarro”</p>", []),
    ],
)  # fmt: skip
def test_what_is_read_of_a_page(body: str, paragraphs: list[str] | None) -> None:
    wanted = ["Whoever reads this remembers it."] if paragraphs is None else paragraphs
    assert read(body) == wanted


@pytest.mark.parametrize(
    "page",
    [
        f"<form><input><p>{SENTENCE}</p><p>{MORE}</p></form>",
        f"<p class=share>{SENTENCE}</p><p class=share>{MORE}</p>",
        f"<div class=share><p>{SENTENCE}</p></div><p>{SENTENCE}</p><p>{MORE}</p>",
    ],
)
def test_what_most_of_a_page_is_in_is_no_box(page: str) -> None:
    article = read_article(f"<html><body>{page}".encode(), "a.html")
    assert [each.text for each in article.paragraphs] == [SENTENCE, MORE]


def test_a_section_with_code_to_copy_is_no_box() -> None:
    example = "<section><p>Like this:</p><pre>x</pre><button>Copy</button></section>"
    assert read(example) == ["Like this:"]


def test_a_paragraph_in_bold_letters_is_a_heading() -> None:
    page = (
        f"<h1>Lima</h1><p><b>By Ann Smith</b></p><p>{SENTENCE}</p>"
        f"<p><strong>The past</strong></p><p>{MORE}</p>"
    )
    article = read_article(f"<html><body>{page}".encode(), "a.html")
    assert article.paragraphs == (Paragraph(SENTENCE), Paragraph(MORE, "The past"))


def test_headings_stay_with_the_paragraph_below() -> None:
    page = (
        f"<title>On Lima - Site</title><h1>Site</h1><h2>On Lima</h2><p>{SENTENCE}</p>"
        f"<h3>Past <span>[<a href=e>edit</a>]</span></h3><p>{MORE}</p><p>End.</p>"
        "<h3>See also</h3><ul><li>Cusco</ul>"
    )
    article = read_article(page.encode(), "a.html")
    assert article.title == "On Lima"
    assert article.paragraphs == (
        Paragraph(SENTENCE),
        Paragraph(MORE, "Past"),
        Paragraph("End."),
    )
    assert article.language == "en"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Lima: a city - Site</title>", "Lima: a city"),
        ("<title>Site | Lima, a city</title>", "Lima, a city"),
        ("<title>x</title><meta property=og:title content='Lima'>", "Lima"),
        ("<title>Lima, a city</title><body><h4>Lima, a city</h4>", "Lima, a city"),
        (
            "<title>City policy 1.0 documentation</title><body><h2>Documentation</h2>"
            f"<p>{MORE}",
            "City policy 1.0 documentation",
        ),
        ("", "lima"),
    ],
)
def test_the_title_of_a_page_without_a_headline(head: str, title: str) -> None:
    page = f"<html>{head}<body><p>{SENTENCE}</p></body></html>"
    assert read_article(page.encode(), "lima.html").title == title


@pytest.mark.parametrize(
    ("encoding", "named", "guessed"),
    [
        ("utf-8", "utf-8", False),
        ("utf-8", "iso-8859-1", False),
        ("utf-8-sig", "", False),
        ("utf-16", "", False),
        ("cp1251", "windows-1251", False),
        ("cp1252", "iso-8859-1", False),
        ("cp1252", "nonsense", True),
        ("cp1252", "utf-8", True),
        ("cp1252", "", True),
    ],
)
def test_encodings(encoding: str, named: str, *, guessed: bool) -> None:
    word = "Москва" if encoding == "cp1251" else "Perú “año”"
    page = f"<meta charset='{named}'><p>{word} is a word in a sentence of this page."
    data = page.encode(encoding)
    (paragraph,) = read_article(data, "a.html").paragraphs
    assert paragraph.text.startswith(word)
    assert bool(guessed_encoding(data)) == guessed


TAGS = "p div ul li h1 h2 table tr td a b span sup br img article section aside main"
pieces = st.one_of(
    st.sampled_from(TAGS.split()).flatmap(
        lambda tag: st.sampled_from([f"<{tag}>", f"</{tag}>", f"<{tag} href='#x'>"])
    ),
    st.sampled_from([f"{SENTENCE} ", f"{MORE} ", "word ", "[1]", "&lt;b&gt;", "&#0;"]),
    st.text(max_size=8),
    st.sampled_from(["<!--", "-->", "<", ">", "<script>", "</script>", "<!", "&"]),
)


@given(st.lists(pieces, max_size=60).map("".join))
def test_any_page_is_read_and_nothing_is_made_up(page: str) -> None:
    try:
        article = read_article(f"<html>{page}".encode(errors="replace"), "a.html")
    except ArticleError:
        return
    there = iter(normalize("NFKC", unescape(page)))
    for each in article.paragraphs:
        assert each.text == " ".join(each.text.split())
        assert not set("\x00\x1b\u202e") & set(each.text)
        # All of it is in the page, and in this order.
        letters = normalize("NFKC", each.text).replace(" ", "")
        assert all(letter in there for letter in letters)


def seconds(piece: str, size: int) -> float:
    """How long a page of this many characters takes."""
    page = f"<html><p>{SENTENCE}</p>{piece * (size // len(piece))}</html>"
    begun = process_time()
    with suppress(ArticleError):
        read_article(page.encode(), "a.html")
    return process_time() - begun


@pytest.mark.parametrize("piece", ["<", "<div>", "<p>A line."])
def test_a_page_of_one_kind_of_piece_takes_little_time(piece: str) -> None:
    assert seconds(piece, 2**15) < 1.5


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "<div>", "<p>", "<!--", "&", "<li>x", "<table><td>", "<a b='", "<sup>",
     "<p>A short line.", "<script>", "<h1>t", "x <br><br>", "<span a=\"<b>\">"],
)  # fmt: skip
def test_a_large_page_of_any_kind_of_piece_takes_little_time(piece: str) -> None:
    assert seconds(piece, 2**19) < 20
