"""A facts file read: its facts, and all that is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from quizapp.cards.facts.fact import (
    Ask,
    Fact,
    Facts,
    slug,
)
from quizapp.cards.format.blocks import cards_of
from quizapp.cards.format.brackets import Bracket, read_brackets
from quizapp.cards.format.complaints import Complaints
from quizapp.cards.format.contents import Room
from quizapp.cards.format.fields import read_fields
from quizapp.cards.format.front_matter import Front, read_front
from quizapp.cards.format.limits import FACTS
from quizapp.cards.format.lines import may_hold_fences
from quizapp.cards.format.open_block import Block, Context
from quizapp.cards.format.parser import Machine
from quizapp.cards.format.source import split
from quizapp.text import short

_PARAGRAPH = re.compile(r"##\s+(\S.*?)\s*")
_ASK = re.compile(r"\?\s*(?P<question>.*?)\s*->\s*(?P<answer>.*?)\s*")


def read_facts(text: str | bytes, name: str, path: Path | None = None) -> Facts:
    """The facts in `text`. What is wrong is in the complaints; nothing is raised."""
    lines, complaints = split(text)
    front = read_front(lines, name)
    complaints.add_all(front.complaints)
    found = FactGathering(front, complaints)
    machine = Machine(lines, front.end, found)
    if may_hold_fences(text):
        machine.find_fences()
    machine.run()
    return Facts(
        name,
        front.heading.id,
        front.heading.title,
        front.article,
        front.rules,
        front.silence,
        tuple(found.facts),
        complaints.in_order(),
        path,
    )


class FactGathering:
    """Takes facts, the questions and cards below them, and paragraphs."""

    def __init__(self, front: Front, complaints: Complaints) -> None:
        self.facts: list[Fact] = []
        self.complaints = complaints
        self._complain = complaints.complain
        self._context = Context(front.heading.id, "", complaints.complain, front.rules)
        self._paragraph = ""
        self._ids: dict[str, int] = {}
        """Each id with the line of its fact."""
        self._brackets: dict[str, Bracket] | None = None
        """Those of the fact above, by their texts, unless it was refused."""
        self._room = Room(complaints, FACTS, "too-many-facts")
        self._count = 0
        """Facts, their brackets and questions, and cards so far."""

    def take_topic(self, line: str, number: int) -> None:
        """Take a paragraph; the facts below belong to it."""
        if found := _PARAGRAPH.fullmatch(line):
            self._paragraph = found[1]
        else:
            self._complain(number, 1, "bad-paragraph")

    def take_comment(self, text: str) -> None:
        """A comment is not kept: nothing is written back into a facts file."""

    def place_comments(self, number: int) -> None:
        """There are none."""

    def take(self, block: Block, lines: Sequence[str]) -> None:
        """Take a fact, a question about the last one, or a card below it."""
        takes = self._room.takes(block, lines, self._count)
        self._count += 1
        if not block.marker:
            self._brackets = self._fact(block) if takes else None
        elif takes and block.marker != "?":
            self._cards(block)
        elif takes and self._brackets is not None:
            self._ask(block, self._brackets)

    def _fact(self, block: Block) -> dict[str, Bracket]:
        """Take a fact; gives its brackets by their texts."""
        line, part, fields = block.question.line, block.question, block.fields or {}
        raw = part.raw()
        statement, brackets = _folded(
            *(read_brackets(raw, self._complain, part.place) or (raw, []))
        )
        topic = fields.pop("topic", None)
        known = read_fields(fields, self._complain)
        if not known.id:
            offer = slug(" ".join(statement.split()[:4])) or "fact"
            self._complain(line, 1, "fact-without-id", offer=offer)
        elif (first := self._ids.setdefault(known.id, line)) != line:
            self._complain(
                *fields["id"].place,
                "duplicate-id",
                thing="fact",
                line=first,
                id=short(known.id),
            )
        if not self._paragraph:
            self._complain(line, 1, "no-paragraph")
        fact = Fact(
            id=known.id,
            paragraph=self._paragraph,
            statement=statement,
            line=line,
            brackets=tuple(brackets),
            topic=topic.one_line if topic else "",
            note=known.note,
            tags=known.tags,
        )
        self.facts.append(fact)
        self._count += len(brackets)
        return {each.answer: each for each in reversed(brackets)}

    def _ask(self, block: Block, brackets: Mapping[str, Bracket]) -> None:
        """Take a line `? question -> answer` with its fields."""
        line, text = block.question.line, block.question.lines[0]
        fields = read_fields(block.fields or {}, self._complain)
        found = _ASK.fullmatch(text)
        if not found or not found["answer"]:
            self._complain(line, 1, "bad-ask-line")
        elif bracket := brackets.get(found["answer"]):
            ask = Ask(found["question"], bracket, fields, line)
            fact = self.facts[-1]
            self.facts[-1] = replace(fact, asks=(*fact.asks, ask))
        else:
            answers = short(" | ".join(islice(brackets, 20)) or "there is none", 400)
            column = text.rindex("->") + 4
            self._complain(line, column, "no-such-bracket", answers=answers)

    def _cards(self, block: Block) -> None:
        """Take a card; it belongs to the fact above."""
        cards = cards_of(block, self._context)
        if not self.facts:
            self._complain(block.question.line, 1, "card-without-fact")
            return
        fact = self.facts[-1]
        self.facts[-1] = replace(fact, cards=(*fact.cards, *cards))


def _folded(text: str, brackets: Sequence[Bracket]) -> tuple[str, list[Bracket]]:
    """The text with its white space folded, and the brackets moved along."""
    moved: list[Bracket] = []
    pieces: list[str] = []
    length = done = 0
    for bracket in brackets:
        piece = re.sub(r"\s+", " ", text[done : bracket.start])
        piece = piece if length else piece.lstrip()
        answer = " ".join(bracket.answer.split())
        start = length + len(piece)
        length = start + len(answer)
        pieces += [piece, answer]
        moved.append(replace(bracket, start=start, end=length, answer=answer))
        done = bracket.end
    rest = re.sub(r"\s+", " ", text[done:])
    pieces.append(rest if pieces else rest.lstrip())
    return "".join(pieces).rstrip(), moved
