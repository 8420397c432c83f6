"""Which commands apply to the highlighted row of home, and which the footer shows."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import ActiveBinding

from quizapp.tui.home.rows import Row
from quizapp.tui.keys.decks import HOME
from quizapp.tui.keys.verb import relabelled

WELCOME_KEYS = ("home.study", "home.add", "home.write")
"""The verbs that the footer shows to a new user."""
OF_ROW = ("more", "ahead", "scores", "browse", "quiz")
"""Verbs that need one deck or all."""
OF_CARDS = ("more", "ahead", "quiz")
"""Verbs that need a card."""
OF_DECK = ("read", "edit", "reset", "remove", "start", "hide")
"""Verbs that need one deck."""


def can_be_done(action: str, row: Row | None) -> bool:
    """Whether a verb applies to a row, which is `None` if no deck is listed."""
    if action in OF_DECK:
        return bool(row and row.name)
    if action not in OF_ROW:
        return True
    if row is None:
        return False
    if action == "ahead" and row.load and not row.ahead:
        return False
    is_empty = bool(row.name and row.load and not row.cards)
    return not (is_empty and action in OF_CARDS)


def in_footer(
    active: Mapping[str, ActiveBinding],
    row: Row | None,
    *,
    enter: str,
    is_welcome: bool,
) -> dict[str, ActiveBinding]:
    """The keys as the footer shows them: what Enter does now, few keys for a new user,
    and what else there is to do if no deck is listed or nothing is due."""
    labels, more = {"home.study": enter}, set()
    if is_welcome:
        labels |= {verb.id: "" for verb in HOME if verb.id not in WELCOME_KEYS}
    elif row is None:
        labels["home.write"] = ""
        more.add("home.show_hidden")
    else:
        labels |= {"home.add": "Add", "home.start": "Start", "app.add_card": "Add card"}
        deck = row.deck
        if deck and deck.origin != "shipped":
            labels["home.write"] = ""
            more.add("app.add_card")
        elif deck and not deck.is_started and enter != "Start":
            more.add("home.start")
        if deck and row.cards and deck.errors:
            more.add("home.edit")
        if row.cards and not row.has_work:
            labels["home.write"] = ""
            more.add("home.ahead")
            if deck:
                labels["home.add"] = ""
            elif row.new:
                more.add("home.more")
    return relabelled(active, labels, more)
