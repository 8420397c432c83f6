"""What order and match have in common: pieces are put into slots."""

from __future__ import annotations

import math
from collections.abc import Sequence

from quizapp.cards.kinds.choose import chosen_by
from quizapp.cards.kinds.kind import (
    CREDIT,
    Judged,
    Manner,
    QuestionKind,
)
from quizapp.model import Card, Mark, Question


class Placed(QuestionKind):
    """A list whose items are put into slots."""

    manner = Manner.PLACED
    is_asked_as_written = True

    def judge(self, question: Question, given: str) -> Judged:
        said, wanted = given.split("\n"), belonging(question.card)
        said += [""] * (len(wanted) - len(said))
        parts = [
            Mark.RIGHT if one == right else Mark.WRONG
            for one, right in zip(said, wanted, strict=False)
        ]
        return of_slots(parts, len(said) > len(wanted))

    def chance(self, question: Question) -> float:
        """n pieces, each in its slot: 1/n!; fewer pieces than slots: each at random."""
        count, slots = len(question.choices), len(question.slots)
        if count < slots:
            return 1 / math.pow(count, slots)
        return 1 / math.factorial(count)

    def problem(self, question: Question, given: str) -> str:
        parts = given.split("\n")
        count, slots = len(question.choices), len(question.slots)
        are_there = {choice.text for choice in question.choices}.issuperset(parts)
        is_repeated = count >= slots and len(set(parts)) < len(parts)
        if are_there and len(parts) == slots and not is_repeated:
            return ""
        once = ", each once" if count >= slots else ""
        return f"Choose {slots} by number: 1 to {count}{once}, separated by spaces."

    def right_parts(self, question: Question, own: QuestionKind) -> Sequence[str]:
        return belonging(question.card)

    def given_by(self, question: Question, line: str) -> str:
        return chosen_by(question, line, is_list=True)


def belonging(card: Card) -> Sequence[str]:
    """What belongs in each slot."""
    return [item.pair or item.text for item in card.items]


def of_slots(parts: Sequence[Mark], is_too_many: bool, remark: str = "") -> Judged:
    """What slots come to, each with a mark of its own: the whole is as good as its
    worst slot, and wrong when more was given than there are."""
    share = sum(CREDIT.get(each, 0.0) for each in parts) / max(1, len(parts))
    if not is_too_many and set(parts) <= {Mark.RIGHT, Mark.CLOSE}:
        mark = Mark.CLOSE if Mark.CLOSE in parts else Mark.RIGHT
    else:
        mark = Mark.WRONG
    if mark is Mark.WRONG and not remark:
        right = sum(each is Mark.RIGHT for each in parts)
        remark = f"{right} of {len(parts)} right." if right else ""
    whole = None if mark is Mark.RIGHT else share
    return Judged(mark, remark, whole, parts=tuple(parts))
