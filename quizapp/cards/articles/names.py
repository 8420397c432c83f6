"""Finds the names of people, places, organizations and other things in a sentence."""

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
"""A name that occurs this often in an article says less."""


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """How an article writes its words."""

    capitals: dict[str, int]
    """How often each word has a capital elsewhere than at a beginning."""
    alone: frozenset[str]
    """Those of them that are not part of a longer name."""
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
    word = words[at]
    if word.is_number or not word.is_capital or _is_date(word, lexicon):
        return False
    base = word.plain.partition("’")[0].partition("'")[0]
    is_code = len(word.text) > 1 and word.text.isupper()
    if (base in lexicon.small and not is_code) or base == "i":
        is_longer = at + 1 < len(words) and words[at + 1].is_capital
        is_inside = not word.is_first and word.text.istitle()
        return is_inside and is_longer and word.gap == " "
    is_usual = word.is_first and word.text[1:].islower()
    return not is_usual or _may_begin_sentence(text, words, at, lexicon, article)


def _may_begin_sentence(
    text: str, words: Sequence[Word], at: int, lexicon: Lexicon, article: ArticleWords
) -> bool:
    """Whether a name may begin with the first word of a sentence, whose capital says
    nothing."""
    word, prose = words[at], lexicon.language.prose
    after = words[at + 1] if at + 1 < len(words) else None
    if word.gap == ". " and lexicon.titles.at([word], 0):
        return True
    if word.gap == " " and _is_followed(words, at, lexicon):
        is_known = word.text in article.capitals
        return is_known or not _is_common(word, article, prose.adverb_endings)
    if word.text in article.alone:
        return True
    if _is_common(word, article, prose.common_endings):
        return False
    is_listed = bool(after and after.is_capital and word.gap == ", ")
    return is_listed or _has_verb(text, word, after, lexicon)


def _is_followed(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a word with a capital follows, perhaps after a “de” or “van”."""
    if at + 1 >= len(words):
        return False
    after = words[at + 1]
    if after.is_capital and not after.is_first:
        return True
    step = lexicon.particles.at(words, at + 1)
    name = words[at + 1 + step : at + 2 + step]
    return step > 0 and bool(name) and name[0].is_capital


def _is_common(word: Word, article: ArticleWords, endings: Words) -> bool:
    """Whether the first word of a sentence is hardly a name."""
    return word.text.lower() in article.lower or word.plain.endswith(tuple(endings))


def _has_verb(text: str, word: Word, after: Word | None, lexicon: Lexicon) -> bool:
    """Whether a verb follows the first word of a sentence, or it has a possessive."""
    if _is_possessive(text, word):
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


def _is_possessive(text: str, word: Word) -> bool:
    return text[word.end : word.end + 2] in ("'s", "’s")


def _last(text: str, words: Sequence[Word], first: int, lexicon: Lexicon) -> int:
    """The last word of the name that begins with a word."""
    at = first
    while step := _step(text, words, first, at, lexicon):
        at += step
    is_saint = at > first and words[first].plain in lexicon.royal
    if is_saint and at + 1 < len(words) and _is_possessive(text, words[at]):
        after = words[at + 1]  # St James’s Park
        at += after.is_capital and after.plain in lexicon.names
    return at


def _step(
    text: str, words: Sequence[Word], first: int, at: int, lexicon: Lexicon
) -> int:
    """The number of words by which a name goes on; 0 if it ends here."""
    if at + 1 >= len(words):
        return 0
    word, after = words[at], words[at + 1]
    if _is_possessive(text, word):
        return 0
    if word.gap == " & ":
        return int(after.is_capital)
    if after.is_first or not _joins(word, lexicon):
        return 0
    if after.is_number:
        return int(_is_numbered(text, word, after))
    if after.is_capital:
        is_last = at + 2 >= len(words) or not words[at + 2].is_capital
        return int(not _is_date(after, lexicon) or (is_last and at == first))
    step = lexicon.particles.at(words, at + 1)
    if not step:
        has_kind = any(each.plain in lexicon.names for each in words[first : at + 1])
        if has_kind or _is_ruler(words, first, at):
            step = lexicon.links.at(words, at + 1)
    *inside, name = words[at + 1 : at + 2 + step]
    is_joined = len(inside) == step > 0 and all(e.gap in (" ", "") for e in inside)
    is_name = name.is_capital and not _is_date(name, lexicon)
    return step + 1 if is_joined and is_name else 0


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
    first, has_title = _without_titles(inside, lexicon)
    word = inside[-1]
    rank: Rank | None = Rank.SURE
    if first == len(inside) - 1:
        rank = _rank_of_single(word, first > 0, lexicon, article, text)
        if not rank and before in lexicon.language.prose.locating:
            rank = Rank.POSSIBLE
    if rank is None:
        return None
    if rank is Rank.SURE and lexicon.is_adjective(word) and _leads(text, word):
        rank = Rank.WEAK
    end = word.end
    if word.plain in lexicon.abbreviations and text[end : end + 2] == ". ":
        end += 1
    type_ = _type(inside[first:], has_title, lexicon)
    return Candidate(inside[first].start, end, type_, rank)


def _without_titles(inside: Sequence[Word], lexicon: Lexicon) -> tuple[int, bool]:
    """The first word of a name after its titles, and whether it has any."""
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
    if inside[last].plain not in lexicon.names:
        for at in range(last - 1, first, -1):  # Foreign Minister Jane Doe
            rest = at + lexicon.titles.at(inside, at)
            is_title = at < rest <= last and inside[at].plain not in lexicon.royal
            if is_title and inside[rest].is_capital:
                return rest, True
    return first, lexicon.titles.at(inside, 0) > 0


def _leads(text: str, word: Word) -> bool:
    """Whether a word without a capital follows, as after an adjective."""
    return word.gap == " " and text[word.end + 1 : word.end + 2].islower()


def _rank_of_single(
    word: Word, has_title: bool, lexicon: Lexicon, article: ArticleWords, text: str
) -> Rank | None:
    """How good a name of one word is; `None` if it is not a name."""
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
