"""Texts that stand under other ids now: rows numbered anew, two files exchanged.

An `:id:` lets a card's words change. But where the very text of before stands under
another id, that is the card, and the id has another one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

Text = tuple[str, str, str]
"""Kind, prompt and answer."""


def exchanged(
    before: Mapping[str, Text],
    now: Mapping[str, Text],
    is_free: Callable[[str], bool],
) -> dict[str, str]:
    """Each key whose text is under another one now, with that key.

    `before` are the texts of cards that are known, `now` those of all cards there are;
    `is_free` tells of a key that keeps its text whether it may take another's history.
    Only where one key, and no other, had a text and has it now.
    """
    changed = {key for key, text in before.items() if now.get(key, text) != text}
    if not changed:
        return {}
    had = Counter(text for key, text in before.items() if now.get(key) != text)
    has: defaultdict[Text, list[str]] = defaultdict(list)
    for key, text in now.items():
        if text in had and (key in changed or is_free(key)):
            has[text].append(key)
    return {
        key: has[text][0]
        for key, text in before.items()
        if now.get(key) != text and had[text] == len(has[text]) == 1
        if key in changed or has[text][0] in changed
    }


def pairs_of(
    moves: Mapping[str, str], changed: Sequence[str], at: int
) -> list[tuple[str, str]]:
    """What a `same` event at `at` (ms) says of these moves, new key and old key.

    Of the keys that are `changed` those that a text leaves or comes to begin anew;
    their histories are put aside first, as two keys may exchange theirs.
    """
    targets = set(moves.values())
    anew = {key: f"{key}/until/{at}" for key in changed if key in {*moves, *targets}}
    return [
        *((aside, key) for key, aside in anew.items()),
        *((key, "") for key in anew),
        *((new, anew.get(old, old)) for old, new in moves.items()),
    ]
