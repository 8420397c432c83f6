"""A quiz in plain lines on stdin and stdout.

Each question is printed, then one line is read: an answer, or a command. `:n` and `:b`
go on and back, `:g 7` goes to the seventh, `:m` marks for later, `:d` hands in, `:q`
leaves: the quiz goes on where it was with the next `quizapp quiz`. Blank is “I don't
know”. When the time is up the quiz is handed in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TextIO

from quizapp.cards.questions import problem
from quizapp.errors import StoreError
from quizapp.model import Card, Mode, Verdict
from quizapp.plain.json_lines import moved_of
from quizapp.plain.study import lines_of
from quizapp.plain.voice import Voice, given_of, right_of
from quizapp.study.facts import facts_of
from quizapp.study.quiz import Quiz, Result
from quizapp.study.sitting import until
from quizapp.text import one_line

COMMANDS = (":n", ":b", ":g", ":m", ":d", ":q")


class QuizTeller(Protocol):
    """How a quiz is told."""

    def question(self, quiz: Quiz) -> None:
        """The question at hand."""

    def all_answered(self, quiz: Quiz) -> None:
        """Every question has an answer; hand in, or go back?"""

    def verdict(self, quiz: Quiz, verdict: Verdict) -> None:
        """In practice: what the answer was worth."""

    def remark(self, text: str) -> None:
        """Something else to know."""

    def facts(self, cards: Iterable[Card]) -> None:
        """What there is to read after a pre-test."""

    def result(self, result: Result) -> None:
        """It was handed in."""


def take_all(quiz: Quiz, lines: TextIO, teller: QuizTeller) -> None:
    """Take the quiz; after a pre-test show the facts and ask the same again."""
    told = lines_of(lines)
    result = take(quiz, told, teller)
    if result and quiz.plan.mode is Mode.PRETEST:
        teller.facts(card for _, card in quiz.workspace.cards(quiz.plan.decks))
        take(quiz.begin(quiz.workspace, result.next_plan), told, teller)


def take(quiz: Quiz, told: Iterator[str], teller: QuizTeller) -> Result | None:
    """Go through the quiz until it is handed in; `None` when it was left."""
    asks_to_end = False
    while not quiz.is_over:
        if asks_to_end:
            teller.all_answered(quiz)
        else:
            teller.question(quiz)
        line = next(told, ":q")
        if quiz.is_over or line == ":d" or (asks_to_end and not line):
            break
        if line == ":q":
            quiz.leave()
            teller.remark("The quiz stays open. Go on with: quizapp quiz")
            return None
        try:
            is_answer = _do(line, quiz, teller, is_open=not asks_to_end)
        except StoreError as error:
            teller.remark(str(error))
            continue
        asks_to_end = is_answer and quiz.answered == len(quiz.questions)
    if quiz.is_over:
        teller.remark("The time is up.")
    result = quiz.hand_in()
    teller.result(result)
    return result


def _do(line: str, quiz: Quiz, teller: QuizTeller, *, is_open: bool) -> bool:
    """Do what a line says; whether it was an answer."""
    command, _, number = line.partition(" ")
    match command:
        case ":n":
            quiz.go(quiz.at + 1)
        case ":b":
            quiz.go(quiz.at - 1)
        case ":m":
            quiz.mark()
        case ":g" if number.isdecimal() and 1 <= int(number) <= len(quiz.questions):
            quiz.go(int(number) - 1)
        case ":g":
            teller.remark(f"The questions are 1 to {len(quiz.questions)}.")
        case "" if quiz.step(quiz.at).answered:  # its answer stays
            quiz.go_on()
        case _ if is_open and quiz.verdict:
            teller.remark("This one is already judged; :n goes on.")
        case _ if is_open:
            given = given_of(quiz.question, line)
            if given is not None and (reason := problem(quiz.question, given)):
                teller.remark(reason)
                return False
            verdict = quiz.answer(given)
            if verdict:
                teller.verdict(quiz, verdict)
            quiz.go_on()
            return True
        case _:
            teller.remark("Blank hands in; :g 7 goes to the seventh question.")
    return False


class QuizLines:
    """Told to a person."""

    def __init__(self, out: TextIO) -> None:
        self._voice = Voice(out)

    def question(self, quiz: Quiz) -> None:
        step = quiz.step(quiz.at)
        parts = [
            f"Question {quiz.at + 1} of {len(quiz.questions)}",
            "marked" if step.marked else "",
            _left(quiz),
        ]
        wanted = self._voice.question(quiz.question, " · ".join(filter(None, parts)))
        if step.answered:
            given = " | ".join((step.given or "I don't know").split("\n"))
            self._voice.say(f"  Your answer: {given}")
        blank = "blank keeps it" if step.answered else "blank: I don't know"
        moves = ":n next, :b back, :m mark, :d hand in, :q leave"
        self._voice.ask(f"{wanted}, {blank}; {moves}")

    def all_answered(self, quiz: Quiz) -> None:
        marked = [
            str(index + 1)
            for index in range(len(quiz.questions))
            if quiz.step(index).marked
        ]
        told = f"  Marked for later: {', '.join(marked)}." if marked else ""
        self._voice.say("", f"Every question has an answer.{told}")
        self._voice.ask("blank hands in, :g 7 goes to the seventh")

    def verdict(self, quiz: Quiz, verdict: Verdict) -> None:
        self._voice.verdict(quiz.question, verdict)

    def remark(self, text: str) -> None:
        self._voice.say("", text)

    def facts(self, cards: Iterable[Card]) -> None:
        self._voice.say("", "Read these facts; then you are asked the same again.")
        last = ""
        for fact in facts_of((card.key, card) for card in cards):
            card = fact.first
            if card.topic != last:
                last = card.topic
                self._voice.say("", last)
            place = f"{card.fields.shown_source}: " if card.fields.source else ""
            self._voice.say(f"  {place}{fact.text}")

    def result(self, result: Result) -> None:
        say = self._voice.say
        time = until(result.elapsed // 1000)
        if result.is_pretest:
            say("", f"{result.known}, in {time}.")
        else:
            say(
                "",
                f"{result.share:.0%}  {result.band}: {result.points:.3g} of "
                f"{len(result.lines)} points in {time}.",
            )
        if result.before is not None:
            say(f"Before reading it was {result.before:.0%}, now {result.share:.0%}.")
        for topic, (points, count) in result.topics.items():
            say(f"  {topic or 'No topic'}: {points:.3g} of {count}")
        if result.is_pretest:
            say("", "A pre-test has no mark and schedules nothing.")
            return
        for line in result.wrong:
            say("", one_line(line.question.prompt))
            if line.verdict is None:
                say("  not answered")
            else:
                given = " | ".join(line.verdict.given.split("\n"))
                say(f"  you said: {given or 'I don’t know'}")
            self._voice.verdict(line.question, line.judged)
        if result.earlier:
            marks = ", ".join(f"{each.share:.0%}" for each in result.earlier[-5:])
            say("", f"Earlier tries: {marks}")
        if result.moved:
            say("", str(result.moved.sentence))


class QuizJsonLines:
    """Told to a script, one JSON object a line."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

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

    def remark(self, text: str) -> None:
        self._write(line="remark", text=text)

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
            moved=result.moved and moved_of(result.moved),
        )

    def _write(self, **told: Any) -> None:
        print(json.dumps(told, ensure_ascii=False), file=self._out, flush=True)


def _left(quiz: Quiz) -> str:
    remaining = quiz.remaining
    if remaining is None:
        return ""
    return f"{remaining // 60_000}:{remaining // 1000 % 60:02} left"
