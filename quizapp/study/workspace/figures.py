"""The figures of a workspace."""

from __future__ import annotations

from quizapp.schedule import retrievability
from quizapp.study.scores import (
    CardNow,
    Figures,
    Span,
    figures,
)
from quizapp.study.workspace.standing import Moment
from quizapp.study.workspace.workspace import Workspace


def scored(
    workspace: Workspace, now: Moment, deck: str = "", span: Span = Span.ALL
) -> Figures:
    """The figures of the deck of this name, or of all. Raises `UsageError`."""
    names = [workspace.deck(deck).name] if deck else list(workspace.decks)
    memories = workspace.memories
    cards = [
        CardNow(
            key,
            name,
            workspace.decks[name].title,
            card,
            memory := memories.get(key),
            retrievability(memory, now.day) if memory else 0.0,
        )
        for name in names
        for key, card in workspace.cards([name])
    ]
    return figures(
        cards,
        workspace.log(),
        now.day,
        wanted=workspace.schedule.retention,
        deck=(workspace.deck(deck).id, deck) if deck else None,
        span=span,
    )
