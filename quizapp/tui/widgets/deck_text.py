"""Where the text of a deck is written."""

from __future__ import annotations

import re

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.document._edit import Edit
from textual.document._wrapped_document import WrappedDocument
from textual.widgets import TextArea
from textual.widgets.text_area import EditResult

from quizapp.cards.format.lines import (
    FIELDS,
    LineKind,
    field_name,
    line_kind,
)
from quizapp.decks.editing.completion import completion
from quizapp.text import visible

_BRACKET = re.compile(r"\[[^\[\]]+\](?!\()")


class _Counted(WrappedDocument):
    """Textual counts all lines for each that it draws: of a large deck, 2 ms."""

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self._offset_to_line_info)


class DeckText(TextArea):
    """Lines of a deck; what a line may go on with is shown behind the cursor.

    What is pasted is made harmless, so that no line ever holds what a terminal obeys.
    """

    OWN_KEYS = (
        ("tab", "Complete", "Take what is offered; else indent, or go on"),
        ("ctrl+z ctrl+y", "Undo", "Take a change back, or make it again"),
        ("ctrl+home ctrl+end", "Ends", "To the first line, to the last"),
    )
    """Its own keys, for the help: key, label, what it does."""
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
    DEFAULT_CSS = """
    DeckText {
        & .deck-text--marker { color: $text-accent; text-style: bold; }
        & .deck-text--field { color: $text-secondary; }
        & .deck-text--topic { color: $text-primary; text-style: bold; }
        & .deck-text--remark { color: $text-muted; text-style: italic; }
    }
    """

    def __init__(
        self,
        text: str = "",
        *,
        first: int = 1,
        types: tuple[str, ...] = (),
        topics: tuple[str, ...] = (),
        has_numbers: bool = True,
        id: str | None = None,
    ) -> None:
        """`first` is the number of the first line in its file."""
        self.types = types
        self.topics = topics
        self._whole: str | None = None
        super().__init__(
            text,
            show_line_numbers=has_numbers,
            line_number_start=first,
            compact=True,
            highlight_cursor_line=has_numbers,
            id=id,
        )
        # Looking for a bracket's partner goes through all of a large deck.
        self.match_cursor_bracket = False

    @property
    def wrapped_document(self) -> WrappedDocument:
        """The lines as they are wrapped; Textual sets it with each text."""
        return self._wrapped

    @wrapped_document.setter
    def wrapped_document(self, value: WrappedDocument) -> None:
        value.__class__ = _Counted
        self._wrapped = value

    @property
    def text(self) -> str:
        """All lines; joined once a change, as every line that is drawn asks for it."""
        if self._whole is None:
            self._whole = "\n".join(self.document.lines)
        return self._whole

    @text.setter
    def text(self, value: str) -> None:
        self.load_text(value)

    def edit(self, edit: Edit) -> EditResult:
        """Make a change; in text from outside signs stand for control characters."""
        if not edit.text.isprintable():
            text = edit.text.replace("\r\n", "\n").replace("\r", "\n")
            edit.text = visible(text)
        return super().edit(edit)

    def update_suggestion(self) -> None:
        """After each change: what the line may go on with."""
        self._whole = None
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
        """Line and column of the file in which the cursor stands."""
        row, column = self.cursor_location
        return row + self.line_number_start, column + 1

    def go_to(self, line: int, column: int) -> bool:
        """Put the cursor in a place of the file; whether that is in this text."""
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
        """What was offered belongs to the place where the cursor was."""
        self.update_suggestion()

    def on_key(self, event: events.Key) -> None:
        """Tab takes what is offered, and indents at a line's beginning."""
        if event.key != "tab":
            return
        row, column = self.cursor_location
        if self.suggestion:
            self.insert(self.suggestion)
        elif (
            self.show_line_numbers and not self.document.get_line(row)[:column].strip()
        ):
            self.insert("  ")
        else:
            return
        event.stop()
        event.prevent_default()

    def get_line(self, line_index: int) -> Text:
        """A line with its markers, fields and brackets told apart."""
        line = super().get_line(line_index)
        if not self.show_line_numbers:
            return line
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

    def _style(self, name: str):  # type: ignore[no-untyped-def]
        return self.get_component_rich_style(f"deck-text--{name}", partial=True)
