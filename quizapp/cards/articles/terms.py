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


def abbreviations(text: str, words: Sequence[Word]) -> Iterator[Candidate]:
    """Abbreviations in brackets with what they stand for, in either order."""
    for found in _BRACKET.finditer(text):
        inside = found[1].strip().partition(",")[0].strip("“”\"' ")
        if _is_short(inside):
            place = text.index(inside, found.start(1))
            before = [word for word in words if word.end <= found.start()]
            start = _long_form(text, before[-12:], inside)
            if start is not None:
                end = text[: found.start()].rstrip(" ”\"").__len__()
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
                yield Candidate(before[0].start, before[0].end, "abbreviation", Rank.SURE)


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
        start, end = found.span(group)
        inside = found[group]
        stripped = inside.strip().rstrip(",.;!?")
        start += len(inside) - len(inside.lstrip())
        count = len(stripped.split())
        if stripped and count <= MAX_QUOTED:
            rank = Rank.SURE if count <= MAX_PHRASE else Rank.POSSIBLE
            yield Candidate(start, start + len(stripped), "quotation", rank)


def terms(
    text: str, words: Sequence[Word], lexicon: Lexicon
) -> Iterator[Candidate]:
    """What is called something, and new things: “a chirp”."""
    articles = {*lexicon.language.articles, *lexicon.language.leading_articles}
    for at, word in enumerate(words):
        if long := lexicon.naming.at(words, at):
            nxt = at + long
            while nxt < len(words) and words[nxt].plain in articles:
                nxt += 1
            if found := _phrase(words, nxt, lexicon):
                yield Candidate(words[nxt].start, found, "term", Rank.SURE)
        elif word.plain in lexicon.language.leading_articles and word.gap == " ":
            if found := _phrase(words, at + 1, lexicon):
                yield Candidate(words[at + 1].start, found, "", Rank.FILL)


def _phrase(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    """Where the phrase ends that begins with a word, if it is a short one."""
    count = 0
    while at + count < len(words):
        word = words[at + count]
        if word.plain in lexicon.linking or word.is_number:
            break
        count += 1
        if word.gap != " ":
            break
    if not 0 < count <= MAX_PHRASE:
        return None
    return words[at + count - 1].end
