"""Judges typed answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from unicodedata import normalize

from msgspec import Struct, structs

from quizapp.cards.judging.fair import fair_pairs, is_last_name
from quizapp.cards.judging.lists import (
    has_several_items,
    is_list,
    items_of,
    judge_list,
)
from quizapp.cards.judging.meaning import CAPITALS, SIGNS, fault_of
from quizapp.cards.judging.normal import forms, normal
from quizapp.cards.judging.quantities import (
    dates_of,
    is_same_value,
    judge_date,
    judge_number,
)
from quizapp.cards.judging.slips import is_same_but_for_spaces, nearness
from quizapp.cards.judging.symbols import bare
from quizapp.cards.languages import language_of, words_in
from quizapp.cards.languages.dates import near_date, parse_date
from quizapp.cards.languages.numbers import parse_quantity
from quizapp.model import Card, Mark, Rival, Rules, Value
from quizapp.text import folded

_NAME = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"\s*[-−+]?\d[\d.,]*(?![\d.,]*\s*[/^*⁄])")
_NO_LETTER = re.compile(r"[\W\d_]+")
DATES = ("3 May 1998", "21 July 1969")
"""Examples of a date: the first one of another year than the answer's is shown."""
LAST_NAME = "Right so far, but the answer is the full name."


class Judged(Struct, frozen=True):
    """The result of judging an answer."""

    mark: Mark
    remark: str = ""
    nearest: str = ""
    """For a typed answer: the accepted answer that it was compared with."""
    share: float | None = None
    """How much of it is right, 0 to 1; `None` for the credit of the mark."""
    parts: tuple[Mark, ...] = ()
    """The mark of each slot, if there are slots."""
    is_slip: bool = False
    """Whether only letters are wrong, so that the answer beside the right one shows it
    better than the remark says it."""


def judge_typed(
    card: Card, answer: str, given: str, rivals: Mapping[str, Rival], asked: str
) -> Judged:
    """Judge `given`, where `answer` is the card's, or one of its blanks, and `asked` is
    the question as it was asked.

    In this order: an accepted answer is right, unless capitals, signs or an article are
    wrong; a number or a date is judged by its value; another card's answer is wrong; an
    answer that only lacks accents is close, if the deck's rules count them; what a fair
    teacher accepts is right; a person's last name is close, and so is a slip of the
    pen. What repeats the question is not right as a number, or because a fair teacher
    would accept it.
    """
    if not given.strip():
        return Judged(Mark.UNKNOWN)
    case = _case(card, answer, given, asked)
    return _without_slips(case, rivals) or _last_name(case, rivals) or _with_slips(case)


def is_right(card: Card, answer: str, given: str, asked: str) -> bool:
    """Whether `given` would be judged right in a deck without other cards, or has one
    of several right answers."""
    case = _case(card, answer, given, asked)
    result = _without_slips(case, {})
    if result and result.mark is Mark.RIGHT:
        return True
    return has_several_items(answer, asked, card.rules) and _list(case).share != 0


class _Case(NamedTuple):
    """An answer to judge."""

    card: Card
    answer: str
    given: str
    asked: str
    accepted: Sequence[str]
    wanted: Mapping[str, str]
    """Each form of each accepted answer, with the answer."""
    said: str
    """The form of what was given."""

    def right(self, answer: str) -> Judged:
        """The verdict if `given` means `answer`: right, unless capitals, signs or an
        article are wrong."""
        fault = fault_of(answer, self.given, self.card.rules, self.asked)
        if fault:
            return Judged(fault.mark, fault.remark, answer)
        return Judged(Mark.RIGHT, nearest=answer)


def _case(card: Card, answer: str, given: str, asked: str) -> _Case:
    accepted = (answer, *card.fields.accept)
    wanted, said = _forms(card, answer), normal(given, card.rules)
    return _Case(card, answer, given, asked, accepted, wanted, said)


def _without_slips(case: _Case, rivals: Mapping[str, Rival]) -> Judged | None:
    """The verdict on an answer that has no slip but perhaps a missing accent; otherwise
    `None`."""
    card, answer, given, asked, accepted, wanted, said = case
    rules = card.rules
    match card.fields.value:
        case Value.EXACT:
            return _exact(case)
        case Value.LIST if said not in wanted:
            return _list(case)
    if said in wanted:
        if given.strip() == wanted[said].strip():
            return Judged(Mark.RIGHT, nearest=wanted[said])
        return _accepted(case, rivals.get(said))
    is_echo = _is_echo(case)
    if result := _by_value(case, is_echo=is_echo):
        return result
    if result := _some(case):
        return result
    if rival := rivals.get(said):
        return Judged(Mark.WRONG, whose(rival), answer)
    if rules.accents and (bare := _without_accents(said, wanted, rules)):
        return _slip("the accents", bare)
    if is_list(answer, asked, rules):
        result = _list(case)
        if result.mark is not Mark.WRONG:
            return result
    for each in () if is_echo else accepted:
        pairs = fair_pairs(each, given, rules, asked)
        if any(is_same_but_for_spaces(one, other) for one, other in pairs):
            return case.right(each)
    same = (form for form in wanted if is_same_but_for_spaces(said, form))
    return case.right(wanted[form]) if (form := next(same, "")) else None


def _by_value(case: _Case, *, is_echo: bool) -> Judged | None:
    """The verdict on a number or a date; `None` for anything else."""
    card, answer, given, asked = case.card, case.answer, case.given, case.asked
    match card.fields.value:
        case Value.NUMBER if is_echo:
            return Judged(Mark.WRONG, "The question says that already.", answer)
        case Value.NUMBER:
            mark, remark = judge_number(card, answer, given)
            result = case.right(answer)
            is_wrong = mark is Mark.RIGHT and result.mark is not Mark.RIGHT
            return result if is_wrong else Judged(mark, remark, answer)
        case Value.DATE:
            return Judged(*judge_date(card, answer, given, asked), answer)
        case _ if not is_echo and is_same_value(answer, given, card.rules, asked):
            return case.right(answer)
    return None


def _is_echo(case: _Case) -> bool:
    """Whether what was given repeats a question such as “What is 1/2 as a decimal?”. A
    plain number may be in the question by chance, and a word in a text with a blank."""
    if case.card.is_cloze or _PLAIN.match(case.given):
        return False
    if case.said.partition(" ")[0] not in folded(case.asked):
        return False
    asked = normal(case.asked, case.card.rules)
    return f" {case.said} " in f" {asked} "


def _last_name(case: _Case, rivals: Mapping[str, Rival]) -> Judged | None:
    """The verdict on the last name alone of a person: close, unless another card's
    answer has it too. `None` for anything else."""
    given, rules = case.given, case.card.rules
    if case.card.fields.value is not Value.TEXT:
        return None
    names = (each for each in case.accepted if is_last_name(given, each, rules))
    if not (name := next(names, "")) or not _is_person(case, name):
        return None
    last, own = case.said.split()[-1], set(normal(name, rules).split())
    for form, rival in rivals.items():
        if form.endswith(last) and is_last_name(given, rival.text, rules):
            other = set(form.split())
            if not own <= other and not other <= own:
                return Judged(Mark.WRONG, whose(rival), name)
    return Judged(Mark.CLOSE, LAST_NAME, name)


def _is_person(case: _Case, name: str) -> bool:
    """Whether the answer is a person, as its type or the question says."""
    card, code = case.card, case.card.rules.language
    pairs = zip(card.blanks, card.answers, strict=False)
    types = [blank.type for blank, answer in pairs if answer == case.answer]
    kinds = {
        each.rpartition(" ")[2] for each in map(folded, types or [card.fields.type])
    }
    titles = words_in(code, "titles") | words_in(code, "prose.ranks")
    if kinds & {"person", *titles}:
        return True
    if not _asks_who(case.asked, code):
        return False
    words = normal(name, case.card.rules).split()
    if words_in(code, "questions.not_person") & {words[0], words[-1]}:
        return False
    fields = ("compass", "prose.places", "prose.organisations")
    others = {word for field in fields for word in words_in(code, field)}
    return others.isdisjoint(words)


def _asks_who(asked: str, code: str) -> bool:
    """Whether a question asks for a person: “Who”, “By whom”, but not “The WHO”."""
    words = [each for each in _NAME.findall(asked)[:2] if each != "WHO"]
    first, second, *_ = (*map(folded, words), "", "")
    who, small = words_in(code, "questions.person"), words_in(code, "questions.small")
    no_preposition = words_in(code, "articles") | words_in(code, "prose.pointers")
    return first in who or (second in who and first in small - no_preposition)


def _with_slips(case: _Case) -> Judged:
    """The verdict on an answer that is wrong or misspelled."""
    card, _, given, asked, accepted, wanted, said = case
    language = language_of(card.rules.language)
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
        has_all = len(said.split()) >= len(form.split())
        look = "the spelling" if has_all else "each word"
        return _slip(look, wanted[form])
    for each in accepted:
        for one, other in fair_pairs(each, given, card.rules, asked):
            if one == said and other in wanted:
                continue
            if nearness(one, other, names, language) is not None:
                return _slip("the spelling", each)
    return Judged(Mark.WRONG, nearest=_likest(said, wanted))


def _slip(look: str, nearest: str) -> Judged:
    remark = f"Nearly: look at {look}."
    return Judged(Mark.CLOSE, remark, nearest, is_slip=True)


def _exact(case: _Case) -> Judged:
    """The verdict where capitals and every sign count."""
    said = normalize("NFC", bare(case.given))
    if any(normalize("NFC", bare(each)) == said for each in case.accepted):
        return Judged(Mark.RIGHT, nearest=case.answer)
    remark = SIGNS if case.said in case.wanted else ""
    return Judged(Mark.WRONG, remark, case.answer)


def _some(case: _Case) -> Judged | None:
    """The verdict on one or more of several answers that are separated by `;`: right if
    they are all there, in any order, close if at least half of them are. `None` for
    anything else."""
    if not has_several_items(case.answer, case.asked, case.card.rules):
        return None
    result = _list(case, is_half_close=True)
    return None if result.mark is Mark.WRONG else result


def _list(case: _Case, *, is_half_close: bool = False) -> Judged:
    """The verdict on a list in any order."""
    card, answer = case.card, case.answer
    fields = structs.replace(card.fields, value=Value.TEXT, accept=())
    plain = structs.replace(card, fields=fields)

    def judge(item: str, each: str) -> Mark:
        return judge_typed(plain, item, each, {}, case.asked).mark

    mark, marks, has_more = judge_list(answer, case.given, card.rules, judge)
    count = marks.count(Mark.RIGHT)
    match mark:
        case Mark.RIGHT:
            return Judged(mark, nearest=answer)
        case Mark.CLOSE:
            return _slip("the spelling", answer)
        case _:
            share = count / max(1, len(marks))
            if is_half_close and share >= 0.5 and not has_more:
                mark = Mark.CLOSE
            return Judged(mark, _missing(case, marks), answer, share)


def _missing(case: _Case, marks: Sequence[Mark]) -> str:
    """The items that are missing from a list of which part is right."""
    items = items_of(case.answer, case.card.rules)
    missing = [
        item
        for item, mark in zip(items, marks, strict=True)
        if mark not in (Mark.RIGHT, Mark.CLOSE)
    ]
    if not missing:
        return "You gave more than these."
    if len(missing) == len(items):
        return ""
    right = len(items) - len(missing)
    return f"{right} of {len(items)} right. Missing: {', '.join(missing)}."


def _accepted(case: _Case, rival: Rival | None) -> Judged:
    """The verdict on the right words: they may stand for another card's answer, or
    capitals, signs or an article may be wrong."""
    card, said = case.card, case.said
    texts = [each for each in case.accepted if said in forms(each, card.rules)]
    results = [case.right(each) for each in texts]
    best = next((each for each in results if each.mark is Mark.RIGHT), results[0])
    if rival is None or case.given.strip() in map(str.strip, texts):
        return best
    for other in (rival, *rival.twins):
        match _twin(best.nearest, other, case.given, card):
            case Mark.WRONG:
                return Judged(Mark.WRONG, whose(other), best.nearest)
            case Mark.CLOSE if best.mark is Mark.RIGHT:
                best = Judged(Mark.CLOSE, CAPITALS, best.nearest)
    return best


def _twin(answer: str, rival: Rival, given: str, card: Card) -> Mark:
    """The mark for `given`, which has the words of both the `answer` and another card's
    answer: wrong if those differ in capitals, signs or an article and `given` is the
    other one. A capital at the beginning of a sentence does not count."""
    right, other, said = bare(answer), bare(rival.text), bare(given)
    if right.casefold() != other.casefold():
        is_other = said.casefold() == other.casefold()
        is_fault = is_other and fault_of(answer, given, card.rules, "")
        return Mark.WRONG if is_fault else Mark.RIGHT
    is_sentence = card.is_cloze or rival.card.is_cloze
    if right == other or (is_sentence and right[1:] == other[1:]):
        return Mark.RIGHT
    letters = _NO_LETTER.sub("", said)
    if letters == _NO_LETTER.sub("", other):
        return Mark.WRONG
    return Mark.RIGHT if letters == _NO_LETTER.sub("", right) else Mark.CLOSE


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
    """What another card's answer is right for."""
    card = rival.card
    cite = card.fields.cite
    if card.blank or card.blanks or (cite and rival.text in cite):
        return f"“{rival.text}”: {cite or card.prompt}"
    return f"“{rival.text}” answers: {card.prompt}"


def _without_accents(said: str, wanted: Mapping[str, str], rules: Rules) -> str:
    """The accepted answer that equals `said` apart from accents; empty for none."""
    loose = structs.replace(rules, accents=False)
    bare = normal(said, loose)
    same = (each for form, each in wanted.items() if normal(form, loose) == bare)
    return next(same, "")


def _likest(said: str, wanted: Mapping[str, str]) -> str:
    """The accepted answer of the most similar length, with which to compare."""
    form = min(wanted, key=lambda form: abs(len(form) - len(said)))
    return wanted[form]


def no_value(card: Card, answer: str, given: str, asked: str) -> str:
    """A sentence that says what to type if `given` is not a number or date and the card
    asks for one; otherwise empty."""
    if not given.strip() or is_accepted(card, answer, given):
        return ""
    match card.fields.value:
        case Value.NUMBER if not parse_quantity(given, card.rules, card.fields.unit):
            return "Type a number."
        case Value.DATE if not dates_of(
            given, parse_date(answer, card.rules), asked, card.rules
        ):
            # A misspelled month is judged: asking again would give away that the date
            # is wrong.
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
