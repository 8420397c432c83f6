"""Study in plain lines on stdin and stdout, for pipes, scripts and screen readers.

A question is printed, then one line is read: an answer, an option's number or its text;
blank is «I don't know». Then the verdict, then one line: a grade 1 to 4, blank takes
the proposed one. `:u` undoes, `:s` suspends the card, `:q` ends, and so does the end of
the input. The next question is flushed when the answer is on the disk.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Protocol, TextIO

from quizapp.errors import StoreError
from quizapp.model import Grade, Kind, Mark, Question, Verdict
from quizapp.questions import shown_answer
from quizapp.sitting import Sitting, Summary, span_of, until
from quizapp.text import visible

HINTS = {
    Kind.FLIP: "your answer, or any letter to turn the card",
    Kind.CHOOSE: "number or text",
    Kind.TRUE_FALSE: "number or text",
    Kind.TYPE: "your answer",
    Kind.CLOZE: "what belongs in the blank",
}


class Teller(Protocol):
    """How questions, verdicts and the rest are told."""

    def question(self, sitting: Sitting, question: Question) -> None:
        """A question is asked."""

    def verdict(self, sitting: Sitting, question: Question, verdict: Verdict) -> None:
        """An answer has its verdict; a grade is wanted."""

    def remark(self, text: str) -> None:
        """Something else to know."""

    def summary(self, summary: Summary) -> None:
        """The sitting has ended."""


def study(sitting: Sitting, lines: TextIO, teller: Teller) -> None:
    """Run the sitting until its queue, or the input, ends.

    An answer that cannot be written is asked for again; raises the `StoreError` when
    the input ends before it could be.
    """
    told = _lines(lines)
    unsaved: StoreError | None = None
    while question := sitting.question:
        if not sitting.verdict:
            teller.question(sitting, question)
        else:
            teller.verdict(sitting, question, sitting.verdict)
        line = next(told, ":q")
        if line == ":q":
            break
        try:
            _do(line, sitting, question, teller)
            unsaved = None
        except StoreError as error:  # the same is asked again
            unsaved = error
            teller.remark(str(error))
    teller.summary(sitting.summary())
    if unsaved:
        raise unsaved


def _do(line: str, sitting: Sitting, question: Question, teller: Teller) -> None:
    match line:
        case ":u":
            teller.remark("Undone." if sitting.undo() else "There is nothing to undo.")
        case ":s":
            sitting.suspend()
            teller.remark("Suspended.")
        case _ if not sitting.verdict:
            sitting.answer(_given(question, line))
        case "":
            sitting.grade(sitting.verdict.proposed)
        case "1" | "2" | "3" | "4":
            sitting.grade(Grade(int(line)))
        case _:
            teller.remark("A grade is 1 Again, 2 Hard, 3 Good or 4 Easy.")


def _lines(lines: TextIO) -> Iterator[str]:
    for line in lines:
        yield visible(line.rstrip("\r\n")).strip()


def _given(question: Question, line: str) -> str | None:
    """The answer that a line gives: the text of the choices it names, or itself."""
    if not line:
        return None
    texts = [choice.text for choice in question.choices]
    if not texts or line in texts:
        return line
    if line.isdecimal() and 1 <= int(line) <= len(texts):
        return texts[int(line) - 1]
    if question.wants_several:
        parts = line.split(" | ") if " | " in line else line.replace(",", " ").split()
        return "\n".join(_given(question, part.strip()) or "" for part in parts)
    folded = {text.casefold(): text for text in texts}
    return folded.get(line.casefold(), line)


def _one_line(answer: str) -> str:
    return " | ".join(answer.split("\n"))


class Lines:
    """Told to a person."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def question(self, sitting: Sitting, question: Question) -> None:
        left = sitting.left
        title = sitting.shelf.deck(sitting.deck).title
        topic = f" · {question.card.topic}" if question.card.topic else ""
        self._say("", f"— {title}{topic} · {left.total} left", question.prompt)
        for number, choice in enumerate(question.choices, start=1):
            self._say(f"  {number}) {choice.text}")
        several = " (several, apart by blanks)" if question.wants_several else ""
        self._prompt(f"{HINTS.get(question.kind, '')}{several}, blank: I don't know")

    def verdict(self, sitting: Sitting, question: Question, verdict: Verdict) -> None:
        fields = question.card.fields
        answer = _one_line(verdict.answer)
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
        if verdict.remark:
            self._say(f"  {verdict.remark}")
        if fields.cite:
            place = f" ({fields.place})" if fields.source else ""
            self._say(f"  “{fields.cite}”{place}")
        if fields.note:
            self._say(f"  Note: {fields.note}")
        now = sitting.now()
        grades = [
            f"{grade.value} {grade.label} {span_of(memory, now)}"
            for grade, memory in sitting.futures().items()
        ]
        self._say("  " + "   ".join(grades))
        self._prompt(f"grade, blank: {verdict.proposed.label}")

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
        print(*lines, sep="\n", file=self._out, flush=True)

    def _prompt(self, hint: str) -> None:
        print(f"[{hint}] > ", end="", file=self._out, flush=True)


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
            topic=question.card.topic,
            kind=question.kind,
            prompt=question.prompt,
            choices=[choice.text for choice in question.choices],
            answer=_right(question),
            left={"new": left.new, "learning": left.learning, "due": left.due},
        )

    def verdict(self, sitting: Sitting, question: Question, verdict: Verdict) -> None:
        fields, now = question.card.fields, sitting.now()
        self._write(
            line="verdict",
            card=question.card.key,
            verdict=verdict.mark,
            given=verdict.given,
            answer=_right(question),
            proposed=int(verdict.proposed),
            remark=verdict.remark,
            cite=fields.cite,
            source=fields.source,
            note=fields.note,
            intervals={
                int(grade): span_of(memory, now)
                for grade, memory in sitting.futures().items()
            },
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
        )

    def _write(self, **told: Any) -> None:
        print(json.dumps(told, ensure_ascii=False), file=self._out, flush=True)


def _right(question: Question) -> str:
    """The right answer in one line that may be given as it is."""
    if question.choices:
        return " | ".join(choice.text for choice in question.choices if choice.right)
    return _one_line(shown_answer(question.card))
