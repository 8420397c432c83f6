"""The scores of the decks of a workspace."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.study.counts.values import Moment
from quizapp.study.scores import (
    CardNow,
    Figures,
    Look,
    Span,
    figures,
    forgotten,
)
from quizapp.study.workspace.workspace import Workspace


def scored(
    workspace: Workspace, now: Moment, deck: str = "", span: Span = Span.ALL
) -> Figures:
    """The figures of the deck of this name, or of all started ones; of all decks if
    none is started. Raises `UsageError`."""
    names = _names(workspace, deck)
    forecasts = (workspace.counts(name, now).forecast for name in names)
    return figures(
        _cards(workspace, names),
        workspace.store.log(),
        now.day,
        aim=workspace.schedule.retention,
        forecast=[sum(counts) for counts in zip(*forecasts, strict=True)],
        deck=(workspace.deck(deck).id, workspace.deck(deck).name) if deck else None,
        span=span,
    )


def ever_forgotten(workspace: Workspace, now: Moment, deck: str = "") -> Sequence[Look]:
    """The cards worth another look or ever forgotten, of the decks that `scored` is
    about. Raises `UsageError`."""
    return forgotten(_cards(workspace, _names(workspace, deck)), now.day)


def _names(workspace: Workspace, deck: str) -> Sequence[str]:
    if deck:
        return [workspace.deck(deck).name]
    return workspace.started or workspace.shown


def _cards(workspace: Workspace, names: Sequence[str]) -> Sequence[CardNow]:
    memories, trail = workspace.memories, workspace.store.trail
    return [
        CardNow(
            key,
            name,
            workspace.decks[name].title,
            card,
            memories.get(key),
            trail(key),
        )
        for name in names
        for key, card in workspace.cards([name])
    ]
