"""What order and match have in common: items are placed in slots."""

from __future__ import annotations

import math
from collections.abc import Sequence

from quizapp.cards.judging.typed import Judged
from quizapp.cards.kinds.choose import parse_choices
from quizapp.cards.kinds.kind import CREDIT, Manner, QuestionKind
from quizapp.model import Card, Mark, Question


class Placed(QuestionKind):
    """A list whose items are placed in slots."""

    manner = Manner.PLACED
    is_asked_as_written = True

    def judge(self, question: Question, given: str) -> Judged:
        answers, wanted = given.split("\n"), right_items(question.card)
        answers += [""] * (len(wanted) - len(answers))
        parts = [
            Mark.RIGHT if answer == right else Mark.WRONG
            for answer, right in zip(answers, wanted, strict=False)
        ]
        return judge_slots(parts, len(answers) > len(wanted))

    def chance(self, question: Question) -> float:
        """1/n! for n items, each in its own slot; with fewer items than slots each slot
        is filled at random."""
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
        return right_items(question.card)

    def given_by(self, question: Question, line: str) -> str:
        return parse_choices(question, line, is_list=True)


def right_items(card: Card) -> Sequence[str]:
    """The right item for each slot."""
    return [item.pair or item.text for item in card.items]


def judge_slots(parts: Sequence[Mark], is_too_many: bool, remark: str = "") -> Judged:
    """The judgement of an answer with this mark for each slot: as good as the worst of
    them, and wrong if more was given than there are slots."""
    share = sum(CREDIT.get(part, 0.0) for part in parts) / max(1, len(parts))
    if not is_too_many and set(parts) <= {Mark.RIGHT, Mark.CLOSE}:
        mark = Mark.CLOSE if Mark.CLOSE in parts else Mark.RIGHT
    else:
        mark = Mark.WRONG
    if mark is Mark.WRONG and not remark:
        right = sum(part is Mark.RIGHT for part in parts)
        remark = f"{right} of {len(parts)} right." if right else ""
    whole = None if mark is Mark.RIGHT else share
    return Judged(mark, remark, share=whole, parts=tuple(parts))
