"""A table of cards of which only what is on the screen is ever made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static

MARKS = 3
"""Cells before the first column: the cursor, the mark, a blank."""


@dataclass(frozen=True, slots=True)
class Head:
    """One column as the table shows it."""

    name: str
    title: str
    cells: int = 0
    """Its width; 0 for a share of what is left over."""
    share: int = 0
    is_first_to_go: bool = False
    """Whether a narrow screen does without it."""


NARROW = 100
"""Cells below which a screen is narrow."""


def widths(heads: Sequence[Head], total: int) -> list[tuple[Head, int]]:
    """The columns that fit, with their widths in cells."""
    shown = [head for head in heads if total >= NARROW or not head.is_first_to_go]
    left = total - MARKS - len(shown) - sum(head.cells for head in shown)
    shares = sum(head.share for head in shown)
    return [(head, head.cells or max(4, left * head.share // shares)) for head in shown]


class CardTable(ScrollView, can_focus=True):
    """Rows by number; their cells are asked for when they come into sight."""

    BINDINGS = [
        Binding("up,k", "cursor(-1)", "Up", show=False),
        Binding("down,j", "cursor(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home,g", "end(0)", "First", show=False),
        Binding("end,G", "end(1)", "Last", show=False),
        Binding("enter", "open", "Open", show=False),
    ]
    OWN_KEYS = (
        ("↑ ↓ j k", "Move", "To the next card, or the one above"),
        ("home end g G", "Ends", "To the first card, or the last"),
    )
    DEFAULT_CSS = """
    CardTable {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: scroll;
    }
    """
    COMPONENT_CLASSES = {
        "card-table--cursor",
        "card-table--blurred",
        "card-table--marked",
        "card-table--dim",
    }

    class Moved(Message):
        """Another row has the cursor."""

    class Opened(Message):
        """The row with the cursor was chosen."""

    def __init__(
        self,
        heads: Sequence[Head],
        cells: Callable[[int], Mapping[str, str]],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.heads = heads
        self._cells = cells
        self._rows: Sequence[int] = ()
        self._marked: Set[int] = frozenset()
        self._cursor = 0

    @property
    def _width(self) -> int:
        """Cells of a line, beside the scrollbar."""
        return self.scrollable_content_region.width

    @property
    def row(self) -> int | None:
        """The row that the cursor is on."""
        return self._rows[self._cursor] if self._rows else None

    def show(
        self, rows: Sequence[int], marked: Set[int], *, keeps_place: bool = False
    ) -> None:
        """Show these rows; the cursor stays on its row, or goes to the first."""
        before = self.row
        self._rows, self._marked = rows, marked
        place = 0
        if keeps_place and before is not None:
            around = range(max(0, self._cursor - 500), self._cursor + 500)
            place = next(
                (at for at in around if at < len(rows) and rows[at] == before),
                min(self._cursor, max(0, len(rows) - 1)),
            )
        self._cursor = place
        self.virtual_size = Size(self._width, len(rows))
        self._follow()
        self.refresh()
        self.post_message(self.Moved())

    def mark(self, marked: Set[int]) -> None:
        """Show these rows as marked."""
        self._marked = marked
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the table."""
        at = y + self.scroll_offset.y
        width = self._width
        style = self.rich_style
        if at >= len(self._rows):
            return Strip.blank(width, style)
        row = self._rows[at]
        is_marked = row in self._marked
        if at == self._cursor:
            name = "cursor" if self.has_focus else "blurred"
            style += self.get_component_rich_style(f"card-table--{name}")
        elif is_marked:
            style += self.get_component_rich_style("card-table--marked")
        cells = self._cells(row)
        cursor = "›" if at == self._cursor else " "
        line = f"{cursor}{'✓' if is_marked else ' '} " + " ".join(
            fitted(cells[head.name], wide) for head, wide in widths(self.heads, width)
        )
        return Strip([Segment(set_cell_size(line, width), style)], width)

    def on_resize(self) -> None:
        """The table is as wide as its place."""
        self.virtual_size = Size(self._width, len(self._rows))
        self._follow()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a row; on the cursor's row it opens it."""
        at = event.y + self.scroll_offset.y
        if at >= len(self._rows):
            return
        if at == self._cursor and event.chain > 1:
            self.post_message(self.Opened())
        else:
            self._go(at)

    def action_cursor(self, by: int) -> None:
        """Move the cursor by so many rows."""
        self._go(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by pages."""
        self._go(self._cursor + by * max(1, self.size.height - 1))

    def action_end(self, last: int) -> None:
        """Move the cursor to the first row, or the last."""
        self._go(len(self._rows) - 1 if last else 0)

    def action_open(self) -> None:
        """Choose the cursor's row."""
        if self._rows:
            self.post_message(self.Opened())

    def _go(self, at: int) -> None:
        at = max(0, min(at, len(self._rows) - 1))
        if at != self._cursor:
            self._cursor = at
            self._follow()
            self.refresh()
            self.post_message(self.Moved())

    def _follow(self) -> None:
        region = Region(0, self._cursor, max(1, self._width), 1)
        self.scroll_to_region(region, animate=False, force=True, immediate=True)


class CardTableHead(Static):
    """The titles of the columns; a click on one sorts by it."""

    @dataclass
    class Chosen(Message):
        """A title was clicked."""

        name: str

    def __init__(self, heads: Sequence[Head], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.heads = heads
        self._sorted: tuple[str, bool] = ("", False)

    @property
    def shown(self) -> list[str]:
        """The names of the columns that fit."""
        return [head.name for head, _ in widths(self.heads, self.size.width)]

    def show(self, name: str, *, is_reversed: bool) -> None:
        """Tell the column that the rows are sorted by."""
        self._sorted = name, is_reversed
        self._draw()

    def on_resize(self) -> None:
        """The columns are as wide as those of the table."""
        self._draw()

    def _draw(self) -> None:
        name, is_reversed = self._sorted
        arrow = "▼" if is_reversed else "▲"
        told = " ".join(
            fitted(f"{h.title}{arrow}" if h.name == name else h.title, wide)
            for h, wide in widths(self.heads, self.size.width)
        )
        self.update(Content.styled(" " * MARKS + told, "dim"))

    def on_click(self, event: events.Click) -> None:
        """Sort by the column under the pointer."""
        end = MARKS
        for head, wide in widths(self.heads, self.size.width):
            end += wide + 1
            if event.x < end:
                self.post_message(self.Chosen(head.name))
                return


def fitted(text: str, wide: int) -> str:
    """`text` in exactly so many cells, with `…` where it is cut."""
    if cell_len(text) <= wide:
        return set_cell_size(text, wide)
    return f"{set_cell_size(text, wide - 1)}…"
