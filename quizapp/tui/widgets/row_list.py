"""Lists whose highlighted row can be read, and of which rows may be ticked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

HIGHLIGHTED = "option-list--option-highlighted"


class RowList(OptionList):
    """Draws all letters of the highlighted row in one colour.

    Rows have coloured numbers and faint remarks, which are chosen for the list's ground
    and can hardly be read on the highlight's.
    """

    def render_line(self, y: int) -> Strip:
        """One line; of the highlighted row in the highlight's own colour."""
        strip = super().render_line(y)
        if not any(self._is_highlighted(segment.style) for segment in strip):
            return strip
        style = self.get_component_rich_style(HIGHLIGHTED)
        letters = Style(color=style.color, dim=False, reverse=style.reverse)
        return Strip(Segment.apply_style(strip, post_style=letters), strip.cell_length)

    def _is_highlighted(self, style: Style | None) -> bool:
        """Whether a piece belongs to the highlighted row, by the number that Textual
        gives it for the mouse."""
        return (
            style is not None
            and self.highlighted is not None
            and style.meta.get("option") == self.highlighted
        )


class Ticks(RowList, inherit_bindings=False):
    """Space or a click ticks a row, or takes its tick off; Enter is left to the screen.

    Textual's own list tells ticked from not by colour alone.
    """

    BINDINGS = [
        each
        for each in OptionList.BINDINGS
        if isinstance(each, Binding) and each.key != "enter"
    ]

    @dataclass
    class Changed(Message):
        """Something else is ticked now."""

        ticks: Ticks

        @property
        def control(self) -> Ticks:
            """Whose it is."""
            return self.ticks

    def __init__(
        self,
        rows: Iterable[tuple[str, str]] = (),
        ticked: Iterable[str] = (),
        *,
        id: str | None = None,
    ) -> None:
        """`rows`: what each stands for, and what it shows."""
        super().__init__(id=id)
        self._rows = tuple(rows)
        self._ticked = set(ticked)

    def on_mount(self) -> None:
        """Show the rows."""
        self.show(self._rows)

    def show(self, rows: Iterable[tuple[str, str]]) -> None:
        """Show these rows; what is ticked stays so."""
        self._rows = tuple(rows)
        self.clear_options()
        self.add_options(
            [Option(self._content(index)) for index in range(len(self._rows))]
        )

    @property
    def ticked(self) -> tuple[str, ...]:
        """What the ticked rows stand for, in their order."""
        return tuple(name for name, _ in self._rows if name in self._ticked)

    def _content(self, index: int) -> Content:
        name, text = self._rows[index]
        return Content(f"{'☑' if name in self._ticked else '☐'} {text}")

    def on_key(self, event: events.Key) -> None:
        """Space ticks the highlighted row."""
        if event.key == "space":
            event.stop()
            event.prevent_default()
            self.action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tick, or take the tick off."""
        event.stop()
        index = event.option_index
        self._ticked ^= {self._rows[index][0]}
        self.replace_option_prompt_at_index(index, self._content(index))
        self.post_message(self.Changed(self))
