"""Judges numbers and dates."""

from __future__ import annotations

import re
from decimal import Decimal

from quizapp.cards.languages.dates import (
    PartialDate,
    completed,
    is_same_day,
    near_date,
    parse_date,
    readings_of,
)
from quizapp.cards.languages.numbers import (
    Quantity,
    is_same_unit,
    parse_quantity,
)
from quizapp.cards.languages.words import MAX_VALUE_LENGTH
from quizapp.model import Card, Mark, Rules

_DIGIT = re.compile(r"[\d¼-¾⅐-⅞]")
_BARE = re.compile(r"[\d.]+", re.ASCII)


def judge_number(card: Card, answer: str, given: str) -> tuple[Mark, str]:
    """Mark and remark for a number: by its value, within the tolerance.

    A unit may be left out, but a wrong one is wrong. If the answer is a range, any
    number in it is right, and so is the range itself.
    """
    rules, names = card.rules, card.fields.unit
    wanted, said = _quantities(answer, given, rules, names)
    if said is None:
        return Mark.WRONG, f"“{given.strip()[:40]}” is not read as a number."
    if wanted is None:
        return Mark.WRONG, ""
    units = [each for each in (wanted.written_unit, *names) if each]
    if said.unit and units and said.unit != wanted.unit:
        same = (is_same_unit(each, said.written_unit, rules) for each in units)
        if not any(same):
            return Mark.WRONG, f"The unit is {units[0]}."
    if said.is_range and not wanted.is_range:
        return Mark.WRONG, "One number is asked for, not a range."
    mark, remark = _compared(card, wanted, said)
    if mark is Mark.RIGHT and said.unit and not units:
        remark = remark or "Only the number was checked, not the unit."
    return mark, remark


def _quantities(
    answer: str, given: str, rules: Rules, names: tuple[str, ...] = ()
) -> tuple[Quantity | None, Quantity | None]:
    """Both texts as quantities; the answer only if what was given is one. Beside
    `5 metres`, `5 m` is not five million."""
    said = parse_quantity(given, rules, names)
    wanted = parse_quantity(answer, rules, names) if said else None
    if wanted and said and not names and wanted.unit != said.unit:
        if wanted.unit:
            said = parse_quantity(given, rules, (wanted.unit,))
        else:
            wanted = parse_quantity(answer, rules, (said.unit,))
    return wanted, said


def _compared(card: Card, wanted: Quantity, said: Quantity) -> tuple[Mark, str]:
    if wanted.is_range and not said.is_range:
        if wanted.low <= said.low <= wanted.high:
            return Mark.RIGHT, "Within the range."
        return Mark.WRONG, ""
    away = max(abs(said.low - wanted.low), abs(said.high - wanted.high))
    if away == 0:
        return Mark.RIGHT, ""
    if away <= allowed(card, wanted):
        return Mark.RIGHT, "Within the tolerance."
    return Mark.WRONG, ""


def allowed(card: Card, wanted: Quantity) -> Decimal:
    """How far from the right number an answer may be."""
    tolerance = card.fields.tolerance
    if not tolerance:
        return Decimal(0)
    if tolerance.relative:
        return abs(wanted.low) * tolerance.amount / 100
    return tolerance.amount


def is_same_value(answer: str, given: str, rules: Rules, asked: str) -> bool:
    """Whether an answer without `:value:` is a number or a date, and `given` is the
    same one written in another way.

    Two runs of bare digits are not compared by value: `3.1` is not `3.10`.
    """
    if max(len(answer), len(given)) > MAX_VALUE_LENGTH:
        return False
    has_digits = bool(_DIGIT.search(answer))
    if not has_digits and not _DIGIT.search(given):
        return False
    if (is_day := is_same_day(answer, given, asked, rules)) is not None:
        return is_day
    wanted = parse_date(answer, rules)
    if wanted and wanted.month:
        return dates_of(given, wanted, asked, rules) == {wanted}
    if _BARE.fullmatch(answer.strip()) and _BARE.fullmatch(given.strip()):
        return False
    number, said = _quantities(answer, given, rules)
    if not number or not said:
        return False
    if said.unit:
        is_same = said.unit == number.unit or is_same_unit(
            number.written_unit, said.written_unit, rules
        )
    else:
        is_same = not number.unit or (has_digits and _is_only_unit(number, answer))
    if not is_same:
        return False
    return (said.low, said.high) == (number.low, number.high)


def _is_only_unit(number: Quantity, answer: str) -> bool:
    """Whether the unit of an answer is certainly no more than that, so that it may be
    left out. Several words may be more, and so may a word before the number, such as
    `RS 485`, unless it is the code of a currency."""
    written = number.written_unit
    is_sign = not written.isalpha() or (len(written) == 3 and written.isupper())
    is_after = not answer.rstrip()[-1].isdigit()
    return " " not in number.unit and (is_sign or is_after)


def dates_of(
    given: str, wanted: PartialDate | None, asked: str, rules: Rules
) -> set[PartialDate]:
    """The dates that `given` may be; what the question already names may be left
    out."""
    readings = set(readings_of(given, rules))
    if readings or not wanted:
        return readings
    return completed(given, wanted, asked, rules)


def judge_date(
    card: Card, answer: str, given: str, asked: str = ""
) -> tuple[Mark, str]:
    """Mark and remark for a date: it must be as precise as the answer, not more."""
    wanted = parse_date(answer, card.rules)
    readings = dates_of(given, wanted, asked, card.rules)
    near = None if readings else near_date(given, card.rules)
    if near and near == wanted:
        return Mark.CLOSE, "Nearly: look at the spelling."
    if not readings and not near:
        return Mark.WRONG, f"“{given.strip()[:40]}” is not read as a date."
    if wanted is None or near:
        return Mark.WRONG, ""
    if len(readings) > 1:
        if wanted in readings:
            return Mark.CLOSE, "Which is the month? Write it as a word."
        return Mark.WRONG, ""
    return _beside(wanted, readings.pop())


def _beside(wanted: PartialDate, said: PartialDate) -> tuple[Mark, str]:
    if said == wanted:
        return Mark.RIGHT, ""
    if wanted.covers(said):
        return Mark.RIGHT, f"Only the {wanted.precision} was checked."
    if said.covers(wanted):
        return (
            Mark.CLOSE,
            f"Right so far, but the question asks for the {wanted.precision}.",
        )
    return Mark.WRONG, ""
