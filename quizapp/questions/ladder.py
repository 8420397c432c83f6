"""In which kind a card is asked: harder as its memory firms.

Recalling an answer strengthens a memory more than recognising it (Roediger & Karpicke
2006; Kang, McDermott & Roediger 2007), but only where recall succeeds (Karpicke,
Lehman & Aue 2014). So a card begins with what is easy and moves on as soon as it can.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from quizapp.model import Card, Kind, Memory, Phase

TYPED_WORDS = 6
"""An answer of more words, or lines, is not typed but turned over."""
RECOGNISED = frozenset({Kind.CHOOSE, Kind.TRUE_FALSE})
"""Kinds in which an answer is only recognised."""
LISTED = frozenset({Kind.CHOOSE, Kind.TRUE_FALSE, Kind.ORDER, Kind.MATCH})
"""Cards that are asked as they stand in their file."""


def rungs(card: Card, has: Collection[Kind]) -> Sequence[Kind]:
    """The kinds in which the card is asked, the easiest first.

    `has` are the forms that it can take: choose where there are three honest wrong
    choices, cloze where its statement holds its answer, true/false where its author
    gave a wrong answer to put into its text.
    """
    if card.kind in LISTED:
        return [card.kind]
    middle = Kind.TRUE_FALSE if card.kind is Kind.CLOZE else Kind.CLOZE
    ladder = [kind for kind in (Kind.CHOOSE, middle) if kind in has]
    if not can_be_typed(card):
        return [*(kind for kind in ladder if kind is not Kind.CLOZE), Kind.FLIP]
    return [*ladder, Kind.CLOZE if card.kind is Kind.CLOZE else Kind.TYPE]


def rung_of(memory: Memory | None, ladder: Sequence[Kind]) -> Kind:
    """The rung that a memory has reached: the last one once it is in review.

    With two learning steps the third success is on the last rung.
    """
    if memory is None or (memory.phase is Phase.LEARNING and not memory.step):
        return ladder[0]
    if memory.phase is Phase.LEARNING:
        return ladder[max(0, len(ladder) - 2)]
    return ladder[-1]


def fixed(card: Card, has: Collection[Kind], wanted: Kind | None) -> Kind | None:
    """The kind that the card, its deck, or the learner (`wanted`) fixes, where the card
    has that form; `None` leaves it to the ladder."""
    for ask in (card.fields.ask, card.rules.ask, wanted):
        kind = ask
        if kind is Kind.TYPE and card.kind is Kind.CLOZE:
            kind = Kind.CLOZE
        if kind in (Kind.FLIP, card.kind, *has):
            return kind
        if kind is Kind.TYPE and card.kind is Kind.FLIP:
            is_own = ask is card.fields.ask and "\n" not in card.answer
            if is_own or can_be_typed(card):
                return kind
    return None


def can_be_typed(card: Card) -> bool:
    """Whether the answer is short enough to ask a person to type it."""
    answers = card.answer.split("\n") if card.blanks else [card.answer]
    return all(
        "\n" not in each and 0 < len(each.split()) <= TYPED_WORDS for each in answers
    )
