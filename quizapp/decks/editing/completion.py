"""Completes a line of a deck while it is being typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quizapp.cards.format.lines import FIELDS
from quizapp.cards.questions import KINDS
from quizapp.model import Value

COMMON_FIELDS = ("type", "note", "accept", "wrong", "cite", "source")
"""The fields that are used most, which are offered first."""
_NAME = re.compile(r":([a-z]*)$")
_VALUE = re.compile(r":([a-z]+):\s+(.*)$")
_TYPE = re.compile(r"\[[^\[\]]*::([^\[\]]*)$")
_TOPIC = re.compile(r"#{1,6}\s+(.*)$")


def completion(
    before: str, after: str, types: Sequence[str], topics: Sequence[str]
) -> str:
    """The text to insert at the cursor, given the line `before` and `after` it.

    It completes names of fields, their values, types (`:type:`, `[answer::…`) and
    topics; it is empty if there is no completion.
    """
    if found := _TYPE.search(before):
        if after and not after.startswith("]"):
            return ""
        rest = _rest(found[1], types)
        return rest + ("" if after else "]") if rest else ""
    if after:
        return ""
    if found := _NAME.match(before):
        names = dict.fromkeys((*COMMON_FIELDS, *FIELDS))
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
            return [value.value for value in Value]
        case "ask":
            return list(KINDS)
        case "reverse" | "together":
            return ("true",)
    return ()


def _rest(begun: str, options: Iterable[str]) -> str:
    """The rest of the first of `options` that starts with `begun`; empty if none
    does."""
    begun = begun.lower()
    found = (option for option in options if option.lower().startswith(begun))
    return next(
        (option[len(begun) :] for option in found if len(option) > len(begun)), ""
    )
