"""One deck on home: its counts, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp.text import plural

if TYPE_CHECKING:
    from quizapp.study.workspace import Standing


class DeckDetail(VerticalScroll, can_focus=False):
    """How the highlighted deck stands, in words."""

    def compose(self) -> ComposeResult:
        """Long where much is wrong."""
        yield Static(id="detail-text")

    def show(self, standing: Standing | None) -> None:
        """Show how a deck stands; nothing for none."""
        text = self.query_one("#detail-text", Static)
        text.update(_about(standing) if standing else "")


def _about(standing: Standing) -> Content:
    parts: list[str | tuple[str, str]] = [
        (standing.title, "bold"),
        (f"   {standing.origin.value} deck «{standing.name}»", "dim"),
        "\n",
        f"{plural(standing.cards, 'card')}: {standing.new} new, {standing.due} due",
    ]
    if standing.learning:
        parts.append(f" ({standing.learning} being learned)")
    if standing.suspended:
        parts.append(f", {standing.suspended} suspended")
    if standing.shadows:
        parts.append("\nYour own deck, in place of the shipped one of this name.")
    for each in standing.complaints:
        level = "$text-error" if each.level.value == "error" else "$text-warning"
        parts += [
            "\n",
            (f"line {each.line}, column {each.column}: ", level),
            each.message,
        ]
    return Content.assemble(*parts)
