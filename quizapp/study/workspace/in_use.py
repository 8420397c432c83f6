"""Names, types and topics in use, suggested while a deck or a card is written."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.study.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class InUse:
    """Names, types and topics of all decks, each once."""

    names: tuple[str, ...] = ()
    """The names of decks, which a new one cannot have."""
    types: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @classmethod
    def of(cls, workspace: Workspace) -> InUse:
        """The names, types and topics of a workspace."""
        cards = [card for deck in workspace.decks.values() for card in deck.cards]
        return cls(
            tuple(file.name for file in workspace.files.values()),
            tuple(dict.fromkeys(e.fields.type for e in cards if e.fields.type)),
            tuple(dict.fromkeys(each.topic for each in cards if each.topic)),
        )
