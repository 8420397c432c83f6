"""Cards that two decks have: each is asked in one of them, and that is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from msgspec.structs import replace

from quizapp.cards.format.complaints import complaint
from quizapp.model import Complaint, Deck, Level
from quizapp.text import plural


def twins_of(deck: Deck, others: Iterable[Deck]) -> Iterator[Complaint]:
    """What is told of a deck that comes to `others`; one of its name makes way."""
    prompts = {card.prompt for card in deck.cards}  # a key is slow to make
    for other in others:
        if other.name == deck.name:
            continue
        alike = {each.prompt for each in other.cards} & prompts
        if other.id == deck.id and other.cards:
            yield replace(twin_id(deck.id, other.name), level=Level.WARNING)
        elif alike and (count := len(_keys(deck, alike) & _keys(other, alike))):
            yield twin_cards(count, other.name)


def _keys(deck: Deck, prompts: Set[str]) -> Set[str]:
    return {card.key for card in deck.cards if card.prompt in prompts}


def twin_cards(count: int, other: str) -> Complaint:
    """So many cards of a deck are in another too."""
    are = "is" if count == 1 else "are"
    cards = plural(count, "card")
    return complaint(1, 1, "duplicate-cards", cards=cards, are=are, deck=other)


def twin_id(id_: str, other: str) -> Complaint:
    """Another deck has the id of a deck, so that none of its cards are asked."""
    return complaint(1, 1, "duplicate-deck-id", id=id_, deck=other)
