"""Text of a deck: Markdown where its author wrote some, otherwise plain text.

Short text is styled by ourselves, line by line; only tables, lists, quotes, headings
and code blocks need Textual's Markdown, which is imported with the first one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.model import Card
from quizapp.text import INLINE, first_line, one_line, plural

if TYPE_CHECKING:
    from textual.widgets import Markdown

_BLOCKS = re.compile(
    r"^(?:\s*(?:```|~~~)|\s*(?:[-*+]|\d+[.)])\s+\S|\s*>|#{1,6}\s|\s*\|.*\|\s*$)",
    re.MULTILINE,
)
"""The start of a block that plain lines cannot show."""
_MARK = re.compile(r"^(?:#{1,6}|[-*+]|>)\s+")
_ROW = re.compile(r"\s*\|.*\|\s*")
MOST_ROWS = 50
"""Rows of a table that are shown: Textual makes a widget for each cell."""
_BLANK = "_____"
_DRAWN_BLANK = "▁▁▁▁▁"
"""The same, for Markdown, to which five underscores are a rule or emphasis."""


def inline(text: str, style: str = "") -> Content:
    """`text` with code, emphasis and links styled, and images named."""
    return Content.assemble(*_spans(text, style))


def headline(text: str, style: str = "") -> Content:
    """The first line of a text, without the mark of a heading, a list or a quote."""
    return inline(_MARK.sub("", one_line(first_line(text))), style)


def in_one_line(text: str) -> str:
    """The lines of a text with dots between them."""
    return " · ".join(part for part in text.split("\n") if part.strip())


def _spans(text: str, style: str) -> Iterator[Content | tuple[str, str]]:
    done = 0
    for found in INLINE.finditer(text):
        if found["literal"] or (found["bold"] and not found["bold"].strip("_")):
            continue
        yield text[done : found.start()], style
        done = found.end()
        if found["code"]:
            yield found["verbatim"], f"{style} on $cursor".strip()
        elif found["image"] is not None:
            name = found["image"] or found["place"].rpartition("/")[2]
            yield f"🖼 {name}", f"{style} italic".strip()
        elif found["link"]:
            yield found["link"], f"{style} underline".strip()
        elif found["bold"]:
            yield inline(found["bold"], f"{style} bold".strip())
        else:
            yield inline(found["star"] or found["line"], f"{style} italic".strip())
    yield text[done:], style


def fact(card: Card, name: str = "Fact") -> tuple[str, Content]:
    """A card's fact: its label, `Fact, ¶ 4`, and the statement with the answer bold."""
    return card.fields.attribution(name), with_bold_answer(
        inline(card.fields.cite), card
    )


def quotation(card: Card) -> tuple[str, Content]:
    """A card's quotation: its label, `Article, ¶ 4`, and the article's own words, which
    are not Markdown, with the answer bold."""
    words = Content(card.fields.quoted).stylize("italic")
    return card.fields.attribution("Article"), with_bold_answer(words, card)


def with_bold_answer(text: Content, card: Card) -> Content:
    """The text with a card's answer in bold where it occurs."""
    for answer in card.answer.split("\n"):
        at = text.plain.find(answer) if answer else -1
        if at >= 0:
            text = text.stylize("bold", at, at + len(answer))
    return text


def has_blocks(text: str) -> bool:
    """Whether the text holds a table, a list, a quote, a heading or a code block."""
    return bool(_BLOCKS.search(text))


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is written from right to left."""
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "L":
                return False
            case "R" | "AL":
                return True
    return False


def markdown_widget() -> Markdown:
    """A widget for texts that have blocks. Tags of HTML are text in it."""
    from markdown_it import MarkdownIt
    from textual.widgets import Markdown

    def parser() -> MarkdownIt:
        return MarkdownIt("gfm-like", {"html": False})

    return Markdown(parser_factory=parser, open_links=False)


def for_markdown(text: str) -> str:
    """`text` for `markdown_widget`: blanks as bars, and only the first rows of a long
    table."""
    return _shortened(text).replace(_BLANK, _DRAWN_BLANK)


def _shortened(text: str) -> str:
    """`text` with the first rows of each table, and how many more there are."""
    lines: list[str] = []
    for is_table, group in groupby(
        text.split("\n"), key=lambda line: bool(_ROW.fullmatch(line))
    ):
        rows = list(group)
        more = len(rows) - MOST_ROWS - 2 if is_table else 0
        lines += rows[: MOST_ROWS + 2] if more > 0 else rows
        if more > 0:
            lines += ["", f"… and {plural(more, 'more row')}"]
    return "\n".join(lines)
