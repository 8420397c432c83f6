"""Hints about what a question is chosen from, as its author wrote it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from quizapp.cards.judging.quantities import judge_date, judge_number
from quizapp.cards.judging.typed import is_right
from quizapp.cards.kinds import KINDS
from quizapp.cards.kinds.choices import WRONG_CHOICES
from quizapp.cards.lint.page import (
    Finding,
    Page,
    Part,
    has_choices,
    occurrence,
)
from quizapp.model import Card, Kind, Mark, Value
from quizapp.text import short

LONGER = 1.5
"""How many times as long as the longest wrong choice a right one tells itself."""
LETTERS = 10
"""And by how many letters at least."""


def longest_choice(page: Page) -> Iterator[Finding]:
    """A right choice that is clearly longer than every wrong one."""
    for card in page.cards:
        rights, wrongs = _choices(card)
        if not rights or not wrongs:
            continue
        least, most = min(map(len, rights)), max(map(len, wrongs))
        if least < LONGER * most or least < most + LETTERS:
            continue
        yield _at_answer(card, rights[0], {"least": least, "most": most})


def _choices(card: Card) -> tuple[Sequence[str], Sequence[str]]:
    """The right and the wrong choices, where all of them are the author's."""
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
        return Finding(card, answer, Part.ITEM, fields=fields)
    if card.blank:
        nth = occurrence(card.prompt, card.blank.start, card.blank.end)
        return Finding(card, answer, nth=nth, fields=fields)
    return Finding(card, answer, Part.ANSWER, fields=fields)


def wrong_right(page: Page) -> Iterator[Finding]:
    """A wrong choice that would be counted as right."""
    for card in page.cards:
        if has_choices(card):
            rights = {_plain(item.text): item.text for item in card.items if item.right}
            for item in card.items:
                other = rights.get(_plain(item.text))
                if other and not item.right:
                    fields = {"wrong": item.text, "right": other}
                    yield Finding(card, item.text, Part.ITEM, fields=fields)
        if not card.fields.wrong or card.is_reverse:
            continue
        for wrong in card.fields.wrong:
            if _is_right(page, card, wrong):
                fields = {"wrong": wrong, "right": short(card.answer)}
                yield Finding(card, wrong, Part.WRONG, fields=fields)


def _is_right(page: Page, card: Card, wrong: str) -> bool:
    right, forms = page.right(card), page.forms(wrong)
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


def repeated_choice(page: Page) -> Iterator[Finding]:
    """Two wrong choices that are the same."""
    for card in page.cards:
        if has_choices(card):
            texts = [item.text for item in card.items if not item.right]
            keys, part = [_plain(text) for text in texts], Part.ITEM
        else:
            texts = list(card.fields.wrong)
            keys, part = [page.forms(text)[0] for text in texts], Part.WRONG
        first: dict[str, str] = {}
        seen: Counter[str] = Counter()
        for text, key in zip(texts, keys, strict=True):
            seen[text] += 1
            other = first.get(key)
            first.setdefault(key, text)
            if other is not None:
                fields = {"text": text, "other": other}
                yield Finding(card, text, part, seen[text], fields)


def few_wrong(page: Page) -> Iterator[Finding]:
    """A card that is to be asked with choices and has not enough of them."""
    answers: defaultdict[str, set[str]] = defaultdict(set)
    for card in page.cards:
        for answer in KINDS[card.kind].answers(card):
            if card.fields.type:
                answers[card.fields.type].add(page.forms(answer)[0])
    for card in page.cards:
        fields = card.fields
        if fields.ask != Kind.CHOOSE or has_choices(card):
            continue
        if fields.value is not Value.TEXT:
            continue
        accepted = page.right(card)
        wrong = {page.forms(each)[0] for each in fields.wrong} - accepted
        others = answers[fields.type]
        count = len(wrong) + len(others) - sum(e in others for e in accepted | wrong)
        if count < WRONG_CHOICES:
            needs = {"least": WRONG_CHOICES, "count": count}
            yield Finding(card, "choose", Part.ASK, fields=needs)


def _plain(text: str) -> str:
    """A choice as it is told from others: case and a full stop do not count, unless
    it is code."""
    told = " ".join(text.split())
    return told if "`" in told else told.casefold().rstrip(".")
