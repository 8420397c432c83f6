"""Prints study and quizzes for a script, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from quizapp.cards.questions import right_parts
from quizapp.model import Card, Question, Verdict
from quizapp.study.facts import facts_of
from quizapp.study.quiz import Quiz, Result
from quizapp.study.sitting import Sitting, Summary, Why, span_of
from quizapp.study.workspace.moved import Moved


class _JsonPrinter:
    def __init__(self, out: TextIO) -> None:
        self._out = out

    def remark(self, text: str) -> None:
        self._write(line="remark", text=text)

    def _write(self, **fields: Any) -> None:
        print(json.dumps(fields, ensure_ascii=False), file=self._out, flush=True)


class JsonLines(_JsonPrinter):
    """Prints a sitting for a script."""

    def question(self, sitting: Sitting, question: Question) -> None:
        left = sitting.left
        self._write(
            line="question",
            card=question.card.key,
            deck=sitting.deck,
            kind=question.kind,
            prompt=question.prompt,
            choices=[choice.text for choice in question.choices],
            slots=list(question.slots),
            hints=list(question.hints),
            answer=right_of(question),
            left={"new": left.new, "learning": left.learning, "due": left.due},
        )

    def sureness(self) -> None:
        self._write(line="sureness")

    def verdict(self, sitting: Sitting, question: Question, verdict: Verdict) -> None:
        related, fields = sitting.related(), question.card.fields
        now, futures = sitting.now(), sitting.futures()
        self._write(
            line="verdict",
            card=question.card.key,
            topic=question.card.topic,
            verdict=verdict.mark,
            given=verdict.given,
            answer=right_of(question),
            share=verdict.share,
            proposed=int(verdict.proposed),
            grades={
                int(grade): str(span_of(futures[grade], now))
                for grade in sitting.grades
            },
            can_claim=sitting.can_claim,
            remark=verdict.remark,
            leech=sitting.leech_advice,
            fact=fields.cite,
            quote=fields.quote,
            source=fields.source,
            note=fields.note,
            related=related and _fact(related),
        )

    def why(self, why: Why) -> None:
        self._write(
            line="why",
            rule=why.rule,
            recall=why.recall,
            stability=why.memory and why.memory.stability,
            difficulty=why.memory and why.memory.difficulty,
            grades={
                int(grade): {
                    "back": str(span_of(memory, why.now)),
                    "stability": memory.stability,
                    "difficulty": memory.difficulty,
                }
                for grade, memory in why.futures.items()
            },
            limit=why.limit,
            history=[
                {
                    "day": each.day.isoformat(),
                    "kind": each.asked,
                    "verdict": each.mark,
                    "grade": int(each.grade),
                    "quiz": bool(each.quiz),
                }
                for each in why.history
            ],
        )

    def summary(self, summary: Summary) -> None:
        self._write(
            line="summary",
            cards=summary.cards,
            reviews=summary.reviews,
            first_right=summary.first_right,
            spent=summary.spent,
            grades={int(grade): count for grade, count in summary.grades.items()},
            moved=_moved(summary.moved),
        )


class QuizJsonLines(_JsonPrinter):
    """Prints a quiz for a script."""

    def question(self, quiz: Quiz) -> None:
        question, step = quiz.question, quiz.step(quiz.at)
        self._write(
            line="question",
            number=quiz.at + 1,
            count=len(quiz.questions),
            card=question.card.key,
            deck=quiz.deck,
            kind=question.kind,
            prompt=question.prompt,
            choices=[choice.text for choice in question.choices],
            slots=list(question.slots),
            answer=right_of(question),
            given=step.given if step.answered else None,
            answered=quiz.answered,
            marked=step.marked,
            remaining=quiz.remaining,
        )

    def all_answered(self, quiz: Quiz) -> None:
        self._write(line="all-answered", count=quiz.answered, remaining=quiz.remaining)

    def verdict(self, quiz: Quiz, verdict: Verdict) -> None:
        self._write(
            line="verdict",
            card=quiz.question.card.key,
            topic=quiz.question.card.topic,
            verdict=verdict.mark,
            share=verdict.share,
            answer=right_of(quiz.question),
            remark=verdict.remark,
        )

    def facts(self, cards: Iterable[Card]) -> None:
        for fact in facts_of((card.key, card) for card in cards):
            card = fact.first
            self._write(
                line="fact",
                topic=card.topic,
                text=fact.text,
                source=card.fields.source,
            )

    def result(self, result: Result) -> None:
        self._write(
            line="result",
            quiz=result.quiz,
            mode=result.plan.mode,
            share=round(result.share, 4),
            band=result.band or None,
            points=round(result.points, 4),
            count=len(result.lines),
            elapsed=result.elapsed,
            before=result.before,
            topics={
                topic: {"points": round(points, 4), "count": count}
                for topic, (points, count) in result.topics.items()
            },
            questions=[
                {
                    "card": each.question.card.key,
                    "topic": each.question.card.topic,
                    "kind": each.question.kind,
                    "given": each.verdict.given if each.verdict else None,
                    "answered": each.verdict is not None,
                    "answer": right_of(each.question),
                    "share": round(each.share, 4),
                    "remark": each.verdict.remark if each.verdict else "",
                    "fact": each.question.card.fields.cite,
                    "quote": each.question.card.fields.quote,
                    "source": each.question.card.fields.source,
                    "spent": each.spent,
                }
                for each in result.lines
            ],
            earlier=[round(each.share, 4) for each in result.earlier],
            moved=result.moved and _moved(result.moved),
        )


def _moved(moved: Moved) -> dict[str, Any]:
    """How a sitting or a quiz changed what is known."""
    return {
        "cards": moved.cards,
        "known": moved.known,
        "known_before": moved.known_before,
        "learned": list(moved.learned),
        "lost": list(moved.lost),
        "sentence": str(moved.sentence),
    }


def _fact(card: Card) -> dict[str, str]:
    return {"fact": card.fields.cite, "source": card.fields.source}


def right_of(question: Question) -> str:
    """The right answer on one line, as it can be typed."""
    return " | ".join(right_parts(question))
