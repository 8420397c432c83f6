"""What the rules need to know about a deck: its cards and their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache, lru_cache
from itertools import groupby, islice
from typing import NamedTuple

from quizapp.cards.format.lines import code_lines, may_hold_fences
from quizapp.cards.judging.normal import forms, normal
from quizapp.cards.kinds import KINDS
from quizapp.cards.languages import language_of, languages_in, words_in
from quizapp.model import Card, Deck

MAX_CARDS_PER_BLOCK = 50
"""Cards of one block that are checked: a block with thousands of brackets would take
too long."""

_NO_PROSE = re.compile(
    r"`[^`\n]+`|\$(?=\S)[^$\n]+(?<=\S)\$(?!\d)|(?<=\])\([^()\s]*\)|^[ \t]*\|.*$",
    re.MULTILINE,
)
"""Matches code, maths, the addresses of links, and rows of tables."""
_MARKED = re.compile(r"[`$|]|~~~|\]\(")

_TOKEN = re.compile(r"\S+")
_INSIDE = re.compile(r"\w(?:.*\w)?")
_LETTER = re.compile(r"[^\W_]")
_GENITIVE = re.compile(r"(?<=\w)['’]s(?=\W*$)")


class CardPart(Enum):
    """The part of a card that a text is in; the value is how its first line begins."""

    BODY = ""
    ANSWER = "A:"
    ITEM = "-"
    ACCEPT = ":accept:"
    WRONG = ":wrong:"
    ASK = ":ask:"


@dataclass(frozen=True, slots=True)
class Finding:
    """A card, or a text in it, for which a rule has a hint."""

    card: Card
    text: str = ""
    """The text as written; empty for the card as a whole."""
    part: CardPart = CardPart.BODY
    nth: int = 1
    """Which occurrence of the text in that part it is, from 1."""
    fields: Mapping[str, object] = field(default_factory=dict)
    """The fields of the hint's message."""


class Word(NamedTuple):
    """A word in normal form with its place in the text."""

    text: str
    start: int
    end: int


class QuestionWords:
    """The words of questions in a deck: in its own language, and in English, in which
    many decks ask for words of another language."""

    def __init__(self, code: str) -> None:
        language = language_of(code)
        self.small = words_in(code, "questions.small").union(
            language.negations, language.numerals, language.ordinals
        )
        """Words that say nothing on their own: small ones, yes and no, numerals."""
        self.naming = words_in(code, "questions.naming")
        """Words of questions that must name their answer."""
        self.negated = [
            re.compile(each.questions.negated, re.IGNORECASE | re.VERBOSE)
            for each in languages_in(code)
            if each.questions.negated
        ]
        """Each matches negated questions."""


@lru_cache(maxsize=64)
def _question_words_in(code: str) -> QuestionWords:
    return QuestionWords(code)


class LintContext:
    """A deck's cards that can be asked, and what several rules need to know about
    them."""

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        blocks = [
            [card for card in islice(block, MAX_CARDS_PER_BLOCK) if card.can_be_asked]
            for _, block in groupby(deck.cards, key=lambda c: (c.line, c.fields.id))
        ]
        self.cards: Sequence[Card] = [card for block in blocks for card in block]
        self.first_cards: Sequence[Card] = [block[0] for block in blocks if block]
        """The first card of each block, for hints that hold for a whole block."""
        self.words: Callable[[str], Sequence[str]] = cache(self._words)
        """The words of a text in normal form, without articles, code, maths and
        tables."""
        self.forms: Callable[[str], Sequence[str]] = cache(self._forms)
        """All normal forms of a text; its own is the first."""
        self._words_of: Callable[[str], Sequence[Word]] = cache(self._words_in)
        """The words in a part of a text without spaces; most repeat."""
        self.language = language_of(deck.rules.language)
        """The deck's language, in which its answers are."""
        self.question_words = _question_words_in(deck.rules.language)
        """The words of its questions, in all languages in which they may be asked."""

    def _words(self, text: str) -> Sequence[str]:
        return [
            word.text for token in prose(text).split() for word in self._words_of(token)
        ]

    def words_with_places(self, text: str) -> Sequence[Word]:
        """The words of `text`, like `words`, each with its place."""
        return tuple(
            Word(word, found.start() + first, found.start() + last)
            for found in _TOKEN.finditer(prose(text))
            for word, first, last in self._words_of(found[0])
        )

    def _words_in(self, token: str) -> Sequence[Word]:
        bare = _GENITIVE.sub("", token) if "s" in token else token
        inside = _INSIDE.search(bare)
        if not inside:
            return ()
        return [
            Word(word, *inside.span())
            for word in normal(bare, self.deck.rules).split()
            if word not in self.language.articles and _LETTER.search(word)
        ]

    def _forms(self, text: str) -> Sequence[str]:
        return forms(text, self.deck.rules)

    def right(self, card: Card) -> set[str]:
        """The normal forms of all right answers of a card."""
        rights = (card.answer, *card.fields.accept)
        return {form for text in rights for form in self.forms(text)}

    def is_small(self, words: Sequence[str]) -> bool:
        """Whether words say nothing on their own: “of”, a letter, a number that is not
        a year."""
        small = self.question_words.small
        return all(
            word in small
            or len(word) == 1
            or (word.isdecimal() and len(word) != len("1989"))
            for word in words
        )


def has_choices(card: Card) -> bool:
    """Whether a card's choices are written below its question."""
    return bool(card.items) and KINDS[card.kind].is_recognition


def prose(text: str) -> str:
    """`text` with spaces in place of code, maths, tables and the addresses of links."""
    if not _MARKED.search(text):
        return text
    if may_hold_fences(text):
        lines = text.split("\n")
        for index in code_lines(lines):
            lines[index] = " " * len(lines[index])
        text = "\n".join(lines)
    return _NO_PROSE.sub(lambda found: " " * len(found[0]), text)


def occurrence(text: str, start: int, end: int) -> int:
    """How often the part from `start` to `end` occurs in `text` up to there, itself
    included."""
    return 1 + sum(1 for _ in find_standalone(text[start:end])(text[:start]))


def find_standalone(sought: str) -> Callable[[str], Iterator[re.Match[str]]]:
    """A search for `sought` on its own, not within a longer word."""
    return re.compile(rf"(?<!\w){re.escape(sought)}(?!\w)").finditer
