"""The quizzes among the events: those that are open, and the results of the others.

The order of the events does not matter: of each question the latest step counts, and an
end may come before its beginning.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from quizapp.model import (
    DrawnQuestion,
    Event,
    QuizBegun,
    QuizEnded,
    QuizPlan,
    QuizStep,
    Stamp,
    Try,
)


class OpenQuiz(Struct, frozen=True):
    """A quiz that was begun and not handed in."""

    id: str
    plan: QuizPlan
    questions: tuple[DrawnQuestion, ...]
    steps: Mapping[int, QuizStep]
    """The latest step of each question that was visited."""
    elapsed: int
    """Milliseconds that the quiz had taken until the latest step."""
    number: int
    """The question of the latest step."""


class End(Struct, frozen=True, array_like=True):
    """The end of a quiz, and its time."""

    stamp: Stamp
    at: int
    """Milliseconds since the epoch."""
    act: QuizEnded


class Ended(Struct, frozen=True, array_like=True):
    """A quiz that has both its beginning and its end."""

    plan: QuizPlan
    end: End


class Quizzes(Struct):
    """What is known about all quizzes, by id."""

    begun: dict[str, QuizBegun] = field(default_factory=dict)
    """Quizzes without an end."""
    steps: dict[str, dict[int, tuple[Stamp, QuizStep]]] = field(default_factory=dict)
    """The latest step of each question of these quizzes, by number."""
    ends: dict[str, End] = field(default_factory=dict)
    """Ends whose beginning has not come yet."""
    ended: dict[str, Ended] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """Take one event that stands."""
        match event.act:
            case QuizBegun() as begun if event.key not in self.ended:
                self.begun[event.key] = begun
                if end := self.ends.pop(event.key, None):
                    self._end(event.key, end)
            case QuizStep() as step if step.quiz not in self.ended:
                steps = self.steps.setdefault(step.quiz, {})
                before = steps.get(step.number)
                if before is None or before[0] < event.stamp:
                    steps[step.number] = event.stamp, step
            case QuizEnded() as act:
                at = int(event.at.timestamp() * 1000)
                self._end(act.quiz, End(event.stamp, at, act))

    def _end(self, quiz: str, end: End) -> None:
        """Of two ends, which only two machines can make, the first one counts."""
        ended, waiting = self.ended.get(quiz), self.ends.get(quiz)
        known = ended.end if ended else waiting
        if known and known.stamp <= end.stamp:
            return
        if ended:
            self.ended[quiz] = Ended(ended.plan, end)
        elif begun := self.begun.pop(quiz, None):
            self.steps.pop(quiz, None)
            self.ended[quiz] = Ended(begun.plan, end)
        else:
            self.ends[quiz] = end

    @property
    def latest_open(self) -> OpenQuiz | None:
        """The open quiz that was begun last."""
        if not self.begun:
            return None
        quiz = max(self.begun, key=lambda each: (int(each.partition("-")[0]), each))
        begun = self.begun[quiz]
        steps = {
            number: step
            for number, step in self.steps.get(quiz, {}).items()
            if number < len(begun.questions)
        }
        return OpenQuiz(
            quiz,
            begun.plan,
            begun.questions,
            {number: step for number, (_, step) in steps.items()},
            max((step.elapsed for _, step in steps.values()), default=0),
            max(steps, key=lambda number: steps[number][0], default=0),
        )

    @property
    def done(self) -> list[Try]:
        """The results of the quizzes that were handed in, oldest first."""
        tries = [_try(q, e) for q, e in self.ended.items() if e.end.act.shares]
        return sorted(tries, key=lambda each: (each.at, each.quiz))


def _try(quiz: str, ended: Ended) -> Try:
    plan, act = ended.plan, ended.end.act
    shares = [share for share in act.shares if share >= 0]  # else its card had gone
    return Try(
        quiz,
        ended.end.at,
        act.day.toordinal(),
        plan.mode,
        plan.decks,
        plan.after,
        len(shares),
        sum(shares),
        act.elapsed,
        bool(plan.cards),
    )
