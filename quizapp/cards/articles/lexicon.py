"""The words of a sentence, and what a language's data file says about words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from quizapp.cards.languages import language_of, words_in
from quizapp.cards.languages.words import any_of, names_of_unit
from quizapp.text import folded

_UNIT_SIGNS = frozenset(
    "km cm mm m nm µm km² m² cm² km³ m³ cm³ kg g mg l t mi ft lb ms s min h W kW MW GW "
    "V K J N Hz kHz MHz GHz GB MB TB kB".split()
)
"""Signs of units, in which capitals count."""
_TIMES = ("s", "ms", "min", "h", "d", "y")
"""Those of them that measure a time."""
_WORD = re.compile(
    r"""
    (?P<number>
        (?:\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)|\d+)(?:[.,’'_]\d+)*
        (?:\s?[×·]\s?10[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?
    )
    | (?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?
    | [a-zà-ÿ]{1,5}['’](?=[A-ZÀ-Þ])
    | [^\W\d_][²³]?(?:\w|[-‐‑'’&+/](?=[^\W_]))*[²³]?
    """,
    re.VERBOSE,
)
_POSSESSIVE = re.compile(r"['’]s?\Z")


class Word(NamedTuple):
    """A word or a number of a sentence."""

    start: int
    end: int
    text: str
    """Without a possessive ’s, which `end` leaves out too."""
    plain: str
    """In lower case, without accents."""
    gap: str
    """What is between it and the next word."""
    is_number: bool
    is_first: bool
    """Whether a sentence, a quotation or what follows a colon begins with it."""

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


def words_of(text: str) -> list[Word]:
    """The words and numbers of a sentence."""
    found = list(_WORD.finditer(text))
    words: list[Word] = []
    is_first = True
    for index, match in enumerate(found):
        start, end = match.span()
        written = match[0]
        if written.endswith(("'s", "’s")) and len(written) > 2:
            written, end = written[:-2], end - 2
        after = found[index + 1].start() if index + 1 < len(found) else len(text)
        gap = text[end:after]
        number = match["number"] is not None
        words.append(Word(start, end, written, folded(written), gap, number, is_first))
        is_first = any(mark in gap for mark in '“"«„:—•¿¡[!?')
    return words


class Phrases(dict[str, list[tuple[str, ...]]]):
    """Phrases by their first word, the longest first."""

    def __init__(self, phrases: Iterable[str]) -> None:
        for phrase in sorted(phrases, key=len, reverse=True):
            first, *others = re.findall(r"[\w-]+['’]?", folded(phrase))
            self.setdefault(first, []).append((first, *others))

    def at(self, words: Sequence[Word], index: int) -> int:
        """The number of words of the phrase that begins at `index`; 0 if none does."""
        for phrase in self.get(words[index].plain, ()):
            long = len(phrase)
            inside = words[index : index + long]
            if tuple(word.plain for word in inside) == phrase:
                return long
        return 0


class Lexicon:
    """What is known of the words of a language, which are without accents. English
    months, units and titles are known in every language."""

    def __init__(self, code: str) -> None:
        own = self.language = language_of(code)
        prose, small, english = own.prose, own.questions.small, language_of("en")
        self.small = small | prose.openers | prose.pointers | own.negations
        """Words that are not names, even with a capital at the beginning."""
        self.linking = small | prose.openers | own.articles.keys()
        """Small words and openers, at which a phrase ends."""
        short_months = {month[:3] for month in english.dates.months} | {"sept"}
        self.months = words_in(code, "dates.months") | short_months
        self.days = words_in(code, "weekdays")
        eras = words_in(code, "dates.before_christ")
        eras |= words_in(code, "dates.after_christ")
        self.eras = {era.replace(" ", "") for era in eras}
        """Without dots and spaces."""
        self.dates = words_in(code, "dates.small")
        """Small words of dates."""
        self.ordinals = words_in(code, "dates.ordinals")
        self.numerals = own.numerals
        self.fractions = own.fractions.keys() - {"second", "seconds"}
        self.scales = {word for word in words_in(code, "scales") if len(word) > 1}
        self.times = words_in(code, "prose.durations").union(
            *(names_of_unit(sign, code) for sign in _TIMES)
        )
        self.units = words_in(code, "units") | words_in(code, "prose.measures")
        self.units |= self.times
        self.money = words_in(code, "prose.money") | words_in(code, "currencies")
        codes = {name.upper() for name in words_in(code, "currencies")}
        codes = {code for code in codes if len(code) == 3 and code.isalpha()}
        self.sign = re.compile(
            rf"(?:(?:US|A|C|NZ|HK|S|R)?[$€£¥₹₽₩]|(?<!\w){any_of(codes)})\s?\Z"
        )
        """Matches the sign or code of a currency before its number."""
        self.percent = Phrases(names_of_unit("%", code))
        self.of = own.numbers.of
        self.titles = Phrases(words_in(code, "titles") | words_in(code, "prose.ranks"))
        self.particles = Phrases(prose.particles)
        self.links = Phrases(prose.links)
        self.naming = Phrases(prose.naming)
        self.abbreviations = words_in(code, "prose.abbreviations")
        """Words that a stop may follow inside a name."""
        self.royal = words_in(code, "prose.royal")
        self.articles = {*own.articles, *own.leading_articles}
        """“The” and “a”, with “the” of a beginning."""
        self.names = dict.fromkeys(words_in(code, "prose.heads"), "")
        """The type of a name by a word in it; empty if it has none."""
        self.names |= dict.fromkeys(words_in(code, "prose.places"), "place")
        organisations = words_in(code, "prose.organisations")
        self.names |= dict.fromkeys(organisations, "organisation")

    def era(self, words: Sequence[Word], index: int) -> int:
        """The number of words of the era that begins at `index`; 0 if none does."""
        joined = ""
        for count, word in enumerate(words[index : index + 4], start=1):
            joined += re.sub(r"\W", "", word.plain)
            if joined in self.eras:
                return count
            if word.gap.strip(". -"):
                break
        return 0

    def is_unit(self, word: Word) -> bool:
        """Whether a number with this word after it is a measure."""
        sign = word.text.partition("/")[0]
        return sign in _UNIT_SIGNS or (word.plain in self.units and len(word.plain) > 2)

    def is_time(self, unit: Word) -> bool:
        """Whether this unit measures a time."""
        return unit.text in _TIMES or unit.plain in self.times

    def is_adjective(self, word: Word) -> bool:
        """Whether a word with a capital is only “British” or “western”."""
        prose = self.language.prose
        plain = word.plain.removesuffix("s")
        return plain in prose.adjectives or any(
            len(plain) > len(ending) + 2 and plain.endswith(ending)
            for ending in prose.adjective_endings
        )

    def is_month(self, word: Word) -> bool:
        """Whether this is a month: in English and German it has a capital, elsewhere
        it has none, as “may” is a verb and Rio de Janeiro a city."""
        plain = word.plain.rstrip(".")
        if plain not in self.months:
            return False
        if self.language.code == "en" or self.language.prose.capital_nouns:
            return word.is_capital
        if plain in self.language.dates.months:
            return word.is_first or not word.is_capital
        return word.is_capital


@lru_cache(maxsize=16)
def lexicon_of(code: str) -> Lexicon:
    """The words of the language with this code."""
    return Lexicon(code)
