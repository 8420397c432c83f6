"""Finds cards that are in two decks; only one of the decks asks them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from msgspec.structs import replace

from quizapp.cards.format.complaints import complaint
from quizapp.model import Complaint, Deck, Level
from quizapp.text import plural


def find_duplicates(deck: Deck, others: Iterable[Deck]) -> Iterator[Complaint]:
    """Warnings about a deck that shares cards or its id with `others`; a deck with its
    name is ignored."""
    prompts = {card.prompt for card in deck.cards}  # computing keys is slow
    for other in others:
        if other.name == deck.name:
            continue
        shared = {card.prompt for card in other.cards} & prompts
        if other.id == deck.id and other.cards:
            yield replace(duplicate_id(deck.id, other.name), level=Level.WARNING)
        elif shared and (count := len(_keys(deck, shared) & _keys(other, shared))):
            yield duplicate_cards(count, other.name)


def _keys(deck: Deck, prompts: Set[str]) -> Set[str]:
    return {card.key for card in deck.cards if card.prompt in prompts}


def duplicate_cards(count: int, other: str) -> Complaint:
    """The warning that this many cards are also in the deck `other`."""
    are = "is" if count == 1 else "are"
    cards = plural(count, "card")
    return complaint(1, 1, "duplicate-cards", cards=cards, are=are, deck=other)


def duplicate_id(id_: str, other: str) -> Complaint:
    """The complaint that the deck `other` has the same id, so that this one is not
    asked."""
    return complaint(1, 1, "duplicate-deck-id", id=id_, deck=other)
