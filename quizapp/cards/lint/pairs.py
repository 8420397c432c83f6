"""Hints about two cards that get in each other's way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from quizapp.cards.kinds import KINDS
from quizapp.cards.lint.page import (
    Finding,
    Page,
    Part,
    prose,
)
from quizapp.cards.questions.ladder import shown_prompt
from quizapp.model import Card, Value
from quizapp.text import one_line, short

LONGEST = 2_000
"""Letters of a prompt that is compared with others; two longer ones are no accident."""
TERM = 3
"""Words of a prompt from which on it is a sentence, in which capitals do not count."""
SIMILAR = 0.5
"""The share of words from which on two questions ask for answers of one kind."""
ALIASES, CANDIDATES = 12, 5
"""Aliases of a card that are looked at, and cards of one answer that each is compared
with."""

_SIGNS = re.compile(r"[\s.,;:!?¿¡…\"'«»“”„‘’*]+")


def same_question(page: Page) -> Iterator[Finding]:
    """Two cards that ask the same and want different answers."""
    first: dict[Hashable, Card] = {}
    for card in page.cards:
        if len(card.prompt) > LONGEST:
            continue
        other = first.setdefault(_asked(card), card)
        if other is card or _are_siblings(card, other) or _agree(page, card, other):
            continue
        fields = {
            "line": other.line,
            "other": short(one_line(other.answer)),
            "answer": short(one_line(card.answer)),
        }
        yield Finding(card, fields=fields)


def _asked(card: Card) -> Hashable:
    """What two cards that ask the same have in common.

    Accents count, and in a term capitals: `schon` is not `schön`, nor `sie` `Sie`. The
    items of a list and the topic belong to the question; code, maths and pictures
    count as they stand.
    """
    text = shown_prompt(card)
    told = _SIGNS.sub(" ", text).strip() or text
    if prose(text) != text:
        told = text.strip()
    elif told.count(" ") + 1 >= TERM:
        told = told.casefold()
    items: Hashable = ()
    if KINDS[card.kind].is_asked_as_written:
        items = frozenset((item.text, item.pair) for item in card.items)
    return card.topic, told, items


def _are_siblings(card: Card, other: Card) -> bool:
    return card.line == other.line and card.fields.id == other.fields.id


def _agree(page: Page, card: Card, other: Card) -> bool:
    """Whether either answer is right in both."""
    return _takes(page, other, card.answer) and _takes(page, card, other.answer)


def _takes(page: Page, card: Card, answer: str) -> bool:
    return page.forms(answer)[0] in page.right(card)


def similar_question(page: Page) -> Iterator[Finding]:
    """Two cards with one answer whose questions are nearly the same."""
    first: dict[Hashable, Card] = {}
    for card in page.cards:
        if KINDS[card.kind].is_asked_as_written or card.blanks or card.is_reverse:
            continue
        words = _sense(page, card)
        if len(words) < 2:
            continue
        other = first.setdefault((card.topic, words, card.answer.casefold()), card)
        if other is not card and not _are_siblings(card, other):
            yield Finding(card, fields={"line": other.line})


def _sense(page: Page, card: Card) -> frozenset[str]:
    """The words of a question that carry its sense; a blank is one of them."""
    if len(card.prompt) > LONGEST or prose(card.prompt) != card.prompt:
        return frozenset()
    filler, blank = page.language.questions.filler, card.blank
    if not blank:
        return frozenset(page.words(card.prompt)) - filler
    return frozenset("_").union(
        word
        for word, start, end in page.placed(card.prompt)
        if word not in filler and (end <= blank.start or blank.end <= start)
    )


def shared_answer(page: Page) -> Iterator[Finding]:
    """An alias that is the very answer of another card, which would not take this
    card's answer."""
    cards = [
        card
        for card in page.cards
        if not KINDS[card.kind].is_asked_as_written
        and card.fields.value is Value.TEXT
        and not card.blanks
        and not card.is_reverse
    ]
    answered: defaultdict[str, list[Card]] = defaultdict(list)
    wanted = {page.forms(alias)[0] for card in cards for alias in _aliases(card)}
    for card in cards:
        form = page.forms(card.answer)[0]
        if form in wanted and len(answered[form]) < CANDIDATES:
            answered[form].append(card)
    for card in cards:
        for alias in _aliases(card):
            form = page.forms(alias)[0]
            if page.is_small(form.split()):
                continue
            others = (o for o in answered[form] if _differs(page, card, o))
            other = next(others, None)
            if other:
                fields = {
                    "alias": alias,
                    "line": other.line,
                    "answer": short(one_line(card.answer)),
                }
                yield Finding(card, alias, Part.ACCEPT, fields=fields)


def _aliases(card: Card) -> Sequence[str]:
    return card.fields.accept[:ALIASES]


def _differs(page: Page, card: Card, other: Card) -> bool:
    """Whether the two are asked for things of one kind and have different answers."""
    if _are_siblings(card, other) or _takes(page, other, card.answer):
        return False
    if card.fields.type or other.fields.type:
        return card.fields.type == other.fields.type
    one, two = (frozenset(page.words(each.prompt)) for each in (card, other))
    return bool(one & two) and len(one & two) >= SIMILAR * len(one | two)
