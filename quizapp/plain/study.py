"""Study in plain lines on stdin and stdout, for pipes, scripts and screen readers.

A question is printed, then one line is read: an answer, or the number of a choice; an
empty line means “I don't know”, and a line that cannot be an answer is asked for again.
Then the verdict is printed, and a line with a grade is read; an empty one takes the
proposed grade. A line may also be a command. `:q`, or the end of the input, ends, and
an answer that has its verdict gets the proposed grade. The next question is printed
when the answer is on the disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Protocol, TextIO

from quizapp.cards.questions import KINDS, problem
from quizapp.errors import StoreError
from quizapp.model import Grade, Question, Sureness, Verdict
from quizapp.study.sitting import Sitting, Summary, Why
from quizapp.text import listed, short, visible

COMMANDS = {
    ":h": "gives a hint",
    ":r": "says “I was right”",
    ":u": "undoes",
    ":s": "suspends",
    ":why": "explains",
    ":q": "ends",
}
NOTHING_DUE = "Nothing is due here now, and no new cards are left for today."
_COMMAND = re.compile(r"\?$|:[A-Za-z]+(?: |$)")
SURE = {"1": Sureness.GUESS, "2": Sureness.UNSURE, "3": Sureness.SURE}
SURE_HELP = (
    "Type 1, 2 or 3, or an empty line if you can't say. :u goes back to the question, "
    ":q ends."
)


class Output(Protocol):
    """Prints what happens in a sitting."""

    def question(self, sitting: Sitting, question: Question) -> None:
        """A question is asked."""

    def sureness(self) -> None:
        """An answer was given: how sure is it?"""

    def verdict(self, sitting: Sitting, question: Question, verdict: Verdict) -> None:
        """An answer has its verdict; a grade is wanted."""

    def why(self, why: Why) -> None:
        """Why the card is asked now."""

    def remark(self, text: str) -> None:
        """A remark."""

    def summary(self, summary: Summary) -> None:
        """The sitting has ended."""


def study(sitting: Sitting, lines: TextIO, output: Output) -> None:
    """Run the sitting until its queue, or the input, ends.

    If an answer cannot be written, it is asked for again. Raises the `StoreError` if
    the input ends first.
    """
    typed = lines_of(lines)
    if backlog := sitting.backlog:
        output.remark(backlog.sentence)
    elif not sitting.question:
        can_ask = any(sitting.workspace.cards(sitting.names))
        output.remark(NOTHING_DUE if can_ask else "No card here can be asked.")
    unsaved: StoreError | None = None
    while question := sitting.question:
        if not sitting.verdict:
            output.question(sitting, question)
        else:
            output.verdict(sitting, question, sitting.verdict)
        if (line := next(typed, ":q")) == ":q":
            break
        try:
            if commands := command_help(line, question, COMMANDS):
                output.remark(commands)
            elif not sitting.verdict and line not in COMMANDS:
                if not _answer(line, sitting, question, typed, output):
                    break
            else:
                _do(line, sitting, output)
            unsaved = None
        except StoreError as error:  # asked again
            unsaved = error
            output.remark(str(error))
    try:
        if sitting.grade_as_proposed():
            unsaved = None
    except StoreError as error:
        unsaved = error
    output.summary(sitting.summary())
    if unsaved:
        raise unsaved


def _answer(
    line: str,
    sitting: Sitting,
    question: Question,
    typed: Iterator[str],
    output: Output,
) -> bool:
    """Answer, after asking how sure the learner is if the settings say so; return
    whether they go on."""
    given, sure = given_of(question, line), ""
    if given is not None and (reason := problem(question, given)):
        output.remark(reason)
        return True
    if given is not None and sitting.settings.sureness:
        output.sureness()
        while (sure := next(typed, "")) not in ("", *SURE):
            if sure in (":u", ":q"):  # without an answer
                return sure == ":u"
            output.remark(SURE_HELP)
            output.sureness()
    sitting.answer(given, SURE.get(sure))
    return True


def _do(line: str, sitting: Sitting, output: Output) -> None:
    match line:
        case ":h":
            if not sitting.hint():
                output.remark("There are no hints left.")
        case ":r" if sitting.can_claim:
            sitting.claim()
        case ":r":
            output.remark("That is for a typed answer that was close or wrong.")
        case ":u":
            output.remark(sitting.undo() or "There is nothing to undo.")
        case ":s":
            sitting.suspend()
            output.remark("Suspended.")
        case ":why":
            output.why(sitting.why())
        case "" if sitting.verdict:
            sitting.grade(sitting.verdict.proposed)
        case "1" | "2" | "3" | "4" if Grade(int(line)) in sitting.grades:
            sitting.grade(Grade(int(line)))
        case _:
            grades = (f"{grade.value} for {grade.label}" for grade in sitting.grades)
            output.remark(f"Type {listed(grades)}.")


def command_help(line: str, question: Question, commands: Mapping[str, str]) -> str:
    """The commands, if a line is `?` or like a command that does not exist; empty if it
    is one of them or may be an answer."""
    if line in commands or not _COMMAND.match(line):
        return ""
    if question.card.answer.startswith(line[0]):
        return ""
    unknown = "" if line == "?" else f"There is no command “{short(line)}”. "
    return f"{unknown}{described(commands)}."


def described(commands: Mapping[str, str]) -> str:
    """What each command does: `:u undoes, :q ends`."""
    return ", ".join(f"{command} {does}" for command, does in commands.items())


def lines_of(lines: TextIO) -> Iterator[str]:
    """The lines that are read, safe to show, without blanks around them."""
    for line in lines:
        yield visible(line.rstrip("\r\n")).strip()


def given_of(question: Question, line: str) -> str | None:
    """The answer that a line gives; `None` for an empty one, “I don't know”."""
    return KINDS[question.kind].given_by(question, line) if line else None
