"""Locates in the file the text that a rule has found in a card."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizapp.cards.kinds import KINDS
from quizapp.cards.lint.context import CardPart, Finding, find_standalone

_TYPE = re.compile(r"::[^\[\]]*(?=\])")


def place(lines: Sequence[str], found: Finding) -> tuple[int, int]:
    """Line and column of a finding, both from 1; the card's first line if it is not
    found.

    A text of several lines is located by its first line.
    """
    card = found.card
    text = found.text.partition("\n")[0].strip()
    if not text:
        return card.line, 1
    if found.part is CardPart.ITEM:
        return next(_items(lines, found, text), (card.line, 1))
    left = found.nth
    search = find_standalone(text)
    for index in _lines_of(lines, found):
        for match in search(_TYPE.sub(_blanks, lines[index])):
            left -= 1
            if left == 0:
                return index + 1, match.start() + 1
    return card.line, 1


def _lines_of(lines: Sequence[str], found: Finding) -> range:
    """The indexes of the lines from the finding's part to the end of the card.

    A card made from a fact ends at the next blank line.
    """
    first, last = found.card.line - 1, found.card.end
    if not last:
        last = next(
            (i for i in range(first, len(lines)) if not lines[i].strip()), len(lines)
        )
    last = min(last, len(lines))
    mark = found.part.value
    begin = (i for i in range(first, last) if lines[i].startswith(mark))
    return range(next(begin, first), last)


def _items(
    lines: Sequence[str], found: Finding, text: str
) -> Iterator[tuple[int, int]]:
    form = KINDS[found.card.kind].list_form
    for index in reversed(_lines_of(lines, found)):
        item = form and form.line.fullmatch(lines[index])
        if form and item and form.item(item).text == text:
            yield index + 1, lines[index].rindex(text) + 1


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])
