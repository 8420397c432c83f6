"""The answers of the other cards, which a question is asked and judged among."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from quizapp.cards.judging.normal import forms, normal
from quizapp.cards.kinds import KINDS
from quizapp.model import Card, Rival

TWINS = 8
"""Ways to write one answer that are kept."""


class Rivals(Mapping[str, Rival]):
    """The answers of some cards by normal form; of several of one form the first, with
    the others as its twins.

    They are gone through when somebody first asks: a deck of 10,000 takes 0.1 s.
    """

    def __init__(self, cards: Iterable[Card]) -> None:
        self._cards = cards

    @cached_property
    def _told(self) -> Mapping[str, Rival]:
        told: dict[str, Rival] = {}
        for card in self._cards:
            for answer in KINDS[card.kind].answers(card):
                for right in (answer, *card.fields.accept):
                    for form in forms(right, card.rules):
                        first = told.setdefault(form, Rival(right, card))
                        if first.text != right:
                            told[form] = _with_twin(first, right, card)
        return told

    def __getitem__(self, form: str) -> Rival:
        return self._told[form]

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)


def _with_twin(rival: Rival, text: str, card: Card) -> Rival:
    known = {rival.text, *(each.text for each in rival.twins)}
    if text in known or len(known) > TWINS:
        return rival
    return replace(rival, twins=(*rival.twins, Rival(text, card)))


def alike_of(cards: Iterable[Card], type_: str) -> Sequence[Rival]:
    """The answers of this type among `cards`, none twice."""
    told: dict[str, Rival] = {}
    for card in cards:
        answers = KINDS[card.kind].answers(card)
        types = [each.type for each in card.blanks] or [card.fields.type]
        for answer, its_type in zip(answers, types, strict=False):
            if its_type == type_:
                told.setdefault(normal(answer, card.rules), Rival(answer, card))
    return tuple(told.values())
