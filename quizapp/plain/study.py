"""Study in plain lines on stdin and stdout, for pipes, scripts and screen readers.

A question is printed, then one line is read: an answer, an option's number or its text;
blank is “I don't know”; what cannot be an answer is asked for again. Then the verdict,
then one line: a grade that is offered, blank takes the proposed one. `:h` gives a hint,
`:r` says “I was right”, `:u` undoes, `:s` suspends the card, `:why` says why the card
is asked now, `:q` ends, and so does the end of the input. The next question is flushed
when the answer is on the disk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, TextIO

from quizapp.cards.questions import problem
from quizapp.errors import StoreError
from quizapp.model import Grade, Question, Sureness, Verdict
from quizapp.plain.voice import given_of
from quizapp.study.sitting import Sitting, Summary, Why
from quizapp.text import visible

COMMANDS = (":h", ":r", ":u", ":s", ":why", ":q")
SURE = {"1": Sureness.GUESS, "2": Sureness.UNSURE, "3": Sureness.SURE}


class Teller(Protocol):
    """How questions, verdicts and the rest are told."""

    def question(self, sitting: Sitting, question: Question) -> None:
        """A question is asked."""

    def sureness(self) -> None:
        """An answer is given; how sure is it?"""

    def verdict(self, sitting: Sitting, question: Question, verdict: Verdict) -> None:
        """An answer has its verdict; a grade is wanted."""

    def why(self, why: Why) -> None:
        """Why the card is asked now."""

    def remark(self, text: str) -> None:
        """Something else to know."""

    def summary(self, summary: Summary) -> None:
        """The sitting has ended."""


def study(sitting: Sitting, lines: TextIO, teller: Teller) -> None:
    """Run the sitting until its queue, or the input, ends.

    An answer that cannot be written is asked for again; raises the `StoreError` when
    the input ends before it could be.
    """
    told = lines_of(lines)
    if backlog := sitting.backlog:
        teller.remark(backlog.sentence)
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
            if not sitting.verdict and line not in COMMANDS:
                _answer(line, sitting, question, told, teller)
            else:
                _do(line, sitting, teller)
            unsaved = None
        except StoreError as error:  # the same is asked again
            unsaved = error
            teller.remark(str(error))
    teller.summary(sitting.summary())
    if unsaved:
        raise unsaved


def _answer(
    line: str, sitting: Sitting, question: Question, told: Iterator[str], teller: Teller
) -> None:
    given, sure = given_of(question, line), None
    if given is not None and (reason := problem(question, given)):
        teller.remark(reason)
        return
    if given is not None and sitting.habits.wants_sureness:
        teller.sureness()
        sure = SURE.get(next(told, ""))
    sitting.answer(given, sure)


def _do(line: str, sitting: Sitting, teller: Teller) -> None:
    match line:
        case ":h":
            if not sitting.hint():
                teller.remark("There are no hints left.")
        case ":r" if sitting.can_claim:
            sitting.claim()
        case ":r":
            teller.remark("That is for a typed answer that was close or wrong.")
        case ":u":
            teller.remark("Undone." if sitting.undo() else "There is nothing to undo.")
        case ":s":
            sitting.suspend()
            teller.remark("Suspended.")
        case ":why":
            teller.why(sitting.why())
        case "" if sitting.verdict:
            sitting.grade(sitting.verdict.proposed)
        case "1" | "2" | "3" | "4" if Grade(int(line)) in sitting.grades:
            sitting.grade(Grade(int(line)))
        case _:
            teller.remark(f"Type {_one_of(sitting.grades)}.")


def _one_of(grades: Sequence[Grade]) -> str:
    """The grades as a choice: `1 for Again, 2 for Hard or 3 for Good`."""
    *others, last = (f"{grade.value} for {grade.label}" for grade in grades)
    return f"{', '.join(others)} or {last}" if others else last


def lines_of(lines: TextIO) -> Iterator[str]:
    """The lines that are read, harmless, without blanks around them."""
    for line in lines:
        yield visible(line.rstrip("\r\n")).strip()
