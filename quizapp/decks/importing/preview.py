"""A file that may be added, looked at: what would happen, and how it would be asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizapp.cards.format.writer import blocks_of
from quizapp.decks.editing.draft import Draft
from quizapp.decks.editing.preview import Proof
from quizapp.decks.importing.plan import (
    NoCardError,
    Plan,
    TableError,
    plan_add,
)
from quizapp.decks.tables.layout import UNKNOWN_SHAPE, Shape
from quizapp.decks.tables.reader import Table
from quizapp.errors import QuizappError
from quizapp.files import FileStamp, file_stamp
from quizapp.model import Card, Deck

BLOCKS = 3
"""Blocks of which the cards are shown."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be looked at."""

    path: Path
    shape: Shape = UNKNOWN_SHAPE
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """The first cards of a plan."""

    plan: Plan
    proof: Proof
    """Tells how they are asked."""
    cards: Sequence[Card]
    mark: FileStamp
    """Of the deck that is there already."""

    @property
    def is_current(self) -> bool:
        """Whether that deck is as it was, so that the plan may be carried out."""
        return file_stamp(self.plan.path) == self.mark


@dataclass(frozen=True, slots=True)
class Look:
    """What came of it: something to show, or an error."""

    wanted: Wanted
    found: Shown | QuizappError
    table: Table | None = None
    """The table that was read, as far as it could be."""

    @property
    def plan(self) -> Plan | None:
        """What can be carried out."""
        return self.found.plan if isinstance(self.found, Shown) else None


def look_at(wanted: Wanted, own: Path, others: Iterable[Deck]) -> Look:
    """Read the file; of an update the new and changed cards are shown, if any.
    `others` are the decks there are.

    A large file takes seconds: a thread is the place for it.
    """
    try:
        plan = plan_add(wanted.path, own, replace=wanted.replaces, shape=wanted.shape)
        plan = plan.beside(others)
    except (TableError, NoCardError) as error:
        return Look(wanted, error, error.table)
    except QuizappError as error:
        return Look(wanted, error)
    mark = file_stamp(plan.path)
    deck = plan.deck
    blocks = plan.news or list(blocks_of(deck.cards))
    cards = [card for block in blocks[:BLOCKS] for card in block]
    proof = Proof(Draft(plan.path, plan.data), "", deck)
    for card in cards:
        proof.kinds(card)
    return Look(wanted, Shown(plan, proof, cards, mark), plan.table)
