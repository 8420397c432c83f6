"""What a half-written line of a deck may go on with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quizapp.cards.format.lines import FIELDS
from quizapp.cards.questions import KINDS
from quizapp.model import Value

USUAL = ("type", "note", "accept", "wrong", "cite", "source")
"""The fields that most cards want, before the others."""
_NAME = re.compile(r":([a-z]*)$")
_VALUE = re.compile(r":([a-z]+):\s+(.*)$")
_TYPE = re.compile(r"\[[^\[\]]*::([^\[\]]*)$")
_TOPIC = re.compile(r"#{1,6}\s+(.*)$")


def completion(
    before: str, after: str, types: Sequence[str], topics: Sequence[str]
) -> str:
    """What to add at the cursor, between `before` and `after` it in its line.

    Names of fields, their values, types (`:type:`, `[answer::…`) and topics; empty
    when there is nothing to go on with.
    """
    if found := _TYPE.search(before):
        if after and not after.startswith("]"):
            return ""
        rest = _rest(found[1], types)
        return rest + ("" if after else "]") if rest else ""
    if after:
        return ""
    if found := _NAME.match(before):
        names = dict.fromkeys((*USUAL, *FIELDS))
        rest = _rest(found[1], names)
        return f"{rest}: " if rest or found[1] in names else ""
    if found := _VALUE.match(before):
        return _rest(found[2], _values(found[1], types))
    if found := _TOPIC.match(before):
        return _rest(found[1], topics)
    return ""


def _values(field: str, types: Sequence[str]) -> Iterable[str]:
    match field:
        case "type":
            return types
        case "value":
            return [each.value for each in Value]
        case "ask":
            return list(KINDS)
        case "reverse" | "together":
            return ("true",)
    return ()


def _rest(begun: str, told: Iterable[str]) -> str:
    """What is left of the first of `told` that goes on from what was begun."""
    begun = begun.lower()
    found = (each for each in told if each.lower().startswith(begun))
    return next((each[len(begun) :] for each in found if len(each) > len(begun)), "")
