"""What has been read of a deck: its cards, what stands between them, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from quizapp.cards.format.blocks import cards_of
from quizapp.cards.format.complaints import Complain, Complaints
from quizapp.cards.format.fields import Raw
from quizapp.cards.format.limits import (
    CARD,
    CARDS,
    MARKS,
    marks_in,
)
from quizapp.cards.format.lines import topic_of
from quizapp.cards.format.open_block import Block, Context
from quizapp.model import Card, Comment, Kind, Rules, Topic
from quizapp.text import short

_FLIP = Kind.FLIP


class Room:
    """How much more a file may hold."""

    def __init__(self, complaints: Complaints, most: int, too_many: str) -> None:
        """`too_many` is the code for a file with more than `most` things."""
        self._complaints = complaints
        self._most = most
        self._too_many = too_many
        self.marks = 0
        """What may mean something in the texts that have brackets."""

    def takes(self, block: Block, lines: Sequence[str], count: int) -> bool:
        """Whether a block of these `lines` is taken beside `count` others; otherwise
        complain."""
        first = block.question.line
        text = "\n".join(lines[first - 1 : block.end])
        if len(text) > CARD:
            self._complaints.complain(first, 1, "long-card")
            return False
        if block.marker in ("C", ""):
            self.marks += marks_in(text)
        if count >= self._most:
            self._complaints.stop(first, self._too_many)
        elif self.marks > MARKS:
            self._complaints.stop(first, "too-many-marks")
        return not self._complaints.is_full


class Once:
    """Knows the cards of one deck that were taken so far."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        """Each id with the line of its block."""
        self._known: set[tuple[object, ...]] = set()
        """Each card; of one to turn over that has no id only prompt and answer."""
        self._refused: set[int] = set()

    def takes_flip(self, card: Card) -> bool:
        """Take a card to turn over, unless there is something to complain of."""
        if id_ := card.fields.id:
            return self._ids.setdefault(id_, card.line) == card.line
        count = len(self._known)
        self._known.add((card.prompt, card.answer))
        return len(self._known) > count

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


class Gathering:
    """Takes blocks, topics and comments in the order of the file."""

    def __init__(self, deck: str, complaints: Complaints, rules: Rules) -> None:
        """`deck` is its id."""
        self.cards: list[Card] = []
        self.layout: list[Topic | Comment] = []
        self.complaints = complaints
        self.context = Context(deck, "", complaints.complain, rules)
        """What the next block's cards take from around it."""
        self._blocks = 0
        self._once = Once()
        self._comments: list[str] = []
        """Those among a block's fields, which come after it."""
        self._room = Room(complaints, CARDS, "too-many-cards")

    @property
    def has_room(self) -> bool:
        """Whether another `C:` is no more than may be read."""
        return self._room.marks <= MARKS and len(self.cards) < CARDS

    def take(self, block: Block, lines: Sequence[str]) -> None:
        """Take the cards of a block, whose end is known, of the file's `lines`."""
        if not self._room.takes(block, lines, len(self.cards) + len(self.layout)):
            return
        cards = [
            card
            for card in cards_of(block, self.context)
            if self._once.takes(card, self.complaints.complain, block.fields)
        ]
        if cards:
            self._blocks += 1
            self.cards += cards
        if self._comments:
            self.place_comments(block.end)

    def take_flips(
        self, flips: Iterable[tuple[Card, tuple[int, int]]]
    ) -> tuple[int, int] | None:
        """Take cards to turn over, of a block each, up to one of which there may be
        something to say; gives what came with the last that was taken."""
        last = None
        for card, place in flips:
            if len(self.cards) + len(self.layout) >= CARDS:
                break
            if not self._once.takes_flip(card):
                break
            self.cards.append(card)
            self._blocks += 1
            last = place
        return last

    def take_plain(self, cards: Sequence[Card], marks: int) -> None:
        """Take the cards of a block without fields, which hold so many marks."""
        self._room.marks += marks
        complain = self.complaints.complain
        cards = [card for card in cards if self._once.takes(card, complain)]
        if cards:
            self._blocks += 1
            self.cards += cards

    def take_topic(self, line: str, number: int) -> None:
        """Take a topic; the blocks below belong to it."""
        level, topic = topic_of(line)
        self.context = replace(self.context, topic=topic)
        self.layout.append(Topic(topic, self._blocks, level))
        self.place_comments(number)

    def take_comment(self, text: str) -> None:
        """Take a comment; it has its place when the open block has ended."""
        self._comments.append(text)

    def place_comments(self, number: int) -> None:
        """Put the comments where they belong: before line `number`, behind the blocks
        that have ended."""
        if len(self.layout) + len(self._comments) > CARDS:
            self.complaints.stop(number, "too-many-cards")
        self.layout += [Comment(text, self._blocks) for text in self._comments]
        self._comments.clear()
