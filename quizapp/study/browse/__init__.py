"""All cards of all decks: `rows` to look through, `query` and `finding` to search."""

from quizapp.study.browse.finding import Finding
from quizapp.study.browse.query import IS, Query, found, read_query
from quizapp.study.browse.rows import ORDERS, Rows

__all__ = ["IS", "ORDERS", "Finding", "Query", "Rows", "found", "read_query"]
