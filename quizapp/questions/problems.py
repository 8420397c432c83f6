"""What keeps a text from being an answer at all: it is asked for again, not judged."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

from quizapp.language.dates import near_date, parse_date, readings_of
from quizapp.language.numbers import parse_quantity
from quizapp.model import Card, Question, Value
from quizapp.questions.judging import slot_answers
from quizapp.questions.typed import is_accepted

DATES = ("3 May 1998", "21 July 1969")
"""Examples of a date: the first one of another year than the answer's is shown."""


def problem(question: Question, given: str) -> str:
    """Why `given` cannot be judged as an answer, in a sentence that says what can;
    empty when it can.

    A choice must be one of those that are offered, and where a number or a date is
    asked for, the text must read as one. A blank left empty is an answer.
    """
    card, parts = question.card, given.split("\n")
    if question.choices:
        return _no_choice(question, parts)
    if not question.is_typed or not given.strip():
        return ""
    if not question.slots:
        return _no_value(card, card.answer, given)
    answers = slot_answers(card)
    if len(parts) != len(answers):
        return f"There are {len(answers)} blanks: separate your answers with |."
    told = map(_no_value, repeat(card), answers, parts)
    return next((f"({n}) {text}" for n, text in enumerate(told, 1) if text), "")


def _no_choice(question: Question, parts: Sequence[str]) -> str:
    count, slots = len(question.choices), len(question.slots)
    are_there = {choice.text for choice in question.choices}.issuperset(parts)
    if slots:
        is_repeated = count >= slots and len(set(parts)) < len(parts)
        if are_there and len(parts) == slots and not is_repeated:
            return ""
        once = ", each once" if count >= slots else ""
        return f"Choose {slots} by number: 1 to {count}{once}, separated by spaces."
    if are_there and (question.wants_several or len(parts) == 1):
        return ""
    if question.wants_several:
        return f"Choose one or more by number: 1 to {count}."
    return f"Choose by number, 1 to {count}, or by text."


def _no_value(card: Card, answer: str, given: str) -> str:
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
