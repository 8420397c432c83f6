"""A fast path for most blocks of large decks: a line `Q:`, a line `A:` and simple
fields.

`parser` gives the same cards, but takes about three times as long.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from quizapp.cards.format.fields import (
    FIELD_READERS,
    MULTILINE_FIELDS,
    has_tight_bar,
)
from quizapp.cards.format.limits import MAX_CARD_LENGTH
from quizapp.model import NO_FIELDS, Card, Fields, Kind

if TYPE_CHECKING:
    from quizapp.cards.format.deck_builder import DeckBuilder

_FLIP = Kind.FLIP
_SIMPLE = "id|at|tags|type|source|quote|fact|accept|wrong|note|cite"
"""Fields that fit every flip card."""
_STRIPPED = frozenset((*MULTILINE_FIELDS, "id", "at", "tags"))
"""Fields whose inner white space is kept, invalid, or split at anyway."""
_FLIPS = re.compile(
    r"Q:[^\S\n]*([^\s`~][^\n]*)\nA:[^\S\n]*([^\stTfF`~][^\n]*)\n"
    rf"((?::(?:{_SIMPLE}):[ \t][^\n]*\n)*)\n?(?=[QC]:)"
)
"""A block of one line `Q:`, one line `A:` and fields of one line each, followed by
another block. Neither side begins like code, nor the answer like `true` or `false`."""


def take_flips(deck: DeckBuilder, text: str, index: int, at: int) -> tuple[int, int]:
    """Add the cards of consecutive plain `Q:` blocks, from the line of this `index` on,
    which begins in `text` at the offset `at`.

    Returns the index and offset of the line where the next other block begins.
    """
    name, topic, rules = deck.context.deck, deck.context.topic, deck.context.rules
    while found := _FLIPS.match(text, at):
        prompt, answer, written = found.groups()
        after, end = found.end(), index + 2
        fields = NO_FIELDS
        if written:
            simple = _fields(written)
            if not simple:
                break
            fields, end = simple, end + written.count("\n")
        card = Card(
            name,
            _FLIP,
            prompt.rstrip(),
            answer.rstrip(),
            index + 1,
            end,
            topic,
            fields=fields,
            rules=rules,
        )
        if after - at > MAX_CARD_LENGTH or not deck.add_flip(card):
            break
        index, at = end + (text[after - 2] == "\n"), after
    return index, at


def _fields(written: str) -> Fields | None:
    """Simple fields; `None` if there may be a complaint about them."""
    lines = written[1:-1].split("\n:")
    found: dict[str, Any] = {}
    for line in lines:
        name, _, text = line.partition(":")
        text = text.strip()
        if name not in _STRIPPED and ("  " in text or not text.isprintable()):
            text = " ".join(text.split())
        read = FIELD_READERS[name]
        found[name] = value = text if read is str else read(text)
        if not value:
            return None
    if len(found) < len(lines) or ("|" in written and has_tight_bar(written)):
        return None
    return Fields(**found)
