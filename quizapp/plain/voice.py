"""A question and a verdict in lines, and what a line that was read gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TextIO

from quizapp.cards.judging.difference import difference
from quizapp.cards.questions import KINDS, right_parts
from quizapp.model import Card, Mark, Question, Verdict
from quizapp.text import cells

HEADS = {
    Mark.RIGHT: "✓ Right: ",
    Mark.CLOSE: "≈ Close: ",
    Mark.OPEN: "  ",
    Mark.UNKNOWN: "· The answer: ",
    Mark.WRONG: "✗ Wrong: ",
}
_IMAGE = re.compile(r"!\[([^\]\[]*)\]\(([^()\s]*)\)")


class Voice:
    """Speaks to a person."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def say(self, *lines: str) -> None:
        """Print lines, each image as its name."""
        told = (_IMAGE.sub(_image_name, line) for line in lines)
        print(*told, sep="\n", file=self._out, flush=True)

    def ask(self, hint: str) -> None:
        """Print what is wanted, and leave the cursor behind it."""
        print(f"[{hint}] > ", end="", file=self._out, flush=True)

    def question(self, question: Question, heading: str) -> str:
        """Print a question; what to answer it with is returned, for `ask`."""
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

    def verdict(
        self, question: Question, verdict: Verdict, related: Card | None = None
    ) -> None:
        """Print a verdict and what there is to learn from it."""
        fields = question.card.fields
        answer = " | ".join(verdict.answer.split("\n"))
        if verdict.nearest and verdict.mark is Mark.CLOSE:
            answer = verdict.nearest
        self.say(f"{HEADS[verdict.mark]}{answer}")
        if verdict.mark is Mark.CLOSE and verdict.nearest:
            self._where(question, verdict)
        for line in verdict.remark.splitlines():
            self.say(f"  {line}")
        if fields.own_words:
            self.say(f"  {_fact(question.card)}")
        if fields.quote:
            self.say(f"  {fields.attribution('Article')}: {fields.quoted}")
        if fields.note:
            self.say(f"  Note: {fields.note}")
        if related:
            self.say(f"  {_fact(related, 'Related fact')}")

    def _where(self, question: Question, verdict: Verdict) -> None:
        """The answer that was given, and below it where it differs."""
        given, right = verdict.given, verdict.nearest
        accents = question.card.rules.accents
        is_case_alone = given.casefold() == right.casefold()
        pairs = difference(given, right, accents=accents, case=is_case_alone) or ()
        self.say(f"  you said: {given}")
        if marks := _marks((pair.given, pair.differs) for pair in pairs):
            self.say(f"            {marks}")
        if marks := _marks((pair.answer, pair.differs) for pair in pairs):
            self.say(f"  it is:    {right}", f"            {marks}")


def _marks(letters: Iterable[tuple[str, bool]]) -> str:
    """A line with `^` below each letter that differs."""
    signs = (("^" if differs else " ") * cells(each) for each, differs in letters)
    return "".join(signs).rstrip()


def _image_name(image: re.Match[str]) -> str:
    return f"[image: {image[1] or image[2].rpartition('/')[2]}]"


def _fact(card: Card, name: str = "Fact") -> str:
    """The card's fact behind its place: `Fact, ¶ 3: Lima is the capital of Peru.`"""
    return f"{card.fields.attribution(name)}: {card.fields.cite}"


def given_of(question: Question, line: str) -> str | None:
    """The answer that a line gives; `None` for an empty one, “I don't know”."""
    return KINDS[question.kind].given_by(question, line) if line else None


def right_of(question: Question) -> str:
    """The right answer in one line that may be given as it is."""
    return " | ".join(right_parts(question))
