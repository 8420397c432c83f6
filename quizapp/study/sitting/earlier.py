"""What the sittings before this one did today: behind its own first step, undo goes on
with that."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.errors import StoreError
from quizapp.model import Card, Event
from quizapp.study.sitting.queue import Waiting
from quizapp.study.workspace import Workspace


class EarlierSittings:
    """The latest answer or suspension of earlier sittings of today, in some decks."""

    def __init__(self, workspace: Workspace, names: Sequence[str]) -> None:
        self._workspace = workspace
        self._names = names
        self._version: tuple[object, ...] | None = None
        self._can_undo = False

    @property
    def can_undo(self) -> bool:
        """Whether there is one. It is asked at each key, so the day's file is read
        again only when the decks, the progress or the study day have changed."""
        version = *self._workspace.version, self._workspace.now().day
        if self._version != version:
            self._version = version
            self._can_undo = self._latest() is not None
        return self._can_undo

    def undo(self) -> tuple[Event, Waiting] | None:
        """Take it back; what happened, and its card, which is to be asked again. `None`
        if there is none. Raises `StoreError`."""
        found = self._latest()
        if found is None:
            return None
        events, deck, card = found
        self._workspace.take_back(*events)
        memory = self._workspace.memories.get(card.key)
        return events[-1], Waiting(card.key, card, deck, memory)

    def _latest(self) -> tuple[Sequence[Event], str, Card] | None:
        """Its events, and its card with the deck's name."""
        workspace = self._workspace
        try:
            step = workspace.store.latest_step(workspace.now().day, self._find)
        except StoreError:  # an answer says why, as it cannot be kept either
            return None
        if step is None:
            return None
        events, key = step
        found = self._find(key)
        return (events, *found) if found else None

    def _find(self, key: str) -> tuple[str, Card] | None:
        found = self._workspace.find(key)
        return found if found and found[0] in self._names else None
