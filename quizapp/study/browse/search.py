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
    """The rows that are found."""

    def __post_init__(self) -> None:
        self.found = self.rows.all()

    def look_for(self, text: str) -> None:
        """Search with another query."""
        before, self.query = self.query, read_query(text)
        self._find(self.found if self.query.narrows(before) else None)

    def order_by(self, column: str, *, is_reversed: bool = False) -> None:
        """Sort what is found in another way."""
        self.column, self.is_reversed = column, is_reversed
        self._find()

    def look_again(self, rows: Rows | None = None) -> None:
        """Search again, among other rows or these as they are now."""
        self.rows = rows or self.rows
        self._find()

    def _find(self, among: Sequence[int] | None = None) -> None:
        """`among` are sorted rows that contain all that can be found."""
        if among is None:
            among = self.rows.all(self.column, is_reversed=self.is_reversed)
        self.found = self.query.find(self.rows, among)
