"""Why this card is asked, and why now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizapp.cards.questions import KINDS, study_chance
from quizapp.days import Duration, until
from quizapp.model import (
    Event,
    Grade,
    Mark,
    Memory,
    Phase,
    Question,
    Reset,
    Review,
    Verdict,
)
from quizapp.model.trail import LEECH_MISSES, MISSED, Trail
from quizapp.schedule import longest_interval, retrievability
from quizapp.study.counts.values import Moment
from quizapp.study.sitting.queue import Plan
from quizapp.study.workspace import Workspace
from quizapp.text import plural

SHOWN = 8
"""The number of latest answers that line mode shows."""


@dataclass(frozen=True, slots=True)
class Why:
    """What led to a question, and what its answer will do."""

    now: Moment
    """The moment from which the spans of time count."""
    rule: str
    """The rule that picked the card, in a sentence or two."""
    recall: float | None
    """The predicted probability of recall, 0 to 1; `None` for a new card."""
    memory: Memory | None
    futures: Mapping[Grade, Memory]
    """What each grade that can be given makes of the memory."""
    limit: str
    """Why the card comes back soon whatever the grade; empty if it does not."""
    history: Sequence[Review]
    """The answers to the card, the latest first."""

    @property
    def lines(self) -> Sequence[str]:
        """The explanation as lines of text."""
        lines = [self.rule]
        if self.memory and self.recall is not None:
            lines.append(
                f"Predicted recall: {self.recall:.0%}. Stability: "
                f"{self.memory.stability:.1f} days. Difficulty: "
                f"{self.memory.difficulty:.1f} of 10."
            )
        lines.append(
            "Comes back in: "
            + ", ".join(
                f"{grade.label} {span_of(memory, self.now).in_words}"
                for grade, memory in self.futures.items()
            )
        )
        if self.limit:
            lines.append(self.limit)
        if self.history:
            lines.append("Answers so far, the latest first:")
        for review in self.history[:SHOWN]:
            kind = KINDS.get(review.asked)
            lines.append(
                f"  {review.day.day:2} {review.day:%b %Y}  {review.grade.label:5}  "
                f"{kind.label if kind else review.asked}"
                f"{' (quiz)' if review.quiz else ''}"
            )
        if more := len(self.history) - SHOWN:
            if more > 0:
                lines.append(f"  and {more} more")
        return lines


def explain(
    workspace: Workspace,
    key: str,
    question: Question,
    plan: Plan,
    grades: Collection[Grade],
    *,
    has_backlog: bool,
    was_asked: bool,
) -> Why:
    """Why the card of this key is asked, why now, and what each of the grades would do.

    `was_asked` is whether this sitting has asked it before.
    """
    now, memory = workspace.now(), workspace.memories.get(key)
    is_again = bool(was_asked and memory and not memory.is_learning)
    futures = workspace.preview(question, now)
    return Why(
        now=now,
        rule=_rule_of(memory, plan, now, has_backlog=has_backlog, is_again=is_again),
        recall=retrievability(memory, now.day) if memory else None,
        memory=memory,
        futures={grade: futures[grade] for grade in futures if grade in grades},
        limit=_limit_of(question),
        history=_reviews_since_reset(workspace.store.history(key)),
    )


def _rule_of(
    memory: Memory | None, plan: Plan, now: Moment, *, has_backlog: bool, is_again: bool
) -> str:
    """The rule by which a card of this memory is asked now; `is_again` for one that
    was surely missed in this sitting."""
    if is_again:
        return "You were sure of a wrong answer, so it is asked once more."
    if plan is Plan.THESE:
        return "You chose these cards."
    if memory is None:
        if plan is Plan.MORE_NEW:
            return "It is new, and you asked for more than the day's limit."
        return "It is new, and the day's limit of new cards allows it."
    if memory.due_at is not None:
        what = (
            "You forgot it at a review"
            if memory.phase is Phase.RELEARNING
            else "You are learning it"
        )
        if memory.due_at <= now.ms:
            return f"{what}, and its next step is due."
        early = until((memory.due_at - now.ms) // 1000).in_words
        return f"{what}. Its next step is in {early}, but nothing else is left."
    late = now.day - memory.due_day
    if late < 0:
        return f"You are studying ahead: it is due in {plural(-late, 'day')}."
    rule = "It is due today." if not late else f"It was due {plural(late, 'day')} ago."
    if has_backlog:
        rule += (
            " More reviews wait than the day's limit allows, so those that you are "
            "least likely to recall come first."
        )
    return rule


def _limit_of(question: Question) -> str:
    """Why a card comes back soon after this question, whatever the grade."""
    days = longest_interval(
        study_chance(question), recognition_only=question.recognition_only
    )
    if days is None:
        return ""
    what = (
        "Recognizing is easier than recalling"
        if question.recognition_only
        else "The answer is easily guessed"
    )
    return f"{what}, so this card comes back within {plural(days, 'day')}."


def _reviews_since_reset(events: Iterable[Event]) -> Sequence[Review]:
    """The answers since the card was last reset, the latest first."""
    reviews: list[Review] = []
    for event in events:
        match event.act:
            case Review() as review:
                reviews.append(review)
            case Reset():
                reviews.clear()
    return reviews[::-1]


def leech_advice(verdict: Verdict, trail: Trail) -> str:
    """What to do about a card that this verdict missed again, if that makes it a
    leech, or it is one; empty for any other."""
    if verdict.mark in (Mark.RIGHT, Mark.CLOSE):
        return ""
    missed = trail.missed
    if verdict.mark is not Mark.OPEN:
        missed += 1
    elif not trail.marks.endswith(MISSED):  # not judged yet: the last answer counts
        return ""
    if missed < LEECH_MISSES:
        return ""
    return (
        f"You have missed this card {plural(missed, 'time')}. Reword it, suspend it, "
        "or look at its history."
    )


def span_of(memory: Memory, now: Moment) -> Duration:
    """How long from `now` until the memory is due."""
    if memory.due_at is not None:
        return until(-(-max(0, memory.due_at - now.ms) // 1000))
    return until(max(0, memory.due_day - now.day) * 86_400)
