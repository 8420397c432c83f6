"""Browsing the cards of all decks.

`rows` lists and sorts them, `query` parses a search, and `search` holds what it finds.
"""

from quizapp.study.browse.query import IS, Query, found, read_query
from quizapp.study.browse.rows import ORDERS, Rows
from quizapp.study.browse.search import CardSearch

__all__ = ["IS", "ORDERS", "CardSearch", "Query", "Rows", "found", "read_query"]
