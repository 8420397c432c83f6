"""The result of a quiz: each question with its verdict, the mark, and its band."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from quizapp.cards.questions import judge
from quizapp.model import Mode, Question, QuizPlan, Try, Verdict
from quizapp.study.workspace.moved import Moved
from quizapp.text import plural

BANDS = ((0.9, "excellent"), (0.75, "good"), (0.6, "passed"), (0.0, "not passed"))
"""The least share of the points in each band."""


def band_of(share: float) -> str:
    """The band of a mark, 0 to 1."""
    return next(name for least, name in BANDS if share >= least - 1e-9)


@dataclass(frozen=True, slots=True)
class Line:
    """One question of a quiz that was handed in."""

    question: Question
    verdict: Verdict | None
    """`None` when the question was not answered."""
    spent: int
    """Milliseconds."""

    @property
    def judged(self) -> Verdict:
        """The verdict; on a question without an answer that of “I don't know”."""
        return self.verdict or judge(self.question, None)

    @property
    def share(self) -> float:
        """The credit for the question, 0 to 1."""
        return self.verdict.share if self.verdict else 0.0


@dataclass(frozen=True, slots=True)
class Result:
    """A quiz that was handed in."""

    quiz: str
    plan: QuizPlan
    lines: Sequence[Line]
    elapsed: int
    """Milliseconds."""
    earlier: Sequence[Try] = ()
    """Tries of the same decks before this one, the first one first."""
    before: float | None = None
    """The mark of the pre-test before this quiz, 0 to 1."""
    moved: Moved | None = None
    """What the quiz changed in its decks, once it is handed in; `None` for a
    pre-test."""
    started: int = 0
    """How many decks the quiz has started."""

    @property
    def what_started(self) -> str:
        """That decks were started, in words; empty if none was."""
        if not self.started:
            return ""
        them = "it" if self.started == 1 else "them"
        return (
            f"The quiz started {plural(self.started, 'deck')}: “All decks” asks {them}."
        )

    @property
    def is_pretest(self) -> bool:
        """Whether the quiz was taken before reading, so that no success or failure
        counts."""
        return self.plan.mode is Mode.PRETEST

    @property
    def band(self) -> str:
        """The band of the mark; empty for a pre-test."""
        return "" if self.is_pretest else band_of(self.share)

    @property
    def known(self) -> str:
        """What a pre-test shows, in words."""
        count = len(self.lines)
        return f"Pre-test: {self.points:.3g} of {count} known before reading"

    @property
    def next_plan(self) -> QuizPlan:
        """After a pre-test: the quiz that asks the same cards again."""
        keys = tuple(line.question.card.key for line in self.lines)
        return replace(self.plan, mode=Mode.EXAM, cards=keys, after=self.quiz)

    @property
    def points(self) -> float:
        """The credit of all questions together."""
        return sum(line.share for line in self.lines)

    @property
    def share(self) -> float:
        """The mark, 0 to 1."""
        return self.points / len(self.lines) if self.lines else 0.0

    @property
    def topics(self) -> Mapping[str, tuple[float, int]]:
        """Points and questions of each topic."""
        topics: dict[str, tuple[float, int]] = {}
        for line in self.lines:
            points, count = topics.get(line.question.card.topic, (0.0, 0))
            topics[line.question.card.topic] = points + line.share, count + 1
        return topics

    @property
    def wrong(self) -> Sequence[Line]:
        """The questions without full credit."""
        return [line for line in self.lines if line.share < 1]
