"""Collects what is read from a deck: cards, topics, comments and complaints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from quizapp.cards.format.blocks import cards_of_block
from quizapp.cards.format.complaints import Complain, Complaints
from quizapp.cards.format.fields import RawField
from quizapp.cards.format.limits import (
    MAX_CARD_LENGTH,
    MAX_CARDS,
    MAX_MARKS,
)
from quizapp.cards.format.lines import parse_topic
from quizapp.cards.format.open_block import Context, OpenBlock
from quizapp.model import Card, Comment, Deck, Kind, Topic
from quizapp.text import short

_FLIP = Kind.FLIP
MARKS = "[]`$\\"
"""The special characters of a text with brackets, each of which is looked at."""


class SizeLimit:
    """Limits how much of a file is read."""

    def __init__(self, complaints: Complaints, most: int, too_many: str) -> None:
        """`too_many` is the code of the complaint about more than `most` things."""
        self._complaints = complaints
        self._most = most
        self._too_many = too_many
        self._marks = 0
        """The number of special characters in texts with brackets so far."""

    def allows(self, block: OpenBlock, lines: Sequence[str], count: int) -> bool:
        """Whether a block of the file's `lines` can follow `count` other things;
        complain if not."""
        first = block.question.line
        text = "\n".join(lines[first - 1 : block.end])
        if len(text) > MAX_CARD_LENGTH:
            self._complaints.complain(first, 1, "long-card")
            return False
        if block.marker in ("C", ""):
            self._marks += sum(map(text.count, MARKS))
        if count >= self._most:
            self._complaints.stop(first, self._too_many)
        elif self._marks > MAX_MARKS:
            self._complaints.stop(first, "too-many-marks")
        return not self._complaints.is_full


def what_is_asked(card: Card) -> tuple[object, ...]:
    """A value that two cards of a deck share if they are the same: just prompt and
    answer for a flip card without an id."""
    if card.kind == _FLIP and not card.fields.id and not card.is_reverse:
        return card.prompt, card.answer
    occurrence = card.blank.occurrence if card.blank else 0
    text = card.prompt, card.answer
    return (card.kind, card.fields.id, *text, occurrence, card.is_reverse)


class SeenCards:
    """The cards of a deck so far, to find repeated ones."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        """The line of the block of each id."""
        self._known: set[tuple[object, ...]] = set()
        """What each of them asks."""
        self._refused: set[int] = set()

    def add_flip(self, card: Card) -> bool:
        """Add a flip card; false if it is repeated, or its id is taken."""
        if id_ := card.fields.id:
            return self._ids.setdefault(id_, card.line) == card.line
        count = len(self._known)
        self._known.add((card.prompt, card.answer))
        return len(self._known) > count

    def add(
        self,
        card: Card,
        complain: Complain,
        fields: Mapping[str, RawField] | None,
    ) -> bool:
        """Add a card; complain and return false if it is repeated, or its id is
        taken."""
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
        same = what_is_asked(card)
        is_new = same not in self._known
        if is_new:
            self._known.add(same)
        else:
            complain(line, 1, "repeated-card")
        return is_new


class DeckBuilder:
    """Makes cards of blocks, and keeps topics and comments, in the order of the
    file."""

    def __init__(self, deck: Deck, complaints: Complaints) -> None:
        self.cards: list[Card] = []
        self.layout: list[Topic | Comment] = []
        self.complaints = complaints
        self.context = Context(deck.id, "", complaints.complain, deck.rules)
        """What the cards of the next block have in common with others."""
        self._blocks = 0
        self._seen = SeenCards()
        self._limit = SizeLimit(complaints, MAX_CARDS, "too-many-cards")

    def take(self, block: OpenBlock, lines: Sequence[str]) -> None:
        """Add the cards of a finished block; `lines` are all lines of the file."""
        if not self._limit.allows(block, lines, len(self.cards) + len(self.layout)):
            return
        cards = [
            card
            for card in cards_of_block(block, self.context)
            if self._seen.add(card, self.complaints.complain, block.fields)
        ]
        if cards:
            self._blocks += 1
            self.cards += cards

    def take_flips(
        self, flips: Iterable[tuple[Card, tuple[int, int]]]
    ) -> tuple[int, int] | None:
        """Add flip cards, one per block, until one may need a complaint. Returns what
        came with the last card that was added, or `None`."""
        last = None
        for card, place in flips:
            if len(self.cards) + len(self.layout) >= MAX_CARDS:
                break
            if not self._seen.add_flip(card):
                break
            self.cards.append(card)
            self._blocks += 1
            last = place
        return last

    def take_topic(self, line: str, number: int) -> None:
        """Add a topic, to which the blocks below belong."""
        level, topic = parse_topic(line)
        self.context = replace(self.context, topic=topic)
        self._add(Topic(topic, self._blocks, level), number)

    def take_comment(self, text: str, number: int) -> None:
        """Add a comment below the blocks that have ended."""
        self._add(Comment(text, self._blocks), number)

    def _add(self, part: Topic | Comment, number: int) -> None:
        if len(self.layout) >= MAX_CARDS:
            self.complaints.stop(number, "too-many-cards")
        self.layout.append(part)
