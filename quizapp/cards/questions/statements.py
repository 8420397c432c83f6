"""The statements of a deck, so that none of them is ever asked as a false one."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from functools import cached_property

from quizapp.cards.languages import language_of, languages_in
from quizapp.model import RULES, Rules
from quizapp.text import folded

_WORD = re.compile(r"\w+")


class Statements(Container[str]):
    """Statements, also with fewer of their words, or with the words in another order.

    “Peru is a member of APEC” is in “Peru, a country in the Andes, has been a member of
    APEC since 1998”: it is better to take too much for true than too little. `names`
    are groups of names of the same thing. The words are indexed on first use: 10,000
    cards take 0.2 s.
    """

    def __init__(
        self,
        texts: Iterable[str],
        rules: Rules = RULES,
        names: Iterable[Sequence[str]] = (),
    ) -> None:
        self._texts, self._names = texts, names
        language = language_of(rules.language)
        self._digits = {
            word: str(number)
            for each in reversed(languages_in(rules.language))
            for word, number in each.numerals.items()
        }
        self._articles = {*language.articles, *language.leading_articles}

    def count(self, text: str) -> int:
        """The number of texts that say this."""
        found = [self._places.get(word, set()) for word in self._words(text)]
        return len(set.intersection(*sorted(found, key=len))) if found else 0

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self.count(text) > 0

    @cached_property
    def _places(self) -> dict[str, set[int]]:
        """The numbers of the texts that have each word."""
        places: dict[str, set[int]] = {}
        for number, text in enumerate(dict.fromkeys(self._texts)):
            for word in self._words(text):
                places.setdefault(word, set()).add(number)
        return places

    @cached_property
    def _usual(self) -> dict[str, dict[tuple[str, ...], tuple[str, ...]]]:
        """The usual name for each other one, longest first, by its first word."""
        usual: dict[tuple[str, ...], tuple[str, ...]] = {}
        for group in self._names:
            names = [words for name in group if (words := self._tokens(name))]
            known = next((usual[name] for name in names if name in usual), None)
            for name in names:
                usual.setdefault(name, known or names[0])
        by_word: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}
        for name in sorted(usual, key=len, reverse=True):
            by_word.setdefault(name[0], {})[name] = usual[name]
        return by_word

    def _words(self, text: str) -> set[str]:
        """The words, with the usual name in place of any other."""
        words = self._tokens(text)
        if self._usual.keys().isdisjoint(words):
            return set(words)
        found: set[str] = set()
        at = 0
        while at < len(words):
            others = self._usual.get(words[at], {})
            names = (n for n in others if words[at : at + len(n)] == n)
            name = next(names, words[at : at + 1])
            found |= set(others.get(name, name))
            at += len(name)
        return found

    def _tokens(self, text: str) -> tuple[str, ...]:
        """The words without articles, and with digits for numerals."""
        articles, digits = self._articles, self._digits
        words = _WORD.findall(folded(text))
        return tuple(digits.get(word, word) for word in words if word not in articles)
