"""Numbers in words: `two hundred and five`, `half a dozen`, `two thirds`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from quizapp.cards.languages.words import any_of, language_of, languages_in, words_in
from quizapp.text import folded

SHORTEST_COMPOUND = 6
"""A word of at least this many letters may be several numerals, as in German."""

_PART = re.compile(r"[^\s-]+-*")
"""A word, with the hyphen that joins it to the next one."""
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
_DIGITS = {"i": 1, "v": 5, "x": 10}


class _Vocabulary:
    """The words for numbers in a deck: those of its own language, and the English
    “and” and scales."""

    def __init__(self, code: str) -> None:
        language = language_of(code)
        self.ordinals = language.ordinals
        self.numerals = {**language.ordinals, **language.numerals}
        """Both together."""
        self.endings = ("", *language.ordinal_endings)
        self.fractions = language.fractions
        self.dozen = language.numbers.dozen
        self.articles = language.leading_articles
        self.ands = {each.ampersand for each in languages_in(code)}
        self.parts = (*language.numerals, *self.ands)
        """What a word of several numerals consists of."""
        self.scales = words_in(code, "scales")
        self.beginnings = {word[:3] for word in self.numerals}
        """The first three letters of all of them."""
        suffixes = any_of(language.dates.ordinals)
        self.suffixed = re.compile(rf"(\d+|[ivx]+){suffixes}")
        """`19th`, or `xixe`."""
        self.are_dotted = not language.dates.ordinals
        """Whether ordinals are written with a full stop: `19.`"""


@lru_cache(maxsize=64)
def _vocabulary(code: str) -> _Vocabulary:
    return _Vocabulary(code)


def spoken(text: str, code: str) -> tuple[Decimal | None, str]:
    """The number at the beginning of `text`, and the rest; `None` if there is none,
    as in `five-ish`."""
    vocabulary = _vocabulary(code)
    parts = _PART.findall(folded(text))
    words = [part.rstrip("-") for part in parts]
    number, end = _number(words, vocabulary)
    if number is None:
        return None, text
    has_hyphen = end > 0 and parts[end - 1] != words[end - 1]
    if has_hyphen and words[end:] and words[end] not in vocabulary.scales:
        return None, text
    return number, " ".join(words[end:])


def _number(
    words: Sequence[str], vocabulary: _Vocabulary
) -> tuple[Decimal | None, int]:
    """The number, and how many words it takes."""
    number, end = _part_or_count(words, vocabulary)
    multiplied = vocabulary.dozen | vocabulary.scales
    after = end + (end < len(words) and words[end] in vocabulary.articles)
    if after < len(words) and words[after] in multiplied and (number or after):
        number, end = number or Decimal(1), after
    if number is not None and end < len(words) and words[end] in vocabulary.dozen:
        return number * 12, end + 1
    if number is None and words and words[0] in vocabulary.dozen:
        return Decimal(12), 1
    return number, end


def _part_or_count(
    words: Sequence[str], vocabulary: _Vocabulary
) -> tuple[Decimal | None, int]:
    fractions, articles = vocabulary.fractions, vocabulary.articles
    if not words:
        return None, 0
    if fractions.get(words[0]) == 2:
        return Decimal("0.5"), 1
    if words[0] in articles and len(words) > 1:
        if words[1] in fractions:
            return Decimal(1) / fractions[words[1]], 2
        count, end = _count(words, 1, vocabulary)
        if count is not None and count >= 100:
            return Decimal(count), end
    count, end = _count(words, 0, vocabulary)
    if count is None:
        return None, 0
    rest = words[end : end + 3]
    if rest and rest[0] in fractions:
        return Decimal(count) / fractions[rest[0]], end + 1
    if len(rest) > 1 and rest[0] in vocabulary.ands:
        at = 1 + (rest[1] in articles)
        if at < len(rest) and rest[at] in fractions:
            return count + Decimal(1) / fractions[rest[at]], end + at + 1
    return Decimal(count), end


def _count(
    words: Sequence[str], start: int, vocabulary: _Vocabulary
) -> tuple[int | None, int]:
    """The whole number that the words from `start` say, and where it ends."""
    total, current, place, used = 0, 0, start, start
    while place < len(words):
        value, count = _numeral(words[place : place + 2], vocabulary)
        if value is None and words[place] in vocabulary.ands and used == place > start:
            place += 1
            continue
        if value is None:
            break
        if value >= 1000:
            total, current = total + max(current, 1) * value, 0
        elif value >= 100:
            current = max(current, 1) * value
        elif current % 100 == 0 or (current % 10 == 0 and value < 20):
            current += value
        else:
            break
        used = place = place + count
    return (total + current, used) if used > start else (None, start)


def _numeral(words: Sequence[str], vocabulary: _Vocabulary) -> tuple[int | None, int]:
    """The number that the first two words name, or else the first, and how many words
    that takes: French `quatre vingt` is not 4."""
    value = vocabulary.numerals.get(" ".join(words))
    if value is not None:
        return value, len(words)
    value = vocabulary.numerals.get(words[0])
    if value is None and len(words[0]) >= SHORTEST_COMPOUND:
        value = _compound(words[0], vocabulary)
    return value, 1


@lru_cache(maxsize=1_000)
def _compound(word: str, vocabulary: _Vocabulary) -> int | None:
    """The number in a word of several numerals: `dreihundertfünfzehn`."""
    parts, rest = [], word
    while rest:
        begins = (part for part in vocabulary.parts if rest.startswith(part))
        found = max(begins, key=len, default="")
        if not found:
            return None
        parts.append(found)
        rest = rest[len(found) :]
    value, end = _count(parts, 0, vocabulary)
    return value if end == len(parts) else None


def in_digits(words: Sequence[str], code: str) -> Sequence[str]:
    """`words`, in their normal form, with each number in digits: `nineteenth century`
    is `19th century`, `world war ii` is `world war 2`."""
    vocabulary = _vocabulary(code)
    if not any(
        word[:3] in vocabulary.beginnings or word[0] in "0123456789ivx"
        for word in words
    ):
        return words
    result: list[str] = []
    place = 0
    while place < len(words):
        word = words[place]
        count, end, suffix = _ordinal(word, vocabulary), place + 1, "th"
        if count is None:
            count, end = _count(words, place, vocabulary)
            if count is None:
                count, end, suffix = _roman(word) if place else None, place + 1, ""
            elif words[end - 1] not in vocabulary.ordinals:
                suffix = ""
        elif vocabulary.are_dotted:
            suffix = ""
        result.append(word if count is None else f"{count}{suffix}")
        place = end
    if len(result) > 1 and result[-1].removesuffix("th").isdecimal():
        result[-1] = result[-1].removesuffix("th")
    return result


def _ordinal(word: str, vocabulary: _Vocabulary) -> int | None:
    """The value of an ordinal written as one word or in digits."""
    if found := vocabulary.suffixed.fullmatch(word):
        return int(found[1]) if found[1].isdecimal() else _roman(found[1])
    if word[-1:].isalpha():
        for ending in vocabulary.endings:
            value = vocabulary.ordinals.get(word.removesuffix(ending))
            if value is not None and word.endswith(ending):
                return value
    return None


def _roman(word: str) -> int | None:
    """The value of a Roman numeral up to 39 in lower case."""
    if not _ROMAN.fullmatch(word):
        return None
    values = [_DIGITS[letter] for letter in word]
    return sum(
        -one if one < other else one
        for one, other in zip(values, [*values[1:], 0], strict=True)
    )
