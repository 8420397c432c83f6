"""Deck files read: what cannot be read is a deck with a complaint, never a crash."""

from __future__ import annotations

import stat
from pathlib import Path

from quizapp.cards.facts.generate import deck_of
from quizapp.cards.facts.reader import read_facts
from quizapp.cards.format.complaints import complaint
from quizapp.cards.format.limits import BYTES
from quizapp.cards.format.reader import read_deck
from quizapp.cards.lint import lint, unsilenced
from quizapp.decks.library.deck_files import DeckFile
from quizapp.decks.tables.reader import read_table
from quizapp.formats import Holds, holds, is_table
from quizapp.model import Complaint, Deck, Level
from quizapp.text import one_line


def read_deck_file(file: DeckFile) -> Deck:
    """The deck in `file`; one that cannot be read has no cards and says why."""
    if file.refusal:
        return _unreadable(file.name, file.path, file.refusal)
    data = read_file(file.path)
    if isinstance(data, Complaint):
        return _unreadable(file.name, file.path, data)
    if is_table(file.path.name):
        return read_table(data, file.name, file.path).deck
    return read_deck(data, file.name, file.path)


def complaints_of(path: Path) -> tuple[Complaint, ...]:
    """Every complaint about a deck, a table or a facts file that it does not silence.

    Errors and warnings come first, then hints, each in the order of the lines.
    """
    data = read_file(path)
    if isinstance(data, Complaint):
        return (data,)
    if holds(path.name, Holds.FACTS):
        facts = read_facts(data, one_line(Path(path.stem).stem), path)
        made = deck_of(facts)
        deck, told = made.deck, (*facts.complaints, *made.complaints)
    elif is_table(path.name):
        return read_table(data, one_line(path.stem), path).empty.complaints
    else:
        deck = read_deck(data, one_line(path.stem), path)
        told = deck.complaints
    found = (*unsilenced(told, deck), *lint(deck, data))
    return tuple(sorted(found, key=lambda c: (c.level is Level.HINT, c.line, c.column)))


def read_file(path: Path) -> bytes | Complaint:
    """What the file holds, or why it cannot be read."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return complaint(1, 1, "not-a-file")
        if about.st_size > BYTES:
            return complaint(1, 1, "too-large")
        with path.open("rb") as file:
            # It may have grown since.
            data = file.read(BYTES + 1)
        return data if len(data) <= BYTES else complaint(1, 1, "too-large")
    except OSError as error:
        return complaint(1, 1, "unreadable", reason=error.strerror or error)


def _unreadable(name: str, path: Path, why: Complaint) -> Deck:
    return Deck(name, name, name, complaints=(why,), path=path)
