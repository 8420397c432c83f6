"""What is found of all cards, in its order: the first rows at once, the others when
there is time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quizapp.study.browse.query import Query, read_query
from quizapp.study.browse.rows import FIRST, Rows

FEW = 2000
"""Cards that are put in order at once."""
HEAD = 2048
"""Rows of an order that are looked through before all of them are, which is twice as
fast in the order of the decks: there the texts lie side by side in memory."""


@dataclass(slots=True)
class Finding:
    """A query over rows, and an order; a hundred thousand rows take no longer to begin
    with than a thousand."""

    rows: Rows
    query: Query = field(default_factory=Query)
    column: str = ""
    """By which they stand; empty for the order of the decks."""
    is_reversed: bool = False
    found: Sequence[int] = ()
    """The rows that are found so far."""
    is_whole: bool = True
    """Whether those are all."""
    _hits: tuple[Query, Sequence[int]] = field(init=False)
    """A query, and all that it finds in the order of the decks."""

    def __post_init__(self) -> None:
        self.found = self.rows.all()
        self._hits = Query(), self.found

    def look_for(self, text: str) -> None:
        """Find what a query finds."""
        query = read_query(text)
        among = self.found if self.is_whole and query.narrows(self.query) else None
        self.query = query
        self._find(among)

    def order_by(self, column: str, *, is_reversed: bool = False) -> None:
        """Put what is found in another order."""
        self.column, self.is_reversed = column, is_reversed
        self._find()

    def look_again(self, rows: Rows | None = None) -> None:
        """Find the same among other rows, or among these as they are now."""
        self.rows = rows or self.rows
        self._hits = Query(), self.rows.all()
        self._find()

    def finish(self) -> None:
        """Find the others too."""
        if not self.is_whole and self.query.text:
            self._find_in_decks()
        elif not self.is_whole:
            among = self.rows.all(self.column, is_reversed=self.is_reversed)
            self.found, self.is_whole = self.query.find(self.rows, among)

    def _find(self, among: Sequence[int] | None = None) -> None:
        """Find the first ones; `among` are rows in their order that hold them all."""
        rows, query, column = self.rows, self.query, self.column
        is_known = not column or rows.is_ordered(column) or len(rows) <= FEW
        if among is not None and (not column or len(among) <= HEAD):
            self.found, self.is_whole = query.find(rows, among, FIRST)
        elif not is_known and not query.text:
            self.found = rows.first(column, is_reversed=self.is_reversed)
            self.is_whole = False
        elif query.text and len(rows) > HEAD:
            among = rows.all(column, is_reversed=self.is_reversed)
            self.found, self.is_whole = query.find(rows, among[:HEAD], FIRST)[0], False
            if not self.found:
                self._find_in_decks()
        else:
            among = rows.all(column, is_reversed=self.is_reversed)
            self.found, self.is_whole = query.find(rows, among, FIRST)

    def _find_in_decks(self) -> None:
        """Find in the order of the decks, then put what is found in its own."""
        before, hits = self._hits
        fewer = hits if self.query.narrows(before) else self.rows.all()
        hits, self.is_whole = self.query.find(self.rows, fewer)
        self._hits = self.query, hits
        if self.column:
            hits = self.rows.sorted(hits, self.column, is_reversed=self.is_reversed)
        elif self.is_reversed:
            hits = hits[::-1]
        self.found = hits
