"""The widget that shows an article; only the visible lines are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from textual import events
from textual.content import Content
from textual.message import Message

from quizapp.study.article import ArticleReading, Place, ShownParagraph
from quizapp.text import cells, wrapped
from quizapp.tui.draw import BLANK, line
from quizapp.tui.widgets.lines import Sheet

WIDEST = 84
"""Cells of a line of the text, at most."""
NARROW = 56
"""In fewer cells, the margin is as small as it can be."""
WHEEL = 3
"""Lines that a turn of the mouse's wheel scrolls."""
Mark = tuple[int, int, str]
"""A part of a paragraph, and its style."""


@dataclass(slots=True)
class Layout:
    """A paragraph in lines of a width."""

    shown: ShownParagraph
    heading: Sequence[tuple[int, int]]
    lines: Sequence[tuple[int, int]]
    drawn: dict[int, Content] = field(default_factory=dict)
    """Its lines while it is not the current one, by number."""

    @property
    def height(self) -> int:
        """Its lines, those of its heading, and a blank one."""
        return len(self.heading) + len(self.lines) + 1


class ArticleView(Sheet, can_focus=True, inherit_bindings=False):
    """Shows the page of the text with the highlighted sentence.

    It begins at a line of a paragraph without laying out what is above, so an article
    of any length costs no more than a page.
    """

    class Clicked(Message):
        """A word was chosen by a click."""

    def __init__(self, reading: ArticleReading, *, id: str | None = None) -> None:
        super().__init__(self._draw_page, id=id)
        self._reading = reading
        self._layouts: dict[int, Layout] = {}
        self._top = (0, 0)
        """The paragraph and its line at the top."""
        self._width = 0
        self._number = max(2, len(str(reading.article.count)))

    # The page

    def show_place(self) -> None:
        """Draw again, with the highlighted sentence in view."""
        self._turn_to_sentence(self.scrollable_content_region.height)
        self.show()

    def on_resize(self) -> None:
        """Draw for the current size."""
        self._turn_to_sentence(self.scrollable_content_region.height)
        super().on_resize()

    def _draw_page(self, width: int, height: int) -> list[Content]:
        if not self._reading.article.count:
            return [line(("There is no text in this article.", "$quiet"))]
        self._measure(width)
        lines: list[Content] = []
        for paragraph, nth in self._lines_from(self._top):
            if len(lines) == height:
                break
            lines.append(self._line(paragraph, nth))
        return lines

    def _measure(self, width: int) -> None:
        if width != self._width:
            self._width = width
            self._layouts.clear()

    @property
    def _margin(self) -> int:
        """Cells before the text."""
        return self._number + (6 if self._width >= NARROW else 2)

    def _layout(self, paragraph: int) -> Layout:
        shown, known = (
            self._reading.article.shown(paragraph),
            self._layouts.get(paragraph),
        )
        if known and known.shown is shown:
            return known
        room = min(WIDEST, self._width - self._margin)
        heading = wrapped(shown.heading, room) if shown.heading else ()
        layout = Layout(shown, heading, wrapped(shown.text, room))
        self._layouts[paragraph] = layout
        return layout

    def _lines_from(self, top: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """The lines of the text from this one, each as paragraph and number."""
        first, nth = top
        for paragraph in range(first, self._reading.article.count):
            height = self._layout(paragraph).height
            yield from ((paragraph, each) for each in range(nth, height))
            nth = 0

    def _above(self, at: tuple[int, int], lines: int) -> tuple[int, int]:
        """The line this far above another one, or the first."""
        paragraph, nth = at
        while lines > nth and paragraph:
            lines -= nth
            paragraph -= 1
            nth = self._layout(paragraph).height
        return paragraph, max(0, nth - lines)

    def _turn_to_sentence(self, height: int) -> None:
        """Put another line at the top if the highlighted sentence is out of view: it
        is then in the upper third, so that what follows can be read."""
        reading, width = self._reading, self.room
        if not reading.article.count or width <= 0 or height <= 0:
            return
        self._measure(width)
        paragraph = reading.at.place.paragraph
        sentence, layout = reading.at.sentence, self._layout(paragraph)
        first = self._line_of(layout, sentence.start)
        last = self._line_of(layout, max(sentence.start, sentence.end - 1))
        if last - first >= height and reading.at.chosen:
            first = last = self._line_of(
                layout, sentence.start + reading.at.chosen.start
            )
        if first == len(layout.heading):
            first = 0  # with the heading
        rows = []
        for row, at in zip(range(height), self._lines_from(self._top), strict=False):
            if at in ((paragraph, first), (paragraph, last)):
                rows.append(row)
        if len(rows) < len({first, last}):
            above = max(0, min(height // 3, height - 1 - (last - first)))
            self._top = self._above((paragraph, first), above)
        self._fill_page(height)

    def _fill_page(self, height: int) -> None:
        """Leave no room below the text while there is more of it above."""
        shown = sum(1 for _ in islice(self._lines_from(self._top), height))
        self._top = self._above(self._top, height - shown)

    @staticmethod
    def _line_of(layout: Layout, offset: int) -> int:
        """The number of the line in which a character of a paragraph is."""
        for number, (_, end) in enumerate(layout.lines):
            if offset <= end:
                return len(layout.heading) + number
        return layout.height - 2

    # A line

    def _line(self, paragraph: int, nth: int) -> Content:
        layout, current = self._layout(paragraph), self._reading.at.place.paragraph
        if paragraph == current:
            return self._draw_line(layout, paragraph, nth, is_current=True)
        if nth not in layout.drawn:
            drawn = self._draw_line(layout, paragraph, nth, is_current=False)
            layout.drawn[nth] = drawn
        return layout.drawn[nth]

    def _draw_line(
        self, layout: Layout, paragraph: int, nth: int, *, is_current: bool
    ) -> Content:
        number = nth - len(layout.heading)
        if nth == layout.height - 1:
            return BLANK
        if number < 0:
            heading = layout.shown.heading[slice(*layout.heading[nth])]
            return line(" " * self._margin, (heading, "bold $ink"))
        start, end = layout.lines[number]
        sentence = self._reading.at.sentence
        is_lit = is_current and start < sentence.end and sentence.start < end
        text = Content(layout.shown.text[start:end])
        if self._in_colour:
            text = text.stylize("$quiet")
        for first, last, style in self._marks(layout, is_current=is_current):
            if first < end and start < last:
                text = text.stylize(style, max(first - start, 0), last - start)
        name = f"{paragraph + 1:>{self._number}}" if not number else ""
        sign = "▪" if layout.shown.cards and not number else ""
        bar = "▌" if is_lit else " "
        style = "bold $ink" if is_current else "$quiet"
        if self._width < NARROW:
            margin = line(
                (bar, "$mark"),
                (f"{name:>{self._number}}", style),
                (f"{sign:1}", "$right"),
            )
        else:
            margin = line(
                (f"{bar:2}", "$mark"),
                (f"{name:>{self._number}} ", style),
                (f"{sign:3}", "$right"),
            )
        return line(margin, text)

    def _marks(self, layout: Layout, *, is_current: bool) -> Iterator[Mark]:
        """The styled parts of a paragraph; later ones are on top."""
        reading = self._reading
        lit = reading.at.sentence if is_current else None
        if lit:
            yield lit.start, lit.end, "$ink" if self._in_colour else "bold"
            for start, end in reading.at.targets:
                yield lit.start + start, lit.start + end, "underline"
        for each in layout.shown.sentences:
            for answer in each.draft.answers if each.draft else ():
                bold = "bold not underline $ink" if each is lit else "bold $ink"
                yield each.start + answer.start, each.start + answer.end, bold
        if lit and reading.at.chosen:
            start, end = reading.at.chosen
            style = "bold $ink on $cursor" if self._in_colour else "bold reverse"
            yield lit.start + start, lit.start + end, style

    @property
    def _in_colour(self) -> bool:
        return not (self.app.no_color or self.app.native_ansi_color)

    # The mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop().prevent_default()
        self._scroll(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop().prevent_default()
        self._scroll(-WHEEL)

    def _scroll(self, by: int) -> None:
        """Scroll; the highlighted sentence stays the same."""
        if by < 0:
            self._top = self._above(self._top, -by)
        else:
            for _, at in zip(range(by + 1), self._lines_from(self._top), strict=False):
                self._top = at
            self._fill_page(self.scrollable_content_region.height)
        self.show()

    def on_click(self, event: events.Click) -> None:
        """A click chooses the suggestion there, or the word; a double click presses
        Enter."""
        x, y = event.x - self.gutter.left, event.y - self.gutter.top
        rows = list(zip(range(y + 1), self._lines_from(self._top), strict=False))
        if not 0 <= y < len(rows):
            return
        paragraph, nth = rows[y][1]
        layout = self._layout(paragraph)
        number = nth - len(layout.heading)
        if not 0 <= number < len(layout.lines):
            return
        start, end = layout.lines[number]
        left = x - self._margin
        while start < end - 1 and left >= cells(layout.shown.text[start]):
            left -= cells(layout.shown.text[start])
            start += 1
        for nth, each in enumerate(layout.shown.sentences):
            if start < each.end or nth == len(layout.shown.sentences) - 1:
                self._reading.at.choose_at(Place(paragraph, nth), start - each.start)
                self.post_message(self.Clicked())
                break
        if event.chain > 1:
            self.app.simulate_key("enter")
