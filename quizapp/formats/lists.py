"""The list that ends a question and makes it a choose, order or match card."""

from __future__ import annotations

import re

from quizapp.formats.complaints import Complain
from quizapp.formats.nearly import way_to_an_answer
from quizapp.formats.parts import Block, Context, Part
from quizapp.model import Card, Fields, Item, Kind

CHOICE = re.compile(r"[-*+] \[([ xX])\](?:\s(.*))?")
STEP = re.compile(r"\d+[.)] (.*)", re.ASCII)
PAIR = re.compile(r"[-*+] (.*?) => (.*)")


def list_of(
    block: Block, fields: Fields, context: Context, complain: Complain
) -> list[Card]:
    """The card of a question without `A:`; complains of a list that is none."""
    part = block.question
    items, kind, first = items_of(part)
    if not items:
        advice = way_to_an_answer(part.lines)
        complain(part.line, 1, "question-without-answer", advice=advice)
        return []
    line = part.line + first
    texts = [item.text for item in items]
    if "" in texts or (kind is _MATCH and not all(item.pair for item in items)):
        complain(line, 1, "empty-item")
    if len(set(texts)) < len(texts):
        complain(line, 1, "repeated-item")
    if kind is _CHOOSE:
        right = [item.text for item in items if item.right]
        if not right:
            complain(line, 1, "no-right-choice")
        if len(right) == len(items):
            complain(line, 1, "no-wrong-choice")
        answer = "\n".join(right)
    elif kind is _ORDER:
        if len(items) < 3:
            complain(line, 1, "short-order")
        answer = "\n".join(texts)
    else:
        if len(items) < 2:
            complain(line, 1, "short-match")
        answer = "\n".join([f"{item.text} => {item.pair}" for item in items])
    prompt = part.text(first)
    if not prompt:
        complain(part.line, 1, "list-without-question")
    return [context.card(block.span, kind, prompt, answer, fields, items=tuple(items))]


def items_of(part: Part) -> tuple[list[Item], Kind, int]:
    """The items of the list that ends the part, its kind, its first line's index."""
    lines = part.lines
    last = len(lines) - 1
    while last > 0 and not lines[last].strip():
        last -= 1
    for pattern, kind, item in _FORMS:
        items: list[Item] = []
        index = last
        while index > 0 and index not in part.verbatim:
            found = pattern.fullmatch(lines[index])
            if not found:
                break
            items.append(item(found))
            index -= 1
        if items:
            return items[::-1], kind, index + 1
    return [], Kind.FLIP, 0


def _choice(found: re.Match[str]) -> Item:
    return Item((found[2] or "").strip(), found[1] != " ")


def _step(found: re.Match[str]) -> Item:
    return Item(found[1].strip())


def _pair(found: re.Match[str]) -> Item:
    return Item(found[1].strip(), pair=found[2].strip())


_CHOOSE, _ORDER, _MATCH = Kind.CHOOSE, Kind.ORDER, Kind.MATCH
_FORMS = (
    (CHOICE, _CHOOSE, _choice),
    (STEP, _ORDER, _step),
    (PAIR, _MATCH, _pair),
)
