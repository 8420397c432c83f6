"""Splits a paragraph into sentences."""

from __future__ import annotations

import re

from quizapp.cards.languages import Language, words_in
from quizapp.text import folded

_CLOSED = (
    r"(?:[\"'”’)\]}」』）】]|[“‘«](?![^\s,;:.])|[ \u00a0\u202f]?[»›](?!\w))*"
    r"(?:\[\d{1,3}\])*"
)
"""The quotation marks, brackets and numbers of notes that belong to a sentence."""
_STOP = re.compile(rf"(?:[.!?…‽؟۔।]+|[。！？｡]+){_CLOSED}")
"""What may end a sentence."""
_OPENERS = "\"'“‘«‹([{¿¡„‚*_—–-"
_FIRST_WORD = re.compile(rf"[{re.escape(_OPENERS)}\s]*([^\W_]+(?:['’][^\W_]+)?)")
_NUMBER = re.compile(r"[IVXLC]+(?!\w)|[\dA-Z](?![^\W\d])")
_ITEM = re.compile(r"\W*(?:\d{1,3}|[a-zA-Z]|[ivxlc]{1,5})")
"""The number of a list item, which is not a sentence."""
MAX_ITEM = 8
_SPACE = re.compile(r"\s*")

REACH = 40
"""How far a word is searched for before and after a stop."""
MAX_BRACKET = 200
"""No sentence ends in a bracket of at most this many characters."""


def sentences(text: str, language: Language) -> list[tuple[int, int]]:
    """Where each sentence of a paragraph begins and ends. Only white space is between
    them."""
    found: list[tuple[int, int]] = []
    start = _next(text, 0)
    for stop in _STOP.finditer(text):
        if stop.start() < start or not _ends(text, start, stop, language):
            continue
        found.append((start, stop.end()))
        start = _next(text, stop.end())
    end = len(text.rstrip())
    if start < end:
        found.append((start, end))
    return found


def _next(text: str, at: int) -> int:
    """The first place from `at` on that is not white space."""
    found = _SPACE.match(text, at)
    assert found
    return found.end()


def _ends(text: str, start: int, stop: re.Match[str], language: Language) -> bool:
    """Whether a stop ends the sentence that begins at `start`."""
    mark, end = stop[0][0], stop.end()
    if mark in "。！？｡":
        return True
    after = text[end : end + REACH]
    if not after:
        return True
    before = text[max(start, stop.start() - REACH) : stop.start()]
    is_glued = not after[0].isspace()
    if is_glued and not _is_glued(before, stop[0], after):
        return False
    first = _FIRST_WORD.match(after)
    word = first[1] if first else ""
    if word[:1].islower() and not word[1:2].isupper():
        return False
    if _is_in_bracket(text, start, stop):
        return False
    if mark != "." or stop[0].startswith("..") or not before:
        return True
    last = before.rpartition(" ")[2].lstrip(_OPENERS)
    if stop.start() - start <= MAX_ITEM and _ITEM.fullmatch(text[start : stop.start()]):
        return False
    if not _may_be_abbreviation(last, after, language):
        return True
    return len(word) > 1 and _is_opener(word, language)


def _is_glued(before: str, stop: str, after: str) -> bool:
    """Whether two sentences meet here without a space between them."""
    if not (after[0].isupper() and after[1:2].islower()):
        return after[0] in "“«¿¡„" or (stop[-1] in "]" and after[0].isalnum())
    last = before.rpartition(" ")[2]
    if len(stop) > 1 or stop != ".":
        return last.isalnum()
    return last.isalpha() and last.islower() and len(last) > 1


def _is_in_bracket(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the stop is inside a bracket of the sentence."""
    first = max(start, stop.start() - MAX_BRACKET)
    opened = text.rfind("(", first, stop.end())
    if opened < 0 or opened == start or text.rfind(")", opened, stop.end()) >= 0:
        return False
    closed = text.find(")", stop.end(), opened + MAX_BRACKET)
    return closed >= 0


def _may_be_abbreviation(last: str, after: str, language: Language) -> bool:
    """Whether the stop after `last` may be part of it."""
    if not last:
        return False
    plain = folded(last.rstrip("."))
    if last.isdecimal():
        return language.prose.ordinal_stop and len(last) <= 2
    if len(last) == 1 and last.isalpha():
        return True
    if plain in words_in(language.code, "prose.abbreviations"):
        return True
    if plain in language.prose.before_numbers:
        return bool(_NUMBER.match(after.lstrip()))
    parts = last.split(".")
    return len(parts) > 1 and all(part.isalpha() and len(part) <= 2 for part in parts)


def _is_opener(word: str, language: Language) -> bool:
    plain, prose = folded(word.partition("’")[0].partition("'")[0]), language.prose
    openers = (prose.openers, prose.pointers, language.questions.small)
    return any(plain in words for words in openers)
