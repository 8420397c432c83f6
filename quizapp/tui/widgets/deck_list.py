"""The decks on home, with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets.option_list import Option

from quizapp.text import plural
from quizapp.tui.keys.decks import DECKS
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from quizapp.study.workspace import Standing


@dataclass(frozen=True, slots=True)
class Row:
    """One deck as home lists it; the counts come after the first paint."""

    name: str
    title: str
    new: int | None = None
    due: int | None = None
    remark: str = ""
    is_broken: bool = False
    is_dim: bool = False

    @classmethod
    def of(cls, standing: Standing) -> Row:
        """The row of a deck that has been counted."""
        remarks = []
        if standing.errors:
            remarks.append(plural(standing.errors, "error"))
        if standing.is_hidden:
            remarks.append("hidden")
        elif not standing.is_started:
            remarks.append("not started")
        title = (
            f"{standing.group}/{standing.title}" if standing.group else standing.title
        )
        return cls(
            standing.name,
            title,
            standing.new,
            standing.due,
            ", ".join(remarks),
            is_broken=bool(standing.errors),
            is_dim=standing.is_hidden,
        )


class DeckList(RowList):
    """The decks, one a row: new, due, title, remark."""

    BINDINGS = bindings(DECKS)

    HEADING = Content.styled("   new   due   deck", "dim")

    def __init__(self, rows: Sequence[Row], *, id: str | None = None) -> None:
        self.rows = tuple(rows)
        super().__init__(*(Option(_content(row)) for row in rows), id=id)

    @property
    def row(self) -> Row | None:
        """The highlighted deck."""
        if self.highlighted is None or self.highlighted >= len(self.rows):
            return None
        return self.rows[self.highlighted]

    def action_study(self) -> None:
        """Choose the highlighted deck."""
        self.action_select()

    def point_at(self, name: str) -> None:
        """Highlight a deck, if it is listed."""
        for index, row in enumerate(self.rows):
            if row.name == name:
                self.highlighted = index

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows; the highlight stays on its deck, or at its place when that
        is gone, and nothing jumps."""
        before, place = self.row, self.highlighted or 0
        names = [row.name for row in rows]
        if names == [row.name for row in self.rows]:
            for index, (old, row) in enumerate(zip(self.rows, rows, strict=True)):
                if old != row:
                    self.replace_option_prompt_at_index(index, _content(row))
            self.rows = tuple(rows)
            return
        self.rows = tuple(rows)
        self.clear_options()
        self.add_options([Option(_content(row)) for row in rows])
        if rows:
            if before and before.name in names:
                place = names.index(before.name)
            self.highlighted = min(place, len(rows) - 1)


def _content(row: Row) -> Content:
    title = "dim" if row.is_dim else "bold" if row.due or row.new else ""
    remark = "$text-error" if row.is_broken else "dim"
    return Content.assemble(
        (_count(row.new), "$text-primary" if row.new else "dim"),
        (_count(row.due), "$text-success" if row.due else "dim"),
        ("   "),
        (row.title, title),
        (f"   {row.remark}" if row.remark else "", remark),
    )


def _count(number: int | None) -> str:
    return f"{'·' if number is None else number:>6}"
