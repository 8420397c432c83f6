"""A fast path for most blocks of large decks: a line `Q:`, a line `A:` and simple
fields.

`parser` gives the same cards, but takes about three times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.cards.format.fields import AT, ID, has_tight_bar, split_bars
from quizapp.cards.format.limits import MAX_CARD_LENGTH
from quizapp.cards.format.open_block import Context
from quizapp.model import NO_FIELDS, Card, Fields, Kind

_FLIP = Kind.FLIP
_ONE_LINE, _LIST = ("type", "source", "quote", "fact"), ("accept", "wrong")
_SIMPLE = "|".join(("id", "at", "tags", *_ONE_LINE, *_LIST, "note", "cite"))
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
    found: dict[str, str | tuple[str, ...]] = {}
    for line in written[1:-1].split("\n:"):
        name, _, text = line.partition(":")
        text = text.strip()
        value: str | tuple[str, ...] = text
        if name in _ONE_LINE:
            value = " ".join(text.split())
        elif name in _LIST:
            value = () if has_tight_bar(text) else split_bars(" ".join(text.split()))
        elif name == "tags":
            value = tuple(text.replace(",", " ").split())
        is_malformed = (name == "id" and not ID.fullmatch(text)) or (
            name == "at" and not AT.fullmatch(text)
        )
        if not value or name in found or is_malformed:
            return None
        found[name] = value
    return Fields(**found)  # type: ignore[arg-type]
