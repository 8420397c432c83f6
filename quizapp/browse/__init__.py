"""All cards of all decks: `rows` to look through, `query` and `finding` to search, and
`acts` on many."""

from quizapp.browse.acts import Acts, Done
from quizapp.browse.finding import Finding
from quizapp.browse.query import Query, found, read_query
from quizapp.browse.rows import COLUMNS, Rows

__all__ = ["COLUMNS", "Acts", "Done", "Finding", "Query", "Rows", "found", "read_query"]
