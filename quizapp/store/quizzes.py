"""The quizzes among the events: those that are open, and what the others came to.

The same in whatever order the events come: of each question the latest step counts, and
an end may come before its beginning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from quizapp.model import Drawn, Mode, QuizBegun, QuizPlan, QuizStep, Try

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
    tries: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Beginning and end of the others."""

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
                        "stamp": [id_, device],
                        "at": int(at.timestamp() * 1000),
                        "day": body["day"],
                        "elapsed": int(body["elapsed"]),
                        "shares": [float(share) for share in body["shares"]],
                    },
                )

    def _end(self, quiz: str, end: dict[str, Any]) -> None:
        """Of two ends, as only two machines can make them, the first one counts."""
        known = self.tries.get(quiz) or self.ends.get(quiz)
        if known and tuple(known["stamp"]) <= tuple(end["stamp"]):
            return
        if quiz in self.tries:
            self.tries[quiz] |= end
        elif begun := self.begun.pop(quiz, None):
            self.steps.pop(quiz, None)
            plan = begun["plan"]
            self.tries[quiz] = end | {
                "mode": plan["mode"],
                "decks": plan["decks"],
                "after": plan.get("after", ""),
                "partial": bool(plan.get("cards")),
                "topics": [topic for _, _, topic, _ in begun["questions"]],
            }
        else:
            self.ends[quiz] = end

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
        tries = [_try(q, told) for q, told in self.tries.items() if told["shares"]]
        return sorted(tries, key=lambda each: (each.at, each.quiz))


def _try(quiz: str, told: Mapping[str, Any]) -> Try:
    topics: dict[str, tuple[float, int]] = {}
    for topic, share in zip(told["topics"], told["shares"], strict=False):
        if share >= 0:  # else its card had gone
            points, count = topics.get(topic, (0.0, 0))
            topics[topic] = points + share, count + 1
    return Try(
        quiz,
        told["at"],
        datetime.fromisoformat(told["day"]).toordinal(),
        Mode(told["mode"]),
        tuple(told["decks"]),
        told["after"],
        sum(count for _, count in topics.values()),
        sum(points for points, _ in topics.values()),
        told["elapsed"],
        tuple((topic, points, count) for topic, (points, count) in topics.items()),
        told["partial"],
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
        kinds=tuple(str(each) for each in body.get("kinds", ())),
        limit=body.get("limit"),
        seed=body.get("seed", 0),
        cards=tuple(body.get("cards", ())),
        after=body.get("after", ""),
    )


def drawn_of(row: list[str]) -> Drawn:
    """A question from its row: card, deck, topic, kind."""
    card, deck, topic, kind = row
    return Drawn(card, deck, topic, kind)


def begun_of(body: Mapping[str, Any]) -> QuizBegun:
    """The beginning of a quiz from its document."""
    questions = tuple(drawn_of(each) for each in body["questions"])
    return QuizBegun(plan_of(body["plan"]), questions)
