"""What a deck says, so that nothing it says is ever asked as false."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import cached_property

from quizapp.cards.languages import Language, language_of, languages_in
from quizapp.model import RULES, Card, Kind, Rules
from quizapp.text import folded

_WORD = re.compile(r"\w+")
_WHOLE = (Kind.ORDER, Kind.MATCH)
"""Kinds of cards whose statement sums up several facts."""


class Statements(Container[str]):
    """The statements of some cards. One that only leaves out words of theirs, or has
    them in another order, is among them too.

    So “Peru is a member of APEC” is said where “Peru, a country in the Andes, has been
    a member of APEC since 1998” would do, and rather too much is taken for true than
    too little. The words are indexed on first use: 10,000 cards take 0.2 s.
    """

    def __init__(self, cards: Iterable[Card], rules: Rules = RULES) -> None:
        self._cards = cards
        self._languages = languages_in(rules.language)
        self._language = language_of(rules.language)

    @cached_property
    def _places(self) -> dict[str, set[int]]:
        """The numbers of the statements that have each word."""
        places: dict[str, set[int]] = {}
        texts = dict.fromkeys(text for card in self._cards for text in _said_by(card))
        for number, text in enumerate(texts):
            for word in self._words(text):
                places.setdefault(word, set()).add(number)
        return places

    def _words(self, text: str) -> set[str]:
        return {
            _numeral(word, self._languages)
            for word in _WORD.findall(folded(text))
            if word not in self._language.articles
            and word not in self._language.leading_articles
        }

    def __contains__(self, text: object) -> bool:
        found = [self._places.get(word, set()) for word in self._words(str(text))]
        return bool(found) and bool(set.intersection(*sorted(found, key=len)))


def _numeral(word: str, languages: Iterable[Language]) -> str:
    """The word, or its digits if it is a number."""
    numbers = (language.numerals.get(word) for language in languages)
    return next((str(number) for number in numbers if number is not None), word)


def _said_by(card: Card) -> Iterator[str]:
    if card.kind in _WHOLE:
        return
    if card.fields.cite:
        yield card.fields.cite
    if card.is_cloze or (card.kind == Kind.TRUE_FALSE and card.answer == "true"):
        yield card.prompt
    elif card.kind == Kind.FLIP and not card.fields.cite:
        yield f"{card.prompt} {card.answer}"
