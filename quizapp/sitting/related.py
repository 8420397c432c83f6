"""A fact that goes with the one just asked."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Set

from quizapp.model import Card

ENOUGH = 3
"""Points from which on a fact is worth telling: it names the answer, or shares three
names with the statement."""
_NAME = re.compile(r"[^\W\d_]\w{2,}|\d{2,}")


def related(
    card: Card,
    others: Iterable[tuple[str, Card]],
    known: Container[str],
    waiting: Container[str],
) -> Card | None:
    """The one of `others` whose statement says most about the answer to `card`.

    Only what is `known` (by key) is told, and nothing that is `waiting` to be asked (by
    fact, or by the key of a card without one): that would give its answer away.
    """
    fields = card.fields
    answers, names = _names(card.answer), _names(f"{fields.cite} {card.prompt}")
    if not answers | names:
        return None
    best, most = None, ENOUGH - 1
    for key, other in others:
        told = other.fields
        if not told.cite or told.cite == fields.cite or key not in known:
            continue
        if (told.fact or key) in waiting or told.fact == fields.fact != "":
            continue
        said = _names(told.cite)
        points = ENOUGH * len(answers & said) + len((names - answers) & said)
        if points > most:
            best, most = other, points
    return best


def _names(text: str) -> Set[str]:
    """The words of `text` that may be names, and its numbers."""
    return {word for word in _NAME.findall(text) if not word[0].islower()}
