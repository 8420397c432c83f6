"""Plain text and Markdown are read as paragraphs, and written so that they stay."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.cards.articles.blocks import MAX_PARAGRAPH, clean
from quizapp.cards.articles.markdown import marked, unmarked
from quizapp.cards.articles.reader import read_article, write_article
from quizapp.errors import ArticleError
from quizapp.model.articles import ArticleText, Paragraph


def texts(text: str, name: str = "") -> list[str]:
    """The paragraphs of a text, with a `#` before a heading."""
    article = read_article(text.encode(), name)
    return [
        part
        for paragraph in article.paragraphs
        for part in ([f"# {paragraph.heading}"] * bool(paragraph.heading))
        + [paragraph.text]
    ]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.\nStill one.\n\nTwo.\n", ["One. Still one.", "Two."]),
        ("One is.\nTwo is.\nThree.\n", ["One is.", "Two is.", "Three."]),
        ("A.\r\n\r\nB.\r\n", ["A.", "B."]),
        ("The infor-\nmation is here.\n\nB.", ["The information is here.", "B."]),
        (
            "The pre-war time, and the pre-\nwar town.\n\nB.",
            ["The pre-war time, and the pre-war town.", "B."],
        ),
        ("In Lima-\nCallao.\n\nB.", ["In Lima-Callao.", "B."]),
        ("It:\n- one\n- two\n  and more\n\nB.", ["It:", "one", "two and more", "B."]),
        ("Am\n5. Mai 2016 war es.\n\nB.", ["Am 5. Mai 2016 war es.", "B."]),
        ("A *b* \\_c_ [d](e).\n\nB.", ["A *b* \\_c_ [d](e).", "B."]),
        (
            "A line that was wrapped at some width and that\n"
            "goes on to here, where it ends.\n"
            "The second paragraph begins below it without a\n"
            "blank line, as in text from a PDF\n",
            [
                "A line that was wrapped at some width and that goes on to here, "
                "where it ends.",
                "The second paragraph begins below it without a blank line, as in "
                "text from a PDF",
            ],
        ),
        ("a\x00b\x1b[2J\u202ec\u200bd.\n\nB\x85C.", ["ab[2Jcd.", "B C."]),
    ],
)  # fmt: skip
def test_plain_text(text: str, paragraphs: list[str]) -> None:
    assert texts(text) == paragraphs


def test_text_of_a_pdf_is_put_together_across_its_pages() -> None:
    pages = [
        f"The Guide\n\nThis is line {n} of a sentence that is wrapped and that the page"
        f"\nends in, so that it goes\n\n{n}\n\n\f"
        for n in range(1, 4)
    ]
    contents = "Past . . . . . . . . . . . . 7\nFuture ............ 12\n\n\u2022\n\n"
    text = f"{contents}{''.join(pages)}The Guide\n\non here.\n"
    (only,) = texts(text)
    assert read_article(text.encode()).left_out == 9
    assert only.startswith("This is line 1")
    assert only.endswith("so that it goes on here.")


def test_a_mail_is_read_without_its_header_and_signature() -> None:
    mail = (
        "From: a@b.c\nTo: d@e.f\nSubject: The summit\n in Lima\n\nIt was in Lima.\n"
        "Bob wrote:\n> Where was it,\n> and when?\n\n-- \nAnn Smith\n"
    )
    assert read_article(mail.encode()).title == "The summit in Lima"
    assert texts(mail) == ["It was in Lima. Bob wrote:", "Where was it, and when?"]


def test_a_book_is_read_without_its_licence() -> None:
    book = (
        "The licence.\n\n*** START OF THE PROJECT GUTENBERG EBOOK EMMA ***\n\nEmma\n\n"
        "She was rich.\n\n*** END OF THE PROJECT GUTENBERG EBOOK EMMA ***\n\nMore.\n"
    )
    assert (read_article(book.encode()).title, texts(book)) == (
        "Emma",
        ["She was rich."],
    )


def test_headings_of_a_manual() -> None:
    text = (
        "TAR(1)\n\nNAME\n       tar - an archiver\n\nUsage\n=====\nIt is a program.\n"
    )
    assert texts(text) == ["# NAME", "tar - an archiver", "Usage", "It is a program."]


def test_a_line_that_stands_alone_is_a_heading_or_the_title() -> None:
    prose = "The summit was held in Lima, and this sentence has more than twelve words."
    article = read_article(f"APEC in Lima\n\n{prose}\n\nThe Pact\n\n{prose}\n".encode())
    assert article.title == "APEC in Lima"
    assert article.paragraphs == (Paragraph(prose), Paragraph(prose, "The Pact"))
    assert read_article(prose.encode(), "apec.txt").title == "apec"
    assert read_article(prose.encode()).title == (
        "The summit was held in Lima, and this sentence has…"
    )


MARKDOWN = """\
---
title: "A Page"
tags: [a, b]
---
# A Page

The *first* **paragraph** with a [link](https://a.b/c_(d) "e"), `code*` and an
![image](x.png), wrapped.[^1]

![Only an image](y.png)

Setext
------
> A quotation
> goes on. \\*Not emphasis\\* &amp; snake_case &lt;tag&gt;.

1. First
   with more
2. Second

```python
left = "out"
```

    indented code

| a | b |
| - | - |
| c | d |

## Last ##

End <b>bold</b>.<br>Line.

[^1]: A footnote
    that goes on.
[ref]: https://a.b
"""


def test_markdown() -> None:
    article = read_article(MARKDOWN.encode(), "page.md")
    assert article.title == "A Page"
    assert article.paragraphs == (
        Paragraph("The first paragraph with a link, code* and an , wrapped."),
        Paragraph("A quotation goes on. *Not emphasis* & snake_case <tag>.", "Setext"),
        Paragraph("First with more"),
        Paragraph("Second"),
        Paragraph("End bold. Line.", "Last"),
    )
    assert article.left_out == 5
    assert read_article(MARKDOWN.encode()).paragraphs == article.paragraphs


paragraphs = st.builds(
    Paragraph,
    st.text(min_size=1).map(clean).filter(bool),
    st.just("") | st.text(max_size=200).map(clean),
)
articles = st.builds(
    ArticleText,
    st.text(min_size=1, max_size=200).map(clean).filter(bool),
    st.lists(paragraphs, min_size=1).map(tuple),
    st.sampled_from(["en", "es", "pt-BR"]),
)


@given(articles)
@example(ArticleText("t", (Paragraph("\U00018cd6", ""), Paragraph("\U000e0100", ""))))
@example(ArticleText("t", (Paragraph("a", "0 #"), Paragraph("b", "C#"))))
def test_what_is_written_is_read_again(article: ArticleText) -> None:
    assert read_article(write_article(article).encode(), "a.md") == article


signs = st.text("\\`*_[](){}<>&#;|!~^-+=:.1a •", max_size=40).map(clean)


@given(signs, signs | st.sampled_from(["a --> b", "<!--", "a <!-- b", "```", "---"]))
def test_signs_of_markdown_in_a_text_stay(first: str, second: str) -> None:
    assert unmarked(marked(first)) == first
    both = Paragraph(first or "."), Paragraph(second or "."), Paragraph("a --> b")
    article = ArticleText("t", both)
    assert read_article(write_article(article).encode(), "a.md").paragraphs == both


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no text in it"),
        (b" \n\t\n", "no text in it"),
        (b"---\n---\n", "no text in it"),
        (b"%PDF-1.7 ...", "a.txt is a PDF"),
        (b"{\\rtf1 Lima.}", "is not text. Save it as HTML or as text"),
        (b"\x07\x01" * 20, "is not text"),
        pytest.param(b"a" * (2**24 + 1), "has more than 16 MB", id="large"),
    ],
)
def test_what_holds_no_text_is_refused_with_a_way_out(data: bytes, said: str) -> None:
    with pytest.raises(ArticleError, match=said):
        read_article(data, "a.txt")


def test_a_long_paragraph_is_cut_without_the_spaces_between() -> None:
    long = "word " * (MAX_PARAGRAPH // 4)
    article = read_article(f"Title\n\n{long}".encode(), "a.txt")
    assert len(article.paragraphs) > 1
    assert all(each.text == each.text.strip() for each in article.paragraphs)


def seconds(piece: str, name: str, size: int) -> float:
    """How long a text with a line of this many characters takes."""
    text = f"Title\n\nText {piece * (size // len(piece))}"
    begun = process_time()
    article = read_article(text.encode(), name)
    taken = process_time() - begun
    assert all(len(each.text) <= MAX_PARAGRAPH for each in article.paragraphs)
    return taken


@pytest.mark.parametrize("piece", ["*a ", "[a](", "a-\n"])
def test_a_long_line_takes_little_time(piece: str) -> None:
    assert seconds(piece, "a.md", 2**16) < 1.5


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["a", "a ", "*a ", "_a_", "[", "[a](", "`a", "``` ", "<a ", "> ", "#", "# ", "\\",
     "&", "- ", "a-\n", "|", "| -", "![", "~~", "Ends. ", "<!--", "(a ", "a\n\n1\n\n",
     " . ", "-- \n", "> > ", "*** START OF TH", "=", "A: b\n"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_line_of_a_megabyte_takes_little_time(piece: str, name: str) -> None:
    assert seconds(piece, name, 2**20) < 10
