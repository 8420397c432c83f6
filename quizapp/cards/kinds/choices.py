"""Finds wrong choices that are plausible, of the right form, and certainly wrong."""

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
"""The number of wrong choices in a question with choices."""


def wrong_choices(card: Card, prompt: str, pool: Pool, rng: Random) -> Sequence[Choice]:
    """The right answer and three wrong ones, shuffled; empty if there are not three.

    The author's wrong choices come first. Missing ones are plausible neighbours in the
    same form for numbers and dates, or else answers of the card's type with a similar
    length, so that length gives nothing away.
    """
    texts = list(certainly_wrong(card, prompt, card.fields.wrong))
    rng.shuffle(texts)
    if len(texts) < WRONG_CHOICES:
        near = neighbours(card, rng)
        texts = list(certainly_wrong(card, prompt, (*texts, *near)))
    if len(texts) < WRONG_CHOICES:
        texts = list(_filled_up(card, prompt, texts, pool.same_type, rng))
    if len(texts) < WRONG_CHOICES:
        return ()
    choices = [Choice(text) for text in texts[:WRONG_CHOICES]]
    return shuffled([*choices, Choice(card.answer, right=True)], card.rules, rng)


def _filled_up(
    card: Card,
    prompt: str,
    texts: Sequence[str],
    same_type: Sequence[Rival],
    rng: Random,
) -> Sequence[str]:
    """`texts` and as many answers of the card's type as are missing, drawn from those
    of similar length; other decks are used only if its own has too few to choose
    from."""
    found = list(texts)
    most = len(texts) + 2 * WRONG_CHOICES
    own = [rival for rival in same_type if rival.card.deck == card.deck]
    others = [rival for rival in same_type if rival.card.deck != card.deck]
    for rivals in (own, others):
        if len(found) < most:
            rivals.sort(key=lambda rival: abs(len(rival.text) - len(card.answer)))
            certain = (
                rival.text for rival in rivals if _is_certainly_wrong(card, rival)
            )
            found = list(
                islice(certainly_wrong(card, prompt, chain(found, certain)), most)
            )
    spare, missing = found[len(texts) :], WRONG_CHOICES - len(texts)
    return [*texts, *rng.sample(spare, min(missing, len(spare)))]


def certainly_wrong(card: Card, prompt: str, texts: Iterable[str]) -> Iterator[str]:
    """Those of `texts` that cannot be right for `card`, without repetitions.

    Left out are right answers and their aliases, answers that the question itself
    names, and those that would count as right if they were typed: a number within the
    tolerance, or a more precise date. Where capitals count, `CO` is wrong for `Co`.
    """
    rules = card.rules
    right, seen = set(right_forms(card)), set[str]()
    asked = f" {normal(prompt, rules)} "
    for text in texts:
        its_forms = forms(text, rules)
        is_named = any(f" {form} " in asked for form in its_forms if form)
        is_alias = not right.isdisjoint(its_forms) and its_forms[0] not in right
        if is_named or is_alias or not text.strip() or not seen.isdisjoint(its_forms):
            continue
        seen |= set(its_forms)
        if not is_right(card, card.answer, text, prompt):
            yield text


def right_forms(card: Card) -> Iterator[str]:
    """The normal forms of all right answers."""
    for right in (card.answer, *card.fields.accept):
        yield from forms(right, card.rules)


def _is_certainly_wrong(card: Card, rival: Rival) -> bool:
    """Whether another card's answer cannot be right for this card too.

    It may be right if both ask the same, if the other card accepts this one's answer,
    or if one of the answers contains the other.
    """
    other = rival.card
    if other.blank and card.blank and other.prompt == card.prompt:
        return True  # two blanks of one text
    if normal(other.prompt) == normal(card.prompt):
        return False
    right = set(right_forms(card))
    if not right.isdisjoint(right_forms(other)):
        return False
    text = normal(rival.text, card.rules)
    return not any(
        f" {form} " in f" {text} " or f" {text} " in f" {form} " for form in right
    )


def shuffled(
    choices: Iterable[Choice], rules: Rules, rng: Random
) -> tuple[Choice, ...]:
    """The choices in random order, but “all of the above” stays last."""
    sums_up = _summing_up(rules.language)
    first: list[Choice] = []
    last: list[Choice] = []
    for choice in choices:
        (last if sums_up.search(folded(choice.text)) else first).append(choice)
    rng.shuffle(first)
    return (*first, *last)


@lru_cache(maxsize=64)
def _summing_up(code: str) -> re.Pattern[str]:
    """Matches choices about the other choices, such as “all of the above”."""
    phrases = {phrase for language in languages_in(code) for phrase in language.sums_up}
    return re.compile(rf"\b{any_of(phrases)}\b")
