"""A question and a verdict in lines, and what a line that was read gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TextIO

from quizapp.model import Card, Kind, Mark, Question, Verdict
from quizapp.questions import difference, shown_answer
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
BLANKS = "what belongs in the blanks, separated by |"
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
        if question.kind is Kind.MATCH:
            self.say(*(f"  {slot} → ?" for slot in question.slots), "")
        for number, choice in enumerate(question.choices, start=1):
            mark = "  (struck out)" if choice.text in question.struck else ""
            self.say(f"  {number}) {choice.text}{mark}")
        if question.hints:
            self.say(*(f"  Hint: {each}" for each in question.hints))
        if question.is_typed and question.slots:
            return BLANKS
        wanted = HINTS[question.kind]
        if question.wants_several:
            wanted += " (one or more, separated by spaces)"
        return wanted

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
        if fields.cite:
            self.say(f"  {_fact(question.card)}")
        if fields.note:
            self.say(f"  Note: {fields.note}")
        if related:
            self.say(f"  {_fact(related, 'Related fact')}")

    def _where(self, question: Question, verdict: Verdict) -> None:
        """The answer that was given, and below it where it differs."""
        accents = question.card.rules.accents
        told, wanted = difference(verdict.given, verdict.nearest, accents=accents)
        marks = "".join((" " if p.is_same else "^") * cells(p.text) for p in told)
        self.say(f"  you said: {verdict.given}")
        if marks.strip():
            self.say(f"            {marks.rstrip()}")
        missing = "".join((" " if p.is_same else "^") * cells(p.text) for p in wanted)
        if missing.strip():
            self.say(
                f"  it is:    {verdict.nearest}", f"            {missing.rstrip()}"
            )


def _image_name(image: re.Match[str]) -> str:
    return f"[image: {image[1] or image[2].rpartition('/')[2]}]"


def _fact(card: Card, name: str = "Fact") -> str:
    """The card's fact behind its place: `Fact, ¶ 3: Lima is the capital of Peru.`"""
    return f"{card.fields.attribution(name)}: {card.fields.cite}"


def given_of(question: Question, line: str) -> str | None:
    """The answer that a line gives: the texts of the choices that it names by number
    or text, or itself. Several are separated by ` | `, spaces or commas."""
    if not line:
        return None
    texts = [choice.text for choice in question.choices]
    is_list = question.wants_several or bool(question.slots)
    if not texts:
        parts = line.split("|") if is_list else [line]
        return "\n".join(part.strip() for part in parts)
    named = _named_by(line, texts)
    if not is_list or named in texts:
        return named
    parts = line.split(" | ") if " | " in line else line.replace(",", " ").split()
    return "\n".join(_named_by(part.strip(), texts) for part in parts)


def _named_by(word: str, texts: Sequence[str]) -> str:
    """The choice that a word names: its text, else its number; else the word."""
    if word in texts:
        return word
    if word.isdecimal() and word.isascii() and 1 <= int(word) <= len(texts):
        return texts[int(word) - 1]
    folded = {text.casefold(): text for text in texts}
    return folded.get(word.casefold(), word)


def right_of(question: Question) -> str:
    """The right answer in one line that may be given as it is."""
    card = question.card
    if question.slots:
        wanted = [item.pair or item.text for item in card.items]
        return " | ".join(wanted or card.answer.split("\n"))
    if question.choices:
        return " | ".join(choice.text for choice in question.choices if choice.right)
    return " | ".join(shown_answer(card).split("\n"))
