"""Reads and writes the fields below a card: `:name: value`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from quizapp.cards.format.complaints import Complain
from quizapp.cards.format.lines import FIELDS
from quizapp.cards.kinds import KINDS
from quizapp.cards.languages.numbers import parse_number
from quizapp.model import NO_FIELDS, Fields, Tolerance, Value

ID = re.compile(r"[\w.-]+")
AT = re.compile(r"[1-9]\d{0,5}\.[1-9]\d{0,5}", re.ASCII)
"""The place of a sentence: the numbers of its paragraph and its own."""
_BAR = re.compile(r"\|(?<!\S\|)(?!\S)")
_TIGHT_BAR = re.compile(r"\|(?<!\\\|)(?:(?<=\S\|)|(?=\S))")
_all = attrgetter(*FIELDS)
_USUAL = _all(NO_FIELDS)
LIST_FIELDS = ("accept", "wrong", "unit")
"""The fields that are lists separated by bars."""
_TOLERANCE = re.compile(r"(?:±|\+/?-)?\s*(?P<number>.+?)\s*(?P<share>%?)")


@dataclass(slots=True)
class RawField:
    """A field as written in the file."""

    lines: list[str]
    """Its value, with white space stripped from each line."""
    line: int
    column: int
    """The column where its value begins, 1-based."""

    @property
    def text(self) -> str:
        """Its value with its line breaks."""
        return "\n".join(self.lines).strip()

    @property
    def one_line(self) -> str:
        """Its value with each run of white space as one space."""
        return " ".join(self.text.split())

    @property
    def place(self) -> tuple[int, int]:
        """The line and column of its value."""
        return self.line, self.column


Reader = Callable[[RawField, Complain], Any]
"""Reads the value of a field; `None`, with a complaint, if it is invalid."""


def read_fields(raw: Mapping[str, RawField], complain: Complain) -> Fields:
    """The fields of a card; invalid ones are left out with a complaint."""
    found = {}
    for name, field in raw.items():
        value = _READERS[name](field, complain)
        if value is not None:
            found[name] = value
        if not value and not field.text:
            complain(*field.place, "empty-field", name=name)
    if "tolerance" in found and found.get("value") is not Value.NUMBER:
        complain(*raw["tolerance"].place, "tolerance-without-number")
    return Fields(**found)


def _text(raw: RawField, _: Complain) -> str:
    return raw.text


def _one_line(raw: RawField, _: Complain) -> str:
    return raw.one_line


def _list(raw: RawField, complain: Complain) -> tuple[str, ...]:
    text = raw.one_line
    if has_tight_bar(text):
        complain(*raw.place, "bar-without-spaces")
    return split_bars(text)


def has_tight_bar(text: str) -> bool:
    """Whether a bar without spaces around it may be meant to separate values."""
    return "|" in text and bool(_TIGHT_BAR.search(text))


def _tags(raw: RawField, _: Complain) -> tuple[str, ...]:
    return tuple(raw.text.replace(",", " ").split())


def _matching(pattern: re.Pattern[str], code: str) -> Reader:
    """Reads a text of this form."""

    def read(raw: RawField, complain: Complain) -> str | None:
        text = raw.one_line
        if pattern.fullmatch(text):
            return text
        complain(*raw.place, code)
        return None

    return read


def _one_of(values: Mapping[str, object], code: str) -> Reader:
    """Reads one of these values by its text."""

    def read(raw: RawField, complain: Complain) -> object:
        value = values.get(raw.one_line)
        if value is None:
            complain(*raw.place, code)
        return value

    return read


def _ask(raw: RawField, complain: Complain) -> str | None:
    if kind := KINDS.get(raw.one_line):
        return kind.name
    complain(*raw.place, "bad-ask", kinds=", ".join(KINDS))
    return None


def _tolerance(raw: RawField, complain: Complain) -> Tolerance | None:
    found = _TOLERANCE.fullmatch(raw.one_line)
    number = parse_number(found["number"]) if found else None
    if found and number is not None and number >= 0:
        return Tolerance(number, bool(found["share"]))
    complain(*raw.place, "bad-tolerance")
    return None


_FLAGS = {"true": True, "false": False}
_READERS: dict[str, Reader] = {
    "id": _matching(ID, "bad-id"),
    "type": _one_line,
    "value": _one_of({value.value: value for value in Value}, "bad-value"),
    "tolerance": _tolerance,
    "unit": _list,
    "accept": _list,
    "wrong": _list,
    "source": _one_line,
    "cite": _text,
    "quote": _one_line,
    "at": _matching(AT, "bad-at"),
    "fact": _one_line,
    "note": _text,
    "tags": _tags,
    "reverse": _one_of(_FLAGS, "bad-reverse"),
    "together": _one_of(_FLAGS, "bad-together"),
    "ask": _ask,
}


def write_fields(texts: Mapping[str, str]) -> list[str]:
    """The lines of the fields with these names and texts."""
    lines: list[str] = []
    for name, text in texts.items():
        lines += f":{name}: {text}".replace("\n", "\n  ").split("\n")
    return lines


def field_texts(fields: Fields) -> dict[str, str]:
    """The text of each field that is not its default, by name, in the usual order."""
    texts: dict[str, str] = {}
    if fields is NO_FIELDS:
        return texts
    for name, value, usual in zip(FIELDS, _all(fields), _USUAL, strict=True):
        if value == usual:
            continue
        match value:
            case True:
                text = "true"
            case Tolerance():
                share = "%" if value.relative else ""
                text = f"± {value.amount:f}{share}"
            case tuple():
                text = join_bars(value) if name in LIST_FIELDS else ", ".join(value)
            case _:
                text = str(value)
        texts[name] = text
    return texts


def split_bars(text: str) -> tuple[str, ...]:
    r"""The values of a list separated by ` | `; `\|` is a bar within a value."""
    if "|" not in text:
        return (value,) if (value := text.strip()) else ()
    parts = _BAR.split(text)
    return tuple(value for part in parts if (value := part.replace("\\|", "|").strip()))


def join_bars(values: tuple[str, ...]) -> str:
    """The text of a list of values: the inverse of `split_bars`."""
    return " | ".join(value.replace("|", "\\|") for value in values)
