"""Questions and verdicts, told to a person."""

from __future__ import annotations

import re
from typing import TextIO

from quizapp.model import Card, Kind, Mark, Question, Verdict
from quizapp.questions import difference
from quizapp.sitting import Sitting, Summary, span_of, until
from quizapp.text import cells

HINTS = {
    Kind.FLIP: "your answer, or any letter to turn the card",
    Kind.CHOOSE: "number or text",
    Kind.TRUE_FALSE: "number or text",
    Kind.TYPE: "your answer",
    Kind.CLOZE: "what belongs in the blank",
    Kind.ORDER: "the numbers in order, such as 3 1 2",
    Kind.MATCH: "a number for each of them, in their order",
}
BLANKS = "what belongs in the blanks, parted by |"
_IMAGE = re.compile(r"!\[([^\]\[]*)\]\(([^()\s]*)\)")


class Lines:
    """Told to a person."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def question(self, sitting: Sitting, question: Question) -> None:
        left = sitting.left
        title = sitting.shelf.deck(sitting.deck).title
        topic = f" · {question.card.topic}" if question.card.topic else ""
        self._say("", f"— {title}{topic} · {left.total} left", question.prompt)
        if question.kind is Kind.MATCH:
            self._say(*(f"  {slot} → ?" for slot in question.slots), "")
        for number, choice in enumerate(question.choices, start=1):
            mark = "  (struck out)" if choice.text in question.struck else ""
            self._say(f"  {number}) {choice.text}{mark}")
        if question.hints:
            self._say(*(f"  Hint: {each}" for each in question.hints))
        several = " (several, apart by blanks)" if question.wants_several else ""
        wanted = HINTS.get(question.kind, "")
        if question.is_typed and question.slots:
            wanted = BLANKS
        self._prompt(f"{wanted}{several}, blank: I don't know")

    def sureness(self) -> None:
        self._prompt("how sure: 1 guess, 2 unsure, 3 sure")

    def verdict(self, sitting: Sitting, question: Question, verdict: Verdict) -> None:
        fields = question.card.fields
        answer = " | ".join(verdict.answer.split("\n"))
        if verdict.nearest and verdict.mark is Mark.CLOSE:
            answer = verdict.nearest
        match verdict.mark:
            case Mark.RIGHT:
                self._say(f"✓ Right: {answer}")
            case Mark.CLOSE:
                self._say(f"≈ Close: {answer}")
            case Mark.OPEN:
                self._say(f"  {answer}")
            case Mark.UNKNOWN:
                self._say(f"· The answer: {answer}")
            case Mark.WRONG:
                self._say(f"✗ Wrong: {answer}")
        if verdict.mark is Mark.CLOSE and verdict.nearest:
            self._where(question, verdict)
        for line in verdict.remark.splitlines():
            self._say(f"  {line}")
        if fields.cite:
            self._say(f"  {_statement(question.card)}")
        if fields.note:
            self._say(f"  Note: {fields.note}")
        if related := sitting.related():
            self._say(f"  See also: {_statement(related)}")
        now = sitting.now()
        grades = [
            f"{grade.value} {grade.label} {span_of(memory, now)}"
            for grade, memory in sitting.futures().items()
        ]
        self._say("  " + "   ".join(grades))
        claim = ", :r I was right" if verdict.mark is Mark.CLOSE else ""
        self._prompt(f"grade, blank: {verdict.proposed.label}{claim}")

    def _where(self, question: Question, verdict: Verdict) -> None:
        """The answer that was given, and below it where it differs."""
        accents = question.card.rules.accents
        told, _ = difference(verdict.given, verdict.nearest, accents=accents)
        marks = "".join((" " if p.is_same else "^") * cells(p.text) for p in told)
        self._say(f"  you said: {verdict.given}")
        if marks.strip():
            self._say(f"            {marks.rstrip()}")

    def remark(self, text: str) -> None:
        self._say(text)

    def summary(self, summary: Summary) -> None:
        if not summary.reviews:
            self._say("", "Nothing was asked.")
            return
        self._say(
            "",
            f"{summary.cards} cards, {summary.reviews} answers, "
            f"{summary.first_right} known at first, {until(summary.spent // 1000)}.",
        )

    def _say(self, *lines: str) -> None:
        told = (_IMAGE.sub(_named, line) for line in lines)
        print(*told, sep="\n", file=self._out, flush=True)

    def _prompt(self, hint: str) -> None:
        print(f"[{hint}] > ", end="", file=self._out, flush=True)


def _named(image: re.Match[str]) -> str:
    return f"[image: {image[1] or image[2].rpartition('/')[2]}]"


def _statement(card: Card) -> str:
    """What the source says, with its place."""
    fields = card.fields
    return f"“{fields.cite}”" + (f" ({fields.place})" if fields.source else "")
