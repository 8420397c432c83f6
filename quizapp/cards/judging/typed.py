"""What to make of a typed answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from quizapp.cards.judging.normal import forms, normal
from quizapp.cards.judging.quantities import is_same_value, judge_date, judge_number
from quizapp.cards.judging.slips import nearness
from quizapp.cards.languages import language_of
from quizapp.cards.languages.dates import near_date, parse_date, readings_of
from quizapp.cards.languages.numbers import parse_quantity
from quizapp.model import Card, Mark, Rival, Rules, Value
from quizapp.text import folded

_NAME = re.compile(r"[^\W\d_]+")
DATES = ("3 May 1998", "21 July 1969")
"""Examples of a date: the first one of another year than the answer's is shown."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What is made of one typed answer."""

    mark: Mark
    remark: str = ""
    nearest: str = ""
    """The accepted answer that it was compared with."""


def judge_typed(
    card: Card, answer: str, given: str, rivals: Mapping[str, Rival]
) -> Typed:
    """What to make of `given`, where `answer` is the card's, or one of its blanks.

    In this order: what is accepted is right; a number or a date is judged by its value;
    what is another card's answer is wrong; a slip of the pen is close.
    """
    if not given.strip():
        return Typed(Mark.UNKNOWN)
    rules = card.rules
    accepted = (answer, *card.fields.accept)
    wanted = _forms(card, answer)
    said = normal(given, rules)
    if said in wanted:
        return Typed(Mark.RIGHT, nearest=wanted[said])
    match card.fields.value:
        case Value.NUMBER:
            return Typed(*judge_number(card, answer, given), answer)
        case Value.DATE:
            return Typed(*judge_date(card, answer, given), answer)
        case _ if is_same_value(answer, given, rules):
            return Typed(Mark.RIGHT, nearest=answer)
    rival = rivals.get(said)
    if rival:
        return Typed(Mark.WRONG, whose(rival), answer)
    if rules.accents and (bare := _without_accents(said, wanted, rules)):
        return Typed(Mark.CLOSE, "Nearly: look at the accents.", bare)
    language = language_of(rules.language)
    names = {
        folded(word)
        for each in accepted
        for word in _NAME.findall(each)
        if word[0].isupper()
    }
    counts = {
        form: count
        for form in wanted
        if (count := nearness(said, form, names, language)) is not None
    }
    if not counts:
        return Typed(Mark.WRONG, nearest=_likest(said, wanted))
    form = min(counts, key=counts.__getitem__)
    if counts[form] == 0:
        return Typed(Mark.RIGHT, nearest=wanted[form])
    has_all = len(said.split()) == len(form.split())
    told = "Nearly: look at the spelling." if has_all else "Nearly: look at each word."
    return Typed(Mark.CLOSE, told, wanted[form])


def is_accepted(card: Card, answer: str, given: str) -> bool:
    """Whether `given` is an accepted answer as it stands, whatever its value."""
    return normal(given, card.rules) in _forms(card, answer)


def _forms(card: Card, answer: str) -> Mapping[str, str]:
    """Each form of each accepted answer, with the answer."""
    accepted = (answer, *card.fields.accept)
    return {
        form: each for each in reversed(accepted) for form in forms(each, card.rules)
    }


def whose(rival: Rival) -> str:
    """What another card's answer is, as that card says."""
    card = rival.card
    told = card.fields.cite
    if card.blank or card.blanks or (told and rival.text in told):
        return f"«{rival.text}»: {told or card.prompt}"
    return f"«{rival.text}» answers: {card.prompt}"


def _without_accents(said: str, wanted: Mapping[str, str], rules: Rules) -> str:
    """The accepted answer that `said` is but for its accents, if it is one."""
    loose = replace(rules, accents=False)
    bare = normal(said, loose)
    same = (each for form, each in wanted.items() if normal(form, loose) == bare)
    return next(same, "")


def _likest(said: str, wanted: Mapping[str, str]) -> str:
    """The accepted answer whose length is the nearest: what to compare with."""
    form = min(wanted, key=lambda form: abs(len(form) - len(said)))
    return wanted[form]


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
