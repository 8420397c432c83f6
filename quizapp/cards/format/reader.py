"""Reads a deck: its cards, topics, comments and complaints."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from quizapp.cards.format.deck_builder import DeckBuilder
from quizapp.cards.format.parser import run_parser
from quizapp.model import Deck


def read_deck(text: str | bytes, name: str, path: Path | None = None) -> Deck:
    """The deck in `text`; `name` is the stem of its file.

    Nothing is raised: the deck's complaints say what is wrong, with line and column,
    and all good cards are kept.
    """
    deck, builder = run_parser(text, name, DeckBuilder)
    complaints = builder.complaints
    if not builder.cards and not complaints:
        complaints.complain(1, 1, "no-cards")
    return replace(
        deck,
        cards=tuple(builder.cards),
        layout=tuple(builder.layout),
        complaints=complaints.in_order(),
        path=path,
    )
