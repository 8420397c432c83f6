"""Finds abbreviations, quotations, terms and code in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizapp.cards.articles.candidates import Candidate, Rank
from quizapp.cards.articles.lexicon import Lexicon, Word
from quizapp.cards.articles.phrases import MAX_PHRASE, phrase_end

_BRACKET = re.compile(r"\(([^()]{1,80})\)")
_SHORT = re.compile(r"[^\W_][\w.&/-]{0,10}[^\W_]")
_QUOTATION = re.compile(
    r"“([^“”]{2,80})”|«\s?([^«»]{2,80}?)\s?»|„([^„“”]{2,80})[“”]"
    r"|(?<![\w\"])\"([^\"]{2,80})\"(?!\w)|(?<!\w)‘([^‘’]{2,60})’(?!\w)"
)
MAX_QUOTED = 8
"""A quotation of more words is too long to be an answer."""
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
    """What something is called: “known as strain”."""
    either = lexicon.language.numbers.either
    for at, word in enumerate(words):
        if long := lexicon.naming.at(words, at):
            first = at + long
            if words[first - 1].gap[:1] != " ":
                continue
            while first < len(words) and words[first].plain in lexicon.articles:
                first += 1
            if last := phrase_end(words, first, lexicon):
                capital = next(
                    (i for i in range(first, last) if words[i].is_capital), first
                )
                end = words[last - 1].end
                yield Candidate(words[capital].start, end, "term", Rank.SURE)
        elif at and word.plain in either and words[at - 1].gap == ", ":
            last = phrase_end(words, at + 1, lexicon)
            if last and words[last - 1].gap[:1] == ",":  # Propolis, or bee glue, …
                start, end = words[at + 1].start, words[last - 1].end
                yield Candidate(start, end, "term", Rank.LIKELY)


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
