"""Events as a person can read them in a day file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from quizapp.model import (
    Accept,
    Act,
    CardSeen,
    DeckState,
    Event,
    Grade,
    Mark,
    QuizBegun,
    QuizEnded,
    QuizStep,
    Reset,
    Review,
    Same,
    Setting,
    Sureness,
    Suspend,
    Tag,
    Undo,
    Unknown,
)
from quizapp.store.quizzes import begun_of, plan_body


def to_body(act: Act, at: datetime) -> dict[str, Any]:
    """The document of an event: its kind, its time, and what happened."""
    told: dict[str, Any]
    match act:
        case Review():
            told = {
                "card": act.card,
                "deck": act.deck,
                "topic": act.topic,
                "asked": act.asked,
                "given": act.given,
                "mark": act.mark.value,
                "grade": int(act.grade),
                "day": date.fromordinal(act.day).isoformat(),
                "spent": act.spent,
                **({"harder": True} if act.has_harder else {}),
                **({"hints": act.hints} if act.hints else {}),
                **({"sure": int(act.sure)} if act.sure else {}),
                **({"quiz": act.quiz, "chance": act.chance} if act.quiz else {}),
            }
            kind = "review"
        case Undo():
            kind, told = "undo", {"undoes": act.undoes, "card": act.card}
        case CardSeen():
            kind = "card"
            told = {
                "card": act.card,
                "deck": act.deck,
                "form": act.kind,
                "prompt": act.prompt,
                "answer": act.answer,
            }
        case Suspend():
            kind, told = "suspend", {"card": act.card, "suspended": act.suspended}
        case Accept():
            kind, told = "accept", {"card": act.card, "answer": act.answer}
        case Reset():
            kind, told = "reset", {"card": act.card}
        case Tag():
            kind, told = "tag", {"card": act.card, "tag": act.tag, "on": act.is_on}
        case Same():
            kind, told = "same", {"cards": [list(pair) for pair in act.cards]}
        case DeckState():
            kind = "deck"
            told = {"deck": act.deck, "started": act.started, "hidden": act.hidden}
        case Setting():
            kind, told = "setting", {"name": act.name, "value": act.value}
        case QuizBegun():
            kind = "quiz"
            told = {
                "plan": plan_body(act.plan),
                "questions": [
                    [each.card, each.deck, each.topic, each.kind]
                    for each in act.questions
                ],
            }
        case QuizStep():
            kind = "quiz-step"
            told = {
                "quiz": act.quiz,
                "number": act.number,
                **({"answered": True} if act.is_answered else {}),
                **({"given": act.given} if act.given is not None else {}),
                **({"marked": True} if act.is_marked else {}),
                "elapsed": act.elapsed,
                "spent": act.spent,
            }
        case QuizEnded():
            kind = "quiz-end"
            told = {
                "quiz": act.quiz,
                "day": date.fromordinal(act.day).isoformat(),
                "shares": list(act.shares),
                "elapsed": act.elapsed,
            }
        case Unknown():
            kind, told = act.kind, dict(act.body)
    return {"kind": kind, "at": at.isoformat(timespec="milliseconds"), **told}


def of_body(id_: int, device: str, body: Mapping[str, Any]) -> Event:
    """The event of a document; `Unknown` for what this version does not know."""
    at = datetime.fromisoformat(body["at"])
    try:
        act = _act(body)
    except (KeyError, ValueError):
        rest = {
            name: value for name, value in body.items() if name not in ("kind", "at")
        }
        act = Unknown(str(body.get("kind", "")), rest)
    return Event(id_, device, at, act)


def _act(body: Mapping[str, Any]) -> Act:
    match body["kind"]:
        case "review":
            return Review(
                card=body["card"],
                deck=body["deck"],
                topic=body["topic"],
                asked=body["asked"],
                given=body["given"],
                mark=Mark(body["mark"]),
                grade=Grade(body["grade"]),
                day=date.fromisoformat(body["day"]).toordinal(),
                spent=body["spent"],
                has_harder=body.get("harder", False),
                hints=body.get("hints", 0),
                sure=Sureness(body["sure"]) if "sure" in body else None,
                quiz=body.get("quiz", ""),
                chance=body.get("chance", 0.0),
            )
        case "undo":
            return Undo(body["undoes"], body["card"])
        case "card":
            return CardSeen(
                body["card"],
                body["deck"],
                body["form"],
                body["prompt"],
                body["answer"],
            )
        case "suspend":
            return Suspend(body["card"], body["suspended"])
        case "accept":
            return Accept(body["card"], body["answer"])
        case "reset":
            return Reset(body["card"])
        case "tag":
            return Tag(body["card"], body["tag"], body["on"])
        case "same":
            return Same(tuple((now, was) for now, was in body["cards"]))
        case "deck":
            return DeckState(body["deck"], body["started"], body["hidden"])
        case "setting":
            return Setting(body["name"], body["value"])
        case "quiz":
            return begun_of(body)
        case "quiz-step":
            return QuizStep(
                body["quiz"],
                body["number"],
                body["elapsed"],
                body.get("spent", 0),
                body.get("given"),
                body.get("answered", False),
                body.get("marked", False),
            )
        case "quiz-end":
            day = date.fromisoformat(body["day"]).toordinal()
            shares = tuple(body["shares"])
            return QuizEnded(body["quiz"], body["elapsed"], day, shares)
    raise ValueError(body["kind"])
