"""Recognizes the language of a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from quizapp.cards.languages import all_languages

DEFAULT = "en"
SAMPLE = 20_000
"""The number of letters at the beginning of a text that are looked at."""
MIN_SHARE = 0.25
"""Small words make up at least this share of a text. It is about 0.45 in prose, and
hardly ever above 0.2 in another language."""

_WORD = re.compile(r"[^\W\d_]+")


def language_of_text(text: str) -> str:
    """The code of the language that `text` is in, by its small words: `en` if it is
    none of those with a data file."""
    shares = _shares()
    counts: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    words = _WORD.findall(text[:SAMPLE].lower())
    for word, times in Counter(words).items():
        codes = shares.get(word, ())
        for code in codes:
            counts[code] += times
            weights[code] += times * 12 // len(codes)
    likely = [code for code in weights if counts[code] >= MIN_SHARE * len(words)]
    return max(
        likely,
        key=lambda code: (weights[code], code == DEFAULT, code),
        default=DEFAULT,
    )


@cache
def _shares() -> Mapping[str, tuple[str, ...]]:
    """The languages of each small word: the fewer, the more it says."""
    found: dict[str, tuple[str, ...]] = {}
    for language in all_languages():
        for word in language.questions.small:
            found[word] = (*found.get(word, ()), language.code)
    return found
