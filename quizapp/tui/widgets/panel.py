"""Text that is drawn to fit its space."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from quizapp.tui.draw import BLANK, bar, spread

Draw = Callable[[int, int], Sequence[Content]]
"""Makes the lines for a width and a height in cells."""


def strip_of(content: Content, width: int, style: Style) -> Strip:
    """`content` in one line of `width` cells, cut or padded.

    A widget's `render` would note the place of each letter for selecting text, which
    takes most of the time of a line.
    """
    text = content.truncate(width, ellipsis=True, pad=True)
    return Strip(text.render_segments(style), width)


class Panel(Widget):
    """Shows what `draw` makes for its width and height. `refresh` draws it again."""

    auto_links = Reactive(False)  # Textual underlines what can be clicked

    def __init__(
        self, draw: Draw, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.draw = draw

    def get_content_height(self, _: Size, viewport: Size, width: int) -> int:
        """As many lines as there are, where the height is `auto`."""
        return len(self.draw(width, viewport.height))

    def render(self) -> Content:
        """The lines that fit."""
        width, height = self.content_size
        return Content("\n").join(self.draw(width, height)[:height])


class TopLine(Widget):
    """The first line of a screen: where you are, and a remark on the right.

    In a sitting a second line shows the progress. `say` shows a message in place of the
    remark until the next key.
    """

    ALLOW_SELECT = False
    auto_links = Reactive(False)

    def __init__(
        self, draw: Callable[[int], tuple[Content, Content]], share: float | None = None
    ) -> None:
        """`draw` makes both ends of the line for a width; `share` is the progress of a
        sitting, 0 to 1."""
        super().__init__()
        self.draw, self.share = draw, share
        self._message = BLANK
        self._shown: Sequence[Content] = ()
        self.set_class(share is not None, "-progress")

    def show(self, share: float | None = None) -> None:
        """Draw it again if it has changed."""
        self.share = share if share is not None else self.share
        before, self._shown = self._shown, self._make()
        for y, shown in enumerate(self._shown):
            if y >= len(before) or not shown.is_same(before[y]):
                self.refresh(Region(0, y, self.size.width, 1))

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.show()

    def say(self, text: str) -> None:
        """Show a message; empty to remove it."""
        message = Content(text)
        if not message.is_same(self._message):
            self._message = message
            self.show()

    def _make(self) -> Sequence[Content]:
        width = self.content_size.width
        left, right = self.draw(width)
        if self._message:
            right = self._message.stylize("$quiet").truncate(width, ellipsis=True)
        shown = spread(left, right, width)
        if self.share is None:
            return [shown]
        return [shown, bar(self.share, width, "$mark")]

    def render_line(self, y: int) -> Strip:
        """The line, or the progress below it."""
        text = self._shown[y] if y < len(self._shown) else BLANK
        return strip_of(text, self.content_size.width, self.visual_style)
