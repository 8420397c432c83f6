"""A fact while it is being written, and the lines that hold it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from quizapp.cards.facts.fact import slug
from quizapp.cards.format.brackets import Bracket, read_brackets, write_brackets
from quizapp.cards.format.fields import AT, write_fields
from quizapp.cards.format.limits import MAX_CARD_LENGTH
from quizapp.cards.format.lines import escaped
from quizapp.errors import UsageError
from quizapp.text import folded, one_line, short, visible

MOST = MAX_CARD_LENGTH // 2 - 2_000
"""Characters of a fact with its quote: its cards hold them nearly twice."""


class MarkedAnswer(Struct, frozen=True):
    """An answer in a statement."""

    start: int
    """The place of its first character in the statement."""
    end: int
    """The place after its last character."""
    type: str = ""
    question: str = ""
    """The question that asks for it; empty if it is asked as a blank."""


class FactDraft(Struct, frozen=True):
    """A fact as it is written while an article is read."""

    at: str
    """Its paragraph and sentence, `5.2`; a fact written by hand may name only the
    paragraph."""
    quote: str
    """The sentence's own words."""
    statement: str
    """What it says, with the answers filled in."""
    answers: tuple[MarkedAnswer, ...]
    """In their order, not overlapping."""
    note: str = ""
    id: str = ""
    """Empty if it has none yet."""


def tidied(draft: FactDraft, note: str) -> FactDraft:
    """The draft as it will be read again: on one line, and safe to show. A note that
    has not changed may have several lines.

    Raises `UsageError` if it cannot be written.
    """
    text = visible(draft.statement)
    if not text.strip():
        raise UsageError("A fact needs a statement.")
    if not AT.fullmatch(draft.at) and not draft.at.isdecimal():
        raise ValueError(draft.at)
    answers: list[MarkedAnswer] = []
    done = 0
    for each in sorted(draft.answers, key=lambda each: each.start):
        start, end = (
            len(visible(draft.statement[:at])) for at in (each.start, each.end)
        )
        inside = text[start:end]
        start += len(inside) - len(inside.lstrip())
        end = start + len(inside.strip())
        if start >= end:
            raise UsageError("An answer is at least one character.")
        if start < done:
            raise UsageError(f"“{short(inside)}” overlaps with another answer.")
        done = end
        answer = MarkedAnswer(
            len(one_line(f"{text[:start]}x")) - 1,
            len(one_line(text[:end])),
            one_line(each.type),
            one_line(each.question),
        )
        answers.append(answer)
    result = FactDraft(
        draft.at,
        one_line(draft.quote),
        one_line(text),
        tuple(answers),
        note if draft.note == note else one_line(draft.note),
        draft.id,
    )
    _check_brackets(result)
    return result


def _check_brackets(draft: FactDraft) -> None:
    brackets = brackets_of(draft)
    seen: set[str] = set()
    for bracket in brackets:
        if bracket.answer in seen:
            raise UsageError(f"“{short(bracket.answer)}” is marked twice.")
        seen.add(bracket.answer)
    # Each also has to stand alone, as on its card.
    if not all(
        _is_read_back(draft.statement, some)
        for some in (brackets, *([each] for each in brackets))
    ):
        raise UsageError(
            "An answer cannot begin or end inside `code` or $maths$. Mark all of it, "
            "or write `\\$` for a dollar sign."
        )


def _is_read_back(statement: str, brackets: list[Bracket]) -> bool:
    """Whether a statement with these brackets is read as it is written."""
    written = write_brackets(statement, brackets)
    return read_brackets(written, lambda *_, **__: None) == (statement, brackets)


def brackets_of(draft: FactDraft) -> list[Bracket]:
    """The brackets of a draft's answers."""
    return [
        Bracket(a.start, a.end, draft.statement[a.start : a.end], a.type)
        for a in draft.answers
    ]


def place_of(at: str) -> tuple[int, int]:
    """Paragraph and sentence of `5.2`; sentence 0 of `5`."""
    paragraph, _, sentence = at.partition(".")
    numbers = [
        int(n) if n.isdecimal() and len(n) < 7 else 0 for n in (paragraph, sentence)
    ]
    return numbers[0], numbers[1]


def fact_lines(draft: FactDraft, ids: Sequence[str]) -> list[str]:
    """The lines of a new fact."""
    fields = {"id": draft.id, "quote": draft.quote, "note": draft.note}
    if "." in draft.at:
        fields = {"id": draft.id, "at": draft.at, **fields}
    written = {name: text for name, text in fields.items() if text}
    lines = f"{statement_line(draft)}{write_fields(written)}".split("\n")
    for index, bracket in enumerate(brackets_of(draft)):
        lines += question_lines(draft, index, bracket, ids[index])
    return lines


def statement_line(draft: FactDraft) -> str:
    """The line of a statement."""
    written = write_brackets(draft.statement, brackets_of(draft))
    return escaped(written, in_fact=True)


def question_line(text: str, bracket: Bracket) -> str:
    """The line that asks for an answer."""
    return f"? {text} -> {bracket.answer}" if text else f"? -> {bracket.answer}"


def question_lines(
    draft: FactDraft, index: int, bracket: Bracket, id_: str
) -> list[str]:
    """The lines that an answer needs besides its mark: none if it is a blank and its
    card has its usual id."""
    text = draft.answers[index].question
    lines = [question_line(text, bracket)]
    if id_ != usual_id(draft.id, bracket):
        return [*lines, f":id: {id_}"]
    return lines if text else []


def usual_id(fact: str, bracket: Bracket) -> str:
    """The id that the card of an answer has if it is given none; empty if it has to be
    given one."""
    words = slug(bracket.answer)
    return f"{fact}-{words}" if words else ""


def kept_ids(ids: dict[str, str], brackets: Sequence[Bracket]) -> dict[str, str]:
    """The ids that answers keep: those of the same answer, or else of the one that has
    most words in common with it, at least half of its own or of theirs."""
    kept = {b.answer: ids[b.answer] for b in brackets if ids.get(b.answer)}
    alike = sorted(
        (
            (-len(common), old, bracket.answer)
            for bracket in brackets
            if bracket.answer not in kept
            for old in ids
            if ids[old]
            and old not in kept
            and (common := _words(old) & _words(bracket.answer))
            and 2 * len(common) >= min(len(_words(old)), len(_words(bracket.answer)))
        ),
    )
    gone: set[str] = set()
    for _, old, new in alike:
        if old not in gone and new not in kept:
            gone.add(old)
            kept[new] = ids[old]
    return kept


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", folded(text)))


def free_id(id_: str, taken: set[str]) -> str:
    """The id, with a number if it is taken."""
    number, free = 1, id_
    while free in taken:
        number += 1
        free = f"{id_}-{number}"
    return free
