"""A facts file read: one stretch of lines without a blank after the other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from quizapp.formats.blocks import cards_of
from quizapp.formats.brackets import WARNED, Bracket, read_brackets
from quizapp.formats.complaints import Complaints
from quizapp.formats.facts import Ask, Fact, Facts, slug
from quizapp.formats.fields import Raw, read_fields
from quizapp.formats.front import Front, read_front
from quizapp.formats.limits import (
    CARD,
    FACTS,
    LONG_CARD,
    MARKS,
    TOO_MANY_FACTS,
    TOO_MANY_MARKS,
    marks_in,
)
from quizapp.formats.lines import (
    FIELDS,
    Line,
    comment_end,
    field_name,
    line_of,
    split,
)
from quizapp.formats.nearly import nearest
from quizapp.formats.parts import Block, Context, Part
from quizapp.model import NO_FIELDS, Card, Complaint, Level
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
        reader.complaints.told(),
        path,
    )


class Reader:
    """Takes one stretch of lines without a blank after the other."""

    def __init__(
        self, lines: Sequence[str], front: Front, complaints: Complaints
    ) -> None:
        self.facts: list[Fact] = []
        self.complaints = complaints
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
        self._is_full = False
        self._has_end = True
        """Whether a comment may still end."""

    def complain(
        self,
        line: int,
        column: int,
        code: str,
        message: str,
        level: Level = Level.ERROR,
    ) -> None:
        """Add a complaint."""
        self.complaints.add(Complaint(line, column, code, message, level))
        self._is_full = self._is_full or self.complaints.are_too_many

    def run(self) -> None:
        """Read all lines."""
        lines = self._lines
        while self._index < len(lines) and not self._is_full:
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
                    self._stray("begins no fact and no card")
                case _ if line.startswith("?"):
                    self._stray(
                        "stands below no fact; take the blank line above it away"
                    )
                case _:
                    self._fact()
        self._take_cards()

    def _stray(self, why: str) -> None:
        self.complain(self._index + 1, 1, "stray-text", f"This line {why}.")
        self._index += 1

    def _comment(self) -> None:
        end = comment_end(self._lines, self._index) if self._has_end else None
        self._has_end = end is not None
        if end is None:
            self.complain(
                self._index + 1,
                1,
                "unclosed-comment",
                "This comment has no end. Add `-->`.",
            )
            end = self._index
        self._index = end + 1

    def _heading(self, line: str) -> None:
        found = _PARAGRAPH.fullmatch(line)
        if found:
            self._paragraph = found[1]
        else:
            self.complain(
                self._index + 1,
                1,
                "bad-paragraph",
                "A paragraph of the article begins with a line like `## 3`.",
            )
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
                    self.complain(
                        index + 1,
                        1,
                        "repeated-field",
                        f"`:{short(name)}:` stands here twice.",
                    )
                fields[name] = last
            elif last and line[0] in " \t":
                last.lines.append(line.strip())
            else:
                self.complain(
                    index + 1,
                    1,
                    "stray-text",
                    "Only fields and lines `? question -> answer` stand here; leave a "
                    "blank line before the next fact.",
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

        def complain_at(offset: int, code: str, message: str) -> None:
            level = Level.WARNING if code in WARNED else Level.ERROR
            self.complain(*part.place(offset + 1), code, message, level)

        text, found = read_brackets("\n".join(lines[:of_fact]), complain_at)
        statement, brackets = _folded(text, found)
        fields = self._fields(start + of_fact, lines[of_fact:first_ask])
        for name in fields.keys() - set(OF_FACTS):
            raw = fields.pop(name)
            self.complain(
                raw.line,
                1,
                "unknown-field",
                f"A fact has no field `:{short(name)}:`. "
                + self._nearest(name, OF_FACTS),
            )
        known = read_fields(
            {name: raw for name, raw in fields.items() if name != "topic"},
            self._complain_of_field,
        )
        if not known.id:
            offer = slug(" ".join(statement.split()[:4])) or "fact"
            self.complain(
                start + 1,
                1,
                "no-id",
                "This fact has no id, by which its cards are known. Add "
                f"`:id: {offer}`.",
            )
        elif known.id in self._ids:
            self.complain(
                fields["id"].line,
                fields["id"].column,
                "duplicate-id",
                f"The fact in line {self._ids[known.id]} has the id "
                f"«{short(known.id)}» already.",
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
            self.complain(
                start + 1,
                1,
                "no-paragraph",
                "This fact belongs to no paragraph. Put a line like `## 1` above it.",
            )
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
        fields = read_fields(raw, self._complain_of_field) if raw else NO_FIELDS
        if not found or not found["answer"]:
            self.complain(
                number, 1, "bad-ask-line", "Write this line as `? question -> answer`."
            )
            return None
        bracket = brackets.get(found["answer"])
        if bracket is None:
            there = " | ".join(islice(brackets, 20)) or "none yet"
            self.complain(
                number,
                lines[0].rindex("->") + 4,
                "no-such-bracket",
                "The answer must be a bracket's text exactly; there are: "
                f"{short(there, 400)}.",
            )
            return None
        return Ask(found["question"], bracket, fields, number)

    def _refuse_unknown(self, raw: dict[str, Raw]) -> None:
        """Complain of fields that a card does not have, and take them out."""
        for name in raw.keys() - set(FIELDS):
            bad = raw.pop(name)
            self.complain(
                bad.line,
                1,
                "unknown-field",
                f"There is no field `:{short(name)}:`. {self._nearest(name)}",
            )

    def _complain_of_field(
        self, raw: Raw, code: str, message: str, level: Level = Level.ERROR
    ) -> None:
        self.complain(raw.line, raw.column, code, message, level)

    def _nearest(self, name: str, known: tuple[str, ...] = FIELDS) -> str:
        """What `name` may have meant: of all that is told, it costs the most."""
        return "" if self.complaints.are_enough else nearest(name, known)

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
                self.complain(
                    index + 1,
                    1,
                    "stray-text",
                    "Leave a blank line before the next card.",
                )
                block.is_bad = True
        raw = self._fields(start + first_field, lines[first_field:])
        self._refuse_unknown(raw)
        block.fields = raw
        cards = cards_of(
            block,
            Context(self._front.heading.id, "", self.complain, self._front.rules),
        )
        if not self.facts:
            self.complain(
                start + 1, 1, "card-without-fact", "There is no fact above this card."
            )
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
            self.complain(start + 1, 1, "long-card", LONG_CARD)
            return True
        self._count += 1
        self._marks += marks_in(text)
        if self._count > FACTS:
            self._is_full = True
            self.complain(start + 1, 1, "too-many-facts", TOO_MANY_FACTS)
        elif self._marks > MARKS:
            self._is_full = True
            self.complain(start + 1, 1, "too-many-marks", TOO_MANY_MARKS)
        return self._is_full


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
