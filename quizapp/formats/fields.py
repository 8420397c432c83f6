"""The fields below a card: `:name: value`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from quizapp.formats.lines import FIELDS
from quizapp.model import NO_FIELDS, Fields, Kind, Tolerance, Value
from quizapp.model.values import parse_number

_VALUES = tuple(value.value for value in Value)
_KINDS = tuple(kind.value for kind in Kind)
ID = re.compile(r"[\w.-]+")
_TOLERANCE = re.compile(r"(?:±|\+/?-)?\s*(?P<number>.+?)\s*(?P<share>%?)")


@dataclass(slots=True)
class Raw:
    """A field as it stands in the file."""

    lines: list[str]
    line: int
    column: int
    """Where its value begins, 1-based."""

    @property
    def text(self) -> str:
        """Its value, a line a line."""
        return "\n".join(self.lines).strip()


Complain = Callable[[Raw, str, str], None]
"""Takes the field, a code and a message."""


def nearest(name: str, known: tuple[str, ...] = FIELDS) -> str:
    """A sentence that offers the known field that `name` may have meant."""
    near = get_close_matches(name[:20], known, n=1, cutoff=0.5)
    if near:
        return f"Did you mean `:{near[0]}:`?"
    return f"There are {', '.join(known)}."


def read_fields(raw: Mapping[str, Raw], complain: Complain) -> Fields:
    """The fields of a card; one with a bad value is complained of and left out."""
    found: dict[str, Any] = {}
    for name, each in raw.items():
        value = _value(name, each, complain)
        if value is not None:
            found[name] = value
    if "tolerance" in found and found.get("value") is not Value.NUMBER:
        complain(
            raw["tolerance"],
            "tolerance-without-number",
            "A tolerance goes with `:value: number`.",
        )
    return Fields(**found)


def _value(name: str, raw: Raw, complain: Complain) -> Any:
    text = raw.text
    line = " ".join(text.split())
    match name:
        case "note" | "cite":
            return text
        case "accept" | "wrong" | "unit":
            return split_bars(line)
        case "tags":
            return tuple(line.replace(",", " ").split())
        case "id" if not ID.fullmatch(line):
            complain(
                raw,
                "bad-id",
                "An id is made of letters, digits, `.`, `_` and `-`, without blanks.",
            )
        case "value" if line not in _VALUES:
            complain(raw, "bad-value", "`:value:` is number, date or text.")
        case "value":
            return Value(line)
        case "ask" if line not in _KINDS:
            complain(raw, "bad-ask", f"`:ask:` is one of {', '.join(_KINDS)}.")
        case "ask":
            return Kind(line)
        case "reverse" | "together" if line not in ("true", "false"):
            code = "bad-reverse" if name == "reverse" else "bad-together"
            complain(raw, code, f"`:{name}:` is true or false.")
        case "reverse" | "together":
            return line == "true"
        case "tolerance":
            found = _TOLERANCE.fullmatch(line)
            number = parse_number(found["number"]) if found else None
            if found and number is not None and number >= 0:
                return Tolerance(number, bool(found["share"]))
            complain(raw, "bad-tolerance", "A tolerance is like `± 2` or `5%`.")
        case _:
            return line
    return None


def write_fields(texts: Mapping[str, str]) -> list[str]:
    """The lines of fields that are given as texts."""
    lines: list[str] = []
    for name, text in texts.items():
        lines += f":{name}: {text}".replace("\n", "\n  ").split("\n")
    return lines


def texts_of(fields: Fields) -> dict[str, str]:
    """What is written of a card's fields, by name, in their usual order."""
    texts: dict[str, str] = {}
    if fields is NO_FIELDS:
        return texts
    for name in FIELDS:
        value = getattr(fields, name)
        if value == getattr(NO_FIELDS, name):
            continue
        match value:
            case True:
                text = "true"
            case Tolerance():
                share = "%" if value.relative else ""
                text = f"± {value.amount:f}{share}"
            case tuple():
                text = (
                    join_bars(value)
                    if name in ("accept", "wrong", "unit")
                    else ", ".join(value)
                )
            case _:
                text = str(value)
        texts[name] = text
    return texts


def split_bars(text: str) -> tuple[str, ...]:
    r"""The values of a list parted by ` | `; `\|` is a plain bar."""
    parts = re.split(r"(?:^|(?<=\s))\|(?=\s|$)", text)
    return tuple(told for part in parts if (told := part.replace("\\|", "|").strip()))


def join_bars(values: tuple[str, ...]) -> str:
    """The inverse of `split_bars`."""
    return " | ".join(value.replace("|", "\\|") for value in values)
