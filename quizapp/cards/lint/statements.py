"""Hints about what a fact says: its words have to be clear on their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from quizapp.cards.languages import Language, language_of
from quizapp.cards.languages.words import any_of
from quizapp.cards.lint.context import (
    Finding,
    LintContext,
    occurrence,
    prose,
)
from quizapp.model import Card
from quizapp.text import folded

_WORD = re.compile(r"\w+(?:['’]\w+)?")


def points_back(context: LintContext) -> Iterator[Finding]:
    """A fact with a word such as “it” that has no name before it."""
    for card in _facts(context):
        found = _pronoun(card.prompt, context.language)
        if found and not _is_blank(card, *found.span()):
            nth = occurrence(card.prompt, *found.span())
            yield Finding(card, found[0], nth=nth, fields={"text": found[0]})


def day_of_writing(context: LintContext) -> Iterator[Finding]:
    """A fact whose time depends on the day on which its article was written."""
    pattern = _days(context.language.code)
    for card in _facts(context):
        for found in pattern.finditer(prose(card.prompt)) if pattern else ():
            if not _is_blank(card, *found.span()):
                nth = occurrence(card.prompt, *found.span())
                yield Finding(card, found[0], nth=nth, fields={"text": found[0]})


def _facts(context: LintContext) -> Iterator[Card]:
    """The cards made from facts, once for each text; other cards may be of an exercise,
    such as the pronouns of a language."""
    seen: set[str] = set()
    for card in context.cards:
        if card.fields.fact and card.prompt not in seen:
            seen.add(card.prompt)
            yield card


def _is_blank(card: Card, start: int, end: int) -> bool:
    return any(blank.start < end and start < blank.end for blank in card.all_blanks)


def _pronoun(text: str, language: Language) -> re.Match[str] | None:
    """The first word that refers back, unless a word before it may be what it refers
    to."""
    words = language.prose
    empty = language.questions.small | words.openers | language.questions.words
    empty |= language.numerals.keys() | language.ordinals.keys()
    empty |= language.dates.months.keys() | language.dates.small | language.weekdays
    for found in _WORD.finditer(prose(text)):
        plain = folded(found[0]).replace("’", "'").partition("'")[0]
        is_first = not text[: found.start()].strip(" \"'“‘«„¿¡([")
        if plain in words.pronouns or (is_first and plain in words.pointers):
            return None if _is_expletive(text, found.start(), language) else found
        if plain not in empty and not plain.isdecimal():
            return _unnamed(text, language)
    return None


def _unnamed(text: str, language: Language) -> re.Match[str] | None:
    """The word that cannot stand for the subject, which is the only noun before it."""
    pattern = _pattern(language.prose.unnamed)
    found = pattern.match(prose(text)) if pattern else None
    if not found:
        return None
    start = next(found.start(name) for name in found.groupdict() if found[name])
    return _WORD.match(text, start)


def _is_expletive(text: str, start: int, language: Language) -> bool:
    pattern = _pattern(language.prose.expletive)
    return bool(pattern and pattern.match(text, start))


@lru_cache(maxsize=16)
def _pattern(written: str) -> re.Pattern[str] | None:
    return re.compile(written, re.IGNORECASE | re.VERBOSE) if written else None


@lru_cache(maxsize=16)
def _days(code: str) -> re.Pattern[str] | None:
    language = language_of(code)
    written = language.prose.day_of_writing
    if not written:
        return None
    written = written.replace("{days}", any_of(language.weekdays))
    months = {*language.dates.months, *language.dates.months.values()}
    written = written.replace("{months}", any_of(months))
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)", re.IGNORECASE | re.VERBOSE)
