"""What there is to read between a pre-test and its quiz."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quizapp.model import Card


def facts_of(cards: Iterable[Card]) -> Mapping[str, tuple[str, Card]]:
    """Each statement once, in the decks' order, with the topic and card it comes of; a
    card without one says its question and its answer."""
    told: dict[str, tuple[str, Card]] = {}
    for card in cards:
        answer = ", ".join(card.answer.split("\n"))
        text = card.fields.cite or f"{card.prompt} — {answer}"
        told.setdefault(text, (card.topic, card))
    return told
