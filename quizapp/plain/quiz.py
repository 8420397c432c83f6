"""A quiz in plain lines on stdin and stdout.

Each question is printed, then one line is read: an answer, or a command. `:q` quits;
the next `quizapp quiz` resumes. An empty line means “I don't know”. When the time is
up, the quiz is handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TextIO

from quizapp.cards.questions import problem
from quizapp.errors import StoreError
from quizapp.model import Card, Mode, Verdict
from quizapp.plain.study import command_help, given_of, lines_of
from quizapp.study.quiz import Quiz, Result

COMMANDS = {
    ":n": "goes on",
    ":b": "goes back",
    ":g 7": "goes to the seventh question",
    ":m": "flags",
    ":d": "hands in",
    ":q": "leaves",
}


class QuizOutput(Protocol):
    """Prints what happens in a quiz."""

    def question(self, quiz: Quiz) -> None:
        """The current question is asked."""

    def all_answered(self, quiz: Quiz) -> None:
        """All questions have answers: hand in or go back?"""

    def verdict(self, quiz: Quiz, verdict: Verdict) -> None:
        """In practice, an answer has its verdict."""

    def remark(self, text: str) -> None:
        """A remark."""

    def facts(self, cards: Iterable[Card]) -> None:
        """The facts to read after a pre-test."""

    def result(self, result: Result) -> None:
        """The quiz was handed in."""


def take_all(quiz: Quiz, lines: TextIO, output: QuizOutput) -> None:
    """Take the quiz; after a pre-test, show the facts and take it again."""
    typed = lines_of(lines)
    result = take(quiz, typed, output)
    if result and quiz.plan.mode is Mode.PRETEST:
        output.facts(card for _, card in quiz.workspace.cards(quiz.plan.decks))
        take(quiz.begin(quiz.workspace, result.next_plan), typed, output)


def take(quiz: Quiz, typed: Iterator[str], output: QuizOutput) -> Result | None:
    """Take the quiz until it is handed in; `None` if the learner leaves."""
    asks_to_end = False
    while not quiz.is_over:
        if asks_to_end:
            output.all_answered(quiz)
        else:
            output.question(quiz)
        line = next(typed, ":q")
        if quiz.is_over or line == ":d" or (asks_to_end and not line):
            break
        if line == ":q":
            quiz.leave()
            output.remark("The quiz stays open. Resume it with: quizapp quiz")
            return None
        try:
            is_answer = _do(line, quiz, output, is_open=not asks_to_end)
        except StoreError as error:
            output.remark(str(error))
            continue
        asks_to_end = is_answer and quiz.answered == len(quiz.questions)
    if quiz.is_over:
        output.remark("Time's up.")
    result = quiz.hand_in()
    output.result(result)
    return result


def _do(line: str, quiz: Quiz, output: QuizOutput, *, is_open: bool) -> bool:
    """Do what a line says; true if it was an answer."""
    command, _, number = line.partition(" ")
    match command:
        case ":n":
            quiz.go(quiz.at + 1)
        case ":b":
            quiz.go(quiz.at - 1)
        case ":m":
            quiz.mark()
        case ":g" if number in map(str, range(1, len(quiz.questions) + 1)):
            quiz.go(int(number) - 1)
        case ":g":
            output.remark(f"The questions are 1 to {len(quiz.questions)}.")
        case "" if quiz.step(quiz.at).answered:  # its answer stays
            quiz.go_on()
        case _ if commands := command_help(line, quiz.question, COMMANDS):
            output.remark(commands)
        case _ if is_open and quiz.verdict:
            output.remark("This one is already judged; :n goes on.")
        case _ if is_open:
            given = given_of(quiz.question, line)
            if given is not None and (reason := problem(quiz.question, given)):
                output.remark(reason)
                return False
            verdict = quiz.answer(given)
            if verdict:
                output.verdict(quiz, verdict)
            quiz.go_on()
            return True
        case _:
            output.remark("An empty line hands in; :g 7 goes to the seventh question.")
    return False
