"""Numbers and dates as people write them: what was not said stays unsaid."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

SCALES = {
    "k": 3,
    "thousand": 3,
    "m": 6,
    "mn": 6,
    "million": 6,
    "bn": 9,
    "billion": 9,
    "tn": 12,
    "trillion": 12,
}
"""Words that multiply the number before them, as powers of ten."""

_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>\d{1,3}(?:[ ,'_\u00a0\u2009\u202f]\d{3})+|\d+)?"
    r"(?P<part>\.\d+)?(?:[eE](?P<power>[+-]?\d{1,3}))?(?:\s*(?P<scale>[A-Za-z]+))?",
    re.ASCII,
)

MONTHS = (
    "january february march april may june july august september october november "
    "december"
).split()


def parse_number(text: str) -> Decimal | None:
    """The number that `text` is, or `None` when it is not exactly one.

    Thousands may be parted by a comma, an apostrophe, a low line or a space; `12k` and
    `3.5 million` are numbers; at most 60 characters are looked at.
    """
    text = text.strip().replace("\u2212", "-")
    if len(text) > 60:
        return None
    found = _NUMBER.fullmatch(text)
    if not found or not (found["whole"] or found["part"]):
        return None
    power = int(found["power"] or 0)
    if found["scale"]:
        scale = SCALES.get(found["scale"].lower())
        if scale is None:
            return None
        power += scale
    digits = re.sub(r"\D", "", found["whole"] or "0")
    return Decimal(f"{found['sign']}{digits}{found['part'] or ''}e{power}")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as it was said: a year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> str:
        """`year`, `month` or `day`."""
        return "day" if self.day else "month" if self.month else "year"


_DATES = (
    re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?)?", re.ASCII),
    re.compile(
        r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<m>[A-Za-z]{3,9})\.?,?"
        r"\s+(?P<y>\d{4})",
        re.ASCII,
    ),
    re.compile(
        r"(?P<m>[A-Za-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})",
        re.ASCII,
    ),
)


def parse_date(text: str) -> PartialDate | None:
    """The date that `text` is, or `None` when it is not exactly one real date.

    Read are `2016`, `2016-11`, `2016-11-14`, `November 2016`, `14 Nov 2016`,
    `14th of November 2016` and `November 14, 2016`.
    """
    text = text.strip()
    if len(text) > 40:
        return None
    for form in _DATES:
        found = form.fullmatch(text)
        if not found:
            continue
        month = _month(found["m"]) if found["m"] else None
        if found["m"] and not month:
            return None
        told = PartialDate(
            int(found["y"]), month, int(found["d"]) if found["d"] else None
        )
        return told if _exists(told) else None
    return None


def _month(word: str) -> int | None:
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    word = word.lower()
    for number, name in enumerate(MONTHS, start=1):
        if word in (name, name[:3]) or (word == "sept" and number == 9):
            return number
    return None


def _exists(told: PartialDate) -> bool:
    try:
        date(told.year, told.month or 1, told.day or 1)
    except ValueError:
        return False
    return told.day != 0
