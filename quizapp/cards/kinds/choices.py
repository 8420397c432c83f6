"""Wrong choices that are honest: plausible, of the right form, and certainly wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from random import Random

from quizapp.cards.judging.normal import forms, normal
from quizapp.cards.judging.typed import is_right
from quizapp.cards.kinds.neighbours import neighbours
from quizapp.cards.languages import languages_in
from quizapp.cards.languages.words import any_of
from quizapp.model import Card, Choice, Pool, Rival, Rules
from quizapp.text import folded

WRONG_CHOICES = 3
"""A choice question needs as many honest wrong ones, and shows no more."""


def wrong_choices(card: Card, prompt: str, pool: Pool, rng: Random) -> Sequence[Choice]:
    """The right answer among three wrong ones, shuffled; none without three.

    The author's wrong ones come first. Numbers and dates are filled up with plausible
    neighbours in the same form, others with answers of the card's type, of a like
    length, so that length tells nothing.
    """
    told = list(honest(card, prompt, card.fields.wrong))
    rng.shuffle(told)
    if len(told) < WRONG_CHOICES:
        near = neighbours(card, rng)
        told = list(honest(card, prompt, (*told, *near)))
    if len(told) < WRONG_CHOICES:
        told = list(_like(card, prompt, told, pool.alike, rng))
    if len(told) < WRONG_CHOICES:
        return ()
    choices = [Choice(text) for text in told[:WRONG_CHOICES]]
    return shuffled([*choices, Choice(card.answer, right=True)], card.rules, rng)


def _like(
    card: Card, prompt: str, told: Sequence[str], alike: Sequence[Rival], rng: Random
) -> Sequence[str]:
    """`told` filled up with answers of the card's type: of those that are as long, a
    few are drawn; those of other decks where its own has too few."""
    own = [rival for rival in alike if rival.card.deck == card.deck]
    others = [rival for rival in alike if rival.card.deck != card.deck]
    for rivals in (own, others):
        rivals.sort(key=lambda rival: abs(len(rival.text) - len(card.answer)))
        certain = (rival.text for rival in rivals if _is_certain(card, rival))
        spare = islice(honest(card, prompt, chain(told, certain)), len(told), None)
        near = list(islice(spare, 2 * WRONG_CHOICES))
        missing = WRONG_CHOICES - len(told)
        told = [*told, *rng.sample(near, min(missing, len(near)))]
        if len(told) == WRONG_CHOICES:
            break
    return told


def honest(card: Card, prompt: str, texts: Iterable[str]) -> Iterator[str]:
    """Those of `texts` that are no answer to `card`, none twice.

    Not a right one, nor an alias of one, nor one that the question itself names, nor
    one that would be counted as right if it were typed: a number within the tolerance,
    a date that says more. Where capitals count, `CO` is wrong for `Co`.
    """
    rules = card.rules
    right, seen = set(right_forms(card)), set[str]()
    asked = f" {normal(prompt, rules)} "
    for text in texts:
        told = forms(text, rules)
        is_named = any(f" {form} " in asked for form in told if form)
        is_alias = not right.isdisjoint(told) and told[0] not in right
        if not text.strip() or is_named or is_alias or not seen.isdisjoint(told):
            continue
        seen |= set(told)
        if not is_right(card, card.answer, text, prompt):
            yield text


def right_forms(card: Card) -> Iterator[str]:
    """The normal forms of everything that is right."""
    for right in (card.answer, *card.fields.accept):
        yield from forms(right, card.rules)


def _is_certain(card: Card, rival: Rival) -> bool:
    """Whether another card's answer cannot be an answer to this one too.

    It could be when both ask the same, when it accepts this one's answer, and when one
    of the two answers is part of the other.
    """
    other = rival.card
    if other.blank and card.blank and other.prompt == card.prompt:
        return True  # two blanks of one text
    if normal(other.prompt) == normal(card.prompt):
        return False
    right = set(right_forms(card))
    if not right.isdisjoint(right_forms(other)):
        return False
    told = normal(rival.text, card.rules)
    return not any(
        f" {form} " in f" {told} " or f" {told} " in f" {form} " for form in right
    )


def shuffled(
    choices: Iterable[Choice], rules: Rules, rng: Random
) -> tuple[Choice, ...]:
    """The choices in the order that `rng` gives; «all of the above» stays last."""
    sums_up = _sums_up(rules.language)
    first: list[Choice] = []
    last: list[Choice] = []
    for choice in choices:
        (last if sums_up.search(folded(choice.text)) else first).append(choice)
    rng.shuffle(first)
    return (*first, *last)


@lru_cache(maxsize=64)
def _sums_up(code: str) -> re.Pattern[str]:
    """Choices that speak of the others, without accents."""
    phrases = {each for language in languages_in(code) for each in language.sums_up}
    return re.compile(rf"\b{any_of(phrases)}\b")
