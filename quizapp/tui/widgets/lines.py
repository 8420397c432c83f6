"""Widgets that show lines of `Content`, and repaint only those that changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from quizapp.tui.draw import BLANK, line, pad
from quizapp.tui.widgets.panel import Draw, strip_of

Row = TypeVar("Row")
MARK = 2
"""Cells before the text of a row, for the mark of the current row."""
MORE_THAN_ANY = 1_000_000
"""More rows than any list has."""


class Lines(ScrollView):
    """The base of widgets that draw each `Content` as a line of the screen."""

    auto_links = Reactive(False)

    def strip(self, content: Content, width: int, *, is_cursor: bool = False) -> Strip:
        """`content` in one line of `width` cells."""
        style = (
            self.get_visual_style("lines--cursor") if is_cursor else self.visual_style
        )
        return strip_of(content, width, style)

    @property
    def blank(self) -> Strip:
        """An empty line."""
        return Strip.blank(self.room, self.visual_style.rich_style)

    @property
    def room(self) -> int:
        """Cells of a line."""
        return self.scrollable_content_region.width


class LineList(Lines, Generic[Row], can_focus=True, inherit_bindings=False):
    """A list of rows of any type: `draw` makes the lines of one.

    The highlighted row has a bar and a background. One click moves to a row, a double
    click presses Enter.
    """

    COMPONENT_CLASSES = {"lines--cursor"}
    OWN_KEYS = (
        ("↑ ↓ k j", "Move", "Move to the row above or below"),
        ("home end", "First, last", "Go to the first or the last row"),
    )
    """For the help."""
    BINDINGS = [
        Binding("up,k", "go(-1)", "Up", show=False),
        Binding("down,j", "go(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home,g", f"go(-{MORE_THAN_ANY})", "First", show=False),
        Binding("end,G", f"go({MORE_THAN_ANY})", "Last", show=False),
    ]

    @dataclass
    class Moved(Message):
        """Another row is highlighted."""

        rows: LineList[Any]

        @property
        def control(self) -> LineList[Any]:
            """The list."""
            return self.rows

    def __init__(
        self,
        rows: Sequence[Row],
        draw: Callable[[Row, int], Sequence[Content]],
        *,
        height: int = 1,
        head: Callable[[int], Content] | None = None,
        sign: Callable[[Row], Content] | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Rows of `height` lines each; `head` makes a line above them that stays, and
        `sign` what stands in a cell before the bar of a row."""
        super().__init__(id=id, classes=classes)
        self.rows = rows
        self.draw, self.row_height, self.head = draw, height, head
        self.sign = sign
        self.at = 0
        """The number of the current row."""
        self._top = 1 if head else 0

    @property
    def _line_width(self) -> int:
        """Cells of a line without the scrollbar's."""
        return self.outer_size.width - self.styles.gutter.width - 1

    @property
    def row_width(self) -> int:
        """Cells of the text of a row."""
        before = MARK + (1 if self.sign else 0)
        return max(1, self._line_width - before - 1)

    @property
    def row(self) -> Row | None:
        """The current row."""
        return self.rows[self.at] if self.at < len(self.rows) else None

    def on_mount(self) -> None:
        """Set the size for the rows."""
        self._resize()

    def on_resize(self) -> None:
        """Keep the current row in view."""
        self._show_row(self.at)

    def _resize(self) -> None:
        self.virtual_size = Size(0, self._top + len(self.rows) * self.row_height)

    def show(self, rows: Sequence[Row], at: int | None = None) -> None:
        """Show other rows, and stay at the same number unless `at` is another."""
        before = self.at
        self.rows = rows
        self.at = max(0, min(len(rows) - 1, before if at is None else at))
        self._resize()
        self.refresh()
        self._show_row(self.at)
        if self.at != before:
            self.post_message(self.Moved(self))

    def refresh_row(self, at: int) -> None:
        """Draw a row again."""
        self.refresh_lines(self._top + at * self.row_height, self.row_height)

    def get_content_height(self, *_: object) -> int:
        """The height of all rows, if there is room."""
        return self._top + len(self.rows) * self.row_height

    def render_line(self, y: int) -> Strip:
        """One line of a row. The last column is left to the scrollbar, so that text
        keeps its right edge."""
        width, inner = self._line_width, self.row_width
        before = width - inner - 1
        if self.head and y == 0:
            return self._row_strip(line(" " * before, self.head(inner)), width)
        at, nth = divmod(y - self._top + self.scroll_offset.y, self.row_height)
        if not 0 <= at < len(self.rows):
            return self.blank
        row = self.rows[at]
        lines = [each.truncate(inner, ellipsis=True) for each in self.draw(row, inner)]
        sign = pad(self.sign(row) if nth == 0 else BLANK, 1) if self.sign else BLANK
        mark = ("▌ ", "$mark") if at == self.at else " " * MARK
        text = line(sign, mark, lines[nth] if nth < len(lines) else BLANK)
        return self._row_strip(text, width, is_cursor=at == self.at)

    def _row_strip(
        self, content: Content, width: int, *, is_cursor: bool = False
    ) -> Strip:
        strip = self.strip(content, width, is_cursor=is_cursor)
        return strip.extend_cell_length(self.room, self.visual_style.rich_style)

    def action_go(self, by: int) -> None:
        """Move by some rows."""
        self.move_to(self.at + by)

    def action_page(self, by: int) -> None:
        """Move by a page."""
        height = self.scrollable_content_region.height - self._top
        self.move_to(self.at + by * max(1, height // self.row_height))

    def move_to(self, at: int) -> None:
        """Move to a row, or to the nearest one."""
        at = max(0, min(len(self.rows) - 1, at))
        if at == self.at:
            return
        for each in (self.at, at):
            self.refresh_row(each)
        self.at = at
        self._show_row(at)
        self.post_message(self.Moved(self))

    def _show_row(self, at: int) -> None:
        height = self._top + self.row_height
        region = Region(0, at * self.row_height, 1, height)
        self.scroll_to_region(region, animate=False)

    def on_click(self, event: events.Click) -> None:
        """A click moves to a row, a double click presses Enter."""
        y = event.y - self.gutter.top - self._top
        at = (y + self.scroll_offset.y) // self.row_height
        if y >= 0 and at < len(self.rows):
            self.move_to(at)
            if event.chain > 1:
                self.app.simulate_key("enter")


class Sheet(Lines, can_focus=False):
    """A text of many lines; `show` repaints only those that have changed.

    It is never focused, because a change of focus would repaint it.
    """

    gap: ClassVar[int] = 0
    """Cells between the text and a scrollbar."""

    def __init__(
        self, draw: Draw, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.draw = draw
        self.lines: Sequence[Content] = ()

    @property
    def room(self) -> int:
        """Cells of a line."""
        return super().room - self.gap * int(self.show_vertical_scrollbar)

    def get_content_height(self, _: Size, viewport: Size, width: int) -> int:
        """As many lines as there are, where the height is `auto`."""
        return len(self.draw(width, viewport.height))

    def show(self) -> None:
        """Draw again what has changed."""
        before = self.lines
        self._make()
        for y in range(max(len(before), len(self.lines))):
            old = before[y] if y < len(before) else BLANK
            new = self.lines[y] if y < len(self.lines) else BLANK
            if not old.is_same(new):
                self.refresh_line(y)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._make()
        self.refresh()

    def _make(self) -> None:
        """Draw. While everything fits the size stays the same, so nothing is laid out
        again."""
        height, width = self.scrollable_content_region.height, self.room
        self.lines = self.draw(width, height) if width > 0 else ()
        bar = self.styles.scrollbar_size_vertical + self.gap
        is_long, has_bar = len(self.lines) > height, self.show_vertical_scrollbar
        if is_long != has_bar and self.styles.overflow_y == "auto":
            # The bar is about to take its columns, or to give them back.
            width += -bar if is_long else bar
            self.lines = self.draw(max(1, width), height)
        self.virtual_size = Size(0, max(height, len(self.lines)))

    def render_line(self, y: int) -> Strip:
        """One line of the text."""
        at = y + self.scroll_offset.y
        if at >= len(self.lines):
            return self.blank
        return self.strip(self.lines[at], self.room)


class Page(Sheet, can_focus=True):
    """A text that keys scroll."""

    gap = 1
    OWN_KEYS = (("↑ ↓ pageup pagedown", "Scroll", "Scroll the text"),)
    BINDINGS = [
        Binding("up,k", "go(-1)", "Up", show=False),
        Binding("down,j", "go(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("home,g", f"go(-{MORE_THAN_ANY})", "Beginning", show=False),
        Binding("end,G", f"go({MORE_THAN_ANY})", "End", show=False),
    ]

    def action_go(self, by: int) -> None:
        """Scroll by some lines."""
        self.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by a page."""
        height = self.scrollable_content_region.height
        self.scroll_relative(y=by * max(1, height - 1), animate=False)
