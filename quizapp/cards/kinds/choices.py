"""Finds wrong choices that are plausible, of the right form, and certainly wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from random import Random

from msgspec.structs import replace

from quizapp.cards.judging.normal import forms, normal
from quizapp.cards.judging.typed import is_right
from quizapp.cards.kinds.neighbours import neighbours
from quizapp.cards.languages.words import any_of, words_in
from quizapp.model import Card, Choice, Pool, Rival, Rules
from quizapp.text import folded

WRONG_CHOICES = 3
"""The number of wrong choices in a question with choices."""
TRIES = 4
"""The most times that neighbours of a number or a date are drawn, as some are true."""


def choices_for(card: Card, prompt: str, pool: Pool, rng: Random) -> Sequence[Choice]:
    """The right answer and three of the `wrong_answers`, shuffled; empty if there are
    not three."""
    texts = wrong_answers(card, prompt, pool, rng, WRONG_CHOICES)
    if len(texts) < WRONG_CHOICES:
        return ()
    choices = [*map(Choice, texts), Choice(card.answer, right=True)]
    return shuffled(choices, card.rules, rng)


def wrong_answers(
    card: Card, prompt: str, pool: Pool, rng: Random, count: int
) -> Sequence[str]:
    """At most `count` wrong answers, in random order.

    The author's come first. Missing ones are plausible neighbours in the same form for
    numbers and dates, or else answers of the card's type with a similar length, so that
    length gives nothing away. None of these makes a statement that is in the deck.
    """
    texts = list(certainly_wrong(card, prompt, card.fields.wrong))
    rng.shuffle(texts)
    if len(texts) < count:
        is_true = _truth(card, pool)
        near = (text for _ in range(TRIES) for text in neighbours(card, rng))
        untrue = (text for text in near if not is_true(text))
        more = certainly_wrong(card, prompt, chain(texts, untrue))
        texts = list(islice(more, count))
    if len(texts) < count:
        texts = _filled_up(card, prompt, texts, pool, rng, count=count)
    return texts[:count]


def _filled_up(
    card: Card,
    prompt: str,
    texts: Sequence[str],
    pool: Pool,
    rng: Random,
    *,
    count: int,
) -> list[str]:
    """`texts` and as many answers of the card's type as are missing, drawn from those
    of similar length; other decks are used only if its own has too few to choose
    from."""
    found = list(texts)
    most = len(texts) + 2 * count
    own = [rival for rival in pool.same_type if rival.card.deck == card.deck]
    others = [rival for rival in pool.same_type if rival.card.deck != card.deck]
    is_true, is_wrong = _truth(card, pool), _never_right(card)
    for rivals in (own, others):
        if len(found) < most:
            rivals.sort(key=lambda rival: abs(len(rival.text) - len(card.answer)))
            certain = (
                rival.text
                for rival in rivals
                if is_wrong(rival)
                and not any(map(is_true, (rival.text, *rival.card.fields.accept)))
            )
            found = list(
                islice(certainly_wrong(card, prompt, chain(found, certain)), most)
            )
    spare, missing = found[len(texts) :], count - len(texts)
    return [*texts, *rng.sample(spare, min(missing, len(spare)))]


def false_answer(card: Card, pool: Pool, rng: Random) -> str:
    """A wrong answer that makes the card's statement false; empty if there is none.

    Only its own deck is used, because what is true in another one is not known.
    """
    around = around_answer(card)
    if not around:
        return ""
    is_true = _truth(card, pool)
    own = [rival for rival in pool.same_type if rival.card.deck == card.deck]
    asked = f"{card.prompt if not card.blank else ''} {' '.join(around)}"
    found = wrong_answers(card, asked, replace(pool, same_type=own), rng, WRONG_CHOICES)
    return next((text for text in found if not is_true(text)), "")


def around_answer(card: Card) -> tuple[str, str] | None:
    """What stands before and after the answer in the card's statement: the text of a
    cloze, or the `:cite:` of a question.

    `None` if the answer is not in it, or is there in another form too.
    """
    if card.blank:
        return card.prompt[: card.blank.start], card.prompt[card.blank.end :]
    statement, answer = card.fields.cite, card.answer
    at = statement.find(answer)
    end = at + len(answer)
    if at < 0 or not _stands_alone(statement, at, end):
        return None
    before, after = statement[:at], statement[end:]
    left = f" {normal(f'{before} {after}', card.rules)} "
    if any(f" {form} " in left for form in right_forms(card)):
        return None
    return before, after


def _stands_alone(text: str, start: int, end: int) -> bool:
    around = text[start - 1 : start] + text[end : end + 1]
    return not any(letter.isalnum() for letter in around)


def _truth(card: Card, pool: Pool) -> Callable[[str], bool]:
    """Whether the deck says what the card's statement says with another answer."""
    if not pool.statements or not (around := around_answer(card)):
        return lambda _: False
    before, after = around
    return lambda text: f"{before}{text}{after}" in pool.statements


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


def _never_right(card: Card) -> Callable[[Rival], bool]:
    """Whether another card's answer cannot be right for this card too.

    It may be right if both ask the same, if the other card accepts this one's answer,
    or if one of the answers contains the other, as a year contains its days.
    """
    right, asked = set(right_forms(card)), normal(card.prompt)

    def is_never_right(rival: Rival) -> bool:
        other = rival.card
        if other.blank and card.blank and other.prompt == card.prompt:
            return True  # two blanks of one text
        if normal(other.prompt) == asked or not right.isdisjoint(right_forms(other)):
            return False
        text = f" {normal(rival.text, card.rules)} "
        if any(f" {form} " in text or text in f" {form} " for form in right):
            return False
        return not is_right(other, rival.text, card.answer, "")

    return is_never_right


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
    return re.compile(rf"\b{any_of(words_in(code, 'sums_up'))}\b")
