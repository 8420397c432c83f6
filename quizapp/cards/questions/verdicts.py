"""Judges answers, and offers grades and hints."""

from __future__ import annotations

from dataclasses import replace

from quizapp.cards.kinds import KINDS
from quizapp.cards.kinds.kind import CREDIT
from quizapp.model import Grade, Mark, Question, Verdict


def judge(question: Question, given: str | None) -> Verdict:
    """The verdict on an answer; `None` is “I don't know”.

    The answer is the text of a choice, or a line for each of several choices or for
    each slot. Every string gets a verdict, and equal answers get equal ones.
    """
    kind = KINDS[question.kind]
    answer = kind.right_answer(question, KINDS[question.card.kind])
    if given is None or (kind.is_typed and not given.strip()):
        return Verdict(Mark.UNKNOWN, given or "", answer, Grade.AGAIN)
    judged = kind.judge(question, given)
    return Verdict(
        judged.mark,
        given,
        answer,
        proposed_grade(judged.mark, question),
        judged.remark,
        CREDIT.get(judged.mark, 0.0) if judged.share is None else judged.share,
        judged.nearest,
        judged.parts,
        is_slip=judged.is_slip,
    )


def proposed_grade(mark: Mark, question: Question) -> Grade:
    """The grade proposed for a mark: one lower for each hint that was shown, but not
    Again after a right answer, for which it is not offered."""
    match mark:
        case Mark.RIGHT | Mark.OPEN:
            grade = Grade.GOOD
        case Mark.CLOSE:
            grade = Grade.HARD
        case _:
            grade = Grade.AGAIN
    lowest = Grade.HARD if mark is Mark.RIGHT else Grade.AGAIN
    return Grade(max(lowest, grade - len(question.hints)))


def fitting_grades(verdict: Verdict) -> tuple[Grade, ...]:
    """The grades to offer after a verdict, lowest first, including the proposed one.

    Hard means remembered in FSRS. If it were offered after a wrong answer, people would
    take it for “I nearly knew it”, and the card would come back too late.
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
    """A sentence that says why `given` cannot be judged, and what can; empty if it can
    be. An empty answer can be."""
    kind = KINDS[question.kind]
    if kind.is_typed and not given.strip():
        return ""
    return kind.problem(question, given)


def hint(question: Question) -> Question | None:
    """The question with one more hint; `None` if there are no more."""
    steps = list(KINDS[question.kind].hints(question))
    count = len(question.hints)
    if count >= len(steps):
        return None
    text, struck = steps[count]
    return replace(
        question, hints=(*question.hints, text), struck=question.struck | set(struck)
    )


def chance(question: Question) -> float:
    """The probability, 0 to 1, that a blind guess is right."""
    return KINDS[question.kind].chance(question)


def study_chance(question: Question) -> float:
    """The probability of a blind guess that counts in scheduled study: 0 where the card
    will have to be recalled later on."""
    return 0.0 if question.recognition_only else chance(question)


def right_parts(question: Question) -> tuple[str, ...]:
    """The text of each choice or slot of a right answer."""
    parts = KINDS[question.kind].right_parts(question, KINDS[question.card.kind])
    return tuple(parts)
