"""An answer as it goes into the log."""

from __future__ import annotations

from typing import Any

from quizapp.model import CardSeen, Grade, Question, Review, Verdict


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
        CardSeen(card.key, card.deck, card.kind, card.prompt, card.answer),
        Review(
            card=card.key,
            deck=card.deck,
            topic=card.topic,
            asked=question.kind,
            given=verdict.given,
            mark=verdict.mark,
            grade=grade,
            day=day,
            spent=spent,
            has_harder=question.has_harder,
            hints=len(question.hints),
            **more,
        ),
    )
