"""A long text of passages, one of which is the current one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from quizapp.tui.draw import BLANK, line
from quizapp.tui.widgets.lines import MORE_THAN_ANY, Lines

ABOVE = -1
"""Instead of a passage's number: what is above the passages."""
NAME = 6
"""Cells of the name of a paragraph."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines of a passage, drawn only when they are visible."""

    passage: int
    """The number of its passage, or `ABOVE`."""
    height: int
    draw: Callable[[], Sequence[Content]]
    is_sought: bool = False
    """Whether it is what the reader came for."""


Layout = Callable[[int], Iterable[Block]]
"""Makes the blocks of the whole text for a width in cells."""


class PassageText(Lines, can_focus=True):
    """A text in which keys go from passage to passage; it is drawn once for each width.

    A passage that does not fit is scrolled through before the next one is current. One
    click moves to a passage, a double click presses Enter.
    """

    OWN_KEYS = (
        ("↑ ↓ k j", "Move", "To the passage above or below"),
        ("pageup pagedown", "Page", "A page up or down"),
        ("home end", "First, last", "To the first passage, or to the last"),
    )
    BINDINGS = [
        Binding("up,k", "go(-1)", "Up", show=False),
        Binding("down,j", "go(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("home,g", f"jump(-{MORE_THAN_ANY})", "First", show=False),
        Binding("end,G", f"jump({MORE_THAN_ANY})", "Last", show=False),
    ]

    class Moved(Message):
        """Another passage is the current one."""

    def __init__(
        self, layout: Layout, count: int, at: int = 0, *, id: str | None = None
    ) -> None:
        """A text of `count` passages, of which number `at` is the current one."""
        super().__init__(id=id)
        self._lay_out = layout
        self.at = at
        self._count = count
        self._blocks: Sequence[Block] = ()
        self._tops: list[int] = [0]
        """The first line of each block, and the number of all lines."""
        self._starts: list[int] = [0]
        """The first line of each passage, and the number of all lines."""
        self._drawn: dict[int, Sequence[Content]] = {}
        """The lines of the blocks that have been seen, by their numbers."""

    def show(self, count: int) -> None:
        """Lay everything out again, and stay at the same number."""
        self._count = count
        self.at = max(0, min(count - 1, self.at))
        if self.room > 0:
            self._make()

    def redraw(self) -> None:
        """Draw the same lines again."""
        self._drawn.clear()
        self.refresh()

    def on_resize(self) -> None:
        """Draw for the current width; the current passage stays visible."""
        if self.room > 0:
            self._make()
            self.call_after_refresh(self._show_sought)

    def _make(self) -> None:
        width = self.outer_size.width - self.styles.gutter.width - 1
        self._drawn.clear()
        self._blocks = tuple(self._lay_out(width))
        self._tops = [*accumulate((each.height for each in self._blocks), initial=0)]
        self._starts = []
        for top, block in zip(self._tops, self._blocks, strict=False):
            if block.passage == len(self._starts):
                self._starts.append(top)
        self._starts.append(self._tops[-1])
        self.virtual_size = Size(0, self._tops[-1])
        self.refresh()

    def _line(self, at: int) -> tuple[int, Content]:
        """A line, with the number of its passage."""
        number = bisect_right(self._tops, at) - 1
        block = self._blocks[number]
        if number not in self._drawn:
            self._drawn[number] = block.draw()
        lines, nth = self._drawn[number], at - self._tops[number]
        return block.passage, lines[nth] if nth < len(lines) else BLANK

    def render_line(self, y: int) -> Strip:
        """One line; the current passage has a bar, and its name is bold."""
        at = y + self.scroll_offset.y
        if at >= self._tops[-1]:
            return self.blank
        number, content = self._line(at)
        if number == self.at and content:
            content = line(("▌", "$mark"), content[1:])
            if at == self._starts[number] and "¶" in content.plain[:NAME]:
                content = content.stylize("bold $ink", 1, 1 + NAME)
        return self.strip(content, self.room)

    def action_go(self, by: int) -> None:
        """To the next passage, once the end of this one is visible."""
        if self.at + 1 >= len(self._starts):
            return
        top, height = self.scroll_offset.y, self.size.height
        start, end = self._starts[self.at : self.at + 2]
        below, above = end - 1 - (top + height), top - start
        if by > 0 and below > 0 and start < top + height:
            self.scroll_relative(y=min(below, height // 2), animate=False)
        elif by < 0 and above > 0 and end > top:
            self.scroll_relative(y=-min(above, height // 2), animate=False)
        else:
            self.move_to(self.at + by)

    def action_jump(self, by: int) -> None:
        """To the beginning, or to the end."""
        self.move_to(self.at + by, shows=False)
        self.scroll_to(y=0 if by < 0 else self.max_scroll_y, animate=False)

    def action_page(self, by: int) -> None:
        """A page on or back; what is at the top then is the current passage."""
        top, height = self.scroll_offset.y, self.size.height
        wanted = top + by * max(1, height - 1)
        last = self._tops[-1] - height
        if wanted <= 0 or wanted >= last:
            self.action_jump(by * MORE_THAN_ANY)
            return
        self.scroll_to(y=wanted, animate=False)
        self.move_to(bisect_right(self._starts, wanted + 1) - 1, shows=False)

    def move_to(self, at: int, *, shows: bool = True) -> None:
        """Move to a passage, or to the nearest that there is."""
        at = max(0, min(self._count - 1, at))
        before, self.at = self.at, at
        for each in {before, at} if at != before else ():
            start, end = self._starts[each : each + 2]
            self.refresh_lines(start, end - start)
        if shows:
            self._show_at(is_up=at < before)
        if at != before:
            self.post_message(self.Moved())

    def _show_sought(self) -> None:
        """Scroll to what the reader came for, while its passage is the current one."""
        self._show_at()
        for top, block in zip(self._tops, self._blocks, strict=False):
            if block.is_sought and block.passage == self.at:
                region = Region(0, top, 1, block.height)
                self.scroll_to_region(region, animate=False)

    def _show_at(self, *, is_up: bool = False) -> None:
        """Scroll until the current passage is visible, or as much of it as fits."""
        if self.at + 1 >= len(self._starts):
            return
        start, end = self._starts[self.at : self.at + 2]
        if self.at == 0 and end <= self.size.height:
            start = 0
        height = min(self.size.height, end - start)
        first = end - height if is_up else start
        self.scroll_to_region(Region(0, first, 1, height), animate=False)

    def on_click(self, event: events.Click) -> None:
        """A click moves to a passage, a double click presses Enter."""
        at = event.y - self.gutter.top + self.scroll_offset.y
        number = self._line(at)[0] if 0 <= at < self._tops[-1] else ABOVE
        if number != ABOVE:
            self.move_to(number, shows=False)
            if event.chain > 1:
                self.app.simulate_key("enter")
