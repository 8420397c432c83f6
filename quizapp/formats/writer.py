"""A deck as text: the inverse of the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizapp.formats.brackets import Bracket, write_brackets
from quizapp.formats.fields import write_fields
from quizapp.formats.front import write_front
from quizapp.formats.lines import code_blocks, escaped
from quizapp.model import Card, Comment, Deck, Kind, Topic

LISTS = frozenset({Kind.CHOOSE, Kind.ORDER, Kind.MATCH})


def write_deck(deck: Deck) -> str:
    """The file of a deck: reading it gives the deck again."""
    front = write_front(deck)
    parts = [front] if front else []
    layout = list(deck.layout)
    for index, block in enumerate(blocks_of(deck.cards)):
        while layout and layout[0].before <= index:
            parts.append(_layout(layout.pop(0)))
        parts.append(write_block(block))
    parts += [_layout(each) for each in layout]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def replace_block(text: str, card: Card, block: Sequence[Card]) -> str:
    """`text` with the lines of `card`'s block replaced; every other byte stays."""
    lines = text.split("\n")
    first, end = card.line - 1, card.end
    cr = "\r" if lines[first].endswith("\r") else ""
    written = [f"{line}{cr}" for line in write_block(block)]
    if end == len(lines):
        written[-1] = written[-1].removesuffix(cr)
    return "\n".join([*lines[:first], *written, *lines[end:]])


def blocks_of(cards: Sequence[Card]) -> Iterator[list[Card]]:
    """The cards of each block: brackets of one cloze, or a card and its reverse."""
    block: list[Card] = []
    for card in cards:
        if block and not _belongs(card, block[-1]):
            yield block
            block = []
        block.append(card)
    if block:
        yield block


def _belongs(card: Card, last: Card) -> bool:
    if card.line != last.line or card.fields.id != last.fields.id:
        return False
    if card.is_reverse:
        return not last.is_reverse and last.fields.reverse
    return card.kind is last.kind is Kind.CLOZE and card.prompt == last.prompt


def write_block(block: Sequence[Card]) -> list[str]:
    """The lines of one block."""
    card = block[0]
    fields = card.fields
    leave_out: tuple[str, ...] = ()
    match card.kind:
        case Kind.CLOZE:
            lines = _body("C:", _with_brackets(block))
            leave_out = ("type",)
        case Kind.FLIP | Kind.TRUE_FALSE:
            prompt, answer = card.prompt, card.answer
            if card.is_reverse:
                prompt, answer = answer, prompt
            lines = [*_body("Q:", prompt), *_body("A:", answer)]
        case _:
            lines = [*_body("Q:", card.prompt, has_list=True), *_items(card)]
    told = write_fields(fields, leave_out)
    if card.kind is Kind.FLIP and card.answer.lower() in ("true", "false"):
        told.append(":value: text")
    return [*lines, *told]


def _body(marker: str, text: str, *, has_list: bool = False) -> list[str]:
    """A marker and its text, lines that would mean something escaped."""
    lines = f"{marker} {text}".rstrip().split("\n")
    verbatim = {
        index
        for first, last in code_blocks(lines)[0].items()
        for index in range(first, last + 1)
    }
    return [
        line if index == 0 or index in verbatim else escaped(line, has_list=has_list)
        for index, line in enumerate(lines)
    ]


def _with_brackets(block: Sequence[Card]) -> str:
    card = block[0]
    blanks = card.blanks or [each.blank for each in block if each.blank]
    brackets = [
        Bracket(b.start, b.end, card.prompt[b.start : b.end], b.type) for b in blanks
    ]
    return write_brackets(card.prompt, brackets)


def _items(card: Card) -> list[str]:
    match card.kind:
        case Kind.CHOOSE:
            return [
                f"- [{'x' if item.right else ' '}] {item.text}" for item in card.items
            ]
        case Kind.ORDER:
            return [f"{n}. {item.text}" for n, item in enumerate(card.items, start=1)]
    return [f"- {item.text} => {item.pair}" for item in card.items]


def _layout(each: Topic | Comment) -> list[str]:
    if isinstance(each, Topic):
        return [f"{'#' * each.level} {each.text}".rstrip()]
    return [each.text]
