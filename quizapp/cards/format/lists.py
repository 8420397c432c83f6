"""The list that ends a question and decides the kind of its card."""

from __future__ import annotations

from quizapp.cards.format.advice import advice_on_missing_answer
from quizapp.cards.format.complaints import Complain
from quizapp.cards.format.open_block import BlockText, Context, OpenBlock
from quizapp.cards.kinds import KINDS, QuestionKind
from quizapp.model import Card, Fields, Item


def list_card(
    block: OpenBlock, fields: Fields, context: Context, complain: Complain
) -> list[Card]:
    """The card of a question without `A:`; none, with a complaint, if it has no valid
    list."""
    part = block.question
    items, kind, first = list_items(part)
    if not kind or not kind.list_form:
        advice = advice_on_missing_answer(part.lines)
        complain(part.line, 1, "question-without-answer", advice=advice)
        return []
    line, form = part.line + first, kind.list_form
    texts = [item.text for item in items]
    if "" in texts or (form.has_pairs and not all(item.pair for item in items)):
        complain(line, 1, "empty-item")
    if len(set(texts)) < len(texts):
        complain(line, 1, "repeated-item")
    for code in form.faults(items):
        complain(line, 1, code)
    prompt = part.text(first)
    if not prompt:
        complain(part.line, 1, "list-without-question")
    name, answer = kind.name, form.answer(items)
    return [context.card(block, name, prompt, answer, fields, items=tuple(items))]


def list_items(part: BlockText) -> tuple[list[Item], QuestionKind | None, int]:
    """The items of the list at the end of `part`, its kind, and the index of its first
    line."""
    lines = part.lines
    last = len(lines) - 1
    while last > 0 and not lines[last].strip():
        last -= 1
    for kind in KINDS.values():
        if not (form := kind.list_form):
            continue
        items: list[Item] = []
        index = last
        while index > 0 and index not in part.verbatim:
            found = form.line.fullmatch(lines[index])
            if not found:
                break
            items.append(form.item(found))
            index -= 1
        if items:
            return items[::-1], kind, index + 1
    return [], None, 0
