"""One card a key: equal cards of a deck count as one, equal ids are refused."""

from __future__ import annotations

from quizapp.formats.parts import Block, Complain
from quizapp.model import Card, Kind, Level
from quizapp.text import short


class Once:
    """Knows the cards of one deck that were taken so far."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        """Each id with the line of its block."""
        self._plain: set[tuple[str, str]] = set()
        """Prompt and answer of the cards to turn over that have no id."""
        self._others: set[tuple[object, ...]] = set()
        self._refused: set[int] = set()

    def takes_plain(self, card: Card) -> bool:
        """Take a card of question and answer without id, unless it is there."""
        same = (card.prompt, card.answer)
        if same in self._plain:
            return False
        self._plain.add(same)
        return True

    def takes(self, card: Card, block: Block, complain: Complain) -> bool:
        """Take a card; complain of one that has another's id, or is there already."""
        line, id_ = block.question.line, card.fields.id
        if id_ and self._ids.setdefault(id_, line) != line:
            if line not in self._refused:
                assert block.fields
                raw = block.fields["id"]
                complain(
                    raw.line,
                    raw.column,
                    "duplicate-id",
                    f"The card in line {self._ids[id_]} has the id «{short(id_)}» "
                    "already; this one is refused. Give it another.",
                )
            self._refused.add(line)
            return False
        if card.kind is Kind.FLIP and not id_ and not card.is_reverse:
            is_new = self.takes_plain(card)
        else:
            occurrence = card.blank.occurrence if card.blank else 0
            kind = card.kind.value
            same = (kind, id_, card.prompt, card.answer, occurrence, card.is_reverse)
            is_new = same not in self._others
            self._others.add(same)
        if not is_new:
            complain(
                line,
                1,
                "repeated-card",
                "The same card stands above already; the two count as one.",
                Level.WARNING,
            )
        return is_new
