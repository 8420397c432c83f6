"""Reads a facts file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from msgspec import structs

from quizapp.cards.facts.fact import (
    Fact,
    FactQuestion,
    Facts,
    slug,
)
from quizapp.cards.format.blocks import cards_of_block
from quizapp.cards.format.brackets import Bracket, read_brackets
from quizapp.cards.format.complaints import Complaints
from quizapp.cards.format.deck_builder import SizeLimit
from quizapp.cards.format.fields import read_fields
from quizapp.cards.format.limits import MAX_FACTS
from quizapp.cards.format.open_block import Context, OpenBlock
from quizapp.cards.format.parser import run_parser
from quizapp.model import Deck
from quizapp.text import short

_PARAGRAPH = re.compile(r"##\s+(\S.*?)\s*")


def read_facts(text: str | bytes, name: str) -> Facts:
    """The facts in `text`; `name` is the stem of its file without `.facts`.

    Nothing is raised: the complaints say what is wrong.
    """
    deck, builder = run_parser(text, name, FactsBuilder)
    deck = replace(deck, complaints=builder.complaints.in_order())
    return Facts(deck, tuple(builder.facts))


class FactsBuilder:
    """Collects facts with the questions and cards below them."""

    def __init__(self, deck: Deck, complaints: Complaints) -> None:
        self.facts: list[Fact] = []
        self.complaints = complaints
        self._complain = complaints.complain
        self._context = Context(deck.id, "", complaints.complain, deck.rules)
        self._paragraph = ""
        self._ids: dict[str, int] = {}
        """The line of the fact of each id."""
        self._brackets: dict[str, Bracket] | None = None
        """The brackets of the fact above by their text; `None` if it was refused."""
        self._limit = SizeLimit(complaints, MAX_FACTS, "too-many-facts")
        self._count = 0
        """The number of facts, brackets, questions and cards so far."""

    def take_topic(self, line: str, number: int) -> None:
        """Take the number of a paragraph, to which the facts below belong."""
        if found := _PARAGRAPH.fullmatch(line):
            self._paragraph = found[1]
        else:
            self._complain(number, 1, "bad-paragraph")

    def take_comment(self, text: str, number: int) -> None:
        """Ignore a comment: nothing is written back into a facts file."""

    def take(self, block: OpenBlock, lines: Sequence[str]) -> None:
        """Take a fact, a question about the last fact, or a card below it."""
        takes = self._limit.allows(block, lines, self._count)
        self._count += 1
        if not block.marker:
            self._brackets = self._take_fact(block) if takes else None
        elif takes and block.marker != "?":
            self._take_card(block)
        elif takes and self._brackets is not None:
            self._take_question(block, self._brackets)

    def _take_fact(self, block: OpenBlock) -> dict[str, Bracket]:
        """Take a fact; return its brackets by their text."""
        line, part, fields = (
            block.question.line,
            block.question,
            dict(block.fields or {}),
        )
        raw = part.unstripped()
        statement, brackets = _folded(
            *(read_brackets(raw, self._complain, part.place) or (raw, []))
        )
        topic, quote = fields.pop("topic", None), fields.get("quote")
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
            at=known.at,
            quote=known.quote,
            quote_place=quote.place if quote else (line, 1),
        )
        self.facts.append(fact)
        self._count += len(brackets)
        return {bracket.answer: bracket for bracket in reversed(brackets)}

    def _take_question(self, block: OpenBlock, brackets: Mapping[str, Bracket]) -> None:
        """Take a line `? question -> answer` with its fields."""
        line, text = block.question.line, block.question.lines[0]
        fields = read_fields(block.fields or {}, self._complain)
        splits = list(_splits(text))
        named = (split for split in splits if split[1] in brackets)
        if not splits or not splits[0][1]:
            self._complain(line, 1, "bad-ask-line")
        elif found := next(named, None):
            bracket = brackets[found[1]]
            question = FactQuestion(found[0], bracket, fields, line)
            fact = self.facts[-1]
            if fact.question(bracket):
                answer = short(bracket.answer)
                self._complain(line, 1, "second-question", answer=answer)
                return
            self.facts[-1] = structs.replace(
                fact, questions=(*fact.questions, question)
            )
        else:
            answers = short(" | ".join(islice(brackets, 20)) or "there is none", 400)
            column = text.rindex("->") + 4
            self._complain(line, column, "no-such-bracket", answers=answers)

    def _take_card(self, block: OpenBlock) -> None:
        """Take a card, which belongs to the fact above."""
        cards = cards_of_block(block, self._context)
        if not self.facts:
            self._complain(block.question.line, 1, "card-without-fact")
            return
        fact = self.facts[-1]
        self.facts[-1] = structs.replace(fact, cards=(*fact.cards, *cards))


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """What may be question and answer in a line `? question -> answer`: both may hold
    an arrow."""
    for arrow in islice(re.finditer("->", text), 20):
        question, answer = text[1 : arrow.start()], text[arrow.end() :]
        yield " ".join(question.split()), " ".join(answer.split())


def _folded(text: str, brackets: Sequence[Bracket]) -> tuple[str, list[Bracket]]:
    """The text with each run of white space as one space, and its brackets moved
    accordingly."""
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
