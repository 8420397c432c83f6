"""Parts of a sentence: its words, and where a part is after an edit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate, islice
from typing import NamedTuple

_OPENERS = "([{<\"“„‘'«‹¿¡*_"
_CLOSERS = ".,;:!?)]}>\"”’'»›…*_"
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Han and Kana, which are written without spaces: each character is a word."""
_WORD = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}–—/]+")
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s$")


class Span(NamedTuple):
    """A part of a text: the index of its first character, and of the one after its
    last."""

    start: int
    end: int

    def overlaps(self, other: tuple[int, int]) -> bool:
        """Whether the two have a character in common."""
        return self.start < other[1] and other[0] < self.end

    def holds(self, other: tuple[int, int]) -> bool:
        """Whether the other part lies within this one."""
        return self.start <= other[0] and other[1] <= self.end


@lru_cache(maxsize=8)
def words(text: str) -> Sequence[Span]:
    """The words of a text without the punctuation around them."""
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        while start < end and text[start] in _OPENERS:
            start += 1
        while end > start and text[end - 1] in _CLOSERS:
            end -= 1
        if (
            "." in text[start:end]
            and text[end : end + 1] == "."
            and end + 1 < len(text)
        ):
            end += 1  # keep the full stop of “U.S.”, but not the one that ends the text
        if owner := _POSSESSIVE.search(text[start:end]):
            end = start + owner.start()
        if any(letter.isalnum() for letter in text[start:end]):
            found.append(Span(start, end))
    return tuple(found)


def word_after(text: str, at: int) -> Span | None:
    """The first word that begins at a place or after it."""
    return next((word for word in words(text) if word.start >= at), None)


def word_before(text: str, at: int) -> Span | None:
    """The last word that ends at a place or before it."""
    return next((word for word in reversed(words(text)) if word.end <= at), None)


def whole_words(text: str, span: tuple[int, int]) -> Span:
    """A part of a text, extended to whole words."""
    touched = [word for word in words(text) if word.overlaps(span)]
    if not touched:
        return Span(*span)
    return Span(min(span[0], touched[0].start), max(span[1], touched[-1].end))


def moved_end(text: str, span: Span, by: int) -> Span:
    """A part with a word more at its end (`by` > 0), or one fewer; never empty."""
    if by > 0:
        more = next((word for word in words(text) if word.end > span.end), None)
        return Span(span.start, more.end) if more else span
    ends = [w.end for w in words(text) if span.start < w.end < span.end]
    return Span(span.start, ends[-1]) if ends else span


def moved_start(text: str, span: Span, by: int) -> Span:
    """A part with a word more at its start (`by` < 0), or one fewer; never empty."""
    if by < 0:
        starts = (w.start for w in reversed(words(text)) if w.start < span.start)
        return Span(next(starts, span.start), span.end)
    later = (w.start for w in words(text) if span.start < w.start < span.end)
    return Span(next(later, span.start), span.end)


def after_edit(
    spans: Sequence[tuple[int, int]], before: str, after: str
) -> list[Span | None]:
    """Where parts of a text are after an edit; `None` for what is gone.

    What replaces a whole part takes over its place.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    starts = [0, *accumulate(map(len, old))]
    targets = [0, *accumulate(map(len, new))]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    blocks = [
        (tag == "equal", starts[i], starts[j], targets[k], targets[n])
        for tag, i, j, k, n in matcher.get_opcodes()
    ]
    return [_moved(Span(*span), blocks, before, after) for span in spans]


_Block = tuple[bool, int, int, int, int]
"""Whether the texts are equal there, the part before the edit, and after it."""


def _moved(
    span: Span, blocks: Sequence[_Block], before: str, after: str
) -> Span | None:
    kept: list[tuple[int, int]] = []
    is_new = True
    for is_equal, start, end, to, to_end in blocks:
        if is_equal and span.overlaps((start, end)):
            first, last = max(start, span.start), min(end, span.end)
            kept.append((first - start + to, last - start + to))
            is_new = False
        elif not is_equal and to < to_end and _is_inside(span, start, end):
            kept.append((to, to_end))
    if is_new:
        answer = re.escape(before[span.start : span.end])
        found = list(islice(re.finditer(rf"(?<!\w){answer}(?!\w)", after), 2))
        if len(found) == 1:
            return Span(*found[0].span())
    if not kept:
        return None
    start, end = kept[0][0], kept[-1][1]
    inside = after[start:end]
    start += len(inside) - len(inside.lstrip())
    end -= len(inside) - len(inside.rstrip())
    return Span(start, end) if start < end else None


def _is_inside(span: Span, start: int, end: int) -> bool:
    """Whether an edit changes only this part; text added at its edge does not."""
    return span.holds((start, end)) and (start < end or span.start < start < span.end)
