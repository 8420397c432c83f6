"""The short way for most blocks of large decks: a line `C:`, or a line `Q:` and a line
`A:`, and no more than that.

The reader's machine gives the same cards, and takes two or three times as long.
"""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.formats.blocks import cards_of_brackets
from quizapp.formats.brackets import read_plain
from quizapp.formats.limits import BRACKETS
from quizapp.formats.parts import Context
from quizapp.model import NO_FIELDS, Card, Kind

_FLIP = Kind.FLIP


def plain_block(
    lines: Sequence[str], index: int, context: Context
) -> tuple[list[Card], int, int] | None:
    """The block that begins with the line `Q:` or `C:` of this index, if it is plain:
    the next one begins below it, or below one blank line.

    Its cards, how many characters may mean something in a `C:`, and the index of the
    line where the next block begins.
    """
    first = lines[index]
    last = index + (first[0] == "Q")
    after = last + 1
    if after < len(lines) and not lines[after]:
        after += 1
    if after >= len(lines) or lines[after][:2] not in ("Q:", "C:"):
        return None
    span = index + 1, last + 1
    if last > index:
        card = _flip(first, lines[last], span, context)
        return ([card], 0, after) if card else None
    told = read_plain(first[2:])
    if not told or not 0 < len(told[1]) <= BRACKETS:
        return None
    cards = cards_of_brackets(*told, span, NO_FIELDS, context)
    return cards, first.count("[") + first.count("]"), after


def _flip(
    above: str, below: str, span: tuple[int, int], context: Context
) -> Card | None:
    prompt, answer = above[2:].strip(), below[2:].strip()
    if (
        below[:2] != "A:"
        or not prompt
        or not answer
        or answer[0] in "tTfF`~"
        or prompt[0] in "`~"
    ):
        return None
    return Card(
        context.deck,
        _FLIP,
        prompt,
        answer,
        *span,
        context.topic,
        rules=context.rules,
    )
