"""Writes decks and blocks as text, and replaces blocks in a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizapp.cards.format.brackets import Bracket, write_brackets
from quizapp.cards.format.fields import field_texts, write_fields
from quizapp.cards.format.front_matter import write_front_matter
from quizapp.cards.format.lines import (
    LineKind,
    code_blocks,
    escaped,
    line_kind,
)
from quizapp.cards.kinds import KINDS, read_answer
from quizapp.model import Card, Comment, Deck, Topic


def write_deck(deck: Deck) -> str:
    """The text of a deck's file; `read_deck` gives the same deck."""
    front = write_front_matter(deck)
    parts = ["\n".join(front)] if front else []
    layout = list(deck.layout)
    for index, block in enumerate(blocks_of(deck.cards)):
        while layout and layout[0].before <= index:
            parts.append(_layout(layout.pop(0)))
        parts.append(write_block(block))
    parts += map(_layout, layout)
    return "\n\n".join(parts) + "\n"


def replace_blocks(text: str, edits: Sequence[tuple[Card, str]]) -> str:
    """`text` with the blocks of these cards, in the file's order, replaced.

    An empty text removes a block and the blank lines below it. All other bytes stay the
    same.
    """
    lines = text.split("\n")
    result: list[str] = []
    done = 0
    for card, written in edits:
        first, end = card.line - 1, card.end
        cr = "\r" if lines[first].endswith("\r") else ""
        result += lines[done:first]
        if written:
            result += [f"{line}{cr}" for line in written.split("\n")]
        if written and end == len(lines):
            result[-1] = result[-1].removesuffix(cr)
        while not written and end < len(lines) - 1 and not lines[end].strip():
            end += 1
        done = end
    return "\n".join([*result, *lines[done:]])


def blocks_of(cards: Sequence[Card]) -> Iterator[list[Card]]:
    """The cards of each block: the brackets of one cloze, or a card and its reverse."""
    block: list[Card] = []
    line = 0
    for card in cards:
        if block and (card.line != line or not _belongs(card, block[-1])):
            yield block
            block = []
        block.append(card)
        line = card.line
    if block:
        yield block


def _belongs(card: Card, last: Card) -> bool:
    if card.fields.id != last.fields.id:
        return False
    if card.is_reverse:
        return not last.is_reverse and last.fields.reverse
    return card.is_cloze and last.is_cloze and card.prompt == last.prompt


def write_block(block: Sequence[Card]) -> str:
    """The text of one block."""
    card = block[0]
    if has_answer_line(card):
        prompt, answer = sides_of(card)
        text = f"{write_text('Q:', prompt)}\n{write_text('A:', answer)}"
    else:
        text = write_body(block)
    return text + write_fields(block_fields(card))


def has_answer_line(card: Card) -> bool:
    """Whether its block has an `A:`, and so is neither a `C:` nor ends with a list."""
    return not card.is_cloze and not KINDS[card.kind].list_form


def write_body(block: Sequence[Card]) -> str:
    """The text of a block without `A:`, up to its fields."""
    card = block[0]
    if card.is_cloze:
        return write_text("C:", _with_brackets(block))
    form = KINDS[card.kind].list_form
    assert form
    items = [form.write(number, item) for number, item in enumerate(card.items, 1)]
    return "\n".join([write_text("Q:", card.prompt, has_list=True), *items])


def sides_of(card: Card) -> tuple[str, str]:
    """Question and answer of a card's block, also if the card is the reverse."""
    sides = card.prompt, card.answer
    return sides[::-1] if card.is_reverse else sides


def block_fields(card: Card) -> dict[str, str]:
    """The texts of the fields of a card's block, by name, in the usual order."""
    texts = field_texts(card.fields)
    if card.is_cloze:
        texts.pop("type", None)  # written in its brackets
    elif card.kind != read_answer(card.answer)[0] and has_answer_line(card):
        texts["value"] = "text"
    return texts


def write_text(marker: str, text: str, *, has_list: bool = False) -> str:
    """A marker and its text, with lines escaped that would not be read as text."""
    written = f"{marker} {text}".rstrip()
    if "\n" not in text and "```" not in text and "~~~" not in text:
        return written
    lines = written.split("\n")
    closed, unclosed = _fences(lines)
    if 0 in unclosed:  # the first line cannot be escaped
        lines = [marker, *text.split("\n")]
        closed, _ = _fences(lines)
    verbatim = {
        index for first, last in closed.items() for index in range(first, last + 1)
    }
    return "\n".join(
        line if index == 0 or index in verbatim else escaped(line, has_list=has_list)
        for index, line in enumerate(lines)
    )


def _fences(lines: Sequence[str]) -> tuple[dict[int, int], list[int]]:
    """The code fences of a text in which only the first line has a marker."""
    below = (
        line if line_kind(line) is LineKind.FENCE else escaped(line)
        for line in lines[1:]
    )
    return code_blocks([lines[0], *below])


def _with_brackets(block: Sequence[Card]) -> str:
    card = block[0]
    blanks = card.blanks or [other.blank for other in block if other.blank]
    brackets = [
        Bracket(b.start, b.end, card.prompt[b.start : b.end], b.type) for b in blanks
    ]
    return write_brackets(card.prompt, brackets)


def _layout(item: Topic | Comment) -> str:
    if isinstance(item, Topic):
        return f"{'#' * item.level} {item.text}".rstrip()
    return item.text
