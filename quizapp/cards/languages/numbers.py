"""Reads numbers and their units as people write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from quizapp.cards.languages.spoken import spoken
from quizapp.cards.languages.words import (
    MAX_VALUE_LENGTH,
    any_of,
    language_of,
    languages_in,
    words_in,
)
from quizapp.model import RULES, Rules
from quizapp.text import folded

_GROUPS = " '_\u00a0\u2009\u202f"


def _pattern(mark: str) -> re.Pattern[str]:
    """Matches a number with this decimal mark. The other mark separates thousands; if
    it cannot, because not three digits follow, it is a decimal mark too."""
    other = "," if mark == "." else "."
    return re.compile(
        rf"(?P<sign>[+-]?)(?:(?P<whole>\d{{1,3}}(?:[{_GROUPS}{other}]\d{{3}})+|\d+)"
        rf"(?P<part>[{mark}]\d+|[{other}](?:\d\d?|\d{{4,}})(?!\d))?"
        rf"|(?P<bare>[{mark}]\d+))(?:e(?P<power>[+-]?\d{{1,3}}))?",
        re.ASCII | re.IGNORECASE,
    )


_FRACTION = re.compile(
    r"(?P<sign>[+-]?)(?:(?P<whole>\d{1,9})\s+)?(?P<top>\d{1,9})\s*[/⁄]\s*"
    r"(?P<bottom>0*[1-9]\d{0,8})(?![\d/.,])",
    re.ASCII,
)
_POWER = re.compile(
    r"(?P<sign>[+-]?)(?:(?P<factor>\d{1,20}(?:[.,]\d{1,20})?)\s*[*x×·⋅]\s*)?"
    r"(?P<base>[1-9]\d{0,2})\s*(?:\^|\*\*)\s*[{(]?(?P<power>[+-]?\d{1,2})[)}]?(?!\d)",
    re.ASCII | re.IGNORECASE,
)
_RAISED = re.compile(r"(?<=\d)[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_LOWERED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
_VULGAR = re.compile("[¼-¾⅐-⅞]")
SHORT = 3
"""The most letters of a currency's name that may stand before a number."""
_NO_UNIT = re.compile(r"[/*]?\s*\d|[\^*×·=<>]")
"""The beginning of something that is not a unit."""
_NO_DIGIT = re.compile(r"\D")
_POINT = Rules(decimal=".")
_NUMBERS = {mark: _pattern(mark) for mark in ".,"}


class _Vocabulary:
    """The words used in numbers, in a deck of some language."""

    def __init__(self, code: str) -> None:
        self.code = code
        known = languages_in(code)
        self.scales: dict[str, int] = {}
        self.units: dict[str, str] = {}
        """The sign of each unit by its names without spaces."""
        self.currencies: dict[str, tuple[str, ...]] = {}
        """The signs that the names of currencies may stand for, the likeliest first."""
        for each in reversed(known):  # a German Billion is a thousand English ones
            self.scales |= {word: int(power) for word, power in each.scales.items()}
            self.units |= {k.replace(" ", ""): sign for k, sign in each.units.items()}
            self.currencies |= {
                k.replace(" ", ""): signs for k, signs in each.currencies.items()
            }
        for name, signs in self.currencies.items():
            self.units.setdefault(name, signs[0])
        signs_before = any_of(each for each in self.currencies if len(each) <= SHORT)
        self.sign = re.compile(
            rf"(?P<minus>-?)\s*(?P<unit>{signs_before})(?![^\W\d_])"
            r"(?:(?<=[^\W\d_])\.)?\s*",
            re.IGNORECASE,
        )
        """Matches a currency before its number; only letters have a stop: `Fr. 5`, but
        `$.50`."""
        self.either = words_in(code, "numbers.either")
        """Words after a number that make it another one."""
        self.spans = [
            (
                re.compile(rf"{re.escape(one)}\s+(?=\d)", re.IGNORECASE),
                re.compile(rf"\s+{re.escape(other)}\s+(?=\d)", re.IGNORECASE),
            )
            for each in known
            for one, other in each.numbers.spans
        ]
        """The words before the first and the second number of a range."""
        about, minus, to, of = (
            any_of(words_in(code, f"numbers.{field}"))
            for field in ("about", "minus", "to", "of")
        )
        self.about = re.compile(  # but CA$ is Canadian
            rf"(?:[~≈]|{about}(?![^\W\d_]|\$)\.?)\s*", re.IGNORECASE
        )
        self.minus = re.compile(rf"{minus}\s+(?=\d)", re.IGNORECASE)
        self.to = re.compile(rf"\s*(?:[–—-]|\b{to}\b)\s*", re.IGNORECASE)
        """Matches what is between the two numbers of a range."""
        self.of = re.compile(rf"{of}\s+", re.IGNORECASE)


@lru_cache(maxsize=64)
def _vocabulary(code: str) -> _Vocabulary:
    return _Vocabulary(code)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, or a range of numbers, with its unit."""

    low: Decimal
    high: Decimal
    """Equal to `low` if it is one number."""
    unit: str = ""
    """The sign of the unit, such as `km` or `%`; empty if none was given."""
    written_unit: str = field(default="", compare=False)
    """The unit as it is written: `kilometres`."""

    @property
    def is_range(self) -> bool:
        """Whether it is more than one number."""
        return self.low != self.high


def decimal_mark(rules: Rules) -> str:
    """The decimal mark in a deck with these rules: `.` or `,`."""
    return rules.decimal or language_of(rules.language).decimal


def parse_number(text: str) -> Decimal | None:
    """The number with a decimal point that `text` is; `None` if it is not one number.

    Thousands may be separated by a space, an apostrophe, an underscore or a comma;
    `12k` and `3.5 million` are numbers.
    """
    found = parse_quantity(text, _POINT)
    return found.low if found and not found.is_range and not found.unit else None


def parse_quantity(
    text: str, rules: Rules = RULES, names: tuple[str, ...] = ()
) -> Quantity | None:
    """The quantity that `text` is; `None` if it is not exactly one.

    `names` are the names of the expected unit, beginning with its usual one; any other
    word is taken as a unit. `about` and the like are ignored, `20–30` is a range, and
    `twelve` is a number.
    """
    if len(text) > MAX_VALUE_LENGTH:
        return None
    if text.isdecimal() and text.isascii():
        number = Decimal(text)
        return Quantity(number, number)
    vocabulary = _vocabulary(rules.language)
    text, unit, link = _without_words(_in_plain_digits(text), vocabulary)
    calculated = _calculated(text)
    found = (
        calculated
        or _in_digits(text, _NUMBERS[decimal_mark(rules)], link)
        or _in_words(text, vocabulary, link)
    )
    if not found:
        return None
    numbers, rest = found
    power = 0
    if not calculated:  # in `10^6 m`, the m is not a million
        power, rest = _scale(rest, vocabulary, names)
    if not _may_be_unit(rest, vocabulary):
        return None
    if rest and unit and _unit(rest, vocabulary) != _unit(unit, vocabulary):
        return None
    if power:  # it rounds to 28 digits
        numbers = [number.scaleb(power) for number in numbers]
    written = rest.strip() or unit
    unit = _unit(written, vocabulary, names)
    return Quantity(min(numbers), max(numbers), unit, written)


def _in_plain_digits(text: str) -> str:
    """The text with `²` as `^2`, `½` as `1/2`, and one sign for minus."""
    text = text.strip().replace("\u2212", "-")
    if text.isascii():
        return text
    text = _RAISED.sub(lambda found: "^" + found[0].translate(_LOWERED), text)
    return _VULGAR.sub(
        lambda found: " " + unicodedata.normalize("NFKC", found[0]), text
    ).strip()


def _without_words(
    text: str, vocabulary: _Vocabulary
) -> tuple[str, str, re.Pattern[str]]:
    """The text from its number on, the unit before the number, and what joins the two
    numbers of a range."""
    unit, link = "", vocabulary.to
    if text[:1].isdigit():
        return text, unit, link
    if about := vocabulary.about.match(text):
        text = text[about.end() :]
    text = vocabulary.minus.sub("-", text, count=1)
    if sign := vocabulary.sign.match(text):
        unit, text = sign["unit"], sign["minus"] + text[sign.end() :]
    for first, second in vocabulary.spans:
        if (before := first.match(text)) and second.search(text):
            text, link = text[before.end() :], second
    return text, unit, link


def _calculated(text: str) -> tuple[list[Decimal], str] | None:
    """The number that a fraction or a power at the beginning is, and the rest."""
    found = _POWER.match(text) or _FRACTION.match(text)
    if not found:
        return None
    parts = found.groupdict()
    if "power" in parts:
        factor = Decimal((parts["factor"] or "1").replace(",", "."))
        value = factor * Decimal(parts["base"]) ** int(parts["power"])
    else:
        value = Decimal(parts["top"]) / Decimal(parts["bottom"])
        value += Decimal(parts["whole"] or 0)
    return [-value if parts["sign"] == "-" else value], text[found.end() :].strip()


def _in_digits(
    text: str, pattern: re.Pattern[str], link: re.Pattern[str]
) -> tuple[list[Decimal], str] | None:
    """One number at the beginning, or two of a range, and the rest."""
    found = pattern.match(text)
    if not found:
        return None
    numbers, rest = [_decimal(found)], text[found.end() :]
    if joined := link.match(rest):
        other = pattern.match(rest, joined.end())
        if not other:
            return None
        numbers.append(_second(found[0], other))
        rest = rest[other.end() :]
    return None if rest and rest[0] in ".,0123456789" else (numbers, rest)


def _in_words(
    text: str, vocabulary: _Vocabulary, link: re.Pattern[str]
) -> tuple[list[Decimal], str] | None:
    """A number in words at the beginning, or two of a range, and the rest."""
    number, rest = spoken(text, vocabulary.code)
    if number is None:
        return None
    if joined := link.match(rest):
        other, after = spoken(rest[joined.end() :], vocabulary.code)
        if other is not None:
            return [number, other], after
    return [number], rest


def _second(first: str, found: re.Match[str]) -> Decimal:
    """The second number of a range; in `1914–18` it leaves out what both begin with."""
    given = found[0]
    if given.isdecimal() and first.isdecimal() and len(given) < len(first):
        whole = first[: len(first) - len(given)] + given
        if whole > first:
            return Decimal(whole)
    return _decimal(found)


def _may_be_unit(rest: str, vocabulary: _Vocabulary) -> bool:
    """Whether the text after a number may be its unit; in `12 or 13` and `2/3` it makes
    another number."""
    rest = rest.strip()
    if not rest:
        return True
    return not _NO_UNIT.match(rest) and folded(rest.split()[0]) not in vocabulary.either


def _decimal(found: re.Match[str]) -> Decimal:
    digits = _NO_DIGIT.sub("", found["whole"] or "0")
    part = (found["part"] or found["bare"] or "").replace(",", ".")
    return Decimal(f"{found['sign']}{digits}{part}e{found['power'] or 0}")


def _scale(
    rest: str, vocabulary: _Vocabulary, names: tuple[str, ...]
) -> tuple[int, str]:
    """The power of ten given by one or two words after a number, and the rest of the
    text."""
    rest = rest.strip()
    if not names or _unit(rest, vocabulary, names) != _unit(names[0], vocabulary):
        words = rest.split()
        for count in (2, 1):  # Spanish mil millones, before mil
            power = vocabulary.scales.get(folded(" ".join(words[:count])).strip("."))
            if power is not None:
                after = " ".join(words[count:])
                return power, vocabulary.of.sub("", after, count=1)
    return 0, rest


@lru_cache(maxsize=1_000)
def _unit(text: str, vocabulary: _Vocabulary, names: tuple[str, ...] = ()) -> str:
    """The name for a unit: the first of `names` if it is one of them, or else its
    sign."""
    name = folded(text).strip(". ")
    if any(name == folded(other) for other in names):
        name = folded(names[0]).strip(". ")
    return vocabulary.units.get(name.replace(" ", ""), name)


def is_same_unit(wanted: str, said: str, rules: Rules) -> bool:
    """Whether `said` is a name for the unit `wanted`. A currency may be given without
    its country: francs, for Swiss francs."""
    vocabulary = _vocabulary(rules.language)
    if _unit(wanted, vocabulary) == _unit(said, vocabulary):
        return True
    meant, may_mean = (
        vocabulary.currencies.get(folded(each).strip(". ").replace(" ", ""), ())
        for each in (wanted, said)
    )
    return bool(meant) and meant[0] in may_mean


def wanted_unit(names: tuple[str, ...], rules: Rules) -> str:
    """The name for the unit with these names; empty if there are none."""
    return _unit(names[0], _vocabulary(rules.language)) if names else ""
