"""What home offers for the row at hand: which verbs can be done, and which the footer
shows."""

from __future__ import annotations

from dataclasses import replace

from textual.binding import Binding

from quizapp.tui.home.rows import Row

WELCOME_KEYS = ("home.study", "home.add", "home.write", "app.help")
"""The verbs that the footer shows to somebody new."""
AT_HAND = ("more", "ahead", "scores", "browse", "quiz")
"""Verbs that need some deck."""
OF_CARDS = ("more", "ahead", "quiz")
"""Verbs that need a card."""
OF_DECK = ("read", "edit", "reset", "remove", "start", "hide")
"""Verbs that need a deck at hand."""


def can_be_done(action: str, row: Row | None) -> bool:
    """Whether the row has what a verb needs; `None` when no deck is listed."""
    if action in OF_DECK:
        return bool(row and row.name)
    if action not in AT_HAND:
        return True
    if row is None:
        return False
    if action == "ahead" and row.load and not row.ahead:
        return False
    is_empty = bool(row.name and row.load and not row.cards)
    return not (is_empty and action in OF_CARDS)


def in_footer(
    binding: Binding, row: Row | None, *, enter: str, is_welcome: bool
) -> Binding:
    """The key as the footer has it: with what Enter does now, few of them for somebody
    new, and the ways to go on when there is no deck or nothing is due."""
    if binding.key == "enter":
        binding = replace(binding, description=enter)
    if is_welcome and binding.id not in WELCOME_KEYS:
        return replace(binding, show=False)
    if row is None and binding.id in ("home.write", "home.add"):
        return replace(binding, show=binding.id == "home.add")
    if binding.id == "home.add" and not is_welcome:
        return replace(binding, description="Add")
    if row is None or not row.cards:
        return binding
    if row.standing and row.standing.errors and binding.id == "home.edit":
        return replace(binding, show=True)
    if row.has_work:
        return binding
    if binding.id == "home.ahead":
        return replace(binding, show=True)
    if binding.id == "home.write":
        return replace(binding, show=False)
    if binding.id == "home.more":
        return replace(binding, show=bool(row.states and row.states["new"]))
    return binding
