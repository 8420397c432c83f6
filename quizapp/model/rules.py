"""How a deck's cards are asked and their answers judged."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """What a deck's front matter says of all its answers."""

    language: str = "en"
    """A code such as `es`: whose articles, numerals and months are meant."""
    accents: bool = False
    """Whether an accent left out is a slip."""
    decimal: str = ""
    """`.` or `,`; empty for the language's own."""
    ask: str | None = None
    """Fixes the kind in which the deck's cards are asked, where they have it."""


RULES = Rules()
