"""A search of all cards: its query, its order, and what it finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quizapp.study.browse.query import Query, read_query
from quizapp.study.browse.rows import Rows


@dataclass(slots=True)
class CardSearch:
    """A query, an order, and the rows that it finds."""

    rows: Rows
    query: Query = field(default_factory=Query)
    column: str = ""
    """The column they are sorted by; empty for the order of the decks."""
    is_reversed: bool = False
    found: Sequence[int] = ()
    """The rows that are found, sorted."""
    _in_decks: Sequence[int] = ()
    """The same in the order of the decks, in which the texts lie in memory: in any
    other order it takes several times as long to read them."""

    def __post_init__(self) -> None:
        self.look_again()

    def look_for(self, text: str) -> None:
        """Search with another query."""
        before, self.query = self.query, read_query(text)
        narrows = self.query.narrows(before)
        self._find(self._in_decks if narrows else range(len(self.rows)))

    def order_by(self, column: str, *, is_reversed: bool = False) -> None:
        """Sort what is found in another way."""
        self.column, self.is_reversed = column, is_reversed
        self._sort()

    def look_again(self, rows: Rows | None = None) -> None:
        """Search again, among other rows or these as they are now."""
        self.rows = rows or self.rows
        self._find(range(len(self.rows)))

    def _find(self, among: Sequence[int]) -> None:
        """`among` are rows that contain all that can be found."""
        self._in_decks = self.query.find(self.rows, among)
        self._sort()

    def _sort(self) -> None:
        self.found = self.rows.sort(
            self._in_decks, self.column, is_reversed=self.is_reversed
        )
