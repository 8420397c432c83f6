"""A block of a deck becomes its cards: one, or one a bracket, or one and its reverse."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from quizapp.formats.brackets import read_brackets
from quizapp.formats.fields import Raw, read_fields
from quizapp.formats.lines import unescaped
from quizapp.model import NO_FIELDS, Blank, Card, Fields, Item, Kind, Level, Value
from quizapp.model.values import parse_date, parse_number

Complain = Callable[..., None]
"""Takes line, column, code, message and, when it is no error, a level."""

CHOICE = re.compile(r"[-*+] \[([ xX])\](?:\s(.*))?")
STEP = re.compile(r"\d+[.)] (.*)", re.ASCII)
PAIR = re.compile(r"[-*+] (.*?) => (.*)")
FORMS = {
    Kind.FLIP: (Kind.FLIP, Kind.CHOOSE, Kind.TYPE),
    Kind.CLOZE: (Kind.FLIP, Kind.CHOOSE, Kind.TYPE, Kind.CLOZE),
}
"""The kinds in which a card may be asked; others in their own or as flip."""


@dataclass(slots=True)
class Part:
    """Lines of a body that begin with a marker."""

    line: int
    """1-based, of the marker."""
    lines: list[str]
    """The first without its marker."""
    verbatim: set[int] = field(default_factory=set)
    """Indexes of lines in code fences."""

    def text(self) -> str:
        """The lines as one text, its escapes taken away, without the ends' blanks."""
        if len(self.lines) == 1:
            return self.lines[0].strip()
        return self.raw().strip()

    def raw(self) -> str:
        """The same with the blanks, a line a line of the file."""
        told = [self.lines[0]]
        for index, line in enumerate(self.lines[1:], start=1):
            told.append(line if index in self.verbatim else unescaped(line))
        return "\n".join(told)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of an offset in `raw`."""
        before = self.raw()[:offset]
        row = before.count("\n")
        column = offset - (before.rfind("\n") + 1) + 1
        if row == 0:
            column += 2
        elif row not in self.verbatim:
            column += len(self.lines[row]) - len(unescaped(self.lines[row]))
        return self.line + row, column


@dataclass(slots=True)
class Block:
    """A card of the file, while it is read."""

    question: Part
    is_cloze: bool = False
    answer: Part | None = None
    fields: dict[str, Raw] | None = None
    end: int = 0
    """Its last line, 1-based."""
    is_bad: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What a block's cards take from around it."""

    deck: str
    topic: str
    complain: Complain


def cards_of(block: Block, context: Context) -> list[Card]:
    """The cards of a block; none, with a complaint, when it is not one."""
    has_error = block.is_bad

    def complain(
        line: int, column: int, code: str, message: str, level: Level = Level.ERROR
    ) -> None:
        nonlocal has_error
        has_error = has_error or level is Level.ERROR
        context.complain(line, column, code, message, level)

    def complain_of_field(raw: Raw, code: str, message: str) -> None:
        complain(raw.line, raw.column, code, message)

    fields = NO_FIELDS
    if block.fields:
        fields = read_fields(block.fields, complain_of_field)
    if block.is_cloze:
        cards = _clozes(block, fields, context, complain)
    elif block.answer is None:
        cards = _list(block, fields, context, complain)
    else:
        cards = _flips(block, fields, context, complain)
    if cards and block.fields:
        _check_fields(block, cards[0], complain)
    return [] if has_error else cards


def _card(
    block: Block, context: Context, kind: Kind, prompt: str, answer: str, fields: Fields
) -> Card:
    return Card(
        context.deck,
        kind,
        prompt,
        answer,
        block.question.line,
        block.end,
        context.topic,
        fields=fields,
    )


def _flips(
    block: Block, fields: Fields, context: Context, complain: Complain
) -> list[Card]:
    assert block.answer
    line = block.question.line
    prompt, answer = block.question.text(), block.answer.text()
    if not prompt:
        complain(
            line,
            1,
            "empty-question",
            "This card asks nothing; it is not asked.",
            Level.WARNING,
        )
    if not answer:
        complain(
            block.answer.line,
            1,
            "empty-answer",
            "This card has no answer yet; it is kept and not asked.",
            Level.WARNING,
        )
    if "\n" in prompt and _items(block.question)[0]:
        complain(
            line,
            1,
            "list-with-answer",
            "This question ends with a list and has an `A:` as well; it is a card to "
            "turn over. Take the `A:` away to have its list asked.",
            Level.WARNING,
        )
    kind = Kind.FLIP
    if answer.lower() in ("true", "false") and "value" not in (block.fields or {}):
        kind, answer = Kind.TRUE_FALSE, answer.lower()
    _check_value(fields, answer, block.answer, block.answer.raw(), complain)
    card = _card(block, context, kind, prompt, answer, fields)
    if not fields.reverse or kind is not Kind.FLIP:
        return [card]
    back = replace(
        fields,
        accept=(),
        wrong=(),
        type="",
        value=Value.TEXT,
        tolerance=None,
        unit="",
        ask=None,
    )
    return [
        card,
        replace(card, prompt=answer, answer=prompt, is_reverse=True, fields=back),
    ]


def _clozes(
    block: Block, fields: Fields, context: Context, complain: Complain
) -> list[Card]:
    part = block.question
    raw = part.raw()

    told: list[str] = []

    def complain_at(offset: int, code: str, message: str) -> None:
        told.append(code)
        level = Level.WARNING if code == "stray-bracket" else Level.ERROR
        complain(*part.place(offset), code, message, level)

    text, brackets = read_brackets(raw, complain_at)
    if not brackets and set(told) <= {"stray-bracket"}:
        complain(
            part.line,
            1,
            "no-bracket",
            "A `C:` needs an `[answer]` in brackets to leave blank.",
        )
    shift = len(text) - len(text.lstrip())
    text = text.strip()
    cards: list[Card] = []
    times: dict[str, int] = {}
    for bracket in brackets:
        times[bracket.answer] = times.get(bracket.answer, 0) + 1
        _check_value(fields, bracket.answer, part, raw, complain)
        typed = replace(fields, type=bracket.type) if bracket.type else fields
        card = _card(block, context, Kind.CLOZE, text, bracket.answer, typed)
        blank = Blank(bracket.start - shift, bracket.end - shift, times[bracket.answer])
        cards.append(replace(card, blank=blank))
    return cards


def _list(
    block: Block, fields: Fields, context: Context, complain: Complain
) -> list[Card]:
    part = block.question
    items, kind, first = _items(part)
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
    card = _card(block, context, kind, prompt, answer, fields)
    return [replace(card, items=tuple(items))]


def _items(part: Part) -> tuple[list[Item], Kind, int]:
    """The items of the list that ends the part, its kind, and its first line's index."""
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


def _check_fields(block: Block, card: Card, complain: Complain) -> None:
    """Complain of fields that do not go with the card's kind."""
    assert block.fields is not None
    fields = card.fields
    if fields.reverse and card.kind is not Kind.FLIP:
        raw = block.fields["reverse"]
        complain(
            raw.line,
            raw.column,
            "bad-reverse",
            "Only a card of `Q:` and `A:` has a reverse.",
        )
    if fields.ask and fields.ask not in FORMS.get(card.kind, (card.kind, Kind.FLIP)):
        raw = block.fields["ask"]
        complain(
            raw.line,
            raw.column,
            "bad-ask",
            f"A card of kind {card.kind} cannot be asked as {fields.ask}.",
        )
    for name, raw in block.fields.items():
        if not raw.text:
            complain(
                raw.line,
                1,
                "empty-field",
                f"`:{name}:` is empty; fill it or take it away.",
                Level.WARNING,
            )


def _check_value(
    fields: Fields, answer: str, part: Part, raw: str, complain: Complain
) -> None:
    """Complain of an answer that is not the number or date that it is said to be."""
    if fields.value is Value.TEXT or not answer:
        return
    line, column = part.place(max(0, raw.find(answer)))
    if fields.value is Value.DATE and parse_date(answer) is None:
        complain(
            line,
            column,
            "bad-date",
            f"«{answer[:40]}» is not a date such as 2016-11-14, 14 November 2016, "
            "November 2016 or 2016. Mend it, or take `:value: date` away.",
        )
    if fields.value is Value.NUMBER:
        bare = answer
        if fields.unit and answer.endswith(fields.unit):
            bare = answer[: -len(fields.unit)]
        if parse_number(bare) is None:
            complain(
                line,
                column,
                "bad-number",
                f"«{answer[:40]}» is not a number such as 12, 3.5 or 12,000. Mend it, "
                "name its `:unit:`, or take `:value: number` away.",
            )
