"""Numbers with their units as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from quizapp.model.languages import Language, language_of
from quizapp.model.rules import RULES, Rules
from quizapp.text import folded

LONGEST = 80
"""Characters of a number; what is longer is none."""
SCALES = {
    **dict.fromkeys(("k", "thousand", "thousands", "mil", "mille", "tausend"), 3),
    **dict.fromkeys(
        ("m", "mn", "mio", "million", "millions", "millon", "millones", "millionen"), 6
    ),
    **dict.fromkeys(("milhao", "milhoes"), 6),
    **dict.fromkeys(("bn", "b", "mrd", "billion", "billions", "milliard"), 9),
    **dict.fromkeys(("milliards", "milliarden", "bilhao", "bilhoes"), 9),
    **dict.fromkeys(("tn", "trillion", "trillions"), 12),
}
"""Words that multiply the number before them, as powers of ten."""

_ANDS = frozenset(("and", "y", "e", "et", "und"))
_GLUED = re.compile(
    r"\b(ein|zwei|drei|vier|funf|sechs|sieben|acht|neun)und(\w+zig|\w+ssig)\b"
)
_PART = re.compile(r"[^\s-]+-*")
"""A word, with the hyphen that glues it to the next one."""
_MINUS = re.compile(r"(?:minus|menos|moins)\s+(?=\d)", re.IGNORECASE)
_GROUPS = " '_\u00a0\u2009\u202f"
_ABOUT = re.compile(
    r"(?:~|≈|about|around|approx(?:\.|imately)?|circa|ca\.?|roughly|some|environ|"
    r"etwa|rund|unos|unas|cerca de|aproximadamente)\s*",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?P<minus>-?)\s*(?P<unit>us\$|[$€£¥])\s*", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:[–—-]|\b(?:to|bis|hasta|ate|a|à)\b)\s*", re.IGNORECASE)


def _pattern(mark: str) -> re.Pattern[str]:
    """A number with this decimal mark. The other mark parts thousands; where it cannot
    (not three digits follow) it is a decimal mark too."""
    other = "," if mark == "." else "."
    return re.compile(
        rf"(?P<sign>[+-]?)(?:(?P<whole>\d{{1,3}}(?:[{_GROUPS}{other}]\d{{3}})+|\d+)"
        rf"(?P<part>[{mark}]\d+|[{other}](?:\d\d?|\d{{4,}})(?!\d))?"
        rf"|(?P<bare>[{mark}]\d+))(?:e(?P<power>[+-]?\d{{1,3}}))?",
        re.ASCII | re.IGNORECASE,
    )


_NO_DIGIT = re.compile(r"\D")
_POINT = Rules(decimal=".")
_NUMBERS = {mark: _pattern(mark) for mark in ".,"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, or a range of numbers, with its unit."""

    low: Decimal
    high: Decimal
    """The same as `low` when it is one number."""
    unit: str = ""
    """Its sign, such as `km` or `%`; empty when none was said."""

    @property
    def is_range(self) -> bool:
        """Whether it is more than one number."""
        return self.low != self.high


def parse_number(text: str) -> Decimal | None:
    """The number with a decimal point that `text` is, or `None` when it is not exactly
    one.

    Thousands may be parted by a blank, an apostrophe, a low line or a comma; `12k` and
    `3.5 million` are numbers.
    """
    found = parse_quantity(text, _POINT)
    return found.low if found and not found.is_range and not found.unit else None


def parse_quantity(
    text: str, rules: Rules = RULES, names: tuple[str, ...] = ()
) -> Quantity | None:
    """The quantity that `text` is, or `None` when it is not exactly one.

    `names` are the names of the unit that is expected, the first the one it is called
    by; any other word is taken for a unit as it stands. `about` and the like are left
    out, `20–30` is a range, `twelve` a number.
    """
    if len(text) > LONGEST:
        return None
    if text.isdecimal() and text.isascii():
        number = Decimal(text)
        return Quantity(number, number)
    language = language_of(rules.language)
    text, unit = text.strip().replace("\u2212", "-"), ""
    if not text[:1].isdigit():
        if about := _ABOUT.match(text):
            text = text[about.end() :]
        text = _MINUS.sub("-", text, count=1)
        if sign := _SIGN.match(text):
            unit, text = sign["unit"], sign["minus"] + text[sign.end() :]
    pattern = _NUMBERS[rules.mark]
    found = pattern.match(text)
    if not found:
        return _in_words(text, language, names)
    low, rest = _decimal(found), text[found.end() :]
    high = None
    if link := _RANGE.match(rest):
        second = pattern.match(rest, link.end())
        if not second:
            return None
        high, rest = _decimal(second), rest[second.end() :]
    if rest and (rest[0].isalnum() or rest[0] in ".,") and rest[0] in ".,0123456789":
        return None
    power, rest = _scale(rest, language, names)
    if rest and unit and unit_of(rest, language, ()) != unit_of(unit, language, ()):
        return None
    told = unit_of(rest or unit, language, names)
    numbers = [each for each in (low, high) if each is not None]
    if power:  # it rounds to 28 digits
        numbers = [each.scaleb(power) for each in numbers]
    return Quantity(min(numbers), max(numbers), told)


def _decimal(found: re.Match[str]) -> Decimal:
    digits = _NO_DIGIT.sub("", found["whole"] or "0")
    part = (found["part"] or found["bare"] or "").replace(",", ".")
    return Decimal(f"{found['sign']}{digits}{part}e{found['power'] or 0}")


def _scale(rest: str, language: Language, names: tuple[str, ...]) -> tuple[int, str]:
    """The power of ten that a word after a number gives, and what stands after it."""
    rest = rest.strip()
    word, _, after = rest.partition(" ")
    if not names or unit_of(rest, language, names) != unit_of(names[0], language, ()):
        power = SCALES.get(folded(word).strip("."))
        if power is not None:
            return power, after.strip().removeprefix("of ").removeprefix("de ")
    return 0, rest


def _in_words(text: str, language: Language, names: tuple[str, ...]) -> Quantity | None:
    number, rest = _spoken(folded(text), language)
    if number is None:
        return None
    power, rest = _scale(rest, language, names)
    told = unit_of(rest, language, names)
    return Quantity(Decimal(number).scaleb(power), Decimal(number).scaleb(power), told)


def _spoken(text: str, language: Language) -> tuple[int | None, str]:
    """The number that the first words of `text` say, and the rest: `twenty-one`, `two
    hundred and five`, `einundzwanzig`, `soixante-dix`; no number is in `five-ish`."""
    parts = _PART.findall(_GLUED.sub(r"\2 \1", text))
    words = [part.rstrip("-") for part in parts]
    total, current, used = 0, 0, 0
    for place, word in enumerate(words):
        value = language.numerals.get(word, 1 if word == "ein" and current else None)
        if value is None and word in _ANDS and used == place and place:
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
        used = place + 1
    if used and parts[used - 1] != words[used - 1] and words[used:]:
        if words[used] not in SCALES:
            return None, text
    return (total + current, " ".join(words[used:])) if used else (None, text)


@lru_cache(maxsize=1_000)
def unit_of(text: str, language: Language, names: tuple[str, ...]) -> str:
    """The one name of a unit: of those in `names` the first, else its sign."""
    name = folded(text).strip(". ").replace("per cent", "percent")
    for each in names:
        if name == folded(each):
            return unit_of(names[0], language, ())
    return language.units.get(name.replace(" ", ""), name)


def wanted_unit(names: tuple[str, ...], rules: Rules) -> str:
    """The one name of the unit that has these names; empty when there are none."""
    return unit_of(names[0], language_of(rules.language), ()) if names else ""
