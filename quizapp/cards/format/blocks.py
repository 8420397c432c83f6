"""Makes the cards of a block: one, one for each bracket, or one and its reverse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from quizapp.cards.format.brackets import MAX_WARNINGS, Bracket, read_brackets
from quizapp.cards.format.complaints import LEVELS, Complain
from quizapp.cards.format.fields import read_fields
from quizapp.cards.format.limits import MAX_BRACKETS
from quizapp.cards.format.lists import list_card, list_items
from quizapp.cards.format.open_block import BlockText, Context, OpenBlock
from quizapp.cards.judging.lists import items_of as items_of_list
from quizapp.cards.kinds import KINDS, read_answer
from quizapp.cards.kinds.type import can_be_typed
from quizapp.cards.languages.dates import parse_date
from quizapp.cards.languages.numbers import parse_quantity, wanted_unit
from quizapp.model import NO_FIELDS, Blank, Card, Fields, Kind, Level, Rules, Value
from quizapp.text import short

_FLIP, _CLOZE, _TEXT = Kind.FLIP, Kind.CLOZE, Value.TEXT


def cards_of_block(block: OpenBlock, context: Context) -> list[Card]:
    """The cards of a block; none, with a complaint, if it has an error."""
    has_error = block.is_bad

    def complain(line: int, column: int, code: str, /, **fields: object) -> None:
        nonlocal has_error
        has_error = has_error or LEVELS[code] is Level.ERROR
        context.complain(line, column, code, **fields)

    fields = read_fields(block.fields, complain) if block.fields else NO_FIELDS
    if block.answer:
        cards = _flips(block, block.answer, fields, context, complain)
    elif block.marker == "C":
        cards = _clozes(block, fields, context, complain)
    else:
        cards = list_card(block, fields, context, complain)
    if cards and block.fields:
        _check_fields(block, cards[0], complain)
    return [] if has_error else cards


def _flips(
    block: OpenBlock,
    given: BlockText,
    fields: Fields,
    context: Context,
    complain: Complain,
) -> list[Card]:
    """The card of a question with the answer `given`, and its reverse."""
    question = block.question
    prompt, answer = question.text(), given.text()
    if not prompt:
        complain(question.line, 1, "empty-question")
    if not answer:
        complain(given.line, 1, "empty-answer")
    if "\n" in prompt and list_items(question)[0]:
        complain(question.line, 1, "list-with-answer")
    kind: str = _FLIP
    if not block.fields or "value" not in block.fields:
        kind, answer = read_answer(answer)
    if fields.value is not _TEXT:
        place = partial(_place_in, given, answer)
        _check_value(fields, answer, place, context.rules, complain)
    card = context.card(block, kind, prompt, answer, fields)
    if kind != _FLIP or not fields.reverse:
        return [card]
    back = replace(
        fields,
        accept=(),
        wrong=(),
        type="",
        value=Value.TEXT,
        tolerance=None,
        unit=(),
        ask=None,
    )
    turned = context.card(block, kind, answer, prompt, back, is_reverse=True)
    return [card, turned]


def _place_in(part: BlockText, text: str) -> tuple[int, int]:
    return part.place(max(0, part.unstripped().find(text)))


def _clozes(
    block: OpenBlock, fields: Fields, context: Context, complain: Complain
) -> list[Card]:
    part = block.question
    found = read_brackets(part.unstripped(), complain, part.place)
    if not found:
        return []
    text, brackets = found
    if not brackets:
        complain(part.line, 1, "no-bracket")
    if len(brackets) > MAX_BRACKETS:
        complain(part.line, 1, "too-many-brackets")
        return []
    bad_values = 0
    if fields.value is not _TEXT:
        for bracket in brackets:
            at = partial(part.place, bracket.at)
            bad_values += not _check_value(
                fields, bracket.answer, at, context.rules, complain
            )
            if bad_values == MAX_WARNINGS:
                return []
    return _cards_of_brackets(block, text, brackets, fields, context)


def _cards_of_brackets(
    block: OpenBlock,
    text: str,
    brackets: Sequence[Bracket],
    fields: Fields,
    context: Context,
) -> list[Card]:
    """The cards of a `C:` block; `text` has the answers filled in."""
    shift = len(text) - len(text.lstrip())
    text = text.strip()
    blanks: list[Blank] = []
    times: dict[str, int] = {}
    for bracket in brackets:
        times[bracket.answer] = nth = times.get(bracket.answer, 0) + 1
        start, end = bracket.start - shift, bracket.end - shift
        blanks.append(Blank(start, end, nth, bracket.type or fields.type))
    if fields.together and len(blanks) > 1:
        answer = "\n".join(bracket.answer for bracket in brackets)
        untyped = replace(fields, type="")
        whole = tuple(blanks)
        return [context.card(block, _CLOZE, text, answer, untyped, blanks=whole)]
    cards: list[Card] = []
    for bracket, blank in zip(brackets, blanks, strict=True):
        typed = (
            replace(fields, type=blank.type) if blank.type != fields.type else fields
        )
        card = context.card(block, _CLOZE, text, bracket.answer, typed, blank=blank)
        cards.append(card)
    return cards


def _check_fields(block: OpenBlock, card: Card, complain: Complain) -> None:
    """Complain about fields that do not fit the card's kind."""
    assert block.fields is not None
    fields = card.fields
    if fields.reverse and card.kind != _FLIP:
        complain(*block.fields["reverse"].place, "impossible-reverse")
    if fields.together and not card.is_cloze:
        complain(*block.fields["together"].place, "impossible-together")
    if "value" in block.fields and (reason := _never_typed(card)):
        place = block.fields["value"].place
        complain(*place, "idle-value", value=fields.value.value, reason=reason)
    if fields.ask and not KINDS[fields.ask].takes(card.kind):
        place = block.fields["ask"].place
        complain(*place, "impossible-ask", kind=card.kind, ask=fields.ask)


def _never_typed(card: Card) -> str:
    """Why the value of a card means nothing; empty when it means something: a number
    or a date also has wrong choices of its own."""
    if not KINDS[Kind.TYPE].takes(card.kind):
        return f"it is a card of {card.kind}"
    if card.fields.value in (Value.TEXT, Value.NUMBER, Value.DATE):
        return ""
    ask = card.fields.ask or card.rules.ask
    if ask and not KINDS[ask].is_typed:
        return f"it is asked as {ask}"
    if "\n" in card.answer and not card.blanks:
        return "its answer has several lines"
    if not ask and not can_be_typed(card):
        return "its answer is too long"
    return ""


def _check_value(
    fields: Fields,
    answer: str,
    place: Callable[[], tuple[int, int]],
    rules: Rules,
    complain: Complain,
) -> bool:
    """Whether the answer is a number, date or list if `:value:` says so; complain if
    not."""
    is_valid, code = True, ""
    match fields.value:
        case _ if not answer:
            pass
        case Value.LIST:
            is_valid, code = len(items_of_list(answer, rules)) > 1, "bad-list"
        case Value.DATE:
            is_valid, code = parse_date(answer, rules) is not None, "bad-date"
        case Value.NUMBER:
            number = parse_quantity(answer, rules, fields.unit)
            is_valid, code = number is not None, "bad-number"
            wanted = wanted_unit(fields.unit, rules)
            if number and number.unit and wanted and number.unit != wanted:
                complain(
                    *place(),
                    "other-unit",
                    answer=short(answer),
                    wanted=short(fields.unit[0]),
                    unit=short(number.unit),
                )
    if not is_valid:
        complain(*place(), code, answer=answer)
    return is_valid
