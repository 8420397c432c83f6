"""Which card is which after an edit: by its place in what was edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from quizapp.formats.reader import read_deck
from quizapp.library.drafts import Draft, lines_of
from quizapp.model import Card


def renamed(before: Draft, after: Draft) -> Mapping[str, str]:
    """The keys of the draft's cards that have become others, by what they were.

    The cards of one draft are the same ones in their order, as long as their count is.
    """
    was, now = _cards_in(before), _cards_in(after)
    if not before.is_part or len(was) != len(now):
        return {}
    return {
        old.key: new.key
        for old, new in zip(was, now, strict=True)
        if old.key != new.key
    }


def ranged(before: Draft, whole: Draft) -> Mapping[str, str]:
    """The same, where another program has written the file: what stands around the
    lines of `before` tells where they are now."""
    if not before.is_part:
        return {}
    assert before.end is not None
    rest = len(lines_of(before.data)) - before.end
    end = len(lines_of(whole.data)) - rest
    return renamed(before, replace(whole, first=before.first, end=end))


def _cards_in(draft: Draft) -> list[Card]:
    end = 10**9 if draft.end is None else draft.end
    cards = read_deck(draft.data, draft.name).cards
    return [card for card in cards if draft.first < card.line <= end]
