"""Reads the words of each language from its file in `data/`.

`data/en.toml` explains the format. Words are stored in the forms in which texts are
compared: in lower case, both with and without accents.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any, Literal

import msgspec

from quizapp.text import folded

MAX_VALUE_LENGTH = 80
"""A longer text is not read as a number or date."""
_WORD = re.compile(r"\w+")
FOLDER = Path(__file__).with_name("data")
GENDERS = frozenset(
    "any masculine feminine neuter plural masculine_plural feminine_plural".split()
)


class Words(frozenset[str]):
    """Words, each with and without accents."""


class Lookup(dict[str, str]):
    """The meaning of each word, by the word without accents."""


class Currencies(dict[str, tuple[str, ...]]):
    """The currencies that each name, without accents, may stand for, the likeliest
    first."""


class Pairs(tuple[tuple[str, str], ...]):
    """Pairs of parts of words that replace each other, without accents."""


class Numerals(dict[str, int]):
    """Numbers by their words, with and without accents."""


class Spellings(dict[str, str]):
    """Words in their order, with accents, by the word without accents."""


class Genders(dict[str, frozenset[str]]):
    """The `GENDERS` of each article, with and without accents."""


class Section(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """A table in a language's file."""


class Numbers(Section, frozen=True):
    """The words around a number."""

    about: Words = Words()
    minus: Words = Words()
    to: Words = Words()
    of: Words = Words()
    dozen: Words = Words()
    either: Words = Words()
    """Words after a number that make it another one."""
    spans: Pairs = Pairs()
    """The words before the first and the second number of a range."""


class Dates(Section, frozen=True):
    """The words of a date."""

    months: Spellings = Spellings()
    small: Words = Words()
    ordinals: Words = Words()
    before_christ: Words = Words()
    after_christ: Words = Words()


class FactWords(Section, frozen=True):
    """What is asked of several facts."""

    order: str = ""
    """Before events that are to be put in order."""
    match: str = ""
    """Before a sentence with two blanks, for pairs that are to be matched."""

    def __bool__(self) -> bool:
        return bool(self.order and self.match)


class Questions(Section, frozen=True):
    """The words of questions in a language."""

    words: Words = Words()
    """Words that questions begin with."""
    small: Words = Words()
    """Words that say nothing on their own."""
    filler: Words = Words()
    """Small words that may be left out of a question."""
    naming: Words = Words()
    """Words of questions that have to name their answer, because they offer it, “a
    planet or a moon?”, or ask about a word, “the plural of sheep”."""
    order: Words = Words()
    """Words of questions whose answer has an order."""
    spelling: Words = Words()
    """Words of questions about a spelling."""
    person: Words = Words()
    """Words that questions for a person begin with."""
    not_person: Words = Words()
    """Words that other names begin or end with."""
    symbols: Words = Words()
    """Words of questions about a symbol, in which capitals count."""
    negated: str = ""
    """A verbose regular expression that matches a negated question; the group whose
    name begins with `no` is the negation."""


class Prose(Section, frozen=True):
    """The words of sentences in an article."""

    before_numbers: Words = Words()
    """Abbreviations after which no sentence ends if a number follows."""
    abbreviations: Words = Words()
    """Other words whose stop seldom ends a sentence."""
    ordinal_stop: bool = False
    """Whether a stop after a number makes it an ordinal."""
    openers: Words = Words()
    """Words, besides small ones, that often begin a sentence."""
    pronouns: Words = Words()
    """Words that refer back to something."""
    pointers: Words = Words()
    """Words that do so at the beginning of a sentence."""
    expletive: str = ""
    """A verbose regular expression for pronouns that stand for nothing."""
    unnamed: str = ""
    """A verbose regular expression that matches a sentence up to a word that cannot
    stand for its subject, the only noun before it; the group whose name begins with
    `word` is that word."""
    day_of_writing: str = ""
    """A verbose regular expression for a time that depends on the day of writing;
    `{days}` and `{months}` are the names of these."""
    capital_nouns: bool = False
    """Whether every noun has a capital."""
    locating: Words = Words()
    """Where every noun has a capital: prepositions before the names of places."""
    particles: Words = Words()
    """Small words inside names."""
    links: Words = Words()
    """Small words inside names that begin with one of the next three."""
    organisations: Words = Words()
    """Words of the names of organisations."""
    places: Words = Words()
    """Words of the names of places."""
    heads: Words = Words()
    """Words of other names."""
    ranks: Words = Words()
    """Titles that are not part of a name."""
    royal: Words = Words()
    """Titles that stay with a single name."""
    naming: Words = Words()
    """Phrases before a term or name."""
    adjectives: Words = Words()
    """Words of countries and directions that have a capital but are not names."""
    adjective_endings: Words = Words()
    verbs: Words = Words()
    """Verbs, at which a phrase ends. Before them the first word of a sentence is likely
    to be a name."""
    before_verbs: Words = Words()
    """Words that a verb follows."""
    vague: Words = Words()
    """Words that say little, as in “an important part”."""
    verb_endings: Words = Words()
    adverb_endings: Words = Words()
    singular_endings: Words = Words()
    """Endings of verbs after a singular."""
    common_endings: Words = Words()
    """Endings of words that are seldom names."""
    durations: Words = Words()
    """Nouns that make a number a time, besides the units."""
    measures: Words = Words()
    """Nouns that make a number a measure, besides the units."""
    money: Words = Words()
    """Nouns that make a number money, besides the names of currencies."""
    centuries: Words = Words()


class Language(Section, frozen=True):
    """The words and rules of one language. There is one object per language."""

    code: str = ""
    """Empty for an unknown language."""
    ampersand: str = "&"
    decimal: str = "."
    """The decimal mark."""
    month_first: bool = False
    """Whether 03/04/2016 may be a day in March."""
    negations: Words = Words()
    weekdays: Words = Words()
    compass: Words = Words()
    elided: Words = Words()
    """Articles that lose their vowel before an apostrophe."""
    gender_endings: Pairs = Pairs()
    opposite_prefixes: Pairs = Pairs()
    opposite_suffixes: Pairs = Pairs()
    opposite_parts: Pairs = Pairs()
    titles: Words = Words()
    """Titles before a name, which may be left out."""
    titles_after: Words = Words()
    """Titles after a name, which may be left out."""
    infinitives: Words = Words()
    """Words before a verb, which may be left out."""
    spellings: Pairs = Pairs()
    """Parts of words that are spelled in two ways."""
    spelling_endings: Pairs = Pairs()
    sums_up: Words = Words()
    """Phrases of choices about the other choices, such as “all of the above”."""
    articles: Genders = Genders()
    """Articles that can be left out anywhere."""
    leading_articles: Genders = Genders()
    """Articles that can be left out at the beginning; elsewhere they may be a name."""
    numerals: Numerals = Numerals()
    ordinals: Numerals = Numerals()
    ordinal_endings: Words = Words()
    """Letters that an ordinal may add."""
    fractions: Numerals = Numerals()
    """Into how many parts a whole is divided, by the name of one."""
    scales: Lookup = Lookup()
    """Powers of ten by the words that multiply the number before them."""
    numbers: Numbers = Numbers()
    dates: Dates = Dates()
    letters: Lookup = Lookup()
    """The name of each letter of another alphabet."""
    units: Lookup = Lookup()
    """The sign of each unit by its names."""
    currencies: Currencies = Currencies()
    """The sign or code of each currency by its names, itself included."""
    abbreviations: Lookup = Lookup()
    """Words by their abbreviations."""
    questions: Questions = Questions()
    facts: FactWords = FactWords()
    prose: Prose = Prose()
    columns: Lookup = Lookup()
    """What a table's column holds, by its name."""
    language_names: Lookup = Lookup()
    """Codes of languages by their names."""


UNKNOWN = Language()
"""Stands for every language without a file."""


@lru_cache(maxsize=64)
def language_of(code: str) -> Language:
    """The language of a code such as `es`, or `es-PE`."""
    name = code.partition("-")[0].lower()
    return _read(name) if name in _files() else UNKNOWN


@lru_cache(maxsize=64)
def languages_in(code: str) -> tuple[Language, ...]:
    """The languages whose words a deck of this language may use: its own, then English,
    whose months, units and questions occur in decks of any language."""
    return tuple(dict.fromkeys((language_of(code), language_of("en"))))


@lru_cache(maxsize=1_000)
def words_in(code: str, field: str) -> frozenset[str]:
    """The words in a field, such as `dates.months`, of all languages whose words a deck
    of this language may use."""
    words_of = attrgetter(field)
    return frozenset(word for each in languages_in(code) for word in words_of(each))


def names_of_unit(sign: str, code: str) -> frozenset[str]:
    """The names of the unit with this sign in a deck of this language."""
    found = (each.units.items() for each in languages_in(code))
    return frozenset(name for name, its in chain.from_iterable(found) if its == sign)


@lru_cache(maxsize=1_000)
def asks_for(
    what: Literal["order", "spelling", "symbols"], question: str, code: str
) -> bool:
    """Whether a question, in a deck of this language, has one of these words of
    `Questions`."""
    words = _WORD.findall(folded(question))
    return not words_in(code, f"questions.{what}").isdisjoint(words)


def all_languages() -> Sequence[Language]:
    """All languages with a file; English first, because it takes precedence."""
    return [
        _read(name) for name in sorted(_files(), key=lambda name: (name != "en", name))
    ]


def any_of(words: Iterable[str], blank: str = r"\s+") -> str:
    """A regular expression that matches any of the words, longest first; `blank`
    matches the spaces within a phrase."""
    longest_first = sorted(words, key=len, reverse=True)
    found = "|".join(
        blank.join(map(re.escape, phrase.split())) for phrase in longest_first
    )
    return f"(?:{found})" if found else "(?!)"


@cache
def _files() -> Mapping[str, Path]:
    return {path.stem: path for path in FOLDER.glob("*.toml")}


@cache
def _read(name: str) -> Language:
    path = _files()[name]
    read = {"code": name, **tomllib.loads(path.read_text("utf-8"))}
    try:
        return msgspec.convert(read, Language, dec_hook=_decode)
    except msgspec.ValidationError as error:
        raise ValueError(f"{path.name}: {error}") from error


def _decode(kind: type, value: object) -> Any:
    """A value from the file as one of the types above."""
    if kind is Words:
        return Words(form for word in _words(value) for form in (word, folded(word)))
    if kind is Pairs:
        return Pairs(_pair(text) for text in _words(value))
    if kind is Spellings:
        return Spellings((folded(word), word) for word in _words(value))
    if not isinstance(value, dict):
        raise ValueError("Expected a table")
    rows = [(key, _words(words)) for key, words in value.items()]
    if kind is Lookup:
        return Lookup((folded(word), key) for key, words in rows for word in words)
    if kind is Currencies:
        return _by_names(rows)
    if kind is Genders:
        return _genders_of_articles(rows)
    return Numerals(
        (form, number)
        for first, words in rows
        for number, synonyms in enumerate(words, start=int(first))
        for word in synonyms.split("/")
        for form in (word, folded(word))
    )


def _words(value: object) -> list[str]:
    """Words separated by spaces, or a list of phrases."""
    if isinstance(value, str):
        return value.lower().split()
    if isinstance(value, list) and all(isinstance(phrase, str) for phrase in value):
        return [phrase.lower() for phrase in value]
    raise ValueError("Expected words separated by spaces, or a list of phrases")


def _pair(text: str) -> tuple[str, str]:
    one, slash, other = folded(text).partition("/")
    if not slash or "/" in other:
        raise ValueError(f"Expected two parts separated by a slash, not “{text}”")
    return one, other


def _by_names(rows: Sequence[tuple[str, Sequence[str]]]) -> Currencies:
    found = Currencies()
    for sign, words in rows:
        for name in dict.fromkeys(map(folded, (sign, *words))):
            found[name] = (*found.get(name, ()), sign)
    return found


def _genders_of_articles(rows: Sequence[tuple[str, Sequence[str]]]) -> Genders:
    found = Genders()
    for gender, words in rows:
        if gender not in GENDERS:
            raise ValueError(f"“{gender}” is not one of {', '.join(sorted(GENDERS))}")
        for form in {*words, *map(folded, words)}:
            found[form] = found.get(form, frozenset()) | {gender}
    return found
