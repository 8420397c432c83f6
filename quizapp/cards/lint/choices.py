"""Hints about choices written by the author of a card."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from quizapp.cards.judging.quantities import judge_date, judge_number
from quizapp.cards.judging.typed import is_right
from quizapp.cards.kinds import KINDS
from quizapp.cards.kinds.choices import WRONG_CHOICES
from quizapp.cards.lint.context import (
    CardPart,
    Finding,
    LintContext,
    has_choices,
    occurrence,
)
from quizapp.model import Card, Kind, Mark, Value
from quizapp.text import short

TELLING_RATIO = 1.5
"""A right choice stands out if it is this many times as long as any wrong one …"""
TELLING_LETTERS = 10
"""… and longer by at least this many letters."""


def longest_choice(context: LintContext) -> Iterator[Finding]:
    """A right choice that is clearly longer than every wrong one."""
    for card in context.cards:
        rights, wrongs = _choices(card)
        if not rights or not wrongs:
            continue
        least, most = min(map(len, rights)), max(map(len, wrongs))
        if least < TELLING_RATIO * most or least < most + TELLING_LETTERS:
            continue
        yield _at_answer(card, rights[0], {"least": least, "most": most})


def _choices(card: Card) -> tuple[Sequence[str], Sequence[str]]:
    """The right and the wrong choices, if all are written by the author."""
    if has_choices(card):
        rights = [item.text for item in card.items if item.right]
        return rights, [item.text for item in card.items if not item.right]
    wrong = card.fields.wrong
    is_chosen = not (KINDS[card.kind].is_asked_as_written or card.blanks)
    if is_chosen and len(wrong) >= WRONG_CHOICES and "\n" not in card.answer:
        return [card.answer], wrong
    return [], []


def _at_answer(card: Card, answer: str, fields: Mapping[str, object]) -> Finding:
    if has_choices(card):
        return Finding(card, answer, CardPart.ITEM, fields=fields)
    if card.blank:
        nth = occurrence(card.prompt, card.blank.start, card.blank.end)
        return Finding(card, answer, nth=nth, fields=fields)
    return Finding(card, answer, CardPart.ANSWER, fields=fields)


def wrong_is_right(context: LintContext) -> Iterator[Finding]:
    """A wrong choice that would count as right."""
    for card in context.cards:
        if has_choices(card):
            rights = {_plain(item.text): item.text for item in card.items if item.right}
            for item in card.items:
                other = rights.get(_plain(item.text))
                if other and not item.right:
                    fields = {"wrong": item.text, "right": other}
                    yield Finding(card, item.text, CardPart.ITEM, fields=fields)
        if not card.fields.wrong or card.is_reverse:
            continue
        for wrong in card.fields.wrong:
            if _is_right(context, card, wrong):
                fields = {"wrong": wrong, "right": short(card.answer)}
                yield Finding(card, wrong, CardPart.WRONG, fields=fields)


def _is_right(context: LintContext, card: Card, wrong: str) -> bool:
    right, forms = context.right(card), context.forms(wrong)
    if not right.isdisjoint(forms):
        is_alias = forms[0] not in right
        return is_alias or is_right(card, card.answer, wrong, card.prompt)
    match card.fields.value:
        case Value.NUMBER:
            return judge_number(card, card.answer, wrong)[0] is Mark.RIGHT
        case Value.DATE:
            return judge_date(card, card.answer, wrong)[0] is Mark.RIGHT
        case _:
            return False


def repeated_choice(context: LintContext) -> Iterator[Finding]:
    """Two wrong choices that are the same."""
    for card in context.cards:
        if has_choices(card):
            texts = [item.text for item in card.items if not item.right]
            keys, part = [_plain(text) for text in texts], CardPart.ITEM
        else:
            texts = list(card.fields.wrong)
            keys, part = [context.forms(text)[0] for text in texts], CardPart.WRONG
        first: dict[str, str] = {}
        seen: Counter[str] = Counter()
        for text, key in zip(texts, keys, strict=True):
            seen[text] += 1
            other = first.get(key)
            first.setdefault(key, text)
            if other is not None:
                fields = {"text": text, "other": other}
                yield Finding(card, text, part, seen[text], fields)


def few_wrong(context: LintContext) -> Iterator[Finding]:
    """A card that should be asked with choices but does not have enough."""
    answers: defaultdict[str, set[str]] = defaultdict(set)
    for card in context.cards:
        for answer in KINDS[card.kind].answers(card):
            if card.fields.type:
                answers[card.fields.type].add(context.forms(answer)[0])
    for card in context.cards:
        fields = card.fields
        if fields.ask != Kind.CHOOSE or has_choices(card):
            continue
        if fields.value is not Value.TEXT:
            continue
        accepted = context.right(card)
        wrong = {context.forms(text)[0] for text in fields.wrong} - accepted
        others = answers[fields.type]
        count = len(wrong) + len(others) - sum(e in others for e in accepted | wrong)
        if count < WRONG_CHOICES:
            needs = {"least": WRONG_CHOICES, "count": count}
            yield Finding(card, "choose", CardPart.ASK, fields=needs)


def _plain(text: str) -> str:
    """A choice in the form in which choices are compared: without case or a full stop,
    unless it contains code."""
    plain = " ".join(text.split())
    return plain if "`" in plain else plain.casefold().rstrip(".")
