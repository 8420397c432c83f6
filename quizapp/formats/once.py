"""One card a key: equal cards of a deck count as one, equal ids are refused."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.formats.complaints import Complain
from quizapp.formats.fields import Raw
from quizapp.model import Card, Kind
from quizapp.text import short

_FLIP = Kind.FLIP


class Once:
    """Knows the cards of one deck that were taken so far."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        """Each id with the line of its block."""
        self._known: set[tuple[object, ...]] = set()
        """Each card; of one to turn over that has no id only prompt and answer."""
        self._refused: set[int] = set()

    def takes(
        self, card: Card, complain: Complain, fields: Mapping[str, Raw] | None = None
    ) -> bool:
        """Take a card; complain of one that has another's id, or is there already."""
        line, id_ = card.line, card.fields.id
        if id_ and self._ids.setdefault(id_, line) != line:
            if line not in self._refused:
                assert fields
                complain(
                    *fields["id"].place,
                    "duplicate-id",
                    thing="card",
                    line=self._ids[id_],
                    id=short(id_),
                )
            self._refused.add(line)
            return False
        same: tuple[object, ...]
        if card.kind == _FLIP and not id_ and not card.is_reverse:
            same = (card.prompt, card.answer)
        else:
            occurrence = card.blank.occurrence if card.blank else 0
            text = card.prompt, card.answer
            same = (card.kind, id_, *text, occurrence, card.is_reverse)
        is_new = same not in self._known
        if is_new:
            self._known.add(same)
        else:
            complain(line, 1, "repeated-card")
        return is_new
