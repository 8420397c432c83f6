"""What was done in this session, and how to undo it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from quizapp.errors import DeckChangedError, DeckError, StoreError


class Undoable(Struct, frozen=True):
    """How a step of this session is undone."""

    deck: str
    """The name of the deck it was done to, if any."""
    text: str
    """What was done, in words."""
    answers: int
    """How many answers were recorded before it in this session."""
    run: Callable[[], str]
    """Undoes it, and returns what it did in words."""


class UndoStack:
    """The steps of a session that can be undone."""

    def __init__(self) -> None:
        self._steps: list[Undoable] = []

    def __len__(self) -> int:
        return len(self._steps)

    @property
    def latest(self) -> Undoable | None:
        """The step that the next undo undoes."""
        return self._steps[-1] if self._steps else None

    def push(self, step: Undoable) -> None:
        """Remember a step."""
        self._steps.append(step)

    def undo(self) -> str:
        """Undo the latest step; return what that was, in words.

        Raises `StoreError` or `DeckError` if it fails; it can be tried again unless the
        deck has changed since.
        """
        if not self._steps:
            return "There is nothing to undo."
        step = self._steps.pop()
        try:
            return step.run()
        except (DeckError, StoreError) as error:
            if not isinstance(error, DeckChangedError):
                self._steps.append(step)
            raise
