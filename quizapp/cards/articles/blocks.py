"""Headings and paragraphs as found in a file, and the article built from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from quizapp.model.articles import ArticleText, Paragraph

MAX_PARAGRAPH = 10_000
"""Characters of a paragraph; a longer one becomes several."""
MAX_HEADING = 300
"""Characters of a title or heading."""
_SEPARATORS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\ue000-\uf8ff\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # icons, tags
    "\U000f0000-\U0010ffff]"
)
"""Characters that cannot be seen, or that a terminal would obey."""
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*\s")


class Block(NamedTuple):
    """A heading or a paragraph."""

    text: str
    level: int = 0
    """The level of a heading; 0 for a paragraph."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a file."""

    blocks: list[Block]
    title: str = ""
    """Empty if the file names none."""
    language: str = ""
    """A code, if the file names it."""
    left_out: int = 0
    """How many blocks of text were left out."""


def without_invisible(text: str) -> str:
    """`text` without invisible characters; its lines stay."""
    if text.replace("\n", "").isprintable():
        return text
    return _INVISIBLE.sub("", _SEPARATORS.sub("\n", text))


def clean(text: str) -> str:
    """`text` on one line, each run of white space as one space, and no invisible
    character."""
    if not text.isprintable():
        text = _INVISIBLE.sub("", _SEPARATORS.sub(" ", text))
    return " ".join(text.split())


def article_of(found: Found, title: str, language: str) -> ArticleText:
    """The article that the blocks make; a heading stays with the paragraph below it."""
    return ArticleText(
        clean(title)[:MAX_HEADING].rstrip(),
        tuple(_paragraphs(found.blocks)),
        language,
        found.left_out,
    )


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    heading = ""
    for block in blocks:
        if not (text := clean(block.text)):
            continue
        if block.level:
            heading = text[:MAX_HEADING].rstrip()
            continue
        for part in _parts(text):
            yield Paragraph(part, heading)
            heading = ""


def _parts(text: str) -> Iterator[str]:
    """A paragraph, or several if it is too long: each ends with a sentence if it can,
    else with a word."""
    start = 0
    while len(text) - start > MAX_PARAGRAPH:
        end = start + MAX_PARAGRAPH
        ends = [found.end() for found in _SENTENCE_END.finditer(text, start, end)]
        space = text.rfind(" ", start + 1, end)
        cut = ends[-1] if ends else space if space > 0 else end
        yield text[start:cut].rstrip()
        start = cut
        while text[start : start + 1] == " ":
            start += 1
    yield text[start:]
