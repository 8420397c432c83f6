"""Hints about what a question is chosen from, as its author wrote it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from quizapp.lint.page import Finding, Page, Part, has_choices, occurrence
from quizapp.model import Card, Kind, Mark, Value
from quizapp.questions.choices import WRONG_CHOICES
from quizapp.questions.kinds import KINDS
from quizapp.questions.quantities import judge_date, judge_number

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
        message = (
            f"The right choice has {least} letters and the longest wrong one {most}: "
            "its length tells it. Shorten it, or write wrong ones as long."
        )
        yield _at_answer(card, rights[0], message)


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


def _at_answer(card: Card, answer: str, message: str) -> Finding:
    if has_choices(card):
        return Finding(card, message, answer, Part.ITEM)
    if card.blank:
        nth = occurrence(card.prompt, card.blank.start, card.blank.end)
        return Finding(card, message, answer, nth=nth)
    return Finding(card, message, answer, Part.ANSWER)


def wrong_right(page: Page) -> Iterator[Finding]:
    """A wrong choice that would be counted as right."""
    for card in page.cards:
        if has_choices(card):
            rights = {_plain(item.text): item.text for item in card.items if item.right}
            for item in card.items:
                other = rights.get(_plain(item.text))
                if other and not item.right:
                    yield Finding(
                        card,
                        f"«{item.text}» is said to be wrong, and «{other}» to be "
                        "right; they are the same. Change one of them.",
                        item.text,
                        Part.ITEM,
                    )
        if not card.fields.wrong or card.is_reverse:
            continue
        for wrong in card.fields.wrong:
            if _is_right(page, card, wrong):
                yield Finding(
                    card,
                    f"«{wrong}» counts as right here, so it is never shown as a wrong "
                    "choice. Change it, or take it out.",
                    wrong,
                    Part.WRONG,
                )


def _is_right(page: Page, card: Card, wrong: str) -> bool:
    if not page.right(card).isdisjoint(page.forms(wrong)):
        return True
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
                yield Finding(
                    card,
                    f"«{text}» says the same as «{other}», which is one choice less. "
                    "Change one of them.",
                    text,
                    part,
                    nth=seen[text],
                )


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
            yield Finding(
                card,
                f"This card is to be asked with choices, which takes {WRONG_CHOICES} "
                f"wrong ones; it has {count}. Add some to `:wrong:`, or give it a "
                "`:type:` that other cards have.",
                "choose",
                Part.ASK,
            )


def _plain(text: str) -> str:
    """A choice as it is told from others: case and a full stop do not count, unless
    it is code."""
    told = " ".join(text.split())
    return told if "`" in told else told.casefold().rstrip(".")
