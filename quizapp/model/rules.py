"""The settings of a deck: how its cards are asked and their answers judged."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """What a deck's front matter says about all its answers."""

    language: str = "en"
    """A code such as `es`, which decides on articles, numerals and months."""
    accents: bool = False
    """Whether a missing accent is a slip."""
    decimal: str = ""
    """The decimal mark, `.` or `,`; empty for the language's own."""
    ask: str | None = None
    """The kind in which all cards are asked that can be; `None` to vary."""


RULES = Rules()
