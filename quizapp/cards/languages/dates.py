"""Reads dates as people write them, as precise as they are given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from quizapp.cards.languages.words import (
    MAX_VALUE_LENGTH,
    any_of,
    language_of,
    languages_in,
    words_in,
)
from quizapp.model import Rules
from quizapp.text import folded


class PartialDate(Struct, frozen=True):
    """A date as precise as it was given: a year, a month of a year, or a day."""

    year: int
    """Negative before Christ."""
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> str:
        """`year`, `month` or `day`."""
        return "day" if self.day else "month" if self.month else "year"

    def covers(self, other: PartialDate) -> bool:
        """Whether `other` is the same date, or a more precise one within it."""
        return (
            self.year == other.year
            and self.month in (None, other.month)
            and self.day in (None, other.day)
        )


LEAP_YEAR = 2000
"""The year in which dates without one are compared."""

_NUMBER = re.compile(r"\d+", re.ASCII)
_STOP = re.compile(r"\.(?!\d)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?", re.ASCII)
_DIGITS = re.compile(r"(\d{1,2})(?P<mark>[./-])(\d{1,2})(?P=mark)(\d{4})", re.ASCII)


class _Vocabulary:
    """The words used in dates, in a deck of some language."""

    def __init__(self, code: str) -> None:
        ordinals = any_of(words_in(code, "dates.ordinals"))
        before = any_of(words_in(code, "dates.before_christ"), "[ -]?")
        after = any_of(words_in(code, "dates.after_christ"), "[ -]?")
        self.months = [tuple(each.dates.months) for each in languages_in(code)]
        """The months in each language, without accents."""
        self.small = words_in(code, "dates.small")
        self.ordinal = re.compile(rf"(?<=\d){ordinals}(?!\w)")
        """Matches what follows the number of a day, such as `th`."""
        self.era = re.compile(rf"(?<!\w)(?:(?P<before>{before})|{after})(?!\w)")
        """Matches an era; the group `before` is one before Christ."""


@lru_cache(maxsize=64)
def _vocabulary(code: str) -> _Vocabulary:
    return _Vocabulary(code)


def without_ordinals(text: str, rules: Rules) -> str:
    """`text` without ordinal endings: `14` for `14th`."""
    return _vocabulary(rules.language).ordinal.sub("", text)


@lru_cache(maxsize=64)
def parse_date(text: str, rules: Rules) -> PartialDate | None:
    """The date that `text` is; `None` if it is not exactly one valid date.

    The forms are `2016`, `2016-11`, `2016-11-14`, `November 2016`, `14 Nov 2016`,
    `November 14, 2016`, `14.11.2016` and `44 BC`, also with months of the language.
    """
    readings = list(readings_of(text, rules))
    return readings[0] if len(readings) == 1 else None


def readings_of(text: str, rules: Rules) -> Iterator[PartialDate]:
    """The dates that `text` can be: two for `03/04/2016` if the month may come
    first."""
    if len(text) > MAX_VALUE_LENGTH:
        return
    text = folded(text).strip()
    if found := _ISO.fullmatch(text):
        yield from _real(int(found[1]), int(found[2]), int(found[3] or 0) or None)
    elif found := _DIGITS.fullmatch(text):
        one, other, year = int(found[1]), int(found[3]), int(found[4])
        yield from _real(year, other, one)
        may_be_month = found["mark"] != "." and language_of(rules.language).month_first
        if may_be_month and one != other:
            yield from _real(year, one, other)
    else:
        yield from _spelled(text, rules)


def completed(
    text: str, wanted: PartialDate, asked: str, rules: Rules
) -> set[PartialDate]:
    """The dates that `text` may be when completed with the year, or the month and year,
    of the `wanted` date, if the question `asked` names them."""
    year = str(wanted.year)
    if wanted.year < 0 or year not in _NUMBER.findall(asked):
        return set()
    endings = [f" {year}", year, f"/{year}"]
    vocabulary = _vocabulary(rules.language)
    words = _WORD.findall(folded(asked))
    if wanted.month and wanted.month in {_month(word, vocabulary) for word in words}:
        months = next(filter(None, vocabulary.months))
        endings.append(f" {months[wanted.month - 1]} {year}")
    return {
        date for end in endings for date in readings_of(f"{text.strip()}{end}", rules)
    }


def is_same_day(one: str, other: str, asked: str, rules: Rules) -> bool | None:
    """Whether `one`, a day or month without a year, is the same date as `other`; `None`
    if `one` is anything else. `other` may have a year if the question names it."""
    day = parse_date(f"{one} {LEAP_YEAR}", rules)
    if not day or not day.month or parse_date(one, rules):
        return None
    if parse_date(f"{other} {LEAP_YEAR}", rules) == day:
        return True
    said = parse_date(other, rules)
    return (
        said is not None
        and replace(said, year=LEAP_YEAR) == day
        and str(said.year) in _NUMBER.findall(asked)
    )


def near_date(text: str, rules: Rules) -> PartialDate | None:
    """The date that `text` would be if its month were spelled correctly, if any."""
    for word in re.findall(r"[^\W\d_]{4,}", text):
        for months in _vocabulary(rules.language).months:
            near = get_close_matches(folded(word), months, 1, 0.8)
            if near:
                found = parse_date(text.replace(word, near[0], 1), rules)
                if found:
                    return found
    return None


def _spelled(text: str, rules: Rules) -> Iterator[PartialDate]:
    vocabulary = _vocabulary(rules.language)
    month = None
    numbers: list[int] = []
    text = _STOP.sub("", vocabulary.ordinal.sub("", text))
    era = vocabulary.era.search(text)
    if era:
        text = f"{text[: era.start()]} {text[era.end() :]}"
    for word in text.replace(",", " ").split():
        if word.isdecimal() and word.isascii():
            numbers.append(int(word))
            if len(word) > 4:
                return
        elif word not in vocabulary.small:
            if month or not (month := _month(word, vocabulary)):
                return
    if not numbers or len(numbers) > (2 if month else 1):
        return
    year, day = numbers[-1], numbers[0] if len(numbers) == 2 else None
    if day and day > 31:  # the year came first
        year, day = day, year
    if era or year >= 100:
        yield from _real(-year if era and era["before"] else year, month, day)


def _month(word: str, vocabulary: _Vocabulary) -> int | None:
    for months in vocabulary.months:
        # März is also spelled Maerz.
        for name in dict.fromkeys((word, word.replace("ae", "a"))):
            near = [
                number
                for number, month in enumerate(months, start=1)
                if month == name or (len(name) >= 3 and month.startswith(name))
            ]
            if len(near) == 1:
                return near[0]
    return None


def _real(year: int, month: int | None, day: int | None) -> Iterator[PartialDate]:
    try:
        date(year if year > 0 else 2000, month or 1, day or 1)
    except ValueError:
        return
    yield PartialDate(year, month, day)
