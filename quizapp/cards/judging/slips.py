"""Slips of the pen, and twins: similar words that mean something else.

No string metric alone can distinguish them (mitosis, meiosis), so the words that differ
are examined. A slip changes a letter or two of a word, not its meaning; digits, Roman
numerals, negations, numbers, weekdays and opposites never have slips.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from quizapp.cards.languages import Language, languages_in

LONGEST = 400
"""A longer answer must have no slip."""
LONG = 9
"""A word of at least this many letters may have two slips."""

_ROMAN = re.compile(
    r"(?=.)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
)
_NUMBER = re.compile(r"\d+")
_NO_WORD = re.compile(r"[\d%‰$€£¥+<>=≠≤≥±×÷→←↔~#^.,:⁻]")
_PREFIXES = (
    *(("", each) for each in "in im il ir dis non de des a an anti".split()),
    *(("in", "ex"), ("im", "ex"), ("imm", "em"), ("in", "de"), ("inter", "intra")),
    *(("hyper", "hypo"), ("micro", "macro"), ("maxi", "mini"), ("ante", "anti")),
    *(("pre", "post"), ("pro", "anti"), ("endo", "exo"), ("homo", "hetero")),
    *(("mono", "poly"), ("infra", "ultra"), ("sub", "super"), ("trans", "cis")),
)
"""Those of Latin and Greek, which are common to all languages."""
_SUFFIXES = (
    *(("ate", "ite"), ("ate", "ide"), ("ite", "ide"), ("ose", "ase"), ("ane", "ene")),
    *(("ane", "yne"), ("ene", "yne")),
)
"""Those of chemistry, the same in many languages."""


def nearness(given: str, right: str, names: Set[str], language: Language) -> int | None:
    """The number of slips between two normal forms; `None` if they mean different
    things.

    `names` are the capitalized words of the right one. 0 means that they differ only in
    spaces.
    """
    if max(len(given), len(right)) > LONGEST:
        return None
    words, wanted = given.split(), right.split()
    if len(words) == len(wanted) + 1:
        for article in language.articles.keys() | language.leading_articles.keys():
            # A normal form has lost the right one. A short one is not fumbled: na, le.
            if len(article) > 2 and is_fumbled(words[0], article):
                wanted = [article, *wanted]
                names = names - {article}
                break
    if len(words) == len(wanted):
        return _word_by_word(words, wanted, names, language)
    if is_same_but_for_spaces(given, right):
        return 0
    if words == [word for n, word in enumerate(wanted) if not _initial(n, wanted)]:
        return 1
    fixed, others = (Counter(_fixed(w, names, language)) for w in (words, wanted))
    if fixed != others:
        return None
    one, other = "".join(words), "".join(wanted)
    return slips(one, other, _allowed(other))


def is_same_but_for_spaces(one: str, other: str) -> bool:
    """Whether two normal forms are equal apart from spaces outside numbers."""
    return one == other or (
        one.replace(" ", "") == other.replace(" ", "")
        and _NUMBER.findall(one) == _NUMBER.findall(other)
    )


def _initial(place: int, words: Sequence[str]) -> bool:
    """Whether a word is a middle name's first letter: `F` in `John F Kennedy`."""
    word = words[place]
    is_inside = 0 < place < len(words) - 1
    return is_inside and len(word) == 1 and word.isalpha() and word not in "ivx"


def _word_by_word(
    words: Sequence[str], wanted: Sequence[str], names: Set[str], language: Language
) -> int | None:
    total = 0
    for one, other in zip(words, wanted, strict=True):
        if one != other:
            count = _slips_in_word(one, other, names, language)
            if count is None:
                return None
            total += count
    most = 1 + sum(map(len, wanted)) // LONG
    return total if total <= most else None


def _slips_in_word(
    one: str, other: str, names: Set[str], language: Language
) -> int | None:
    if any(_is_exact(word, language) for word in (one, other)):
        return None
    if _is_closed(one, language) or _has_other_start(one, other):
        return None
    if len(other) < 5:
        is_other_name = other in names and one[0] != other[0]  # Amy and May
        if is_other_name or not is_fumbled(one, other):
            return None
    count = slips(one, other, _allowed(other))
    return None if are_twins(one, other, language) else count


def _allowed(word: str) -> int:
    """The number of slips that a word may have."""
    return 1 if len(word) < LONG else 2


def _fixed(words: Sequence[str], names: Set[str], language: Language) -> Iterator[str]:
    """The words that may have no slip."""
    for word in words:
        is_name = len(word) < 5 and word in names
        if is_name or _is_exact(word, language) or _is_closed(word, language):
            yield word


def _is_exact(word: str, language: Language) -> bool:
    """Whether a word must be exact: it is a number or sign, or it negates."""
    return (
        bool(_NO_WORD.search(word))
        or bool(_ROMAN.fullmatch(word))
        or word in language.negations
    )


def _is_closed(word: str, language: Language) -> bool:
    """Whether a word is one of a closed set, such as the weekdays, in which a similar
    word is another member."""
    return (
        word in language.numerals
        or word in language.ordinals
        or word in language.dates.months
        or word in language.weekdays
        or word in language.compass
    )


def is_fumbled(one: str, other: str) -> bool:
    """Whether a short word has letters swapped or doubled; any other difference in it
    makes another word."""
    if len(one) == len(other):
        return sorted(one) == sorted(other)
    return re.sub(r"(.)\1", r"\1", one) == re.sub(r"(.)\1", r"\1", other)


_SOUNDS_ALIKE = ("ckq", "csz", "ijy", "vw", "bv", "gj", "xs")


def _has_other_start(one: str, other: str) -> bool:
    """Whether the first letter alone was replaced by one of another sound.

    People hardly ever miss the first letter (1.4% of the errors that Yannakoudakis
    and Fawthrop collected in 1983); a word that begins otherwise is another word.
    """
    if one[0] == other[0] or len(one) != len(other) or one[1:] != other[1:]:
        return False
    return not any({one[0], other[0]} <= set(alike) for alike in _SOUNDS_ALIKE)


def are_twins(one: str, other: str, language: Language) -> bool:
    """Whether two words differ in a part that changes the meaning, as import and export
    do."""
    prefixes, suffixes, parts = _opposites(language)
    return (
        any(one.startswith(p) and q + one[len(p) :] == other for p, q in prefixes)
        or any(
            one.endswith(p) and one.removesuffix(p) + q == other for p, q in suffixes
        )
        or any(p in one and one.replace(p, q) == other for p, q in parts)
    )


class _Opposites(NamedTuple):
    """Parts of words that change the meaning when one takes the other's place, each
    pair in both orders."""

    prefixes: Sequence[tuple[str, str]]
    suffixes: Sequence[tuple[str, str]]
    parts: Sequence[tuple[str, str]]
    """Parts anywhere in a word."""


@lru_cache(maxsize=64)
def _opposites(language: Language) -> _Opposites:
    known = languages_in(language.code)
    prefixes = chain(_PREFIXES, *(each.opposite_prefixes for each in known))
    suffixes = chain(_SUFFIXES, *(each.opposite_suffixes for each in known))
    parts = chain(*(each.opposite_parts for each in known))
    return _Opposites(
        _both_ways(prefixes),
        _both_ways(chain(suffixes, language.gender_endings)),
        _both_ways(parts),
    )


def _both_ways(pairs: Iterable[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    return [each for one, other in pairs for each in ((one, other), (other, one))]


def slips(one: str, other: str, most: int) -> int | None:
    """The number of slips between two words; `None` for more than `most`.

    A slip is a letter added, left out, replaced, or swapped with its neighbour: the
    optimal string alignment distance (Damerau 1964), in a band of `most` around the
    diagonal, so that long words cost no more than their length.
    """
    if abs(len(one) - len(other)) > most:
        return None
    far = most + 1
    before: list[int] = []
    last = [j if j <= most else far for j in range(len(other) + 1)]
    for i, letter in enumerate(one, start=1):
        row = [far] * (len(other) + 1)
        if i <= most:
            row[0] = i
        for j in range(max(1, i - most), min(len(other), i + most) + 1):
            best = min(
                last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other[j - 1])
            )
            if i > 1 and j > 1 and letter + one[i - 2] == other[j - 2 : j]:
                best = min(best, before[j - 2] + 1)
            row[j] = min(best, far)
        if min(row) > most:
            return None
        before, last = last, row
    return last[-1] if last[-1] <= most else None
