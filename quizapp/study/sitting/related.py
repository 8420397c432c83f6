"""A fact that goes with the one just asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from quizapp.model import Card
from quizapp.study.sitting.queue import Waiting
from quizapp.study.workspace import Workspace

ENOUGH = 3
"""A fact with this many points is worth showing: it names the answer, or shares three
names with the statement."""
_NAME = re.compile(r"[^\W\d_]\w{2,}|\d{2,}")


def related_known(
    workspace: Workspace, asked: Waiting, waiting: Iterable[Waiting]
) -> Card | None:
    """A known card of the deck that goes with the one asked, and gives none of those
    `waiting` away."""
    if asked.deck not in workspace.decks:
        return None
    memories, suspended = workspace.memories, workspace.suspended
    known = (
        (key, card)
        for key, card in workspace.cards_of(asked.deck).items()
        if key in memories and key not in suspended
    )
    names = {name for each in waiting for name in each.card.fields.facts or (each.key,)}
    return related(asked.card, known, names)


def related(
    card: Card, known: Iterable[tuple[str, Card]], waiting: Set[str]
) -> Card | None:
    """Of the `known` cards, by key, the one whose statement says most about the answer
    to `card`.

    Nothing that is `waiting` to be asked (by fact, or by the key of a card without one)
    is shown: that would give its answer away.
    """
    own = set(card.fields.facts)
    worth = dict.fromkeys(_names(f"{card.fields.cite} {card.prompt}"), 1)
    worth |= dict.fromkeys(_names(card.answer), ENOUGH)
    best, most = None, ENOUGH - 1
    for key, other in known:
        statement, facts = other.fields.cite, other.fields.facts
        # Search the text first: finding the words of many statements takes too long
        # between an answer and its verdict.
        if sum(points for name, points in worth.items() if name in statement) <= most:
            continue
        points = sum(worth.get(name, 0) for name in _names(statement))
        if (
            points > most
            and statement != card.fields.cite
            and own.isdisjoint(facts)
            and other.can_be_asked
            and waiting.isdisjoint(facts or (key,))
        ):
            best, most = other, points
    return best


def _names(text: str) -> Set[str]:
    """The words of `text` that may be names, and its numbers."""
    return {word for word in _NAME.findall(text) if not word[0].islower()}
