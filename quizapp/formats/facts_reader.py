"""A facts file read: one stretch of lines without a blank after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from quizapp.formats.blocks import cards_of
from quizapp.formats.brackets import Bracket, read_brackets
from quizapp.formats.facts import Ask, Fact, Facts, slug
from quizapp.formats.fields import Raw, nearest, read_fields
from quizapp.formats.front import Front, read_front
from quizapp.formats.lines import (
    FIELDS,
    Line,
    comment_end,
    field_name,
    line_of,
    split,
)
from quizapp.formats.parts import Block, Context, Part
from quizapp.model import NO_FIELDS, Complaint, Fields, Level

OF_FACTS = ("id", "topic", "note", "tags")
"""Fields that a fact may have."""
_PARAGRAPH = re.compile(r"##\s+(\S.*?)\s*")
_ASK = re.compile(r"\?\s*(?P<question>.*?)\s*->\s*(?P<answer>.*?)\s*")


def read_facts(text: str | bytes, name: str, path: Path | None = None) -> Facts:
    """The facts in `text`. What is wrong is in the complaints; nothing is raised."""
    lines, complaints = split(text)
    front = read_front(lines, name)
    reader = Reader(lines, front, [*complaints, *front.complaints])
    reader.run()
    return Facts(
        name,
        front.heading.id,
        front.heading.title,
        front.article,
        front.rules,
        front.silence,
        tuple(reader.facts),
        tuple(sorted(reader.complaints, key=lambda each: (each.line, each.column))),
        path,
    )


class Reader:
    """Takes one stretch of lines without a blank after the other."""

    def __init__(
        self, lines: Sequence[str], front: Front, complaints: list[Complaint]
    ) -> None:
        self.facts: list[Fact] = []
        self.complaints = complaints
        self._lines = lines
        self._index = front.end
        self._front = front
        self._paragraph = ""
        self._ids: dict[str, int] = {}

    def complain(
        self,
        line: int,
        column: int,
        code: str,
        message: str,
        level: Level = Level.ERROR,
    ) -> None:
        """Add a complaint."""
        self.complaints.append(Complaint(line, column, code, message, level))

    def run(self) -> None:
        """Read all lines."""
        lines = self._lines
        while self._index < len(lines):
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

    def _stray(self, why: str) -> None:
        self.complain(self._index + 1, 1, "stray-text", f"This line {why}.")
        self._index += 1

    def _comment(self) -> None:
        end = comment_end(self._lines, self._index)
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
                last = Raw(value.strip(), index + 1, column)
                if name in fields:
                    self.complain(
                        index + 1, 1, "repeated-field", f"`:{name}:` stands here twice."
                    )
                fields[name] = last
            elif last and line[0] in " \t":
                last.text = f"{last.text}\n{line.strip()}".strip()
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
        asks = [i for i, line in enumerate(lines) if line.startswith("?")]
        first_ask = asks[0] if asks else len(lines)
        of_fact = next(
            (i for i, t in enumerate(lines[:first_ask]) if line_of(t) is Line.FIELD),
            first_ask,
        )
        part = Part(start, ["", *lines[:of_fact]])

        def complain_at(offset: int, code: str, message: str) -> None:
            line, column = part.place(offset + 1)
            self.complain(line, column, code, message)

        text, found = read_brackets("\n".join(lines[:of_fact]), complain_at)
        statement, brackets = _folded(text, found)
        fields = self._fields(start + of_fact, lines[of_fact:first_ask])
        for name in fields.keys() - set(OF_FACTS):
            raw = fields.pop(name)
            self.complain(
                raw.line,
                1,
                "unknown-field",
                f"A fact has no field `:{name}:`. {nearest(name, OF_FACTS)}",
            )
        known = read_fields(
            {name: raw for name, raw in fields.items() if name != "topic"},
            lambda raw, code, message: self.complain(
                raw.line, raw.column, code, message
            ),
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
                f"The fact in line {self._ids[known.id]} has the id «{known.id}» "
                "already.",
            )
        else:
            self._ids[known.id] = start + 1
        ends = [*asks[1:], len(lines)]
        told = (
            [
                self._ask(start + first, lines[first:end], brackets)
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
        self.facts.append(fact)

    def _ask(
        self, start: int, lines: Sequence[str], brackets: Sequence[Bracket]
    ) -> Ask | None:
        number = start + 1
        found = _ASK.fullmatch(lines[0])
        raw = self._fields(start + 1, lines[1:])
        fields = self._card_fields(raw)
        if not found or not found["answer"]:
            self.complain(
                number, 1, "bad-ask-line", "Write this line as `? question -> answer`."
            )
            return None
        bracket = next((b for b in brackets if b.answer == found["answer"]), None)
        if bracket is None:
            there = " | ".join(bracket.answer for bracket in brackets) or "none yet"
            self.complain(
                number,
                lines[0].rindex("->") + 4,
                "no-such-bracket",
                f"The answer must be a bracket's text exactly; there are: {there}.",
            )
            return None
        return Ask(found["question"], bracket, fields, number)

    def _card_fields(self, raw: dict[str, Raw]) -> Fields:
        for name in raw.keys() - set(FIELDS):
            bad = raw.pop(name)
            self.complain(
                bad.line,
                1,
                "unknown-field",
                f"There is no field `:{name}:`. {nearest(name)}",
            )
        if not raw:
            return NO_FIELDS
        return read_fields(
            raw,
            lambda each, code, message: self.complain(
                each.line, each.column, code, message
            ),
        )

    def _block(self) -> None:
        """A deck block: it belongs to the fact above it."""
        start, lines = self._stretch()
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
        self._card_fields(raw)  # complains of unknown ones, and takes them out
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
