"""Hints about two cards that interfere with each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from quizapp.cards.kinds import KINDS
from quizapp.cards.lint.context import (
    CardPart,
    Finding,
    LintContext,
    prose,
)
from quizapp.cards.questions.ladder import shown_prompt
from quizapp.model import Card, Value
from quizapp.text import one_line, short

MAX_PROMPT_LETTERS = 2_000
"""Longer prompts are not compared."""
SENTENCE_WORDS = 3
"""A prompt with at least this many words is a sentence; its capitals are ignored."""
MIN_SHARED_WORDS = 0.5
"""Two questions that share at least this part of their words ask for similar things."""
MAX_ALIASES, MAX_CANDIDATES = 12, 5
"""The number of aliases of a card that are checked, and of cards with one answer that
each is compared with."""

_SIGNS = re.compile(r"[\s.,;:!?¿¡…\"'«»“”„‘’*]+")


def same_question(context: LintContext) -> Iterator[Finding]:
    """Two cards that ask the same and have different answers."""
    first: dict[Hashable, Card] = {}
    for card in context.cards:
        if len(card.prompt) > MAX_PROMPT_LETTERS:
            continue
        other = first.setdefault(_asked(card), card)
        if other is card or _are_siblings(card, other) or _agree(context, card, other):
            continue
        fields = {
            "line": other.line,
            "other": short(one_line(other.answer)),
            "answer": short(one_line(card.answer)),
        }
        yield Finding(card, fields=fields)


def _asked(card: Card) -> Hashable:
    """A key that is equal for two cards that ask the same.

    Accents matter, and so do capitals in a term: `schon` is not `schön`, and `sie` is
    not `Sie`. The items of a list and the topic are part of the question; code, maths
    and pictures are compared as written.
    """
    text = shown_prompt(card)
    question = _SIGNS.sub(" ", text).strip() or text
    if prose(text) != text:
        question = text.strip()
    elif question.count(" ") + 1 >= SENTENCE_WORDS:
        question = question.casefold()
    items: Hashable = ()
    if KINDS[card.kind].is_asked_as_written:
        items = frozenset((item.text, item.pair) for item in card.items)
    return card.topic, question, items


def _are_siblings(card: Card, other: Card) -> bool:
    return card.line == other.line and card.fields.id == other.fields.id


def _agree(context: LintContext, card: Card, other: Card) -> bool:
    """Whether both answers are right for both cards."""
    return _takes(context, other, card.answer) and _takes(context, card, other.answer)


def _takes(context: LintContext, card: Card, answer: str) -> bool:
    return context.forms(answer)[0] in context.right(card)


def similar_question(context: LintContext) -> Iterator[Finding]:
    """Two cards with the same answer and nearly the same question."""
    first: dict[Hashable, Card] = {}
    for card in context.cards:
        if KINDS[card.kind].is_asked_as_written or card.blanks or card.is_reverse:
            continue
        words = _sense(context, card)
        if len(words) < 2:
            continue
        other = first.setdefault((card.topic, words, card.answer.casefold()), card)
        if other is not card and not _are_siblings(card, other):
            yield Finding(card, fields={"line": other.line})


def _sense(context: LintContext, card: Card) -> frozenset[str]:
    """The words that carry the meaning of a question; a blank is `_`."""
    if len(card.prompt) > MAX_PROMPT_LETTERS or prose(card.prompt) != card.prompt:
        return frozenset()
    filler, blank = context.language.questions.filler, card.blank
    if not blank:
        return frozenset(context.words(card.prompt)) - filler
    return frozenset("_").union(
        word
        for word, start, end in context.words_with_places(card.prompt)
        if word not in filler and (end <= blank.start or blank.end <= start)
    )


def shared_answer(context: LintContext) -> Iterator[Finding]:
    """An alias that is the answer of another card, which does not accept this card's
    answer."""
    cards = [card for card in context.cards if _is_one_answer(card)]
    answered: defaultdict[str, list[Card]] = defaultdict(list)
    wanted = {context.forms(alias)[0] for card in cards for alias in _aliases(card)}
    for card in cards:
        form = context.forms(card.answer)[0]
        if form in wanted and len(answered[form]) < MAX_CANDIDATES:
            answered[form].append(card)
    for card in cards:
        for alias in _aliases(card):
            form = context.forms(alias)[0]
            others = (o for o in answered[form] if _differs(context, card, o))
            other = next(others, None)
            if other and not context.is_small(form.split()):
                fields = {
                    "alias": alias,
                    "line": other.line,
                    "answer": short(one_line(card.answer)),
                }
                yield Finding(card, alias, CardPart.ACCEPT, fields=fields)


def _is_one_answer(card: Card) -> bool:
    """Whether a card asks for one text, as its author wrote it."""
    is_asked = not (KINDS[card.kind].is_asked_as_written or card.blanks)
    return is_asked and card.fields.value is Value.TEXT and not card.is_reverse


def _aliases(card: Card) -> Sequence[str]:
    return card.fields.accept[:MAX_ALIASES]


def _differs(context: LintContext, card: Card, other: Card) -> bool:
    """Whether two cards ask for similar things and have different answers."""
    if _are_siblings(card, other) or _takes(context, other, card.answer):
        return False
    if card.fields.type or other.fields.type:
        return card.fields.type == other.fields.type
    one, two = (frozenset(context.words(asked.prompt)) for asked in (card, other))
    return bool(one & two) and len(one & two) >= MIN_SHARED_WORDS * len(one | two)
