"""What is being written, and the name of a deck that has none yet."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label, Static

from quizapp.decks.editing.draft import Draft


class DraftLine(Horizontal):
    """Says of a draft whether it is saved, and asks for a name when one is wanted."""

    class Named(Message):
        """The writer has given the deck a name."""

    def compose(self) -> ComposeResult:
        """The draft at the left, its name at the right."""
        yield Static(id="editor-place")
        yield Label("Name", id="editor-name-label")
        yield Input(id="editor-name", placeholder="my-cards", compact=True)

    def show(self, draft: Draft, *, is_changed: bool, wants_name: bool) -> None:
        """Show what is being written, and whether there is something to save."""
        told = f"«{draft.name}»" if draft.path else "New deck"
        if draft.is_part:
            told += f", from line {draft.first + 1}"
        if draft.path and not draft.is_there:
            told += ", a copy of your own"
        state, style = "saved", "$text-success"
        if is_changed:
            state, style = "not saved", "$text-warning"
        elif not draft.is_there:
            state = ""
        self.query_one("#editor-place", Static).update(
            Content.assemble((told, "bold"), "   ", (state, style))
        )
        for id_ in ("#editor-name", "#editor-name-label"):
            self.query_one(id_).display = wants_name

    @property
    def deck_name(self) -> str:
        """The name as it is typed."""
        return self.query_one(Input).value

    def ask_for_name(self) -> None:
        """Let the name have the focus."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _named(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Named())
