"""A facts file as lines: which of them belong to which fact, where a new one goes, and
what a change replaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct, field

from quizapp.cards.facts.draft import (
    FactDraft,
    MarkedAnswer,
    brackets_of,
    free_id,
    kept_ids,
    place_of,
    question_line,
    question_lines,
    statement_line,
    usual_id,
)
from quizapp.cards.facts.fact import Fact, FactQuestion, slug
from quizapp.cards.facts.reader import FactsBuilder
from quizapp.cards.format.brackets import read_brackets
from quizapp.cards.format.complaints import Complaints
from quizapp.cards.format.fields import write_fields
from quizapp.cards.format.lines import comment_end
from quizapp.cards.format.open_block import OpenBlock
from quizapp.cards.format.parser import run_parser
from quizapp.model import Deck, Level

_DERIVED = re.compile(r".*-(?:order|match)(?:-\d+)?")
"""Matches the ids of cards that are made of several facts."""


class Entry(Struct):
    """A fact with the blocks of its lines."""

    fact: Fact
    block: OpenBlock
    section: int
    """The index of the heading above it; −1 for none."""
    questions: list[OpenBlock] = field(default_factory=list)
    cards: list[OpenBlock] = field(default_factory=list)
    """The cards below it, written by hand."""

    @property
    def end(self) -> int:
        """The number of the last line of the fact and its questions."""
        last = self.questions[-1] if self.questions else self.block
        return max(last.end, last.question.line)

    @property
    def can_change(self) -> bool:
        """Whether its statement can be read."""
        raw = self.block.question.unstripped()
        brackets = read_brackets(raw, lambda *_, **__: None)
        return bool(self.fact.id) and brackets is not None

    @property
    def draft(self) -> FactDraft:
        fact = self.fact
        answers = (
            MarkedAnswer(b.start, b.end, b.type, said.text if said else "")
            for b in fact.brackets
            for said in [fact.question(b)]
        )
        return FactDraft(
            fact.at or fact.paragraph,
            fact.quote,
            fact.statement,
            tuple(answers),
            fact.note,
            fact.id,
        )

    @property
    def place(self) -> tuple[int, int]:
        """Its paragraph and sentence."""
        return place_of(self.fact.at or self.fact.paragraph)

    def ids(self) -> dict[str, str]:
        """The id of the card of each answer."""
        ids: dict[str, str] = {}
        for bracket in self.fact.brackets:
            question = self.fact.question(bracket)
            own = question.fields.id if question else ""
            ids.setdefault(bracket.answer, own or usual_id(self.fact.id, bracket))
        return ids


class _Recorder(FactsBuilder):
    """Reads facts, and keeps which lines they are in."""

    def __init__(self, deck: Deck, complaints: Complaints) -> None:
        super().__init__(deck, complaints)
        self.blocks: list[OpenBlock] = []
        self.headings: list[tuple[int, str]] = []
        """The number of each heading's line, and the paragraph it names."""

    def take(self, block: OpenBlock, lines: Sequence[str]) -> None:
        self.blocks.append(block)
        super().take(block, lines)

    def take_topic(self, line: str, number: int) -> None:
        self.headings.append((number, line.lstrip("#").strip()))
        super().take_topic(line, number)


_Edit = tuple[int, int, list[str]]
"""Lines that take the place of those from one index up to another."""


@lru_cache(maxsize=2)
def lines_of(text: str) -> FactsText:
    """The lines of a facts file. The last two texts are remembered, since each change
    begins with what the one before ended with."""
    return FactsText(text)


class FactsText:
    """The lines of a facts file, and the facts in them. It never changes."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self._cr = "\r" if "\r\n" in text else ""
        _, self._read = run_parser(text, "", _Recorder)
        self.headings = self._read.headings
        self.entries = list(self._entries())

    def _entries(self) -> Iterator[Entry]:
        facts = {fact.line: fact for fact in self._read.facts}
        entry: Entry | None = None
        section = -1
        for block in self._read.blocks:
            line = block.question.line
            while section + 1 < len(self.headings) and (
                self.headings[section + 1][0] < line
            ):
                section += 1
            if not block.marker:
                if entry:
                    yield entry
                fact = facts.get(line)
                entry = Entry(fact, block, section) if fact else None
            elif entry:
                (entry.questions if block.marker == "?" else entry.cards).append(block)
        if entry:
            yield entry

    @property
    def first_error(self) -> str:
        """The first error in the file, with its line."""
        found = self._read.complaints.in_order()
        errors = (each for each in found if each.level is Level.ERROR)
        return next((f"Line {each.line}: {each.message}" for each in errors), "")

    def entry(self, id_: str) -> Entry | None:
        """The fact of this id."""
        return next((each for each in self.entries if each.fact.id == id_), None)

    # Ids

    def new_id(self, statement: str) -> str:
        """A free id for a new fact: its first words."""
        words = slug(" ".join(statement.split()[:4])) or "fact"
        taken = {entry.fact.id for entry in self.entries} | self._card_ids()
        return free_id(words, taken)

    def _card_ids(self, but: Entry | None = None) -> set[str]:
        """The ids of all cards, except those of one fact's answers."""
        ids: set[str] = set()
        for entry in self.entries:
            if entry is not but:
                ids.update(entry.ids().values())
            for card in entry.fact.cards:
                usual = slug(card.answer)
                ids.add(card.fields.id or f"{entry.fact.id}-{usual}")
        return ids

    def card_ids(self, draft: FactDraft, old: Entry | None) -> list[str]:
        """The ids of the cards of a draft's answers: those that they had, or new
        ones."""
        brackets = brackets_of(draft)
        kept = kept_ids(old.ids(), brackets) if old else {}
        taken = self._card_ids(old) | set(kept.values())
        ids: list[str] = []
        for number, bracket in enumerate(brackets, start=1):
            id_ = kept.get(bracket.answer, "")
            if not id_:
                usual = usual_id(draft.id, bracket) or f"{draft.id}-{number}"
                if _DERIVED.fullmatch(usual):
                    usual += "-answer"
                id_ = free_id(usual, taken)
                taken.add(id_)
            ids.append(id_)
        return ids

    # Changes

    def inserted(self, lines: Sequence[str], at: str) -> str:
        """The text with a fact added at its place in the article."""
        place = place_of(at)
        index = self._gap(place)
        if index is not None:
            return self._with_lines(index, lines)
        heading = f"## {place[0]}"
        return self._with_lines(self._section_gap(place[0]), [heading, "", *lines])

    def _gap(self, place: tuple[int, int]) -> int | None:
        """Where a fact goes in the section of its paragraph, if there is one."""
        name = str(place[0])
        sections = [at for at, each in enumerate(self.headings) if each[1] == name]
        if not sections:
            return None
        facts = [entry for entry in self.entries if entry.section in sections]
        before = [entry for entry in facts if entry.place <= place]
        return self.after(before[-1]) if before else self.headings[sections[0]][0]

    def _section_gap(self, paragraph: int) -> int:
        """Where the section of a paragraph goes that has none."""
        for number, name in self.headings:
            if place_of(name)[0] > paragraph:
                above = [e for e in self.entries if e.block.question.line < number]
                return self.after(above[-1]) if above else number - 1
        end = len(self.lines)
        while end and not self.lines[end - 1].strip():
            end -= 1
        return end

    def after(self, entry: Entry) -> int:
        """The index of the first line below a fact and all that belongs to it."""
        last = max([entry.end, *(card.end for card in entry.cards)])
        return self._below(last)

    def _below(self, index: int) -> int:
        """The index of the next blank line or heading, but not one in a comment."""
        headings = {number - 1 for number, _ in self.headings}
        while (
            index < len(self.lines)
            and self.lines[index].strip()
            and index not in headings
        ):
            index = max(self._comment_end(index), index + 1)
        return index

    def _comment_end(self, index: int) -> int:
        """The index after the comment that begins in a line; that of the line itself
        if none does."""
        if not self.lines[index].startswith("<!--"):
            return index
        end = comment_end(self.lines, index)
        return (index if end is None else end) + 1

    def _with_lines(self, index: int, lines: Sequence[str]) -> str:
        """The text with lines inserted, between blank lines."""
        above = self.lines[index - 1].strip() if index else ""
        below = self.lines[index].strip() if index < len(self.lines) else "…"
        first, last = [""] if above else [], [""] if below else []
        return self.edited([(index, index, [*first, *lines, *last])])

    def changed(self, entry: Entry, draft: FactDraft) -> str:
        """The text with a fact changed."""
        old = entry.draft
        ids = self.card_ids(draft, entry)
        edits: list[_Edit] = []
        if (draft.statement, brackets_of(draft)) != (old.statement, brackets_of(old)):
            start = entry.block.question.line - 1
            stop = start + len(entry.block.question.lines)
            edits.append((start, stop, [statement_line(draft)]))
        edits += _field_edits(entry, draft)
        edits += self._question_edits(entry, draft, ids)
        text = self.edited(edits)
        if place_of(draft.at) == place_of(old.at):
            return text
        file = lines_of(text)
        moved = file.entry(draft.id)
        assert moved
        start, stop = moved.block.question.line - 1, file.after(moved)
        rest = lines_of(file.edited([file.cut(start, stop)]))
        return rest.inserted(file.lines[start:stop], draft.at)

    def _question_edits(
        self, entry: Entry, draft: FactDraft, ids: Sequence[str]
    ) -> Iterator[_Edit]:
        """The edits of the lines `? question -> answer` of a fact."""
        brackets = brackets_of(draft)
        by_id = dict(zip(ids, range(len(ids)), strict=True))
        old_ids, done = entry.ids(), set()
        for block in entry.questions:
            question = _question_of(entry.fact, block)
            if not question:
                continue
            line = block.question.line - 1
            index = by_id.get(old_ids[question.bracket.answer], -1)
            if index < 0:
                yield line, self._end_of_question(line), []
                continue
            done.add(index)
            bracket, text = brackets[index], draft.answers[index].question
            usual = usual_id(draft.id, bracket)
            names_id = ids[index] != usual and not question.fields.id
            if not text and not block.fields and not names_id and question.text:
                yield line, self._end_of_question(line), []
                continue
            if (text, bracket.answer) != (question.text, question.bracket.answer):
                yield line, line + 1, [question_line(text, bracket)]
            if names_id:
                yield line + 1, line + 1, [f":id: {ids[index]}"]
        more = [
            line
            for index, bracket in enumerate(brackets)
            if index not in done
            for line in question_lines(draft, index, bracket, ids[index])
        ]
        if more:
            end = entry.end
            if entry.questions:
                last = entry.questions[-1].question.line - 1
                end = max(end, self._end_of_question(last))
            yield end, end, more

    def _end_of_question(self, line: int) -> int:
        """The index after the last line of a question's fields."""
        line += 1
        while (
            line < len(self.lines)
            and self.lines[line].strip()
            and not self.lines[line].startswith(("?", "<!--"))
        ):
            line += 1
        return line

    def removed(self, entry: Entry) -> str:
        """The text without a fact; comments stay."""
        start = index = entry.block.question.line - 1
        stop = self._below(entry.end)
        comments: list[str] = []
        while index < stop:
            end = self._comment_end(index)
            comments += self.lines[index:end]
            index = max(end, index + 1)
        edits = [(start, stop, comments) if comments else self.cut(start, stop)]
        below = next(
            (each for each in self.entries if each.block.question.line > stop), None
        )
        if entry.fact.topic and below and not below.fact.topic and below.fact.id:
            id_ = (below.block.fields or {})["id"]
            end = id_.line - 1 + len(id_.lines)
            edits.append((end, end, [f":topic: {entry.fact.topic}"]))
        return self.edited(edits)

    def cut(self, start: int, stop: int) -> _Edit:
        """The edit that removes lines with one blank line beside them."""
        if start and not self.lines[start - 1].strip():
            start -= 1
        elif stop < len(self.lines):
            stop += 1
        return start, stop, []

    def edited(self, edits: Sequence[_Edit]) -> str:
        """The text with these edits, which do not overlap; of two in the same place the
        first comes first."""
        lines = list(self.lines)
        for start, stop, written in sorted(edits, key=lambda e: e[:2])[::-1]:
            lines[start:stop] = [
                line if line.endswith("\r") else f"{line}{self._cr}" for line in written
            ]
        return "\n".join(lines)


def _field_edits(entry: Entry, draft: FactDraft) -> Iterator[_Edit]:
    """The edits of a fact's place, quote and note."""
    old, fields = entry.draft, entry.block.fields or {}
    more: list[str] = []
    wanted = {
        "at": (old.at, draft.at if "." in draft.at else ""),
        "quote": (old.quote, draft.quote),
        "note": (old.note, draft.note),
    }
    for name, (before, after) in wanted.items():
        if before == after or (name == "at" and draft.at == old.at):
            continue
        lines = write_fields({name: after}).split("\n")[1:] if after else []
        if raw := fields.get(name):
            yield raw.line - 1, raw.line - 1 + len(raw.lines), lines
        else:
            more += lines
    if more:
        id_ = fields["id"]
        end = id_.line - 1 + len(id_.lines)
        yield end, end, more


def _question_of(fact: Fact, block: OpenBlock) -> FactQuestion | None:
    """The question that was read from a block, if it has no error."""
    line = block.question.line
    return next((each for each in fact.questions if each.line == line), None)
