"""The main text is found exactly in 20 pages that imitate real layouts.

Beside each page is its main text: the title on the first line, then headings after
`## ` and paragraphs, one a line. What belongs to the main text:

- The headline is the title, without the name of the site. A standfirst is a paragraph,
  or a heading if the page has it as one.
- An item of a list is a paragraph, and so is a quotation set off from the text, a
  notice in a manual, and the introduction of a list or of an example.
- Headings of sections count, without their numbers of notes and [edit] links.

Not of the main text are bylines and dates, captions, pull quotes that repeat the text,
tables and boxes of facts, examples of code, marks and texts of notes, references and
“See also”, labels such as “Warning”, embedded posts, the author's biography, anything
hidden, and all that is on the page for other reasons: menus, notices, advertisements,
teasers, comments, appeals.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.cards.articles.reader import read_article
from quizapp.model.articles import ArticleText

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


def lines(article: ArticleText) -> list[str]:
    """The title, the headings and the paragraphs."""
    found = [article.title]
    for paragraph in article.paragraphs:
        if paragraph.heading:
            found.append(f"## {paragraph.heading}")
        found.append(paragraph.text)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_exactly_the_main_text_of_a_page_is_read(page: Path) -> None:
    wanted = page.with_suffix(".txt").read_text("utf-8").rstrip("\n").split("\n\n")
    assert lines(read_article(page.read_bytes(), page.name)) == wanted
