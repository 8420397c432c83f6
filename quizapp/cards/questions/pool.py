"""The answers of other cards, used to ask a question and to judge it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from quizapp.cards.judging.normal import forms, normal
from quizapp.cards.kinds import KINDS
from quizapp.cards.questions.statements import Statements
from quizapp.model import Card, Kind, Rival, Rules

MAX_TWINS = 8
"""Further ways to write an answer that are kept."""
_SUMMING_UP = (Kind.ORDER, Kind.MATCH)
"""Kinds of cards whose `:cite:` is several statements."""


class RivalsByForm(Mapping[str, Rival]):
    """The answers of some cards by normal form; if several have a form, the first one
    with the others as its twins.

    It is built on first use: a deck of 10,000 cards takes 0.1 s.
    """

    def __init__(self, cards: Iterable[Card]) -> None:
        self._cards = cards

    @cached_property
    def _rivals(self) -> Mapping[str, Rival]:
        rivals: dict[str, Rival] = {}
        for card in self._cards:
            for answer in KINDS[card.kind].answers(card):
                for right in (answer, *card.fields.accept):
                    for form in forms(right, card.rules):
                        first = rivals.setdefault(form, Rival(right, card))
                        if first.text != right:
                            rivals[form] = _with_twin(first, right, card)
        return rivals

    def __getitem__(self, form: str) -> Rival:
        return self._rivals[form]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rivals)

    def __len__(self) -> int:
        return len(self._rivals)


def _with_twin(rival: Rival, text: str, card: Card) -> Rival:
    known = {rival.text, *(twin.text for twin in rival.twins)}
    if text in known or len(known) > MAX_TWINS:
        return rival
    return replace(rival, twins=(*rival.twins, Rival(text, card)))


def statements_of(cards: Collection[Card], rules: Rules) -> Statements:
    """What the cards say is true, under any name that they accept."""
    names = ((card.answer, *card.fields.accept) for card in cards if card.fields.accept)
    return Statements(_said_by(cards), rules, names)


def _said_by(cards: Iterable[Card]) -> Iterator[str]:
    for card in cards:
        if card.kind in _SUMMING_UP:
            continue
        if card.fields.cite:
            yield card.fields.cite
        if card.is_cloze or (card.kind == Kind.TRUE_FALSE and card.answer == "true"):
            yield card.prompt
        elif card.kind == Kind.FLIP and not card.fields.cite:
            yield f"{card.prompt} {card.answer}"


def answers_of_type(cards: Iterable[Card], type_: str) -> Sequence[Rival]:
    """The answers of this type among `cards`, without repetitions."""
    rivals: dict[str, Rival] = {}
    for card in cards:
        answers = KINDS[card.kind].answers(card)
        types = [blank.type for blank in card.blanks] or [card.fields.type]
        for answer, its_type in zip(answers, types, strict=False):
            if its_type == type_:
                rivals.setdefault(normal(answer, card.rules), Rival(answer, card))
    return tuple(rivals.values())
