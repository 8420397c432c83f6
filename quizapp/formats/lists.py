"""The list that ends a question and makes it a choose, order or match card."""

from __future__ import annotations

import re
from dataclasses import replace

from quizapp.formats.parts import Block, Complain, Context, Part
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
        complain(
            part.line,
            1,
            "question-without-answer",
            "This question has no answer. Add a line `A: …` below it, or a list: "
            "`- [x]` and `- [ ]`, `1.`, or `- a => b`.",
        )
        return []
    line = part.line + first
    texts = [item.text for item in items]
    if not all(texts) or (kind is Kind.MATCH and not all(i.pair for i in items)):
        complain(line, 1, "empty-item", "An item of this list is empty.")
    if len(set(texts)) < len(texts):
        complain(line, 1, "repeated-item", "Two items of this list are the same.")
    match kind:
        case Kind.CHOOSE:
            if not any(item.right for item in items):
                complain(
                    line, 1, "no-right-choice", "Mark the right choice with `[x]`."
                )
            if all(item.right for item in items):
                complain(line, 1, "no-wrong-choice", "Add a wrong choice, `- [ ] …`.")
            answer = "\n".join(item.text for item in items if item.right)
        case Kind.ORDER:
            if len(items) < 3:
                complain(line, 1, "short-order", "An order needs three items or more.")
            answer = "\n".join(texts)
        case _:
            if len(items) < 2:
                complain(line, 1, "short-match", "A match needs two pairs or more.")
            answer = "\n".join(f"{item.text} => {item.pair}" for item in items)
    head = Part(part.line, part.lines[:first] or [""], part.verbatim)
    prompt = head.text()
    if not prompt:
        complain(part.line, 1, "empty-question", "This list has no question above it.")
    card = context.card(block, kind, prompt, answer, fields=fields)
    return [replace(card, items=tuple(items))]


def items_of(part: Part) -> tuple[list[Item], Kind, int]:
    """The items of the list that ends the part, its kind, its first line's index."""
    last = len(part.lines) - 1
    while last > 0 and not part.lines[last].strip():
        last -= 1
    for pattern, kind in (
        (CHOICE, Kind.CHOOSE),
        (STEP, Kind.ORDER),
        (PAIR, Kind.MATCH),
    ):
        items: list[Item] = []
        index = last
        while index > 0 and index not in part.verbatim:
            found = pattern.fullmatch(part.lines[index])
            if not found:
                break
            items.append(_item(found, kind))
            index -= 1
        if items:
            return items[::-1], kind, index + 1
    return [], Kind.FLIP, 0


def _item(found: re.Match[str], kind: Kind) -> Item:
    match kind:
        case Kind.CHOOSE:
            return Item((found[2] or "").strip(), found[1] in "xX")
        case Kind.ORDER:
            return Item(found[1].strip())
    return Item(found[1].strip(), pair=found[2].strip())
