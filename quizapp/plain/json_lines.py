"""Questions and verdicts, told to a script."""

from __future__ import annotations

import json
from typing import Any, TextIO

from quizapp.model import Card, Question, Verdict
from quizapp.plain.voice import right_of
from quizapp.study.sitting import Sitting, Summary, Why, span_of
from quizapp.study.workspace.moved import Moved


class JsonLines:
    """Told to a script, one JSON object a line."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

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
                int(grade): span_of(futures[grade], now) for grade in sitting.grades
            },
            can_claim=sitting.can_claim,
            remark=verdict.remark,
            leech=sitting.leech,
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
                    "back": span_of(memory, why.now),
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

    def remark(self, text: str) -> None:
        self._write(line="remark", text=text)

    def summary(self, summary: Summary) -> None:
        self._write(
            line="summary",
            cards=summary.cards,
            reviews=summary.reviews,
            first_right=summary.first_right,
            spent=summary.spent,
            grades={int(grade): count for grade, count in summary.grades.items()},
            moved=moved_of(summary.moved),
        )

    def _write(self, **told: Any) -> None:
        print(json.dumps(told, ensure_ascii=False), file=self._out, flush=True)


def moved_of(told: Moved) -> dict[str, Any]:
    """What a sitting or a quiz has moved."""
    return {
        "cards": told.cards,
        "known": told.known,
        "known_before": told.known_before,
        "learned": list(told.learned),
        "lost": list(told.lost),
        "sentence": str(told.sentence),
    }


def _fact(card: Card) -> dict[str, str]:
    return {"fact": card.fields.cite, "source": card.fields.source}
