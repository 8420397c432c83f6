"""The text of an article, and suggestions of what to remember."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct


class Paragraph(NamedTuple):
    """A paragraph of an article, or one item of a list in it."""

    text: str
    """On one line, without control characters."""
    heading: str = ""
    """The heading right above it."""


class ArticleText(Struct, frozen=True):
    """The text of an article, without the menus and notices around it."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    language: str = "en"
    """A code such as `es`."""
    left_out: int = 0
    """The number of blocks of a page that were left out: menus, notices, comments."""


NAME = "name"
"""The type of a name about which nothing else is known."""


class Suggestion(NamedTuple):
    """A part of a sentence that may be worth remembering."""

    start: int
    """The place of its first character in the sentence."""
    end: int
    """The place after its last character."""
    type: str
    """What it is, such as `year`; empty if a rule cannot say."""
