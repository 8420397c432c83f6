"""What to make of a typed answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from unicodedata import normalize

from msgspec import structs

from quizapp.cards.judging.fair import fair_pairs
from quizapp.cards.judging.lists import is_list, judge_list
from quizapp.cards.judging.meaning import CAPITALS, SIGNS, fault_of
from quizapp.cards.judging.normal import bare, forms, normal
from quizapp.cards.judging.quantities import (
    dates_of,
    is_same_value,
    judge_date,
    judge_number,
)
from quizapp.cards.judging.slips import is_same_but_for_blanks, nearness
from quizapp.cards.languages import language_of
from quizapp.cards.languages.dates import near_date, parse_date
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
    share: float | None = None
    """How much of a list is right, 0 to 1."""


def judge_typed(
    card: Card, answer: str, given: str, rivals: Mapping[str, Rival], asked: str
) -> Typed:
    """What to make of `given`, where `answer` is the card's, or one of its blanks, and
    `asked` the question as it was asked.

    In this order: what is accepted is right, unless capitals, signs or an article say
    otherwise; a number or a date is judged by its value; what is another card's answer
    is wrong; what a fair teacher takes is right; a slip of the pen is close.
    """
    if not given.strip():
        return Typed(Mark.UNKNOWN)
    rules = card.rules
    match card.fields.value:
        case Value.EXACT:
            return _exact(card, answer, given)
        case Value.LIST if not is_accepted(card, answer, given):
            return _list(card, answer, given, asked)
    wanted = _forms(card, answer)
    said = normal(given, rules)
    if said in wanted:
        if given.strip() == wanted[said]:
            return Typed(Mark.RIGHT, nearest=wanted[said])
        return _accepted(card, answer, given, rivals.get(said), asked)
    match card.fields.value:
        case Value.NUMBER:
            told = Typed(*judge_number(card, answer, given), answer)
            return _faultless(told, given, rules, asked)
        case Value.DATE:
            return Typed(*judge_date(card, answer, given, asked), answer)
        case _ if is_same_value(answer, given, rules, asked):
            told = Typed(Mark.RIGHT, nearest=answer)
            return _faultless(told, given, rules, asked)
    if rival := rivals.get(said):
        return Typed(Mark.WRONG, whose(rival), answer)
    if rules.accents and (bare := _without_accents(said, wanted, rules)):
        return Typed(Mark.CLOSE, "Nearly: look at the accents.", bare)
    if is_list(answer, asked, rules):
        told = _list(card, answer, given, asked)
        if told.mark is not Mark.WRONG:
            return told
    return _compared(card, wanted, said, given, asked)


def _exact(card: Card, answer: str, given: str) -> Typed:
    """The verdict where capitals and every sign count."""
    said = normalize("NFC", bare(given))
    accepted = (answer, *card.fields.accept)
    if any(normalize("NFC", bare(each)) == said for each in accepted):
        return Typed(Mark.RIGHT, nearest=answer)
    is_near = is_accepted(card, answer, given)
    return Typed(Mark.WRONG, SIGNS if is_near else "", answer)


def _list(card: Card, answer: str, given: str, asked: str) -> Typed:
    """The verdict on a list in any order."""

    def judge(item: str, each: str) -> Mark:
        return judge_typed(plain, item, each, {}, asked).mark

    fields = structs.replace(card.fields, value=Value.TEXT, accept=())
    plain = structs.replace(card, fields=fields)
    mark, marks = judge_list(answer, given, card.rules, judge)
    share = sum(each is Mark.RIGHT for each in marks) / max(1, len(marks))
    if mark is Mark.RIGHT:
        return Typed(mark, nearest=answer)
    if mark is Mark.CLOSE:
        return Typed(mark, "Nearly: look at the spelling.", answer)
    told = f"{marks.count(Mark.RIGHT)} of {len(marks)} right." if share else ""
    return Typed(mark, told, answer, share)


def _accepted(
    card: Card, answer: str, given: str, rival: Rival | None, asked: str
) -> Typed:
    """The verdict on words that are right: another card's answer may be meant by them,
    or capitals, signs or an article may be wrong."""
    rules, said = card.rules, normal(given, card.rules)
    texts = [
        each
        for each in (answer, *card.fields.accept)
        if said in forms(each, rules)
    ]
    told = [_faultless(Typed(Mark.RIGHT, nearest=each), given, rules, asked) for each in texts]
    best = next((each for each in told if each.mark is Mark.RIGHT), told[0])
    if rival is None or given.strip() in texts:
        return best
    for other in (rival, *rival.twins):
        if is_other_word(best.nearest, other, card):
            if other.text == given.strip():
                return Typed(Mark.WRONG, whose(other), best.nearest)
            if best.mark is Mark.RIGHT and given.islower() != best.nearest.islower():
                best = Typed(Mark.CLOSE, CAPITALS, best.nearest)
    return best


def _faultless(told: Typed, given: str, rules: Rules, asked: str) -> Typed:
    """`told`, unless it is right and capitals, signs or an article are not."""
    if told.mark is not Mark.RIGHT:
        return told
    fault = fault_of(told.nearest, given, rules, asked)
    return Typed(fault.mark, fault.remark, told.nearest) if fault else told


def _compared(
    card: Card, wanted: Mapping[str, str], said: str, given: str, asked: str
) -> Typed:
    """The verdict on other words than those that are `wanted`: they may mean the same,
    or be misspelled."""
    rules = card.rules
    accepted = tuple(dict.fromkeys(wanted.values()))
    for each in accepted:
        for one, other in fair_pairs(each, given, rules, asked):
            if is_same_but_for_blanks(one, other):
                told = Typed(Mark.RIGHT, nearest=each)
                return _faultless(told, given, rules, asked)
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
    if counts:
        form = min(counts, key=counts.__getitem__)
        if counts[form] == 0:
            told = Typed(Mark.RIGHT, nearest=wanted[form])
            return _faultless(told, given, rules, asked)
        has_all = len(said.split()) == len(form.split())
        look = "the spelling" if has_all else "each word"
        return Typed(Mark.CLOSE, f"Nearly: look at {look}.", wanted[form])
    for each in accepted:
        for one, other in fair_pairs(each, given, rules, asked):
            if nearness(one, other, names, language) is not None:
                return Typed(Mark.CLOSE, "Nearly: look at the spelling.", each)
    return Typed(Mark.WRONG, nearest=_likest(said, wanted))


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
        return f"“{rival.text}”: {told or card.prompt}"
    return f"“{rival.text}” answers: {card.prompt}"


def _without_accents(said: str, wanted: Mapping[str, str], rules: Rules) -> str:
    """The accepted answer that `said` is but for its accents, if it is one."""
    loose = replace(rules, accents=False)
    bare = normal(said, loose)
    same = (each for form, each in wanted.items() if normal(form, loose) == bare)
    return next(same, "")


def is_other_word(text: str, other: Rival, card: Card) -> bool:
    """Whether another card's answer, equal but for case or its article, is not the same
    word: `Polish` and `polish`. A capital that begins a sentence makes no other word."""
    if text == other.text:
        return False
    if text.casefold() != other.text.casefold():
        fault = fault_of(text, other.text, card.rules, "")
        return fault is not None and fault.mark is Mark.CLOSE
    is_first_alone = text[1:] == other.text[1:]
    return not (is_first_alone and (card.is_cloze or other.card.is_cloze))


def _likest(said: str, wanted: Mapping[str, str]) -> str:
    """The accepted answer whose length is the nearest: what to compare with."""
    form = min(wanted, key=lambda form: abs(len(form) - len(said)))
    return wanted[form]


def no_value(card: Card, answer: str, given: str, asked: str) -> str:
    """Why `given` is not the number or date that the card asks for, in a sentence that
    says what to type; empty when it is, or when it is blank."""
    if not given.strip() or is_accepted(card, answer, given):
        return ""
    match card.fields.value:
        case Value.NUMBER if not parse_quantity(given, card.rules, card.fields.unit):
            return "Type a number, in digits."
        case Value.DATE if not dates_of(
            given, parse_date(answer, card.rules), asked, card.rules
        ):
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
