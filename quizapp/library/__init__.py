"""Deck files: which there are, what they hold, and how they come and go."""

from quizapp.library.changing import Added, add_deck, remove_deck
from quizapp.library.finding import DeckFile, Origin, find_decks
from quizapp.library.reading import complaints_of, read_deck_file

__all__ = [
    "Added",
    "DeckFile",
    "Origin",
    "add_deck",
    "complaints_of",
    "find_decks",
    "read_deck_file",
    "remove_deck",
]
