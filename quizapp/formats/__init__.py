"""Text files as decks and facts, and back: nothing is dropped without a complaint."""

from quizapp.formats.brackets import Bracket
from quizapp.formats.facts import Ask, Fact, Facts, read_facts, slug
from quizapp.formats.front import Heading, read_heading
from quizapp.formats.reader import read_deck
from quizapp.formats.writer import blocks_of, replace_block, write_deck

__all__ = [
    "Ask",
    "Bracket",
    "Fact",
    "Facts",
    "Heading",
    "blocks_of",
    "read_deck",
    "read_facts",
    "read_heading",
    "replace_block",
    "slug",
    "write_deck",
]
