"""What to make of a given answer."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.model import Card, Grade, Kind, Mark, Question, Verdict
from quizapp.questions.asking import shown_answer
from quizapp.questions.normal import normal
from quizapp.questions.typed import judge_typed, whose

CREDIT = {Mark.RIGHT: 1.0, Mark.CLOSE: 0.5}
"""What a part of an answer counts for; any other mark counts nothing."""


def judge(question: Question, given: str | None) -> Verdict:
    """The verdict on `given`; `None` is «I don't know».

    A choice is given by its text, several by one a line; what fills slots by a line a
    slot. For any string there is a verdict, and for equal input the equal one.
    """
    if given is None or (question.is_typed and not given.strip()):
        answer = _answer(question)
        return Verdict(Mark.UNKNOWN, given or "", answer, Grade.AGAIN)
    if question.slots:
        return _slots(question, given)
    match question.kind:
        case Kind.CHOOSE | Kind.TRUE_FALSE:
            return _chosen(question, given)
        case Kind.TYPE | Kind.CLOZE:
            card = question.card
            typed = judge_typed(card, card.answer, given, question.rivals)
            return Verdict(
                typed.mark,
                given,
                _answer(question),
                proposed(typed.mark, question),
                typed.remark,
                CREDIT.get(typed.mark, 0.0),
                nearest=typed.nearest,
            )
    return Verdict(
        Mark.OPEN, given, _answer(question), proposed(Mark.OPEN, question), share=1.0
    )


def proposed(mark: Mark, question: Question) -> Grade:
    """The grade that a mark proposes: one lower for each hint that was given."""
    match mark:
        case Mark.RIGHT | Mark.OPEN:
            grade = Grade.GOOD
        case Mark.CLOSE:
            grade = Grade.HARD
        case _:
            grade = Grade.AGAIN
    return Grade(max(Grade.AGAIN, grade - len(question.hints)))


def fitting(verdict: Verdict) -> tuple[Grade, ...]:
    """The grades that fit the verdict, the lowest first; the proposed one is among
    them.

    Hard counts as remembered in FSRS: offered after a miss it would be taken for «I
    nearly knew it», and the card would come back too late.
    """
    match verdict.mark:
        case Mark.OPEN:
            fit = {*Grade}
        case Mark.RIGHT:
            fit = {Grade.HARD, Grade.GOOD, Grade.EASY}
        case Mark.CLOSE:
            fit = {Grade.AGAIN, Grade.HARD, Grade.GOOD}
        case _:
            fit = {Grade.AGAIN}
    return tuple(sorted(fit | {verdict.proposed}))


def _answer(question: Question) -> str:
    """The right answer to the question as it was asked, as it is shown."""
    card = question.card
    if question.kind is Kind.TRUE_FALSE and card.kind is not Kind.TRUE_FALSE:
        is_true = any(each.right and each.text == "True" for each in question.choices)
        return "True" if is_true else f"False: {card.answer}"
    if question.kind is Kind.CHOOSE:
        return "\n".join(each.text for each in question.choices if each.right)
    return shown_answer(card)


def _chosen(question: Question, given: str) -> Verdict:
    right = {each.text for each in question.choices if each.right}
    chosen = set(given.split("\n")) if question.wants_several else {given}
    mark = Mark.RIGHT if chosen == right else Mark.WRONG
    wrong = [each for each in given.split("\n") if each not in right]
    share = max(0, len(chosen & right) - len(chosen - right)) / max(1, len(right))
    return Verdict(
        mark,
        given,
        _answer(question),
        proposed(mark, question),
        _what_they_are(question, wrong),
        share,
    )


def _what_they_are(question: Question, wrong: Sequence[str]) -> str:
    """What each wrong choice is, where another card tells."""
    told: list[str] = []
    if question.kind is Kind.TRUE_FALSE:
        return ""
    for text in wrong:
        rival = question.rivals.get(normal(text, question.card.rules))
        if rival:
            told.append(whose(rival))
    return "\n".join(told)


def _slots(question: Question, given: str) -> Verdict:
    """Each slot has its own mark; the whole is as good as its worst slot."""
    card, said = question.card, given.split("\n")
    wanted = slot_answers(card)
    said += [""] * (len(wanted) - len(said))
    remark = ""
    if question.choices:
        parts = [
            Mark.RIGHT if one == other else Mark.WRONG
            for one, other in zip(said, wanted, strict=False)
        ]
    else:
        typed = [
            judge_typed(card, other, one, question.rivals)
            for one, other in zip(said, wanted, strict=False)
        ]
        parts = [each.mark for each in typed]
        remark = "\n".join(
            f"({number}) {each.remark}"
            for number, each in enumerate(typed, start=1)
            if each.remark
        )
    share = sum(CREDIT.get(each, 0.0) for each in parts) / max(1, len(parts))
    if len(said) > len(wanted) or set(parts) - {Mark.RIGHT, Mark.CLOSE}:
        mark = Mark.WRONG
    else:
        mark = Mark.CLOSE if Mark.CLOSE in parts else Mark.RIGHT
    if mark is Mark.WRONG and not remark:
        right = sum(each is Mark.RIGHT for each in parts)
        remark = f"{right} of {len(parts)} right." if right else ""
    return Verdict(
        mark,
        given,
        _answer(question),
        proposed(mark, question),
        remark,
        share if mark is not Mark.RIGHT else 1.0,
        parts=tuple(parts),
    )


def slot_answers(card: Card) -> Sequence[str]:
    """What belongs in each slot."""
    if card.kind is Kind.CLOZE:
        return card.answer.split("\n")
    return [item.pair or item.text for item in card.items]
