"""What order and match have in common: items are placed in slots."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import zip_longest

from quizapp.cards.judging.typed import Judged
from quizapp.cards.kinds.choose import parse_choices
from quizapp.cards.kinds.kind import CREDIT, Manner, QuestionKind
from quizapp.model import Card, Mark, Question


class Placed(QuestionKind):
    """A list whose items are placed in slots."""

    manner = Manner.PLACED
    is_asked_as_written = True

    def judge(self, question: Question, given: str) -> Judged:
        def judge_item(right: str, item: str) -> Judged:
            return Judged(Mark.RIGHT if item == right else Mark.WRONG)

        return judge_slots(given, right_items(question.card), judge_item)

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


def judge_slots(
    given: str, wanted: Sequence[str], judge: Callable[[str, str], Judged]
) -> Judged:
    """Judge an answer with a line for each slot. It is as good as its worst line, and
    wrong if it has more lines than there are slots.

    `judge` judges the second text, where the first one is right.
    """
    lines = given.split("\n")
    pairs = zip_longest(wanted, lines[: len(wanted)], fillvalue="")
    results = [judge(right, line) for right, line in pairs]
    parts = tuple(result.mark for result in results)
    remarks = [f"({n}) {r.remark}" for n, r in enumerate(results, 1) if r.remark]
    if len(lines) <= len(wanted) and set(parts) <= {Mark.RIGHT, Mark.CLOSE}:
        mark = Mark.CLOSE if Mark.CLOSE in parts else Mark.RIGHT
    else:
        mark = Mark.WRONG
    right = parts.count(Mark.RIGHT)
    if mark is Mark.WRONG and right and not remarks:
        remarks = [f"{right} of {len(parts)} right."]
    share = sum(CREDIT.get(part, 0.0) for part in parts) / len(parts)
    return Judged(
        mark,
        "\n".join(remarks),
        share=None if mark is Mark.RIGHT else share,
        parts=parts,
    )
