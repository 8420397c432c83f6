"""A deck file read: its cards, what stands between them, and all that is wrong."""

from __future__ import annotations

from pathlib import Path

from quizapp.cards.format.contents import Gathering
from quizapp.cards.format.front_matter import read_front
from quizapp.cards.format.lines import may_hold_fences
from quizapp.cards.format.parser import Machine
from quizapp.cards.format.source import collector_at_rest, split
from quizapp.model import Deck


def read_deck(text: str | bytes, name: str, path: Path | None = None) -> Deck:
    """The deck in `text`, whose file's stem is `name`.

    Nothing is raised: what is wrong is in the deck's complaints, with line and column,
    and every good card is kept.
    """
    with collector_at_rest(len(text)):
        lines, complaints = split(text)
        front = read_front(lines, name)
        complaints.add_all(front.complaints)
        found = Gathering(front.heading.id, complaints, front.rules)
        machine = Machine(lines, front.end, found)
        if may_hold_fences(text):
            machine.find_fences()
        machine.run()
    if not found.cards and not complaints:
        complaints.complain(1, 1, "no-cards")
    return Deck(
        name,
        front.heading.id,
        front.heading.title,
        tuple(found.cards),
        tuple(found.layout),
        front.article,
        front.rules,
        front.silence,
        front.table,
        complaints.in_order(),
        path,
    )
