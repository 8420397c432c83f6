"""Finds abbreviations, quotations, terms and new things in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizapp.cards.articles.candidates import Candidate, Rank
from quizapp.cards.articles.lexicon import Lexicon, Word

_BRACKET = re.compile(r"\(([^()]{1,80})\)")
_SHORT = re.compile(r"[^\W_][\w.&/-]{0,10}[^\W_]")
_QUOTATION = re.compile(
    r"“([^“”]{2,80})”|«\s?([^«»]{2,80}?)\s?»|„([^„“”]{2,80})[“”]"
    r"|(?<![\w\"])\"([^\"]{2,80})\"(?!\w)|(?<!\w)‘([^‘’]{2,60})’(?!\w)"
)
MAX_QUOTED = 8
"""A quotation of more words is too long to be an answer."""
MAX_PHRASE = 4
"""So many words of sense are a phrase."""
MAX_TAIL = 6
"""A phrase of several parts has at most one word more."""
_CODE = re.compile(
    r"""
    `(?P<quoted>[^`]{1,60})`
    | (?<![\w`/.-])(?P<bare>
        --?[a-zA-Z][\w-]*(?:=\w+)?
        | ~?(?:/[\w.-]+){2,}/?
        | [a-z]\w*_\w+
        | \w+\(\)
        | [\w-]+\.(?:toml|ya?ml|json|txt|md|py|sh|conf|cfg|ini|log|html?|css|js|csv|exe
            |zip|pdf)
        | (?:Ctrl|Control|Alt|Shift|Cmd|Command|Option)(?:\s?[+-]\s?\w+)+
        | F\d{1,2}
      )(?![\w`])
    """,
    re.VERBOSE,
)


def abbreviations(text: str, words: Sequence[Word]) -> Iterator[Candidate]:
    """Abbreviations in brackets with what they stand for, in either order."""
    for found in _BRACKET.finditer(text):
        inside = found[1].strip().partition(",")[0].strip("“”\"' ")
        if _is_short(inside):
            place = text.index(inside, found.start(1))
            before = [word for word in words if word.end <= found.start()]
            start = _long_form(text, before[-12:], inside)
            if start is not None:
                end = len(text[: found.start()].rstrip(' ”"'))
                yield Candidate(start, end, "full name", Rank.FIXED)
                yield Candidate(place, place + len(inside), "abbreviation", Rank.SURE)
            else:
                yield Candidate(place, place + len(inside), "name", Rank.LIKELY)
            continue
        before = [word for word in words if word.end <= found.start()][-1:]
        within = [word for word in words if found.start() < word.start < found.end()]
        if before and _is_short(before[0].text) and 1 < len(within) < 10:
            start = _long_form(text, within, before[0].text)
            if start == within[0].start:
                yield Candidate(start, within[-1].end, "full name", Rank.FIXED)
                yield Candidate(
                    before[0].start, before[0].end, "abbreviation", Rank.SURE
                )


def _is_short(text: str) -> bool:
    """Whether a text may be an abbreviation."""
    capitals = sum(letter.isupper() for letter in text)
    return bool(_SHORT.fullmatch(text)) and capitals >= 2 and not text.isdecimal()


def _long_form(text: str, words: Sequence[Word], short: str) -> int | None:
    """Where the words begin for which `short` stands, if these end with them.

    Its letters are in them in their order, and the first begins a word (Schwartz and
    Hearst, “A simple algorithm for identifying abbreviation definitions”, 2003).
    """
    if not words:
        return None
    letters = [letter for letter in short.lower() if letter.isalnum()]
    if short.endswith("s") and not short[:-1].islower():
        letters.pop()
    most = min(len(letters) + 5, 2 * len(letters))
    words = words[-most:]
    first = words[0].start
    long = text[first : words[-1].end].lower()
    at = len(long)
    for index, letter in reversed(list(enumerate(letters))):
        at -= 1
        while at >= 0 and not (
            long[at] == letter and (index or at == 0 or not long[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
    start = first + at
    if sum(word.start >= start for word in words) < 2:
        return None
    return start


def quotations(text: str) -> Iterator[Candidate]:
    """Short texts in quotation marks."""
    for found in _QUOTATION.finditer(text):
        group = found.lastindex or 1
        start = found.start(group)
        inside = found[group]
        stripped = inside.strip().rstrip(",.;!?")
        start += len(inside) - len(inside.lstrip())
        count = len(stripped.split())
        if stripped and count <= MAX_QUOTED:
            rank = Rank.SURE if count <= MAX_PHRASE else Rank.POSSIBLE
            yield Candidate(start, start + len(stripped), "quotation", rank)


def terms(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Candidate]:
    """What is called something, and new things: “a chirp”."""
    language = lexicon.language
    for at, word in enumerate(words):
        if long := lexicon.naming.at(words, at):
            first = at + long
            if words[first - 1].gap[:1] != " ":
                continue
            while first < len(words) and (
                words[first].plain in language.articles
                or words[first].plain in language.leading_articles
            ):
                first += 1
            if last := _phrase(words, first, lexicon):
                capital = next(
                    (i for i in range(first, last) if words[i].is_capital), first
                )
                end = words[last - 1].end
                yield Candidate(words[capital].start, end, "term", Rank.SURE)
        elif at and word.plain in language.numbers.either and words[at - 1].gap == ", ":
            last = _phrase(words, at + 1, lexicon)
            if last and words[last - 1].gap[:1] == ",":  # Propolis, or bee glue, …
                start, end = words[at + 1].start, words[last - 1].end
                yield Candidate(start, end, "term", Rank.LIKELY)
        elif word.plain in language.leading_articles and word.gap == " ":
            last = _phrase(words, at + 1, lexicon, is_singular=True)
            if last and not lexicon.is_unit(words[last - 1]):
                start, end = words[at + 1].start, words[last - 1].end
                yield Candidate(start, end, "", Rank.FILL)


def defined(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Candidate]:
    """What a sentence defines: “Limnology is the study of lakes.”"""
    language = lexicon.language
    articles = language.articles.keys() | language.leading_articles.keys()
    first = int(bool(words) and words[0].plain in articles)
    last = _phrase(words, first, lexicon)
    if not last or last + 1 >= len(words) or words[last - 1].gap != " ":
        return
    is_defined = words[last].plain in language.prose.verbs
    if is_defined and words[last + 1].plain in articles:
        start, end = words[first].start, words[last - 1].end
        yield Candidate(start, end, "term", Rank.POSSIBLE)


def listed(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Candidate]:
    """The items of a list: “flour, milk and medicine”."""
    ampersand = lexicon.language.ampersand
    for at, word in enumerate(words):
        if word.plain != ampersand or at < 2 or words[at - 2].gap != ", ":
            continue
        item = at - 1
        while item >= 1 and words[item - 1].gap == ", ":
            item -= 1
        places = [*range(item, at), at + 1]
        if at + 1 >= len(words) or any(
            words[place].plain in lexicon.linking or words[place].is_number
            for place in places
        ):
            continue
        for place in places:
            yield Candidate(words[place].start, words[place].end, "", Rank.FILL)


def codes(text: str) -> Iterator[Candidate]:
    """Options, paths, names in programs and keys."""
    for found in _CODE.finditer(text):
        start, end = found.span("bare" if found["bare"] else "quoted")
        end -= len(found[0]) - len(found[0].rstrip("."))
        yield Candidate(start, end, "code", Rank.SURE)


def bracketed(text: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Short texts in brackets."""
    for found in _BRACKET.finditer(text):
        inside = found[1]
        plain = inside.strip("“”\"'‘’ ")
        parts = plain.split()
        if not 0 < len(parts) <= MAX_PHRASE or not plain[0].isalpha():
            continue
        if parts[0].lower().strip(".,") in lexicon.linking:
            continue
        start = found.start(1) + inside.index(plain)
        yield Candidate(start, start + len(plain), "", Rank.LIKELY)


def tails(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Candidate]:
    """What a sentence ends with: “recipient of Asian investment”."""
    last = len(words) - 1
    prose = lexicon.language.prose
    endings = (*prose.verb_endings, *prose.adverb_endings)
    if last < 2 or words[last].is_number or words[last].plain in lexicon.linking:
        return
    if words[last].plain.endswith(endings):
        return
    first = last
    while first and last - first < MAX_TAIL:
        before = words[first - 1]
        if before.gap != " " or before.is_number:
            break
        if before.plain in lexicon.linking and not (
            _is_linked(words, first - 1, lexicon)
        ):
            break
        first -= 1
    while first < last and words[first].plain in lexicon.linking:
        first += 1
    if 0 < first < last:
        yield Candidate(words[first].start, words[last].end, "", Rank.FILL)


def phrases(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Candidate]:
    """Words of sense that follow each other: “the hydrological cycle”."""
    language = lexicon.language
    leading = language.articles.keys() | language.leading_articles.keys()
    leading |= lexicon.of | lexicon.dates
    at = 1
    while at < len(words):
        before = words[at - 1]
        if before.plain in leading and before.gap == " ":
            last = _phrase(words, at, lexicon, is_singular=at == 1)
            if (
                last
                and last - at > 1
                and not any(word.is_capital for word in words[at:last])
            ):
                yield Candidate(words[at].start, words[last - 1].end, "", Rank.FILL)
                at = last
        at += 1


def _is_linked(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether the small word links two parts of one phrase."""
    links = lexicon.of | {lexicon.language.ampersand}
    plain = words[at].plain
    if plain in links:
        return True
    articles = (lexicon.language.articles, lexicon.language.leading_articles)
    if any(plain in each for each in articles):
        return at > 0 and words[at - 1].plain in links
    return False


def _phrase(
    words: Sequence[Word], at: int, lexicon: Lexicon, *, is_singular: bool = False
) -> int | None:
    """The index after the phrase that begins with a word, if it is a short one."""
    prose = lexicon.language.prose
    last = at
    while last < len(words):
        word = words[last]
        if word.plain in lexicon.linking or word.is_number:
            break
        last += 1
        if word.gap != " ":
            break
    endings = [*prose.verb_endings, *prose.adverb_endings]
    if is_singular and last > at and words[last - 1].gap == " ":
        endings += prose.singular_endings
    while last - at > 1 and words[last - 1].plain.endswith(tuple(endings)):
        last -= 1
    return last if 0 < last - at <= MAX_PHRASE else None
