"""All cards of all decks: `rows` to look through, `query` to search, `acts` on many."""

from quizapp.browse.acts import Acts
from quizapp.browse.query import Query, found, read_query
from quizapp.browse.rows import COLUMNS, FIRST, Rows

__all__ = ["COLUMNS", "FIRST", "Acts", "Query", "Rows", "found", "read_query"]
