"""All cards of all decks: `rows` to look through, `query` to search, `acts` on many."""

from quizapp.browse.acts import Acts
from quizapp.browse.query import Query, read_query
from quizapp.browse.rows import COLUMNS, Rows

__all__ = ["COLUMNS", "Acts", "Query", "Rows", "read_query"]
