"""All cards of all decks: `rows` to look through, `query` and `finding` to search."""

from quizapp.study.browse.query import Query, found, read_query
from quizapp.study.browse.rows import ORDERS, Rows
from quizapp.study.browse.search import CardSearch

__all__ = ["ORDERS", "CardSearch", "Query", "Rows", "found", "read_query"]
