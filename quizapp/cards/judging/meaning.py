"""What `normal` drops from an answer although it carries meaning there: capitals and
signs in code, formulas and symbols, and the gender of an article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from quizapp.cards.judging.normal import LINK, normal, readings
from quizapp.cards.judging.symbols import (
    ACIDITY,
    CODE,
    ELEMENT,
    FORMULA,
    MATHS,
    SMALL_UNIT,
    UNIT,
    bare,
    is_marked,
)
from quizapp.cards.languages import Language, language_of, words_in
from quizapp.cards.languages.words import asks_for
from quizapp.model import Mark, Rules

CAPITALS = "Capitals count here."
SIGNS = "Capitals and signs count here."
LONGEST = 400
"""A longer answer is not checked."""

_SPACE = re.compile(r"\s*([=+*/<>,;:(){}\[\]|&])\s*|\s+(-)\s+")
_SIGN = re.compile(r"(?<=[^\W\d_]{2})\.(?=[a-z]{2})|(?<=\w)(?:_|::|->)(?=\w)")
"""Signs that make code of a text that is not marked as such."""
_OPTION = re.compile(r"(?<!\S)--?([^\W\d_]\w*)")
_WORD = re.compile(r"[^\W\d_]\w*")
_LETTER = re.compile(r"[^\W\d_]")


class Fault(NamedTuple):
    """Why an answer whose words are right is not."""

    mark: Mark
    remark: str


def fault_of(answer: str, given: str, rules: Rules, asked: str) -> Fault | None:
    """What is wrong with `given`, which has the words of the right `answer`; `asked` is
    the question as it was asked."""
    given, answer = given.strip(), LINK.sub(r"\1", answer).strip()
    if given == answer or max(len(given), len(answer)) > LONGEST:
        return None
    return (
        _in_code(answer, given)
        or _in_symbols(answer, given, rules, asked)
        or _in_articles(answer, given, rules)
    )


def _in_code(answer: str, given: str) -> Fault | None:
    said = _tight(bare(given))
    whole = is_marked(answer)
    for found in CODE.finditer(answer):
        if _tight(found["code"]).removesuffix("()") not in said:
            return Fault(Mark.WRONG if whole else Mark.CLOSE, SIGNS)
    for found in MATHS.finditer(answer):
        letters = "".join(_LETTER.findall(found["maths"]))
        if letters not in "".join(_LETTER.findall(given)):
            return Fault(Mark.WRONG if whole else Mark.CLOSE, CAPITALS)
    if "`" in answer:
        return None
    for pattern in (_SIGN, _OPTION):
        wanted, others = pattern.findall(answer), pattern.findall(said)
        if wanted != others and len(wanted) == len(others):
            return Fault(Mark.WRONG, SIGNS)
    return None


def _tight(code: str) -> str:
    """Code without insignificant spaces."""
    code = unicodedata.normalize("NFC", " ".join(code.split()))
    code = code.translate(str.maketrans("“”‘’", "\"\"''"))
    return _SPACE.sub(lambda found: found[1] or found[2], code)


def _in_symbols(answer: str, given: str, rules: Rules, asked: str) -> Fault | None:
    if answer.casefold() == answer and given.casefold() == given:
        return None
    wanted, said = _words(answer), _words(given)
    is_alone = len(wanted) == len(said) == 1 and not any(map(str.isdigit, answer[:1]))
    worst: Fault | None = None
    for one, other in _paired(wanted, said):
        if one.text == other.text or _is_plain(one.text, rules):
            continue
        mark = _mark(one, other, is_alone, asks_for("symbols", asked, rules.language))
        if mark is Mark.WRONG:
            return Fault(mark, CAPITALS)
        if mark:
            worst = Fault(mark, CAPITALS)
    return worst


class _Word(NamedTuple):
    text: str
    follows_number: bool


def _words(text: str) -> Sequence[_Word]:
    text = unicodedata.normalize("NFKC", bare(text))
    return [
        _Word(found[0], text[: found.start()].rstrip()[-1:].isdigit())
        for found in _WORD.finditer(text)
    ]


def _paired(
    wanted: Sequence[_Word], said: Sequence[_Word]
) -> Iterator[tuple[_Word, _Word]]:
    """Each word of `wanted` with one of `said` that is equal, or differs only in
    case."""
    by_word: dict[str, list[_Word]] = {}
    for each in said:
        by_word.setdefault(each.text.casefold(), []).append(each)
    for each in wanted:
        others = by_word.get(each.text.casefold(), ())
        same = (other for other in others if other.text == each.text)
        if other := next(same, None) or next(iter(others), None):
            yield each, other


def _is_plain(word: str, rules: Rules) -> bool:
    """Whether a word such as `No` or `In` is one of the language, no symbol."""
    if not word.islower() and not (word[:1].isupper() and word[1:].islower()):
        return False
    negations = language_of(rules.language).negations
    small = words_in(rules.language, "questions.small")
    return word.casefold() in negations or word.casefold() in small


def _mark(
    one: _Word, other: _Word, is_alone: bool, is_symbol_asked: bool
) -> Mark | None:
    """The mark for a word that differs from the right one in case; `None` if case
    carries no meaning there."""
    right, said = one.text, other.text
    if _is_symbol(one):
        return Mark.CLOSE if said.islower() else Mark.WRONG
    if right.islower():
        is_letter = is_alone and len(right) == 1
        may_be_unit = is_alone or one.follows_number
        is_unit = may_be_unit and bool(SMALL_UNIT.fullmatch(right))
        is_other = is_unit and not said.isupper() and bool(UNIT.fullmatch(said))
        return Mark.CLOSE if is_letter or is_other else None
    if _is_symbol(other):
        return Mark.WRONG
    return _mark_alone(right, said, is_symbol_asked) if is_alone else None


def _mark_alone(right: str, said: str, is_symbol_asked: bool) -> Mark | None:
    """The mark for an answer of one word with a capital, which may be the symbol of an
    element or a unit."""
    if right.isupper() and len(right) > 1 and not said.islower():
        return Mark.WRONG if ELEMENT.fullmatch(said) else Mark.CLOSE
    is_element = len(right) > 1 and bool(ELEMENT.fullmatch(right))
    if is_element and FORMULA.fullmatch(said):
        return Mark.WRONG
    if not is_symbol_asked:
        return None
    if UNIT.fullmatch(right) and UNIT.fullmatch(said):
        return Mark.WRONG
    return Mark.CLOSE if is_element else None


def _is_symbol(word: _Word) -> bool:
    """Whether upper and lower case are mixed in a word, as in `mW` or `NaCl`."""
    text = word.text
    if text.islower() or text.isupper():
        return False
    if text[1:].islower() and text[0].isupper():
        return word.follows_number and bool(UNIT.fullmatch(text))
    return any(each.fullmatch(text) for each in (FORMULA, UNIT, ACIDITY))


@lru_cache(maxsize=64)
def _has_genders(language: Language) -> bool:
    """Whether a language has articles of several genders."""
    articles = {**language.articles, **language.leading_articles}
    return any(genders != {"any"} for genders in articles.values())


def _in_articles(answer: str, given: str, rules: Rules) -> Fault | None:
    language = language_of(rules.language)
    if not _has_genders(language):
        return None
    form = normal(given, rules)
    same = (each for each in readings(answer) if normal(each, rules) == form)
    wanted = _articles(next(same, answer), language)
    said = _articles(given, language)
    if len(wanted) != len(said):
        wanted, said = wanted[:1], said[:1]
        if {0} != {place for place, _ in (*wanted, *said)}:
            return None
    genders = {**language.leading_articles, **language.articles}
    for (_, one), (_, other) in zip(wanted, said, strict=False):
        are_definite = {one, other} <= language.articles.keys()
        if one != other and (are_definite or genders[one].isdisjoint(genders[other])):
            return Fault(Mark.CLOSE, f"The article is “{one}”.")
    return None


def _articles(text: str, language: Language) -> Sequence[tuple[int, str]]:
    """The articles of a text with their places among its words."""
    words = [found[0].casefold() for found in _WORD.finditer(text)]
    return [
        (place, word)
        for place, word in enumerate(words)
        if len(words) > 1
        and (
            word in language.articles
            or (not place and word in language.leading_articles)
        )
    ]
