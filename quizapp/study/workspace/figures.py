"""The figures of a shelf."""

from __future__ import annotations

from quizapp.study.scores import (
    CardNow,
    Figures,
    Span,
    figures,
)
from quizapp.study.workspace.shelf import Shelf
from quizapp.study.workspace.standing import Moment


def scored(shelf: Shelf, now: Moment, deck: str = "", span: Span = Span.ALL) -> Figures:
    """The figures of the deck of this name, or of all that are begun; as long as none
    is, of all. Raises `UsageError`."""
    names = [shelf.deck(deck).name] if deck else _begun(shelf) or shelf.shown
    memories, trail = shelf.store.memories, shelf.store.trail
    cards = [
        CardNow(
            key,
            name,
            shelf.decks[name].title,
            card,
            memories.get(key),
            trail(key),
        )
        for name in names
        for key, card in shelf.cards([name])
    ]
    return figures(
        cards,
        shelf.store.log(),
        now.day,
        aim=shelf.store.schedule.retention,
        deck=(shelf.deck(deck).id, deck) if deck else None,
        span=span,
    )


def _begun(shelf: Shelf) -> list[str]:
    """The decks that are started, or were, without the hidden ones."""
    memories = shelf.store.memories
    return [
        name
        for name in shelf.shown
        if shelf.state(name).started
        or any(key in memories for key in shelf.cards_of(name))
    ]
