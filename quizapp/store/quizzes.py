"""The quizzes among the events: those that are open, and what the others came to.

The same in whatever order the events come: of each question the latest step counts, and
an end may come before its beginning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from quizapp.model import Drawn, Kind, Mode, QuizBegun, QuizPlan, QuizStep, Try

Stamp = tuple[int, str]
KINDS = frozenset({"quiz", "quiz-step", "quiz-end"})


@dataclass(frozen=True, slots=True)
class OpenQuiz:
    """A quiz that was begun and not handed in."""

    id: str
    plan: QuizPlan
    questions: tuple[Drawn, ...]
    steps: Mapping[int, QuizStep]
    """The latest of each question that was come to."""
    elapsed: int
    """Milliseconds it had taken until the latest step."""
    number: int
    """The question of the latest step."""


@dataclass(slots=True)
class Quizzes:
    """What is known of all quizzes, by their id."""

    begun: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Plan and questions of those not handed in."""
    steps: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    """By number: id and device of the event, then the step."""
    ends: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Ends whose beginning has not come yet."""
    tries: dict[str, list[Any]] = field(default_factory=dict)
    """What the others came to; empty for one that was given up."""

    def take(self, stamp: Stamp, body: Mapping[str, Any]) -> None:
        """Take one event that stands. Raises what a damaged one makes go wrong."""
        id_, device = stamp
        match body["kind"]:
            case "quiz":
                quiz = f"{id_}-{device}"
                if quiz not in self.tries:
                    begun = {"plan": body["plan"], "questions": body["questions"]}
                    plan_of(begun["plan"])  # what is wrong with it is told now
                    self.begun[quiz] = begun
                    if quiz in self.ends:
                        self._end(quiz, self.ends.pop(quiz))
            case "quiz-step" if body["quiz"] not in self.tries:
                steps = self.steps.setdefault(body["quiz"], {})
                number = str(int(body["number"]))
                told = [
                    id_,
                    device,
                    body.get("given"),
                    bool(body.get("answered")),
                    bool(body.get("marked")),
                    int(body["elapsed"]),
                    int(body.get("spent", 0)),
                ]
                if number not in steps or tuple(steps[number][:2]) < stamp:
                    steps[number] = told
            case "quiz-end":
                at = datetime.fromisoformat(body["at"])
                self._end(
                    body["quiz"],
                    {
                        "at": int(at.timestamp() * 1000),
                        "day": body["day"],
                        "elapsed": int(body["elapsed"]),
                        "shares": [float(share) for share in body["shares"]],
                    },
                )

    def _end(self, quiz: str, end: dict[str, Any]) -> None:
        if quiz in self.tries:
            return
        begun = self.begun.pop(quiz, None)
        if begun is None:
            self.ends[quiz] = end
            return
        self.steps.pop(quiz, None)
        plan = begun["plan"]
        topics: dict[str, list[Any]] = {}
        for question, share in zip(begun["questions"], end["shares"], strict=False):
            if share < 0:  # its card had gone
                continue
            sums = topics.setdefault(question[2], [0.0, 0])
            sums[0] += share
            sums[1] += 1
        self.tries[quiz] = [
            end["at"],
            end["day"],
            plan["mode"],
            plan["decks"],
            plan.get("after", ""),
            end["elapsed"],
            [[topic, *sums] for topic, sums in topics.items()],
        ]

    @property
    def open(self) -> OpenQuiz | None:
        """The one that was begun last, of those that are open."""
        if not self.begun:
            return None
        quiz = max(self.begun, key=lambda each: (int(each.partition("-")[0]), each))
        steps = self.steps.get(quiz, {})
        told = {
            int(number): QuizStep(
                quiz, int(number), elapsed, spent, given, answered, marked
            )
            for number, row in steps.items()
            for _, _, given, answered, marked, elapsed, spent in [row]
        }
        latest = max(steps, key=lambda number: tuple(steps[number][:2]), default="0")
        begun = self.begun[quiz]
        return OpenQuiz(
            quiz,
            plan_of(begun["plan"]),
            tuple(drawn_of(each) for each in begun["questions"]),
            told,
            max((step.elapsed for step in told.values()), default=0),
            int(latest),
        )

    @property
    def done(self) -> list[Try]:
        """What those that were handed in came to, the first one first."""
        tries = [_try(quiz, row) for quiz, row in self.tries.items() if row[6]]
        return sorted(tries, key=lambda each: (each.at, each.quiz))


def _try(quiz: str, row: list[Any]) -> Try:
    at, day, mode, decks, after, elapsed, topics = row
    return Try(
        quiz,
        at,
        datetime.fromisoformat(day).toordinal(),
        Mode(mode),
        tuple(decks),
        after,
        sum(count for _, _, count in topics),
        sum(points for _, points, _ in topics),
        elapsed,
        tuple((topic, points, count) for topic, points, count in topics),
    )


def plan_body(plan: QuizPlan) -> dict[str, Any]:
    """A plan as a person reads it in a day file; what is usual is left out."""
    usual = asdict(QuizPlan(("",), -1))
    return {
        name: [str(each) for each in value] if isinstance(value, tuple) else value
        for name, value in asdict(plan).items()
        if value != usual[name] or name == "mode"
    }


def plan_of(body: Mapping[str, Any]) -> QuizPlan:
    """The inverse."""
    return QuizPlan(
        decks=tuple(body["decks"]),
        count=int(body["count"]),
        mode=Mode(body["mode"]),
        topics=tuple(body.get("topics", ())),
        kinds=tuple(Kind(each) for each in body.get("kinds", ())),
        limit=body.get("limit"),
        seed=body.get("seed", 0),
        cards=tuple(body.get("cards", ())),
        after=body.get("after", ""),
    )


def drawn_of(row: list[str]) -> Drawn:
    """A question from its row: card, deck, topic, kind."""
    card, deck, topic, kind = row
    return Drawn(card, deck, topic, Kind(kind))


def begun_of(body: Mapping[str, Any]) -> QuizBegun:
    """The beginning of a quiz from its document."""
    questions = tuple(drawn_of(each) for each in body["questions"])
    return QuizBegun(plan_of(body["plan"]), questions)
