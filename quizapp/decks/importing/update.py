"""Updates a deck from its table without moving anything else in it.

A record is matched to a block with the same question and answer, or else the same `id`,
or else the same question, or else one that is certainly the same card. Unchanged blocks
keep their bytes, and fields that a person added to a card stay unless the table has a
column for them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from quizapp.cards.format.front_matter import write_front_matter
from quizapp.cards.format.lines import FIELDS
from quizapp.cards.format.reader import read_deck
from quizapp.cards.format.writer import (
    blocks_of,
    replace_blocks,
    sides_of,
    write_block,
)
from quizapp.cards.identity import likeness, match
from quizapp.decks.tables.reader import Table
from quizapp.errors import DeckError
from quizapp.model import Card, CardSeen, Complaint, Deck, Kind, Rules, Topic

Block = Sequence[Card]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many blocks of a deck are new, changed, the same or missing."""

    new: int = 0
    changed: int = 0
    same: int = 0
    missing: int = 0
    """Blocks that are in the deck but not in the table."""


@dataclass(frozen=True, slots=True)
class Update:
    """The result of an update."""

    text: str
    counts: Counts
    touched: tuple[int, ...]
    """The indexes of the deck's blocks that are new, then those that are changed."""
    refused: tuple[Complaint, ...] = ()
    """Complaints about records that conflict with the fields of their card, which
    stays."""
    is_other_deck: bool = False
    """Whether records match blocks only by id and none by its text: the table belongs
    to another deck."""


def update_deck(
    text: str, deck: Deck, table: Table, *, removes_missing: bool = False
) -> Update:
    """Update the deck with this text from `table`.

    New blocks are appended under their topic; existing blocks are not moved, even if
    their topic changed. Blocks that the table does not have stay, unless
    `removes_missing`. Raises `DeckError` if errors in the deck make this impossible.
    """
    old, new = list(blocks_of(deck.cards)), list(blocks_of(table.deck.cards))
    partners = _old_by_new(old, new, deck.rules)
    edits: dict[int, str] = {}
    added: list[Block] = []
    refused: list[Complaint] = []
    same = 0
    for index, block in enumerate(new):
        if index not in partners:
            added.append(block)
            continue
        there = old[partners[index]]
        written = write_block(_merged(block, there, table.layout.columns))
        if written == write_block(there):
            same += 1
        elif errors := read_deck(_with_front(deck, written), deck.name).errors:
            line = block[0].line
            refused.append(replace(errors[0], line=line, column=1))
        else:
            edits[partners[index]] = written
    missing = sorted(set(range(len(old))) - set(partners.values()))
    gone = missing if removes_missing else []
    places = dict.fromkeys(gone, "") | edits
    result = replace_blocks(text, [(old[at][0], places[at]) for at in sorted(places)])
    result = _appended(result, deck, added)
    if len(read_deck(result, deck.name).errors) > len(deck.errors):
        raise DeckError(
            f"The deck “{deck.name}” has errors that prevent updating it. Fix what "
            "`quizapp check` reports first."
        )
    left = len(old) - len(gone)
    changed = (at - bisect_left(gone, at) for at in sorted(edits))
    touched = (*range(left, left + len(added)), *changed)
    counts = Counts(len(added), len(edits), same, len(missing))
    is_other_deck = bool(partners) and not any(
        likeness(
            _seen(place, old[place]), _seen(index, new[index]), deck.rules.language
        )
        for index, place in partners.items()
    )
    return Update(result, counts, touched, tuple(refused), is_other_deck)


def _old_by_new(
    old: Sequence[Block], new: Sequence[Block], rules: Rules
) -> dict[int, int]:
    """The index of the deck's block for each block of the table, by the table's
    index."""
    partners: dict[int, int] = {}
    free = set(range(len(old)))
    key_functions: tuple[Callable[[Block], Hashable], ...] = (
        _id_and_content,
        _content,
        _id,
        _question,
    )
    for key_of in key_functions:
        places: dict[Hashable, list[int]] = defaultdict(list)
        for place in sorted(free, reverse=True):
            places[key_of(old[place])].append(place)
        for index, block in enumerate(new):
            key = key_of(block)
            if key and index not in partners and places[key]:
                partners[index] = places[key].pop()
                free.discard(partners[index])
    return partners | _reworded(old, new, sorted(free), partners, rules)


def _reworded(
    old: Sequence[Block],
    new: Sequence[Block],
    free: Sequence[int],
    partners: Container[int],
    rules: Rules,
) -> dict[int, int]:
    """Matches of reworded blocks among those left; blocks with different ids never
    match."""
    left = [index for index in range(len(new)) if index not in partners]
    has_ids = any(_id(old[place]) for place in free)
    come = [
        _seen(index, new[index]) for index in left if not (has_ids and _id(new[index]))
    ]
    gone = [_seen(place, old[place]) for place in free]
    same, _ = match(gone, come, {"": rules})
    return {int(now.card): int(was.card) for was, now in same}


def _seen(place: int, block: Block) -> CardSeen:
    prompt, answer = sides_of(block[0])
    return CardSeen(str(place), "", block[0].kind, prompt, answer)


def _id_and_content(block: Block) -> Hashable:
    return _id(block) and (_id(block), _content(block))


def _id(block: Block) -> Hashable:
    return block[0].fields.id


def _content(block: Block) -> Hashable:
    answers = tuple(card.answer for card in block if card.is_cloze)
    return (*sides_of(block[0]), answers)


def _question(block: Block) -> Hashable:
    return sides_of(block[0])[0]


def _merged(block: Block, there: Block, columns: Sequence[str]) -> Block:
    """The table's block, with the fields from the deck that the table has no column
    for."""
    first = there[0]
    kept = {name: getattr(first.fields, name) for name in FIELDS if name not in columns}
    is_cloze = first.is_cloze and _content(block) == _content(there)
    if is_cloze and "type" not in columns:  # its brackets may hold types
        return [
            replace(old, fields=replace(old.fields, **_only(new, columns)))
            for old, new in zip(there, block, strict=True)
        ]
    kind = block[0].kind
    if kind == Kind.TRUE_FALSE and first.kind == Kind.FLIP and "value" not in columns:
        kind = Kind.FLIP
    return [
        replace(card, kind=kind, fields=replace(card.fields, **kept)) for card in block
    ]


def _only(card: Card, columns: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(card.fields, name) for name in FIELDS if name in columns}


def _with_front(deck: Deck, block: str) -> str:
    return "\n".join([*write_front_matter(deck), block])


def _appended(text: str, deck: Deck, blocks: Sequence[Block]) -> str:
    if not blocks:
        return text
    topics = [item.text for item in deck.layout if isinstance(item, Topic)]
    topic = topics[-1] if topics else ""
    parts: list[str] = []
    for block in blocks:
        if block[0].topic != topic:
            topic = block[0].topic
            parts.append(f"# {topic}".rstrip())
        parts.append(write_block(block))
    end = "\r\n" if "\r\n" in text else "\n"
    added = ("\n\n".join(parts) + "\n").replace("\n", end)
    return f"{text}{'' if text.endswith(chr(10)) else end}{end}{added}"
