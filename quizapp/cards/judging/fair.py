"""What a fair teacher accepts although the words differ: a name without its title, a
verb without its `to`, another spelling, a number in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from quizapp.cards.judging.lists import items_of
from quizapp.cards.judging.normal import are_initials, is_short_for, normal, readings
from quizapp.cards.languages import language_of, languages_in, words_in
from quizapp.cards.languages.spoken import in_digits
from quizapp.cards.languages.words import any_of, asks_for
from quizapp.model import Rules
from quizapp.text import folded

LONGEST = 120
"""A longer answer is read in one way only."""
NAME = 6
"""The most words in a name."""
INITIALS = 3
"""The fewest initials that may stand for a name without it."""

_ABBREVIATED = re.compile(r"(?P<one>[^()\[\]]+?)\s*[(\[](?P<other>[^()\[\]]+)[)\]]")
_WORD = re.compile(r"\w[\w.'’]*")


class _Vocabulary:
    """The words of a deck's language that may be replaced or left out."""

    def __init__(self, code: str) -> None:
        language = language_of(code)
        self.titles = re.compile(rf"(?:{any_of(language.titles)} )+(?=\S)")
        self.titles_after = re.compile(rf"(?<=\w) {any_of(language.titles_after)}$")
        self.infinitives = re.compile(rf"{any_of(language.infinitives)} (?=\S)")
        self.spellings = dict(language.spellings)
        self.spelled = re.compile(any_of(self.spellings))
        self.endings = dict(language.spelling_endings)
        self.ended = re.compile(rf"(?<=\w{{3}}){any_of(self.endings)}\b")
        self.letters: dict[str, str] = {}
        for each in languages_in(code):
            self.letters |= each.letters
        letters = any_of(self.letters)
        self.lettered = re.compile(rf"(?<![\u0370-\u03ff]){letters}(?![\u0370-\u03ff])")


@lru_cache(maxsize=64)
def _vocabulary(code: str) -> _Vocabulary:
    return _Vocabulary(code)


class Reading(Struct, frozen=True):
    """A way to read an answer: in the usual spelling, with numbers in digits."""

    whole: str
    core: str
    """Without titles and the like; the same where there are none."""

    def beside(self, other: Reading) -> tuple[str, str]:
        """What to compare of this and `other`: a title that only one of them has does
        not count, but two must be the same."""
        has_title, other_has = self.whole != self.core, other.whole != other.core
        if has_title and not other_has:
            return self.core, other.whole
        if other_has and not has_title:
            return self.whole, other.core
        return self.whole, other.whole


def fair_pairs(
    answer: str, given: str, rules: Rules, asked: str
) -> Iterator[tuple[str, str]]:
    """Pairs of forms that a fair teacher would compare, one of `given` and one of the
    right `answer`. If they are equal, both mean the same."""
    if max(len(answer), len(given)) > LONGEST:
        return
    how = (rules, answer, asks_for("spelling", asked, rules.language))
    said = [_reading(each, *how) for each in _sayings(given, answer)]
    for right in readings(answer):
        reading = _reading(right, *how)
        yield from (each.beside(reading) for each in said)
        if _stands_for(given, right, asked):
            yield reading.whole, reading.whole


def _sayings(given: str, answer: str) -> Iterator[str]:
    """What was given, also with the first name first, and the full name alone."""
    yield given
    swapped, other = _first_name_first(given), _first_name_first(answer)
    if swapped and not other and _is_name(answer):
        yield swapped
    elif other and not swapped and _is_name(answer):
        surname, _, first = answer.partition(",")
        yield _surname_first(given, surname.strip(), first.strip())
    if found := _ABBREVIATED.fullmatch(given.strip()):
        one, other = found["one"], found["other"]
        if any(
            is_short_for(short, long) or is_short_for(short.upper(), long)
            for short, long in ((one, other), (other, one))
        ):
            yield from (one, other)


def _first_name_first(text: str) -> str:
    """`Newton, Isaac` as `Isaac Newton`; empty for anything else."""
    surname, comma, first = (part.strip() for part in text.partition(","))
    return f"{first} {surname}" if comma and first and "," not in first else ""


def _surname_first(given: str, surname: str, first: str) -> str:
    """`Isaac Newton` as `Newton Isaac`, if those are the names."""
    count = len(surname.split())
    words = given.split()
    return " ".join([*words[-count:], *words[:-count]]) if first else given


def _is_name(text: str) -> bool:
    """Whether every word that could be a name's is capitalized."""
    words = _WORD.findall(text)
    return 2 <= len(words) <= NAME and all(
        word[0].isupper() or len(word) <= 3 for word in words
    )


def is_last_name(given: str, answer: str, rules: Rules) -> bool:
    """Whether `given` is the last part of the name `answer`, perhaps with the initials
    of the others: Leuenberger or M. Leuenberger, for Moritz Leuenberger."""
    if max(len(answer), len(given)) > LONGEST:
        return False
    answer = _first_name_first(answer) or answer
    if not _is_name(answer) or _has_byname(answer, rules):
        return False
    if len(items_of(answer, rules)) > 1:
        return False
    name, said = (
        _reading(each, rules, answer, True).core.split() for each in (answer, given)
    )
    for first in range(1, len(name)):
        rest, last = said[: first - len(name)], said[first - len(name) :]
        initials = iter(word[0] for word in name[:first])
        if last == name[first:] and all(len(word) <= INITIALS for word in rest):
            return all(letter in initials for letter in "".join(rest))
    return False


def _has_byname(name: str, rules: Rules) -> bool:
    """Whether a name ends with a word by which nobody is called: XIV, for Louis XIV, or
    Great, for Alexander the Great."""
    words, code = _WORD.findall(name), rules.language
    particles = words_in(code, "prose.particles")
    links = words_in(code, "articles") | (words_in(code, "prose.links") - particles)
    return words[-1].isupper() or any(
        word in links and before not in particles for before, word in pairwise(words)
    )


def _stands_for(given: str, right: str, asked: str) -> bool:
    """Whether `given` is the initials of the right answer, such as `WHO`, and they are
    not in the question."""
    short = given.strip().replace(".", "")
    return (
        len(short) >= INITIALS
        and short.isupper()
        and short.isalpha()
        and are_initials(short.casefold(), right)
        and folded(short) not in folded(asked).replace(".", "")
    )


@lru_cache(maxsize=1_000)
def _reading(text: str, rules: Rules, answer: str, keeps_spelling: bool) -> Reading:
    """How `text` is read, where `answer` is what is right: only names, which are
    capitalized there, have titles."""
    vocabulary = _vocabulary(rules.language)
    form = normal(text, rules)
    core = vocabulary.infinitives.sub("", form, count=1)
    if core == form or vocabulary.infinitives.match(form) is None:
        core = vocabulary.titles_after.sub("", form)
        if (found := vocabulary.titles.match(core)) and _names(
            answer, core[found.end() :], rules
        ):
            core = core[found.end() :]
    return Reading(
        _spelled(form, rules, vocabulary, keeps_spelling),
        _spelled(core, rules, vocabulary, keeps_spelling),
    )


def _names(answer: str, rest: str, rules: Rules) -> bool:
    """Whether what follows a title begins with a name: capitalized in the answer."""
    first = rest.split(maxsplit=1)[0]
    for word in _WORD.findall(answer):
        if normal(word, rules) == first:
            return bool(word[0].isupper())
    return True


def _spelled(
    form: str, rules: Rules, vocabulary: _Vocabulary, keeps_spelling: bool
) -> str:
    """A normal form in one of its spellings, with numbers in digits."""
    if not form.isascii():
        form = vocabulary.lettered.sub(
            lambda found: f" {vocabulary.letters[found[0]]} ", form
        )
    words: Sequence[str] = in_digits(form.split(), rules.language)
    form = " ".join(words)
    if keeps_spelling:
        return form
    form = vocabulary.spelled.sub(lambda found: vocabulary.spellings[found[0]], form)
    return vocabulary.ended.sub(lambda found: vocabulary.endings[found[0]], form)
