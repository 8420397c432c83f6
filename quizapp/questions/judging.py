"""What to make of a given answer."""

from __future__ import annotations

import re

from quizapp.model import Fields, Grade, Kind, Mark, Question, Value, Verdict
from quizapp.model.values import parse_date, parse_number
from quizapp.questions.asking import shown_answer
from quizapp.questions.normal import normal, slips

_ROMAN = re.compile(r"[ivxlcdm]+")
_NEGATIONS = frozenset({"no", "not", "non", "never", "without"})
_LONGEST = 400
"""Letters of an answer that slips are looked for in; beyond, it must be equal."""


def judge(question: Question, given: str | None) -> Verdict:
    """The verdict on `given`; `None` is «I don't know».

    A choice is given by its text, several by one a line. For any string there is a
    verdict, and for equal input the equal one.
    """
    card = question.card
    answer = shown_answer(card)
    if given is None:
        return Verdict(Mark.UNKNOWN, "", answer, Grade.AGAIN)
    match question.kind:
        case Kind.CHOOSE | Kind.TRUE_FALSE:
            right = {choice.text for choice in question.choices if choice.right}
            chosen = set(given.split("\n")) if question.wants_several else {given}
            mark = Mark.RIGHT if chosen == right else Mark.WRONG
            answer = "\n".join(c.text for c in question.choices if c.right)
            remark = ""
        case Kind.TYPE | Kind.CLOZE:
            if not given.strip():
                return Verdict(Mark.UNKNOWN, given, answer, Grade.AGAIN)
            mark, remark = _typed(question, given)
        case _:
            mark, remark = Mark.OPEN, ""
    return Verdict(mark, given, answer, _proposed(mark), remark)


def _proposed(mark: Mark) -> Grade:
    match mark:
        case Mark.RIGHT | Mark.OPEN:
            return Grade.GOOD
        case Mark.CLOSE:
            return Grade.HARD
        case _:
            return Grade.AGAIN


def _typed(question: Question, given: str) -> tuple[Mark, str]:
    card = question.card
    accepted = (card.answer, *card.fields.accept)
    said = normal(given)
    if any(said == normal(each) for each in accepted):
        return Mark.RIGHT, ""
    match card.fields.value:
        case Value.NUMBER:
            return _number(card.fields, card.answer, given)
        case Value.DATE:
            return _date(card.answer, given)
    rival = question.rivals.get(said)
    if rival:
        return Mark.WRONG, f"«{rival.text}» is the answer to another card."
    counts = [_slips(said, normal(each)) for each in accepted]
    match min((count for count in counts if count is not None), default=None):
        case None:
            return Mark.WRONG, ""
        case 0:
            return Mark.RIGHT, ""
    return Mark.CLOSE, "Nearly: look at the spelling."


def _slips(said: str, wanted: str) -> int | None:
    """How many slips of the pen part the two; `None` when they are different things.

    Measured on 93 pairs of slips and twins: no string metric alone tells them apart,
    one slip below nine letters and two from nine, with short words, numbers, Roman
    numerals and negations exact, does for 92.
    """
    if max(len(said), len(wanted)) > _LONGEST:
        return None
    if said.replace(" ", "") == wanted.replace(" ", ""):
        return 0
    most = 1 if len(wanted) < 9 else 2
    told, asked = said.split(), wanted.split()
    if len(told) != len(asked):
        told, asked = ["".join(told)], ["".join(asked)]
    count = 0
    for one, other in zip(told, asked, strict=True):
        if one == other:
            continue
        if _is_exact(one) or _is_exact(other):
            return None
        count += slips(one, other, most)
    return count if count <= most else None


def _is_exact(word: str) -> bool:
    return (
        len(word) < 5
        or not word.isalpha()
        or word in _NEGATIONS
        or bool(_ROMAN.fullmatch(word))
    )


def _number(fields: Fields, answer: str, given: str) -> tuple[Mark, str]:
    wanted = parse_number(_without_unit(answer, fields.unit))
    told = parse_number(_without_unit(given, fields.unit))
    if told is None:
        return Mark.WRONG, f"«{given.strip()[:40]}» is not read as a number."
    if wanted is None:
        return Mark.WRONG, ""
    away = abs(told - wanted)
    if away == 0:
        return Mark.RIGHT, ""
    if fields.tolerance:
        allowed = fields.tolerance.amount
        if fields.tolerance.relative:
            allowed = abs(wanted) * allowed / 100
        if away <= allowed:
            return Mark.RIGHT, "Within the tolerance."
    return Mark.WRONG, ""


def _without_unit(text: str, unit: str) -> str:
    text = text.strip()
    if unit and text.casefold().endswith(unit.casefold()):
        return text[: -len(unit)].strip()
    return text


def _date(answer: str, given: str) -> tuple[Mark, str]:
    wanted, told = parse_date(answer), parse_date(given)
    if told is None:
        return Mark.WRONG, f"«{given.strip()[:40]}» is not read as a date."
    if wanted is None or told.year != wanted.year:
        return Mark.WRONG, ""
    if told == wanted:
        return Mark.RIGHT, ""
    fits = told.month in (None, wanted.month) and told.day in (None, wanted.day)
    if fits and wanted.month:
        return Mark.CLOSE, f"Right so far: the {wanted.precision} is asked for."
    return Mark.WRONG, ""
