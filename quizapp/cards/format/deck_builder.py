"""Collects what is read from a deck: cards, topics, comments and complaints."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from quizapp.cards.format.blocks import cards_of_block
from quizapp.cards.format.complaints import Complaints
from quizapp.cards.format.limits import (
    MAX_CARD_LENGTH,
    MAX_CARDS,
    MAX_MARKS,
)
from quizapp.cards.format.lines import parse_topic
from quizapp.cards.format.open_block import Context, OpenBlock
from quizapp.model import Card, Comment, Deck, Topic
from quizapp.text import short

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


class SeenCards:
    """The cards of a file so far, to find repeated ones."""

    def __init__(self) -> None:
        self._lines: dict[object, int] = {}
        """The line of the first block with each id, and of the first card without an id
        that asks each thing."""

    def earlier(self, card: Card) -> int:
        """Add a card; the line of an earlier block with its id, or if it has none of an
        earlier card that is the same; 0 if there is none."""
        key: object = card.fields.id
        if not key:
            nth = card.blank.occurrence if card.blank else 0
            key = card.kind, card.prompt, card.answer, nth, card.is_reverse
        first = self._lines.setdefault(key, card.line)
        return first if first != card.line else 0


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
        complain = self.complaints.complain
        before = len(self.cards)
        for card in cards_of_block(block, self.context):
            first, id_ = self._seen.earlier(card), card.fields.id
            if first and id_:
                assert block.fields
                complain(
                    *block.fields["id"].place,
                    "duplicate-id",
                    thing="card",
                    line=first,
                    id=short(id_),
                )
                break
            if first:
                complain(card.line, 1, "repeated-card")
            else:
                self.cards.append(card)
        self._blocks += len(self.cards) > before

    def add_flip(self, card: Card) -> bool:
        """Add a flip card, the only one of its block; false if that may need a
        complaint."""
        has_room = len(self.cards) + len(self.layout) < MAX_CARDS
        if has_room and not self._seen.earlier(card):
            self.cards.append(card)
            self._blocks += 1
            return True
        return False

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
