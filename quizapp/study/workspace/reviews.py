"""Turns a card and its answer into events."""

from __future__ import annotations

from datetime import date
from typing import Any

from quizapp.model import Card, CardSeen, Grade, Question, Review, Verdict


def seen_of(key: str, card: Card) -> CardSeen:
    """A card as the store records it."""
    return CardSeen(key, card.deck, card.kind, card.prompt, card.answer)


def review_of(
    question: Question,
    verdict: Verdict,
    grade: Grade,
    *,
    day: int,
    spent: int,
    **more: Any,
) -> tuple[CardSeen, Review]:
    """The card's text as it was asked, and the review; `more` are fields of the latter
    that only a sitting, or only a quiz, knows."""
    card = question.card
    return (
        seen_of(card.key, card),
        Review(
            card=card.key,
            deck=card.deck,
            topic=card.topic,
            asked=question.kind,
            given=verdict.given,
            mark=verdict.mark,
            grade=grade,
            day=date.fromordinal(day),
            spent=spent,
            recognition_only=question.recognition_only,
            hints=len(question.hints),
            **more,
        ),
    )
