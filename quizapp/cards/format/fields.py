"""Reads and writes the fields below a card: `:name: value`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct, to_builtins

from quizapp.cards.format.complaints import Complain
from quizapp.cards.kinds import KINDS
from quizapp.cards.languages.numbers import parse_number
from quizapp.model import NO_FIELDS, Fields, Tolerance, Value

ID = re.compile(r"[\w.-]+")
AT = re.compile(r"[1-9]\d{0,5}\.[1-9]\d{0,5}", re.ASCII)
"""The place of a sentence: the numbers of its paragraph and its own."""
_BAR = re.compile(r"\|(?<!\S\|)(?!\S)")
_TIGHT_BAR = re.compile(r"\|(?<!\\\|)(?:(?<=\S\|)|(?=\S))")
LIST_FIELDS = ("accept", "wrong", "unit")
"""The fields that are lists separated by bars."""
MULTILINE_FIELDS = ("note", "cite")
"""The fields that keep their line breaks."""
_TOLERANCE = re.compile(r"(?:±|\+/?-)?\s*(?P<number>.+?)\s*(?P<share>%?)")


class RawField(Struct, gc=False):
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
        return " ".join(" ".join(self.lines).split())

    @property
    def place(self) -> tuple[int, int]:
        """The line and column of its value."""
        return self.line, self.column


Reader = Callable[[str], Any]
"""Reads the text of a field; `None` if it is invalid."""


def _matching(pattern: re.Pattern[str]) -> Reader:
    return lambda text: text if pattern.fullmatch(text) else None


def _tags(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def _ask(text: str) -> str | None:
    kind = KINDS.get(text)
    return kind.name if kind else None


def _tolerance(text: str) -> Tolerance | None:
    found = _TOLERANCE.fullmatch(text)
    number = parse_number(found["number"]) if found else None
    if found and number is not None and number >= 0:
        return Tolerance(number, bool(found["share"]))
    return None


def split_bars(text: str) -> tuple[str, ...]:
    r"""The values of a list separated by ` | `; `\|` is a bar within a value."""
    if "|" not in text:  # for speed
        return (value,) if (value := text.strip()) else ()
    parts = _BAR.split(text)
    return tuple(value for part in parts if (value := part.replace("\\|", "|").strip()))


def join_bars(values: tuple[str, ...]) -> str:
    """The text of a list of values: the inverse of `split_bars`."""
    return " | ".join(value.replace("|", "\\|") for value in values)


_FLAG: Reader = {"true": True, "false": False}.get
FIELD_READERS: Mapping[str, Reader] = {
    "id": _matching(ID),
    "type": str,
    "value": {value.value: value for value in Value}.get,
    "tolerance": _tolerance,
    "unit": split_bars,
    "accept": split_bars,
    "wrong": split_bars,
    "source": str,
    "cite": str,
    "quote": str,
    "at": _matching(AT),
    "fact": str,
    "note": str,
    "tags": _tags,
    "reverse": _FLAG,
    "together": _FLAG,
    "ask": _ask,
}
"""How each field is read."""
_BAD = {
    "id": "bad-id",
    "value": "bad-value",
    "tolerance": "bad-tolerance",
    "at": "bad-at",
    "reverse": "bad-reverse",
    "together": "bad-together",
    "ask": "bad-ask",
}
"""The code of the complaint about a field that is invalid."""


def _write_tolerance(written: Mapping[str, Any]) -> str:
    share = "%" if written["relative"] else ""
    return f"± {Decimal(written['amount']):f}{share}"


_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "tolerance": _write_tolerance,
    "unit": join_bars,
    "accept": join_bars,
    "wrong": join_bars,
    "tags": ", ".join,
    "reverse": lambda _: "true",
    "together": lambda _: "true",
}
"""How each field is written whose value is not a text."""


def read_fields(raw: Mapping[str, RawField], complain: Complain) -> Fields:
    """The fields of a card; invalid ones are left out with a complaint."""
    found: dict[str, Any] = {}
    for name, field in raw.items():
        text = field.text if name in MULTILINE_FIELDS else field.one_line
        value = FIELD_READERS[name](text)
        if value is not None:
            found[name] = value
        elif text:
            complain(*field.place, _BAD[name], kinds=", ".join(KINDS))
        if not text:
            complain(*field.place, "empty-field", name=name)
        if name in LIST_FIELDS and has_tight_bar(text):
            complain(*field.place, "bar-without-spaces")
    if "tolerance" in found and found.get("value") is not Value.NUMBER:
        complain(*raw["tolerance"].place, "tolerance-without-number")
    return Fields(**found)


def has_tight_bar(text: str) -> bool:
    """Whether a bar without spaces around it may be meant to separate values."""
    return "|" in text and bool(_TIGHT_BAR.search(text))


def write_fields(texts: Mapping[str, str]) -> str:
    """The fields with these names and texts, each after a line break."""
    written = ""
    for name, text in texts.items():
        indented = text.replace("\n", "\n  ")
        written += f"\n:{name}: {indented}"
    return written


def field_texts(fields: Fields) -> dict[str, str]:
    """The text of each field that is not its default, by name, in the usual order."""
    texts: dict[str, str] = {}
    if fields is NO_FIELDS:
        return texts
    for name, value in to_builtins(fields).items():  # omits defaults
        texts[name] = value if isinstance(value, str) else _WRITERS[name](value)
    return texts
