"""What to make of a given answer: one table of kinds, one set of grades."""

from __future__ import annotations

from dataclasses import replace

from quizapp.cards.kinds import KINDS
from quizapp.cards.kinds.kind import CREDIT
from quizapp.model import Grade, Mark, Question, Verdict


def judge(question: Question, given: str | None) -> Verdict:
    """The verdict on `given`; `None` is «I don't know».

    A choice is given by its text, several by one a line; what fills slots by a line a
    slot. For any string there is a verdict, and for equal input the equal one.
    """
    kind = KINDS[question.kind]
    answer = kind.right_answer(question, KINDS[question.card.kind])
    if given is None or (kind.is_typed and not given.strip()):
        return Verdict(Mark.UNKNOWN, given or "", answer, Grade.AGAIN)
    told = kind.judge(question, given)
    return Verdict(
        told.mark,
        given,
        answer,
        proposed(told.mark, question),
        told.remark,
        CREDIT.get(told.mark, 0.0) if told.share is None else told.share,
        told.nearest,
        told.parts,
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


def problem(question: Question, given: str) -> str:
    """Why `given` cannot be judged as an answer, in a sentence that says what can;
    empty when it can. A blank left empty is an answer."""
    kind = KINDS[question.kind]
    if kind.is_typed and not given.strip():
        return ""
    return kind.problem(question, given)


def hint(question: Question) -> Question | None:
    """The question with one more hint; `None` when there is none left."""
    steps = list(KINDS[question.kind].hints(question))
    told = len(question.hints)
    if told >= len(steps):
        return None
    text, struck = steps[told]
    return replace(
        question, hints=(*question.hints, text), struck=question.struck | set(struck)
    )


def chance(question: Question) -> float:
    """The chance, 0 to 1, that somebody who knows nothing answers right."""
    return KINDS[question.kind].chance(question)


def right_parts(question: Question) -> tuple[str, ...]:
    """What to give for a right answer: a text for each choice or slot."""
    parts = KINDS[question.kind].right_parts(question, KINDS[question.card.kind])
    return tuple(parts)
