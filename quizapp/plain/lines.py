"""Prints study and quizzes as text, for a person to read."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from re import Match
from typing import TextIO

from quizapp.cards.judging.difference import difference
from quizapp.cards.questions import KINDS
from quizapp.days import until
from quizapp.model import Card, Mark, Question, Verdict
from quizapp.plain.quiz import COMMANDS as QUIZ_COMMANDS
from quizapp.plain.study import COMMANDS, described
from quizapp.study.facts import facts_of
from quizapp.study.quiz import Quiz, Result
from quizapp.study.sitting import Sitting, Summary, Why, span_of
from quizapp.text import INLINE, cells, one_line, plural, wrapped

UNKNOWN = "I don't know"
HEADS = {
    Mark.RIGHT: "✓ Right: ",
    Mark.CLOSE: "≈ Close: ",
    Mark.OPEN: "Answer: ",
    Mark.UNKNOWN: "· The answer: ",
    Mark.WRONG: "✗ Wrong. Answer: ",
}


class Printer:
    """Prints questions and verdicts for a person."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._has_begun = False

    def begin(self, commands: Mapping[str, str]) -> None:
        """Print the commands, once."""
        if not self._has_begun:
            self.say(f"{described(commands)}.")
            self._has_begun = True

    def say(self, *texts: str) -> None:
        """Print lines: each image as its name, without emphasis, and wrapped at words
        on a terminal."""
        self._print("\n".join(INLINE.sub(_unmarked, each) for each in texts))

    def ask(self, hint: str) -> None:
        """Print what to type, and leave the cursor on that line."""
        self._print(f"[{hint}] > ", end="")

    def _print(self, text: str, end: str = "\n") -> None:
        if self._out.isatty():
            width = shutil.get_terminal_size().columns
            text = "\n".join(
                part for line in text.split("\n") for part in _lines(line, width)
            )
        print(text, end=end, file=self._out, flush=True)

    def print_question(self, question: Question, heading: str) -> str:
        """Print a question. Returns how to answer it, for `ask`."""
        self.say("", f"— {heading}", question.prompt)
        kind = KINDS[question.kind]
        if kind.arrow:
            self.say(*(f"  {slot} {kind.arrow} ?" for slot in question.slots), "")
        for number, choice in enumerate(question.choices, start=1):
            mark = "  (struck out)" if choice.text in question.struck else ""
            self.say(f"  {number}) {choice.text}{mark}")
        if question.hints:
            self.say(*(f"  Hint: {each}" for each in question.hints))
        return kind.to_type(question)

    def print_verdict(
        self, question: Question, verdict: Verdict, related: Card | None = None
    ) -> None:
        """Print a verdict, with the fact, the quote and the note of the card."""
        fields = question.card.fields
        answer = verdict.answer
        if verdict.mark is not Mark.OPEN:
            answer = " | ".join(answer.split("\n"))
        if verdict.nearest and verdict.mark is Mark.CLOSE:
            answer = verdict.nearest
        self.say(f"{HEADS[verdict.mark]}{answer}")
        if verdict.mark is Mark.CLOSE and verdict.nearest:
            self._print_difference(question, verdict)
        for line in verdict.remark.splitlines():
            self.say(f"  {line}")
        if fields.own_words:
            self.say(f"  {_fact(question.card)}")
        if fields.quote:
            self._print(f"  {fields.attribution('Article')}: {fields.quoted}")
        if fields.note:
            self.say(f"  Note: {fields.note}")
        if related:
            self.say(f"  {_fact(related, 'Related fact')}")

    def _print_difference(self, question: Question, verdict: Verdict) -> None:
        """Print the answer that was given, and mark where it differs."""
        given, right = verdict.given, verdict.nearest
        accents = question.card.rules.accents
        is_case_alone = given.casefold() == right.casefold()
        pairs = difference(given, right, accents=accents, case=is_case_alone) or ()
        self._print(f"  you said: {given}")
        if marks := _marks((pair.given, pair.differs) for pair in pairs):
            self._print(f"            {marks}")
        if marks := _marks((pair.answer, pair.differs) for pair in pairs):
            self._print(f"  it is:    {right}\n            {marks}")


class Lines(Printer):
    """Prints a sitting for a person."""

    def question(self, sitting: Sitting, question: Question) -> None:
        self.begin(COMMANDS)
        left = sitting.left
        title = sitting.workspace.deck(sitting.deck).title
        wanted = self.print_question(question, f"{title} · {left.total} left")
        self.ask(f"{wanted}; empty: {UNKNOWN}")

    def sureness(self) -> None:
        self.ask("how sure: 1 guess, 2 unsure, 3 sure")

    def verdict(self, sitting: Sitting, question: Question, verdict: Verdict) -> None:
        self.print_verdict(question, verdict, sitting.related())
        if leech := sitting.leech_advice:
            self.say(f"  {leech}")
        now, futures = sitting.now(), sitting.futures()
        grades = [
            f"{grade.value} {grade.label} {span_of(futures[grade], now)}"
            for grade in sitting.grades
        ]
        self.say("  " + "   ".join(grades))
        claim = "; :r I was right" if sitting.can_claim else ""
        self.ask(f"grade; empty: {verdict.proposed.label}{claim}")

    def why(self, why: Why) -> None:
        self.say(*(f"  {line}" for line in why.lines))

    def remark(self, text: str) -> None:
        self.say(text)

    def summary(self, summary: Summary) -> None:
        if not summary.reviews:
            if self._has_begun:
                self.say("", "No answer was recorded.")
            return
        close = f"{summary.first_close} close, " if summary.first_close else ""
        self.say(
            "",
            f"{plural(summary.cards, 'card')}, {plural(summary.reviews, 'answer')}, "
            f"{summary.first_right} right the first time, {close}"
            f"{until(summary.spent // 1000).in_words}.",
            str(summary.moved.sentence),
        )


class QuizLines(Printer):
    """Prints a quiz for a person."""

    def question(self, quiz: Quiz) -> None:
        self.begin(QUIZ_COMMANDS)
        step = quiz.step(quiz.at)
        parts = [
            f"Question {quiz.at + 1} of {len(quiz.questions)}",
            "flagged" if step.marked else "",
            _left(quiz),
        ]
        wanted = self.print_question(quiz.question, " · ".join(filter(None, parts)))
        if step.answered:
            given = " | ".join((step.given or UNKNOWN).split("\n"))
            self.say(f"  Your answer: {given}")
        empty = "empty keeps it" if step.answered else f"empty: {UNKNOWN}"
        self.ask(f"{wanted}; {empty}; ? lists the commands")

    def all_answered(self, quiz: Quiz) -> None:
        marked = [
            str(index + 1)
            for index in range(len(quiz.questions))
            if quiz.step(index).marked
        ]
        marks = f"  Flagged for later: {', '.join(marked)}." if marked else ""
        self.say("", f"Every question has an answer.{marks}")
        self.ask("empty hands in; :g 7 goes to the seventh")

    def verdict(self, quiz: Quiz, verdict: Verdict) -> None:
        self.print_verdict(quiz.question, verdict)

    def remark(self, text: str) -> None:
        self.say("", text)

    def facts(self, cards: Iterable[Card]) -> None:
        self.say("", "Read these facts; then you are asked the same again.")
        last = ""
        for fact in facts_of((card.key, card) for card in cards):
            card = fact.first
            if card.topic != last:
                last = card.topic
                self.say("", last)
            place = f"{card.fields.shown_source}: " if card.fields.source else ""
            self.say(f"  {place}{fact.text}")

    def result(self, result: Result) -> None:
        time, share = until(result.elapsed // 1000).in_words, f"{result.share:.0%}"
        if result.is_pretest:
            self.say("", f"{result.known}, in {time}.")
        else:
            self.say(
                "",
                f"{share}  {result.band}: {result.points:.3g} of "
                f"{len(result.lines)} points in {time}.",
            )
        if result.before is not None:
            self.say(f"Before reading it was {result.before:.0%}, now {share}.")
        for topic, (points, count) in result.topics.items():
            self.say(f"  {topic or 'No topic'}: {points:.3g} of {count}")
        if result.is_pretest:
            self.say("", "A pre-test has no mark and schedules nothing.")
            return
        for line in result.wrong:
            self.say("", one_line(line.question.prompt))
            if line.verdict is None:
                self.say("  not answered")
            else:
                given = " | ".join(line.verdict.given.split("\n"))
                self.say(f"  you said: {given or UNKNOWN}")
            self.print_verdict(line.question, line.judged)
        if result.earlier:
            marks = ", ".join(f"{each.share:.0%}" for each in result.earlier[-5:])
            self.say("", f"Earlier tries: {marks}")
        if result.moved:
            self.say("", str(result.moved.sentence))
        if result.started:
            self.say(result.what_started)


def _marks(letters: Iterable[tuple[str, bool]]) -> str:
    """A line with `^` below each letter that differs."""
    signs = (("^" if differs else " ") * cells(each) for each, differs in letters)
    return "".join(signs).rstrip()


def _unmarked(found: Match[str]) -> str:
    """An image as its name, and emphasized text without its asterisks. Underscores
    stay, because `__init__` has them too."""
    if found["place"] is not None:
        return f"[image: {found['image'] or found['place'].rpartition('/')[2]}]"
    if found[0].startswith("*"):
        return INLINE.sub(_unmarked, found["bold"] or found["star"])
    return found[0]


def _lines(line: str, width: int) -> Iterator[str]:
    """A line in lines of at most `width` cells, all indented as its first is."""
    text = line.lstrip(" ")
    indent = line[: len(line) - len(text)]
    for start, end in wrapped(text, width - len(indent)):
        yield f"{indent}{text[start:end]}"


def _fact(card: Card, name: str = "Fact") -> str:
    """The card's fact behind its place: `Fact, ¶ 3: Lima is the capital of Peru.`"""
    return f"{card.fields.attribution(name)}: {card.fields.cite}"


def _left(quiz: Quiz) -> str:
    remaining = quiz.remaining
    if remaining is None:
        return ""
    return f"{remaining // 60_000}:{remaining // 1000 % 60:02} left"
