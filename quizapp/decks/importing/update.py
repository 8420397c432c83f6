"""A table added again: its deck is brought up to date, and nothing else in it is moved.

A record is the block of the same question and answer, else of its `id`, else of the
same question, else of one that a person would call the same. What has not changed keeps
its bytes, and what a person wrote below a card stays unless the table has a column for
it.
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
    """What becomes of the blocks of a deck."""

    new: int = 0
    changed: int = 0
    same: int = 0
    missing: int = 0
    """In the deck and not in the table."""


@dataclass(frozen=True, slots=True)
class Update:
    """A deck brought up to date."""

    text: str
    counts: Counts
    touched: tuple[int, ...]
    """Which blocks of the deck are not as they were: the new ones, the changed ones."""
    refused: tuple[Complaint, ...] = ()
    """Records that do not go with what stands below their card; the card stays."""
    is_another: bool = False
    """Whether records go with blocks by their ids alone, and none by what it says."""


def updated(text: str, deck: Deck, table: Table, *, takes_out: bool = False) -> Update:
    """The deck `text`, read as `deck`, with what `table` says now.

    New blocks are appended, under their topic; a topic that changed moves no block.
    Blocks that the table does not have stay, unless `takes_out`. Raises `DeckError`
    when the deck is so broken that it cannot be done.
    """
    old, new = list(blocks_of(deck.cards)), list(blocks_of(table.deck.cards))
    partners = _partners(old, new, deck.rules)
    edits: dict[int, Sequence[str]] = {}
    added: list[Block] = []
    refused: list[Complaint] = []
    same = 0
    for index, block in enumerate(new):
        if index not in partners:
            added.append(block)
            continue
        there = old[partners[index]]
        lines = write_block(_merged(block, there, table.layout.columns))
        if lines == write_block(there):
            same += 1
        elif errors := read_deck(_with_front(deck, lines), deck.name).errors:
            line = block[0].line
            refused.append(replace(errors[0], line=line, column=1))
        else:
            edits[partners[index]] = lines
    missing = sorted(set(range(len(old))) - set(partners.values()))
    gone = missing if takes_out else []
    places = dict.fromkeys(gone, ()) | edits
    told = replace_blocks(text, [(old[at][0], places[at]) for at in sorted(places)])
    told = _appended(told, deck, added)
    if len(read_deck(told, deck.name).errors) > len(deck.errors):
        raise DeckError(
            f"The deck «{deck.name}» has errors that stand in the way of bringing it "
            "up to date. Mend what `quizapp check` says of it first."
        )
    left = len(old) - len(gone)
    changed = (at - bisect_left(gone, at) for at in sorted(edits))
    touched = (*range(left, left + len(added)), *changed)
    counts = Counts(len(added), len(edits), same, len(missing))
    is_another = bool(partners) and not any(
        likeness(
            _seen(place, old[place]), _seen(index, new[index]), deck.rules.language
        )
        for index, place in partners.items()
    )
    return Update(told, counts, touched, tuple(refused), is_another)


def _partners(
    old: Sequence[Block], new: Sequence[Block], rules: Rules
) -> dict[int, int]:
    """The block of the deck that each block of the table is; the surest first."""
    partners: dict[int, int] = {}
    free = set(range(len(old)))
    names: tuple[Callable[[Block], Hashable], ...] = (
        _id_and_content,
        _content,
        _id,
        _question,
    )
    for name in names:
        places: dict[Hashable, list[int]] = defaultdict(list)
        for place in sorted(free, reverse=True):
            places[name(old[place])].append(place)
        for index, block in enumerate(new):
            told = name(block)
            if told and index not in partners and places[told]:
                partners[index] = places[told].pop()
                free.discard(partners[index])
    return partners | _mended(old, new, sorted(free), partners, rules)


def _mended(
    old: Sequence[Block],
    new: Sequence[Block],
    free: Sequence[int],
    partners: Container[int],
    rules: Rules,
) -> dict[int, int]:
    """The blocks left that a person would call the same: another id is another one."""
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
    """The table's block, with the fields of the deck's for which there is no column."""
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


def _with_front(deck: Deck, lines: Sequence[str]) -> str:
    return "\n".join([*write_front_matter(deck), *lines])


def _appended(text: str, deck: Deck, blocks: Sequence[Block]) -> str:
    if not blocks:
        return text
    topics = [each.text for each in deck.layout if isinstance(each, Topic)]
    topic = topics[-1] if topics else ""
    parts: list[str] = []
    for block in blocks:
        if block[0].topic != topic:
            topic = block[0].topic
            parts.append(f"# {topic}".rstrip())
        parts.append("\n".join(write_block(block)))
    end = "\r\n" if "\r\n" in text else "\n"
    told = ("\n\n".join(parts) + "\n").replace("\n", end)
    return f"{text}{'' if text.endswith(chr(10)) else end}{end}{told}"
