"""All cards of all decks: `rows` to look through, `query` and `finding` to search."""

from quizapp.study.browse.finding import Finding
from quizapp.study.browse.query import Query, found, read_query
from quizapp.study.browse.rows import COLUMNS, Rows

__all__ = ["COLUMNS", "Finding", "Query", "Rows", "found", "read_query"]
