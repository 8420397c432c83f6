"""A deck laid open for the rules: its cards, and their words in comparable form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import groupby

from quizapp.formats.lines import code_blocks, may_hold_fences
from quizapp.lint.language import Grammar, grammar_of
from quizapp.model import Blank, Card, Deck
from quizapp.model.languages import language_of
from quizapp.questions.choices import right_forms
from quizapp.questions.normal import normal

MOST_OF_A_BLOCK = 50
"""Cards of one block that are looked at; a text of thousands of brackets has told
enough by then, and each costs as much as the text is long."""

_NO_PROSE = re.compile(
    r"`[^`\n]+`|\$(?=\S)[^$\n]+(?<=\S)\$(?!\d)|(?<=\])\([^()\s]*\)|^[ \t]*\|.*$",
    re.MULTILINE,
)
"""Code, maths, the aims of links, rows of tables."""


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
    message: str
    text: str = ""
    """As it is written; empty for the card as a whole."""
    part: Part = Part.BODY
    nth: int = 1
    """1 for the first place in that part where the text stands."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text in the form in which answers are compared."""

    text: str
    start: int
    end: int
    """Where it is written."""


class Page:
    """The deck's cards that can be asked, and what several rules want of them."""

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self.cards: Sequence[Card] = tuple(self._cards())
        self._words: dict[str, Sequence[Word]] = {}
        self._normal: dict[str, Sequence[tuple[str, int, int]]] = {}

    def _cards(self) -> Iterator[Card]:
        for _, block in groupby(self.deck.cards, key=lambda c: (c.line, c.fields.id)):
            for _, card in zip(range(MOST_OF_A_BLOCK), block, strict=False):
                if card.can_be_asked:
                    yield card

    @cached_property
    def written(self) -> Sequence[Card]:
        """The first card of each block: what holds for a block is said once."""
        return tuple({(c.line, c.fields.id): c for c in reversed(self.cards)}.values())

    @cached_property
    def grammar(self) -> Grammar:
        """What is known of the deck's language, which is that of its answers."""
        return grammar_of(self.deck.rules.language)

    @cached_property
    def grammars(self) -> Sequence[Grammar]:
        """Of the languages that questions are asked in: the deck's, and English, in
        which many decks ask for another language's words."""
        return tuple(dict.fromkeys((self.grammar, grammar_of("en"))))

    @cached_property
    def naming(self) -> frozenset[str]:
        """The words of a question that has to name its answer."""
        return frozenset().union(*(grammar.naming for grammar in self.grammars))

    @cached_property
    def small(self) -> frozenset[str]:
        """All words that tell nothing alone: small ones, yes and no, numerals."""
        told = frozenset().union(*(grammar.small for grammar in self.grammars))
        language = language_of(self.deck.rules.language)
        return told | language.negations | language.numerals.keys()

    def words(self, text: str) -> Sequence[Word]:
        """The words of `text` outside code, maths and tables, without articles."""
        told = self._words.get(text)
        if told is None:
            told = self._words[text] = tuple(self._read(prose(text)))
        return told

    def _read(self, text: str) -> Iterator[Word]:
        for found in re.finditer(r"\S+", text):
            start = found.start()
            for word, first, last in self._normal_of(found[0]):
                yield Word(word, start + first, start + last)

    def _normal_of(self, token: str) -> Sequence[tuple[str, int, int]]:
        """The words of what stands between two blanks; most of a deck's come often."""
        told = self._normal.get(token)
        if told is None:
            rules = self.deck.rules
            definite = language_of(rules.language).definite
            bare = _GENITIVE.sub("", token)
            inside = re.search(r"\w(?:.*\w)?", bare)
            first, last = inside.span() if inside else (0, 0)
            told = self._normal[token] = tuple(
                (word, first, last)
                for word in normal(bare, rules).split()
                if inside and word not in definite and _LETTER.search(word)
            )
        return told

    def is_small(self, words: Sequence[str]) -> bool:
        """Whether words tell nothing alone: «of», a letter, a number but a year."""
        return all(
            word in self.small
            or len(word) == 1
            or (word.isdecimal() and len(word) != len("1989"))
            for word in words
        )


def blanks(card: Card) -> Sequence[Blank]:
    """The brackets that a cloze leaves blank."""
    return card.blanks or ((card.blank,) if card.blank else ())


def right(card: Card) -> frozenset[str]:
    """The normal forms of everything that is right."""
    return frozenset(right_forms(card))


def prose(text: str) -> str:
    """`text` of the same length, with blanks for code, maths, tables, links."""
    if not any(mark in text for mark in ("`", "~~~", "$", "|", "](")):
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
