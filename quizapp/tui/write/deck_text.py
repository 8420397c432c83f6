"""The text area in which a deck is written."""

from __future__ import annotations

import re

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.widgets import TextArea

from quizapp.cards.format.lines import FIELDS, LineKind, field_name, line_kind
from quizapp.decks.editing.completion import completion

_BRACKET = re.compile(r"\[[^\[\]]+\](?!\()")


class DeckText(TextArea):
    """The text of a deck; a completion is proposed after the cursor."""

    OWN_KEYS = (
        ("tab", "Complete", "Take what is proposed; else indent, or go on"),
        ("ctrl+z ctrl+y", "Undo", "Undo a change, or make it again"),
        ("ctrl+home ctrl+end", "Ends", "To the first line, to the last"),
    )
    """For the help: key, label, what it does."""
    BINDINGS = [
        Binding("ctrl+home", "to_start", "To the first line", show=False),
        Binding("ctrl+end", "to_end", "To the last line", show=False),
    ]
    COMPONENT_CLASSES = {
        "deck-text--marker",
        "deck-text--field",
        "deck-text--topic",
        "deck-text--remark",
    }

    def __init__(
        self,
        text: str = "",
        *,
        first: int = 1,
        types: tuple[str, ...] = (),
        topics: tuple[str, ...] = (),
        classes: str | None = None,
    ) -> None:
        """`first` is the number of the first line in its file."""
        self.types = types
        self.topics = topics
        super().__init__(
            text,
            show_line_numbers=True,
            line_number_start=first,
            compact=True,
            highlight_cursor_line=True,
            classes=classes,
        )
        # Looking for a bracket's partner goes through all of a large deck.
        self.match_cursor_bracket = False

    def update_suggestion(self) -> None:
        """Propose a completion of the line."""
        start, (row, column) = self.selection
        if start != (row, column) or not self.is_mounted:
            self.suggestion = ""
            return
        line = self.document.get_line(row)
        self.suggestion = completion(
            line[:column], line[column:], self.types, self.topics
        )

    @property
    def place(self) -> tuple[int, int]:
        """Line and column of the cursor in the file."""
        row, column = self.cursor_location
        return row + self.line_number_start, column + 1

    def go_to(self, line: int, column: int) -> bool:
        """Move the cursor to a place in the file; return whether that is in this
        text."""
        row = line - self.line_number_start
        if not 0 <= row < self.document.line_count:
            return False
        column = min(column - 1, len(self.document.get_line(row)))
        self.move_cursor((row, column), center=True)
        return True

    def action_to_start(self) -> None:
        """To the first line."""
        self.move_cursor(self.document.start)

    def action_to_end(self) -> None:
        """To the last line."""
        self.move_cursor(self.document.end)

    def on_text_area_selection_changed(self) -> None:
        """Propose again: the cursor has moved."""
        self.update_suggestion()

    def on_key(self, event: events.Key) -> None:
        """Tab takes what is proposed, and indents at the beginning of a line."""
        if event.key != "tab":
            return
        row, column = self.cursor_location
        if self.suggestion:
            self.insert(self.suggestion)
        elif not self.document.get_line(row)[:column].strip():
            self.insert("  ")
        else:
            return
        event.stop()
        event.prevent_default()

    def get_line(self, line_index: int) -> Text:
        """A line with its markers, fields and brackets styled."""
        line = super().get_line(line_index)
        text = line.plain
        match line_kind(text):
            case LineKind.QUESTION | LineKind.ANSWER | LineKind.CLOZE:
                line.stylize(self._style("marker"), 0, 2)
                if text[0] == "C":
                    for found in _BRACKET.finditer(text):
                        line.stylize(self._style("marker"), *found.span())
            case LineKind.FIELD if field_name(text) in FIELDS:
                name = len(field_name(text)) + 2
                line.stylize(self._style("field"), 0, name)
            case LineKind.TOPIC:
                line.stylize(self._style("topic"))
            case LineKind.COMMENT | LineKind.END:
                line.stylize(self._style("remark"))
        return line

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"deck-text--{name}", partial=True)
