"""A fact that goes with the one just asked."""

from __future__ import annotations

from collections.abc import Container, Iterable

from quizapp.model import Card


def related(
    card: Card,
    others: Iterable[tuple[str, Card]],
    known: Container[str],
    waiting: Container[str],
) -> Card | None:
    """The one of `others` whose statement says most about the answer to `card`.

    Only what is `known` (by key) is told, and nothing that is `waiting` to be asked (by
    fact, or by the key of a card without one): that would give its answer away. A fact
    that names the answer comes first, then one of the same topic and paragraph.
    """
    best, best_score = None, 0
    fields = card.fields
    for key, other in others:
        told = other.fields
        if not told.cite or told.cite == fields.cite or key not in known:
            continue
        if (told.fact or key) in waiting or told.fact == fields.fact != "":
            continue
        score = (
            4 * _names(told.cite, card.answer)
            + 2 * (other.topic == card.topic != "")
            + (told.source == fields.source != "")
        )
        if score > best_score:
            best, best_score = other, score
    return best


def _names(statement: str, answer: str) -> bool:
    return len(answer) > 2 and answer in statement
