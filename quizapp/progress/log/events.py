"""Events as JSON objects: the one place that encodes and decodes them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Annotated, get_args

from msgspec import DecodeError, Meta, Raw, Struct, to_builtins
from msgspec.json import Decoder

from quizapp.errors import UsageError
from quizapp.model import (
    Act,
    Event,
    KnownAct,
    Malformed,
    QuizEnded,
    Review,
    Setting,
    Stamp,
    Unknown,
)
from quizapp.schedule import learner_setting

YEARS = range(1900, 2200)
"""The years in which an event can have happened, however wrong the clock was."""


class _When(Struct):
    """The field that every event has besides those of its class."""

    at: Annotated[datetime, Meta(tz=True)]


class _Card(Struct):
    """The field of an event that touches a card."""

    card: str = ""


class _Kind(Struct):
    """The field that says which class it is."""

    kind: str


_WHEN, _CARD, _KIND = Decoder(_When), Decoder(_Card), Decoder(_Kind)
_ACT = Decoder(KnownAct)
KINDS = frozenset(each.__struct_config__.tag for each in get_args(KnownAct))
_ERRORS = (DecodeError, UnicodeDecodeError, RecursionError)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""The time of an event that does not say its own."""
_UNREAD: Act = Unknown("")


def encode(act: Act, at: datetime) -> Raw:
    """The JSON object of an event."""
    if (at.utcoffset() or timedelta()) % timedelta(minutes=1):
        at = at.astimezone(UTC)  # seconds in an offset are not in RFC 3339
    when = at.isoformat(timespec="milliseconds")
    document = {"kind": "", "at": when, **to_builtins(act)}
    # Half a surrogate, as a terminal that is not UTF-8 sends it, becomes a `?`.
    return Raw(json.dumps(document, ensure_ascii=False).encode(errors="replace"))


def decode(text: Raw, stamp: Stamp) -> Event:
    """The event of a JSON object: `Unknown` if a newer quizapp wrote it, `Malformed` if
    its values are impossible."""
    at, act = EPOCH, _UNREAD
    try:
        at = _WHEN.decode(text).at
        act = _ACT.decode(text)
        why = _flaw(at, act)
    except _ERRORS as error:
        why = _words(error)
        kind = kind_of(text)
        if at is not EPOCH and kind and kind not in KINDS:
            return Event(stamp, at, Unknown(kind))
    return Event(stamp, at, Malformed(why) if why else act)


def card_in(text: Raw) -> str | None:
    """The card that an event's JSON object names, empty for none; `None` when it is
    damaged."""
    try:
        return _CARD.decode(text).card
    except _ERRORS:
        return None


def kind_of(text: Raw) -> str:
    """The kind that an event's JSON object names; empty for none."""
    try:
        return _KIND.decode(text).kind
    except _ERRORS:
        return ""


def _flaw(at: datetime, act: Act) -> str:
    """What is wrong with an event whose fields have the right types."""
    if at.year not in YEARS:
        return f"`at`: the year {at.year}"
    match act:
        case Review() | QuizEnded() if act.day.year not in YEARS:
            return f"`day`: the year {act.day.year}"
        case Setting(name, value) if declared := learner_setting(name):
            if value is None and "@" in name:
                return ""
            try:
                declared.checked(value)
            except UsageError:
                return f"`value`: {value} for `{name}`"
    return ""


def _words(error: Exception) -> str:
    """The library's words, the field first: `grade`: invalid enum value 9."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    reason, _, place = str(error).partition(" - at ")
    field = place.strip("`").removeprefix("$.")
    return f"`{field}`: {reason[0].lower()}{reason[1:]}" if field else reason
