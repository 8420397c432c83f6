"""A deck laid open for the rules: its cards, and their words in comparable form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from itertools import groupby, islice
from typing import NamedTuple

from quizapp.cards.format.lines import code_blocks, may_hold_fences
from quizapp.cards.judging.normal import forms, normal
from quizapp.cards.kinds import KINDS
from quizapp.cards.languages import language_of, languages_in
from quizapp.model import Blank, Card, Deck

MOST_OF_A_BLOCK = 50
"""Cards of one block that are looked at; a text of thousands of brackets has told
enough by then, and each costs as much as the text is long."""

_NO_PROSE = re.compile(
    r"`[^`\n]+`|\$(?=\S)[^$\n]+(?<=\S)\$(?!\d)|(?<=\])\([^()\s]*\)|^[ \t]*\|.*$",
    re.MULTILINE,
)
"""Code, maths, the aims of links, rows of tables."""
_MARKED = re.compile(r"[`$|]|~~~|\]\(")

_TOKEN = re.compile(r"\S+")
_INSIDE = re.compile(r"\w(?:.*\w)?")
_LETTER = re.compile(r"[^\W_]")
_GENITIVE = re.compile(r"(?<=\w)['’]s(?=\W*$)")


class Part(Enum):
    """The part of a card's lines in which something is found."""

    BODY = ""
    ANSWER = "A:"
    ITEM = "-"
    ACCEPT = ":accept:"
    WRONG = ":wrong:"
    ASK = ":ask:"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has to say of a card, and of which text in it."""

    card: Card
    text: str = ""
    """As it is written; empty for the card as a whole."""
    part: Part = Part.BODY
    nth: int = 1
    """1 for the first place in that part where the text stands."""
    fields: Mapping[str, object] = field(default_factory=dict)
    """What the message of the hint says by name."""


class Word(NamedTuple):
    """A word of a text in the form in which answers are compared."""

    text: str
    start: int
    end: int
    """Where it is written."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The words of all languages in which a deck may ask: its own, and English, in
    which many decks ask for another language's words."""

    small: frozenset[str]
    """Words that tell nothing alone: small ones, yes and no, numerals."""
    naming: frozenset[str]
    negated: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=64)
def _asking_in(code: str) -> Asking:
    """What is known of the languages in which a deck of this language may ask."""
    language = language_of(code)
    known = [each.questions for each in languages_in(code)]
    return Asking(
        language.negations.union(
            language.numerals, language.ordinals, *(each.small for each in known)
        ),
        frozenset().union(*(each.naming for each in known)),
        tuple(
            re.compile(each.negated, re.IGNORECASE | re.VERBOSE)
            for each in known
            if each.negated
        ),
    )


class Page:
    """The deck's cards that can be asked, and what several rules want of them."""

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self.cards: Sequence[Card] = tuple(self._cards())
        self._words: dict[str, Sequence[str]] = {}
        self._tokens: dict[str, Sequence[Word]] = {}
        self._forms: dict[str, Sequence[str]] = {}
        self._right: dict[tuple[str, ...], frozenset[str]] = {}
        self.written: Sequence[Card] = _first_of_blocks(self.cards)
        """The first card of each block: what holds for a block is said once."""
        self.language = language_of(deck.rules.language)
        """What is known of the deck's language, which is that of its answers."""
        self.asking = _asking_in(deck.rules.language)
        """The same of all languages that its questions may be asked in."""

    def _cards(self) -> Iterator[Card]:
        for _, block in groupby(self.deck.cards, key=lambda c: (c.line, c.fields.id)):
            for card in islice(block, MOST_OF_A_BLOCK):
                if card.can_be_asked:
                    yield card

    def words(self, text: str) -> Sequence[str]:
        """The words of `text` outside code, maths and tables, without articles, in the
        form in which answers are compared."""
        told = self._words.get(text)
        if told is None:
            told = self._words[text] = tuple(
                word.text
                for token in prose(text).split()
                for word in self._words_of(token)
            )
        return told

    def placed(self, text: str) -> Sequence[Word]:
        """The same words, each with its place."""
        return tuple(
            Word(word, found.start() + first, found.start() + last)
            for found in _TOKEN.finditer(prose(text))
            for word, first, last in self._words_of(found[0])
        )

    def _words_of(self, token: str) -> Sequence[Word]:
        """Of what stands between two blanks; most of a deck's come often."""
        told = self._tokens.get(token)
        if told is None:
            told = self._tokens[token] = tuple(self._normal_words(token))
        return told

    def _normal_words(self, token: str) -> Iterator[Word]:
        bare = _GENITIVE.sub("", token) if "s" in token else token
        inside = _INSIDE.search(bare)
        if inside:
            for word in normal(bare, self.deck.rules).split():
                if word not in self.language.articles and _LETTER.search(word):
                    yield Word(word, *inside.span())

    def forms(self, text: str) -> Sequence[str]:
        """The normal forms of all that `text` stands for; its own is the first."""
        told = self._forms.get(text)
        if told is None:
            told = self._forms[text] = forms(text, self.deck.rules)
        return told

    def right(self, card: Card) -> frozenset[str]:
        """The normal forms of everything that is right."""
        rights = (card.answer, *card.fields.accept)
        told = self._right.get(rights)
        if told is None:
            told = frozenset(form for each in rights for form in self.forms(each))
            self._right[rights] = told
        return told

    def is_small(self, words: Sequence[str]) -> bool:
        """Whether words tell nothing alone: “of”, a letter, a number but a year."""
        small = self.asking.small
        return all(
            word in small
            or len(word) == 1
            or (word.isdecimal() and len(word) != len("1989"))
            for word in words
        )


def _first_of_blocks(cards: Sequence[Card]) -> Sequence[Card]:
    return tuple({(c.line, c.fields.id): c for c in reversed(cards)}.values())


def blanks(card: Card) -> Sequence[Blank]:
    """The brackets that a cloze leaves blank."""
    return card.blanks or ((card.blank,) if card.blank else ())


def has_choices(card: Card) -> bool:
    """Whether its choices are written below its question."""
    return bool(card.items) and KINDS[card.kind].is_recognition


def prose(text: str) -> str:
    """`text` of the same length, with blanks for code, maths, tables, links."""
    if not _MARKED.search(text):
        return text
    if may_hold_fences(text):
        lines = text.split("\n")
        for first, last in code_blocks(lines)[0].items():
            for index in range(first, last + 1):
                lines[index] = " " * len(lines[index])
        text = "\n".join(lines)
    return _NO_PROSE.sub(lambda found: " " * len(found[0]), text)


def occurrence(text: str, start: int, end: int) -> int:
    """Which one of its places in `text` the part from `start` to `end` is, from 1."""
    return 1 + sum(1 for _ in standing(text[start:end])(text[:start]))


def standing(sought: str) -> Callable[[str], Iterator[re.Match[str]]]:
    """A search for `sought` where it stands alone, not within a longer word."""
    return re.compile(rf"(?<!\w){re.escape(sought)}(?!\w)").finditer
