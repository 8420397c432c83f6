"""The ways to write: a new deck, a deck, one card, one more card, a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.study.workspace import Workspace
    from quizapp.tui.app import QuizApp


async def new_deck(app: QuizApp, workspace: Workspace) -> None:
    """Write a new deck."""
    raise NotImplementedError


async def edit_deck(app: QuizApp, workspace: Workspace, name: str) -> None:
    """Edit a deck, here or in the learner's own editor."""
    raise NotImplementedError


async def edit_card(app: QuizApp, workspace: Workspace, key: str) -> None:
    """Edit a card where it stands in its deck."""
    raise NotImplementedError


async def add_card(app: QuizApp, workspace: Workspace, deck: str = "") -> None:
    """Add a card to a deck; `deck` is chosen at first if it is the learner's own."""
    raise NotImplementedError


async def add_file(app: QuizApp, workspace: Workspace) -> None:
    """Add a file as a deck."""
    raise NotImplementedError


async def offer_unsaved(app: QuizApp, workspace: Workspace) -> None:
    """Offer the texts that a window left without saving them."""
