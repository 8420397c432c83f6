"""A list of which any may be ticked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Ticks(OptionList):
    """Space, Enter or a click ticks a row, or takes its tick off.

    Textual's own list tells ticked from not by colour alone.
    """

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
        """Space does what Enter does."""
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
