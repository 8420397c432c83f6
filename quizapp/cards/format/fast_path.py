"""A fast path for most blocks of large decks: a line `Q:`, a line `A:` and simple
fields.

`parser` gives the same cards, but takes about three times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quizapp.cards.format.fields import (
    FIELD_READERS,
    LONG_FIELDS,
    has_tight_bar,
)
from quizapp.cards.format.limits import MAX_CARD_LENGTH
from quizapp.cards.format.open_block import Context
from quizapp.model import NO_FIELDS, Card, Fields, Kind

_FLIP = Kind.FLIP
_SIMPLE = "id|at|tags|type|source|quote|fact|accept|wrong|note|cite"
"""Fields that fit every flip card."""
_FLIPS = re.compile(
    rf"Q:([^\n]*)\nA:([^\n]*)\n((?::(?:{_SIMPLE}):[ \t][^\n]*\n)*)\n?(?=[QC]:)"
)
"""A block of one line `Q:`, one line `A:` and fields of one line each, followed by
another block."""


def plain_flips(
    text: str, index: int, at: int, context: Context
) -> Iterator[tuple[Card, tuple[int, int]]]:
    """The cards of consecutive plain `Q:` blocks, from the line of this `index` on,
    which begins in `text` at the offset `at`.

    Each card comes with the index and offset of the line where the next block begins.
    """
    deck, topic, rules = context.deck, context.topic, context.rules
    while found := _FLIPS.match(text, at):
        prompt, answer, written = found.groups()
        prompt, answer = prompt.strip(), answer.strip()
        if not prompt or not answer or answer[0] in "tTfF`~" or prompt[0] in "`~":
            return
        after, line, end = found.end(), index + 1, index + 2
        if after - at > MAX_CARD_LENGTH:
            return
        fields = NO_FIELDS
        if written:
            simple = _fields(written)
            if not simple:
                return
            fields, end = simple, end + written.count("\n")
        index = end + (text[after - 2] == "\n")
        at = after
        card = Card(
            deck,
            _FLIP,
            prompt,
            answer,
            line,
            end,
            topic,
            fields=fields,
            rules=rules,
        )
        yield card, (index, at)


def _fields(written: str) -> Fields | None:
    """Simple fields; `None` if there may be a complaint about them."""
    lines = written[1:-1].split("\n:")
    found: dict[str, Any] = {}
    for line in lines:
        name, _, text = line.partition(":")
        text = text.strip() if name in LONG_FIELDS else " ".join(text.split())
        found[name] = value = FIELD_READERS[name](text)
        if not value:
            return None
    is_odd = len(found) < len(lines) or has_tight_bar(written)
    return None if is_odd else Fields(**found)
