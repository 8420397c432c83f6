"""A facts file read: one stretch of lines without a blank after the other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from quizapp.formats.blocks import cards_of
from quizapp.formats.brackets import Bracket, read_brackets
from quizapp.formats.complaints import Complaints
from quizapp.formats.facts import Ask, Fact, Facts, slug
from quizapp.formats.fields import Raw, read_fields
from quizapp.formats.front import Front, read_front
from quizapp.formats.limits import CARD, FACTS, MARKS, marks_in
from quizapp.formats.lines import (
    FIELDS,
    Line,
    comment_end,
    field_name,
    line_of,
)
from quizapp.formats.nearly import nearest
from quizapp.formats.parts import Block, Context, Part
from quizapp.formats.source import split
from quizapp.model import NO_FIELDS, Card
from quizapp.text import short

OF_FACTS = ("id", "topic", "note", "tags")
"""Fields that a fact may have."""
_PARAGRAPH = re.compile(r"##\s+(\S.*?)\s*")
_ASK = re.compile(r"\?\s*(?P<question>.*?)\s*->\s*(?P<answer>.*?)\s*")


def read_facts(text: str | bytes, name: str, path: Path | None = None) -> Facts:
    """The facts in `text`. What is wrong is in the complaints; nothing is raised."""
    lines, complaints = split(text)
    front = read_front(lines, name)
    complaints.add_all(front.complaints)
    reader = Reader(lines, front, complaints)
    reader.run()
    return Facts(
        name,
        front.heading.id,
        front.heading.title,
        front.article,
        front.rules,
        front.silence,
        tuple(reader.facts),
        complaints.in_order(),
        path,
    )


class Reader:
    """Takes one stretch of lines without a blank after the other."""

    def __init__(
        self, lines: Sequence[str], front: Front, complaints: Complaints
    ) -> None:
        self.facts: list[Fact] = []
        self.complaints = complaints
        self.complain = complaints.complain
        self._lines = lines
        self._index = front.end
        self._front = front
        self._paragraph = ""
        self._ids: dict[str, int] = {}
        self._cards: list[Card] = []
        """Of the deck blocks below the last fact."""
        self._count = 0
        """Facts, their brackets and questions, and cards so far."""
        self._marks = 0
        self._has_end = True
        """Whether a comment may still end."""

    def run(self) -> None:
        """Read all lines."""
        lines = self._lines
        while self._index < len(lines) and not self.complaints.is_full:
            line = lines[self._index]
            match line_of(line):
                case Line.BLANK | Line.END:
                    self._index += 1
                case Line.COMMENT:
                    self._comment()
                case Line.TOPIC:
                    self._heading(line)
                case Line.QUESTION | Line.CLOZE:
                    self._block()
                case Line.ANSWER | Line.FIELD | Line.FENCE:
                    self._stray(
                        "Begin a fact with its statement, or a card with `Q:` or `C:`."
                    )
                case _ if line.startswith("?"):
                    self.complain(self._index + 1, 1, "ask-without-fact")
                    self._index += 1
                case _:
                    self._fact()
        self._take_cards()

    def _stray(self, advice: str) -> None:
        self.complain(self._index + 1, 1, "stray-text", advice=advice)
        self._index += 1

    def _comment(self) -> None:
        end = comment_end(self._lines, self._index) if self._has_end else None
        self._has_end = end is not None
        if end is None:
            self.complain(self._index + 1, 1, "unclosed-comment")
            end = self._index
        self._index = end + 1

    def _heading(self, line: str) -> None:
        found = _PARAGRAPH.fullmatch(line)
        if found:
            self._paragraph = found[1]
        else:
            self.complain(self._index + 1, 1, "bad-paragraph")
        self._index += 1

    def _stretch(self) -> tuple[int, list[str]]:
        """The index of this line, and the lines up to the next blank one."""
        start = self._index
        while self._index < len(self._lines) and self._lines[self._index].strip():
            self._index += 1
        return start, list(self._lines[start : self._index])

    def _fields(self, start: int, lines: Sequence[str]) -> dict[str, Raw]:
        """Fields and their indented lines. Complains of anything else."""
        fields: dict[str, Raw] = {}
        last: Raw | None = None
        for index, line in enumerate(lines, start=start):
            if line_of(line) is Line.FIELD:
                name = field_name(line)
                value = line[len(name) + 2 :]
                column = len(line) - len(value.lstrip()) + 1
                last = Raw([value.strip()], index + 1, column)
                if name in fields:
                    self.complain(index + 1, 1, "repeated-field", name=short(name))
                fields[name] = last
            elif last and line[0] in " \t":
                last.lines.append(line.strip())
            else:
                self.complain(
                    index + 1,
                    1,
                    "stray-text",
                    advice="Leave a blank line before the next fact.",
                )
        return fields

    def _fact(self) -> None:
        start, lines = self._stretch()
        if self._is_too_much(start, lines):
            return
        asks = [i for i, line in enumerate(lines) if line.startswith("?")]
        first_ask = asks[0] if asks else len(lines)
        of_fact = next(
            (i for i, t in enumerate(lines[:first_ask]) if line_of(t) is Line.FIELD),
            first_ask,
        )
        part = Part(start, ["", *lines[:of_fact]])

        raw = "\n".join(lines[:of_fact])
        text, found = read_brackets(
            raw, self.complain, lambda offset: part.place(offset + 1)
        ) or (raw, [])
        statement, brackets = _folded(text, found)
        fields = self._fields(start + of_fact, lines[of_fact:first_ask])
        for name in fields.keys() - set(OF_FACTS):
            self._unknown(name, fields.pop(name), OF_FACTS)
        known = read_fields(
            {name: raw for name, raw in fields.items() if name != "topic"},
            self.complain,
        )
        if not known.id:
            offer = slug(" ".join(statement.split()[:4])) or "fact"
            self.complain(start + 1, 1, "no-id", offer=offer)
        elif known.id in self._ids:
            self.complain(
                *fields["id"].place,
                "duplicate-id",
                thing="fact",
                line=self._ids[known.id],
                id=short(known.id),
            )
        else:
            self._ids[known.id] = start + 1
        ends = [*asks[1:], len(lines)]
        of_text = {each.answer: each for each in reversed(brackets)}
        told = (
            [
                self._ask(start + first, lines[first:end], of_text)
                for first, end in zip(asks, ends, strict=True)
            ]
            if asks
            else []
        )
        fact = Fact(
            id=known.id,
            paragraph=self._paragraph,
            statement=statement,
            line=start + 1,
            brackets=tuple(brackets),
            asks=tuple(each for each in told if each),
            topic=" ".join(fields["topic"].text.split()) if "topic" in fields else "",
            note=known.note,
            tags=known.tags,
        )
        if not fact.paragraph:
            self.complain(start + 1, 1, "no-paragraph")
        self._take_cards()
        self.facts.append(fact)
        self._count += len(brackets) + len(told)

    def _ask(
        self, start: int, lines: Sequence[str], brackets: Mapping[str, Bracket]
    ) -> Ask | None:
        number = start + 1
        found = _ASK.fullmatch(lines[0])
        raw = self._fields(start + 1, lines[1:])
        self._refuse_unknown(raw)
        fields = read_fields(raw, self.complain) if raw else NO_FIELDS
        if not found or not found["answer"]:
            self.complain(number, 1, "bad-ask-line")
            return None
        bracket = brackets.get(found["answer"])
        if bracket is None:
            answers = short(" | ".join(islice(brackets, 20)) or "there is none", 400)
            column = lines[0].rindex("->") + 4
            self.complain(number, column, "no-such-bracket", answers=answers)
            return None
        return Ask(found["question"], bracket, fields, number)

    def _refuse_unknown(self, raw: dict[str, Raw]) -> None:
        """Complain of fields that a card does not have, and take them out."""
        for name in raw.keys() - set(FIELDS):
            self._unknown(name, raw.pop(name), FIELDS)

    def _unknown(self, name: str, raw: Raw, known: tuple[str, ...]) -> None:
        advice = "" if self.complaints.are_enough else nearest(name, known)
        self.complain(raw.line, 1, "unknown-field", name=short(name), advice=advice)

    def _block(self) -> None:
        """A deck block: it belongs to the fact above it."""
        start, lines = self._stretch()
        if self._is_too_much(start, lines):
            return
        first_field = next(
            (i for i, line in enumerate(lines) if line_of(line) is Line.FIELD),
            len(lines),
        )
        answer = next(
            (i for i, t in enumerate(lines) if line_of(t) is Line.ANSWER), first_field
        )
        is_cloze = line_of(lines[0]) is Line.CLOZE
        body = [lines[0][2:], *lines[1 : min(answer, first_field)]]
        block = Block(Part(start + 1, body), is_cloze, end=start + len(lines))
        if answer < first_field:
            rest = lines[answer:first_field]
            block.answer = Part(start + answer + 1, [rest[0][2:], *rest[1:]])
        for index, line in enumerate(lines[1:], start=start + 1):
            if line_of(line) in (Line.QUESTION, Line.CLOZE):
                advice = "Leave a blank line before the next card."
                self.complain(index + 1, 1, "stray-text", advice=advice)
                block.is_bad = True
        raw = self._fields(start + first_field, lines[first_field:])
        self._refuse_unknown(raw)
        block.fields = raw
        cards = cards_of(
            block,
            Context(self._front.heading.id, "", self.complain, self._front.rules),
        )
        if not self.facts:
            self.complain(start + 1, 1, "card-without-fact")
            return
        self._cards += cards

    def _take_cards(self) -> None:
        """The cards that were read go to the last fact."""
        if self._cards:
            self.facts[-1] = replace(self.facts[-1], cards=tuple(self._cards))
            self._cards = []

    def _is_too_much(self, start: int, lines: Sequence[str]) -> bool:
        """Whether a stretch, or the file with it, is more than is read."""
        text = "\n".join(lines)
        if len(text) > CARD:
            self.complain(start + 1, 1, "long-card")
            return True
        self._count += 1
        self._marks += marks_in(text)
        if self._count > FACTS:
            self.complaints.stop(start + 1, "too-many-facts")
        elif self._marks > MARKS:
            self.complaints.stop(start + 1, "too-many-marks")
        return self.complaints.is_full


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
