"""Exports a deck as its own file or as a table."""

from __future__ import annotations

from quizapp.cards.format.writer import write_deck
from quizapp.decks.library.deck_files import DeckFile
from quizapp.decks.library.reader import read_deck_file, read_file
from quizapp.decks.tables.writer import write_table
from quizapp.errors import DeckError
from quizapp.formats import FORMATS, Format, Holds, is_deck, is_table
from quizapp.model import Complaint
from quizapp.text import plural

EXPORTS = {form.name: form for form in FORMATS if is_deck(form.endings[0])}
"""The formats in which a deck can be exported, by name."""


def export_deck(file: DeckFile, form: Format) -> tuple[bytes, list[str]]:
    """The deck in one of the formats `EXPORTS`, and sentences about what is left out.

    Raises `DeckError` when the file cannot be read.
    """
    if form.holds is Holds.CARDS and not is_table(file.path.name):
        data = read_file(file.path)
        if isinstance(data, Complaint):
            raise DeckError(f"{file.path}: {data.message}")
        return data, []
    deck = read_deck_file(file._replace(name=file.stem))
    if not deck.cards:
        why = deck.errors[0].message if deck.errors else "It has no cards."
        raise DeckError(f"{file.path}: there is nothing to export. {why}")
    notes: list[str] = []
    if deck.errors:
        cost = plural(len(deck.errors), "error costs cards", "errors cost cards")
        notes.append(f"{cost}; see quizapp check.")
    if form.holds is Holds.CARDS:
        return write_deck(deck).encode(), notes
    text, left_out = write_table(deck, form.separator)
    return text.encode(), notes + left_out
