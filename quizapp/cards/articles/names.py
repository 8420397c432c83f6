"""Finds the names of people, places, organisations and other things in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizapp.cards.articles.candidates import Candidate, Rank
from quizapp.cards.articles.lexicon import Lexicon, Word
from quizapp.cards.languages.words import Words
from quizapp.model.articles import NAME

_CODE = re.compile(r"[A-Z0-9][A-Z0-9.+/-]*\d[A-Z0-9.+/-]*")
_ROMAN = re.compile(r"[IVX]+")
_NUMBER_AFTER = re.compile(r"\d{1,4}")
MANY = 8
"""A name that occurs so often in an article says less."""


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """How an article writes its words."""

    capitals: dict[str, int]
    """How often each word has a capital elsewhere than at a beginning."""
    alone: frozenset[str]
    """Those of them that are no part of a longer name."""
    lower: frozenset[str]
    """The words that it also writes without one."""


def names(
    text: str, words: Sequence[Word], lexicon: Lexicon, article: ArticleWords
) -> Iterator[Candidate]:
    """The names in a sentence."""
    said: list[str] = []
    at = 0
    while at < len(words):
        if not _may_begin(text, words, at, lexicon, article):
            at += 1
            continue
        last = _last(text, words, at, lexicon)
        before = words[at - 1].plain if at else ""
        found = _name(text, words[at : last + 1], before, lexicon, article)
        if found:
            if not any(text[found.start : found.end] in name for name in said):
                yield found
            said.append(text[found.start : found.end])
        at = last + 1


def _may_begin(
    text: str, words: Sequence[Word], at: int, lexicon: Lexicon, article: ArticleWords
) -> bool:
    """Whether a name may begin with a word."""
    word, prose = words[at], lexicon.language.prose
    if word.is_number or not word.is_capital or _is_date(word, lexicon):
        return False
    base = word.plain.partition("’")[0].partition("'")[0]
    is_code = len(word.text) > 1 and word.text.isupper()
    if (base in lexicon.small and not is_code) or base == "i":
        is_longer = at + 1 < len(words) and words[at + 1].is_capital
        return (
            not word.is_first and is_longer and word.gap == " " and word.text.istitle()
        )
    if word.is_first and word.text[1:].islower():
        after = words[at + 1] if at + 1 < len(words) else None
        is_longer = bool(after and after.is_capital and not after.is_first)
        if after and not is_longer and (step := lexicon.particles.at(words, at + 1)):
            name = words[at + 1 + step : at + 2 + step]
            is_longer = bool(name) and name[0].is_capital
        if is_longer and word.gap == " ":
            is_known = word.text in article.capitals
            return is_known or not _is_common(word, article, prose.adverb_endings)
        if word.text in article.alone:
            return True
        if _is_common(word, article, prose.common_endings):
            return False
        if after and after.is_capital and word.gap == ", ":
            return True  # a list of names
        return _has_verb(text, word, after, lexicon)
    return True


def _is_common(word: Word, article: ArticleWords, endings: Words) -> bool:
    """Whether the first word of a sentence is hardly a name."""
    return word.text.lower() in article.lower or word.plain.endswith(tuple(endings))


def _has_verb(text: str, word: Word, after: Word | None, lexicon: Lexicon) -> bool:
    """Whether a verb follows the first word of a sentence, or it has a possessive."""
    if text[word.end : word.end + 2] in ("’s", "'s"):
        return True
    if not after or word.gap != " ":
        return False
    prose = lexicon.language.prose
    is_verb = after.plain.endswith(tuple(prose.verb_endings))
    return is_verb or after.plain in prose.verbs


def _is_date(word: Word, lexicon: Lexicon) -> bool:
    return word.plain in lexicon.days or (
        lexicon.is_month(word) and len(word.plain) > 2
    )


def _last(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """The last word of the name that begins with a word."""
    first, has_kind = at, False
    while at + 1 < len(words):
        word, after = words[at], words[at + 1]
        has_kind = has_kind or word.plain in lexicon.names
        if text[word.end : word.end + 2] in ("'s", "’s"):
            is_saint = words[first].plain in lexicon.royal and at > first
            if is_saint and after.is_capital and after.plain in lexicon.names:
                at += 1
            break
        if _joins(word, lexicon) and not after.is_first:
            if after.is_number:
                if not _is_numbered(text, word, after):
                    break
                at += 1
                continue
            if after.is_capital:
                is_last = at + 2 >= len(words) or not words[at + 2].is_capital
                if _is_date(after, lexicon) and not (is_last and at == first):
                    break
                at += 1
                continue
            step = lexicon.particles.at(words, at + 1)
            if not step and (has_kind or _is_ruler(words, first, at)):
                step = lexicon.links.at(words, at + 1)
            inside = words[at + 1 : at + 1 + step]
            if (
                step
                and at + 1 + step < len(words)
                and all(each.gap in (" ", "") for each in inside)
                and words[at + 1 + step].is_capital
                and not _is_date(words[at + 1 + step], lexicon)
            ):
                at += 1 + step
                continue
        elif word.gap == " & " and after.is_capital:
            at += 1
            continue
        break
    return at


def _is_ruler(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether “of” may follow a ruler: Mary I of England. Anybody else is only from
    somewhere."""
    return last > first and bool(_ROMAN.fullmatch(words[last].text))


def _joins(word: Word, lexicon: Lexicon) -> bool:
    """Whether the next word may belong to the same name."""
    if word.gap in (" ", "\u00a0", "\u202f"):
        return True
    if word.gap in (". ", "."):
        return len(word.text) == 1 or word.plain in lexicon.abbreviations
    return False


def _is_numbered(text: str, word: Word, number: Word) -> bool:
    """Whether a number belongs to the name before it: Apollo 11, NGC 4993."""
    if not _NUMBER_AFTER.fullmatch(number.text) or word.gap != " ":
        return False
    is_code = word.text.isupper() and len(word.text) > 1
    if len(number.text) == 4 and not is_code:
        return False
    after = text[number.end : number.end + 2]
    return after[:1] not in ("%", "–", "-") and not after.startswith(" %")


def _name(
    text: str,
    inside: Sequence[Word],
    before: str,
    lexicon: Lexicon,
    article: ArticleWords,
) -> Candidate | None:
    """The name that these words are, without titles before it."""
    first, last = 0, len(inside) - 1
    while first < last and (long := lexicon.titles.at(inside, first)):
        rest = first + long
        if rest > last or not inside[rest].is_capital:
            break
        is_kept = (
            inside[rest].plain in lexicon.names
            or inside[rest - 1].plain in lexicon.royal
        )
        if rest == last and is_kept:
            break
        first = rest
    has_title = lexicon.titles.at(inside, 0) > 0
    for at in range(last - 1, first, -1):  # Foreign Minister Jane Doe
        rest = at + lexicon.titles.at(inside, at)
        if at == rest or rest > last or inside[at].plain in lexicon.royal:
            continue
        if inside[rest].is_capital and inside[last].plain not in lexicon.names:
            first, has_title = rest, True
            break
    rank: Rank | None = Rank.SURE
    if first == last:
        rank = _rank_of_single(inside[first], first > 0, lexicon, article, text)
        if not rank and before in lexicon.language.prose.locating:
            rank = Rank.POSSIBLE
    if rank is None:
        return None
    word = inside[last]
    if rank is Rank.SURE and lexicon.is_adjective(word) and _leads(text, word):
        rank = Rank.WEAK
    end = word.end
    if word.plain in lexicon.abbreviations and text[end : end + 2] == ". ":
        end += 1
    type_ = _type(inside[first:], has_title, lexicon)
    return Candidate(inside[first].start, end, type_, rank)


def _leads(text: str, word: Word) -> bool:
    """Whether a word without a capital follows, as after an adjective."""
    return word.gap == " " and text[word.end + 1 : word.end + 2].islower()


def _rank_of_single(
    word: Word, has_title: bool, lexicon: Lexicon, article: ArticleWords, text: str
) -> Rank | None:
    """How good a name of one word is; `None` if it is none."""
    written = word.text
    if len(written) < 2:
        return None
    if has_title:
        return Rank.SURE
    if lexicon.titles.at([word], 0) and not written.isupper():
        return None
    is_code = bool(_CODE.fullmatch(written)) or (written.isupper() and len(written) > 1)
    is_adjective = "-" in written and written.rpartition("-")[2].islower()
    if not is_code and (is_adjective or lexicon.is_adjective(word)):
        return None if _leads(text, word) else Rank.WEAK
    if lexicon.language.prose.capital_nouns and not is_code:
        return None
    if article.capitals.get(written, 0) >= MANY:
        return Rank.TAIL
    return Rank.LIKELY


def _type(inside: Sequence[Word], has_title: bool, lexicon: Lexicon) -> str:
    """The type of a name, if it is certain."""
    if len(inside) > 1:
        for word in (inside[-1], inside[0]):
            if type_ := lexicon.names.get(word.plain):
                return type_
        has_initial = any(
            len(word.text) == 1 and word.gap in (". ", ".") for word in inside[:-1]
        )
        if has_title or has_initial:
            return "person"
    elif has_title:
        return "person"
    return NAME
