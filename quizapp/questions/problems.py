"""What keeps a text from being the number or the date that is asked for."""

from __future__ import annotations

from quizapp.language.dates import near_date, parse_date, readings_of
from quizapp.language.numbers import parse_quantity
from quizapp.model import Card, Value
from quizapp.questions.typed import is_accepted

DATES = ("3 May 1998", "21 July 1969")
"""Examples of a date: the first one of another year than the answer's is shown."""


def no_value(card: Card, answer: str, given: str) -> str:
    """Why `given` is not the number or date that the card asks for, in a sentence that
    says what to type; empty when it is, or when it is blank."""
    if not given.strip() or is_accepted(card, answer, given):
        return ""
    match card.fields.value:
        case Value.NUMBER if not parse_quantity(given, card.rules, card.fields.unit):
            return "Type a number, in digits."
        case Value.DATE if not any(readings_of(given, card.rules)):
            # A month spelled wrong is judged, or asking again would tell that the
            # date is not the right one.
            return "" if near_date(given, card.rules) else _no_date(card, answer)
    return ""


def _no_date(card: Card, answer: str) -> str:
    others = (each for each in DATES if each[-4:] not in answer)
    day, month, year = next(others, DATES[0]).split()
    right = parse_date(answer, card.rules)
    match right.precision if right else "day":
        case "year":
            return f"Type a year, such as {year}."
        case "month":
            return f"Type a month and a year, such as {month} {year}."
    return f"Type a date, such as {day} {month} {year}."
