"""Advice for complaints: what a line may have been meant as, and how to write that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from quizapp.cards.format.complaints import Complain
from quizapp.cards.format.lines import (
    FIELD,
    FIELDS,
    body_could_end,
    follows_blank,
)
from quizapp.text import short

_MARKER = re.compile(r"[ \t]{0,3}([QACqac][ \t]?:)(?=\s)")
"""A marker in the wrong case, or with spaces before it or its colon."""
_WORD = re.compile(r"(Question|Answer|Front|Back):(?=\s)", re.IGNORECASE)
"""How other programs mark the sides of a card."""
_SIDES = {"question": "Q", "front": "Q", "answer": "A", "back": "A"}
_OBSIDIAN = re.compile(r"^([^`]*?[^`:\s])\s*(:::?)\s*[^:\s]")
_TOPIC = re.compile(r"(#+)\s*(.*)")
_FIELD = re.compile(r":\s*+([A-Za-z]+)(?:\s*+[:=]|\s|$)(.*)|([A-Za-z]+)\s*+[:=](.*)")
_ANSWERS = (
    (
        re.compile(r"[-*+]?\s*\[\s*[xX]?\s*\](?!\()"),
        "A choice begins its line, with a space after the `-`: `- [x] right` or "
        "`- [ ] wrong`.",
    ),
    (
        re.compile(r"[-*+]\s*\S.*(?:\s(?:=|->|–>)|=>|⇒|→)\s*\S"),
        "If its lines are pairs, write each as `- a => b`.",
    ),
    (
        re.compile(r"A[.;)]|[Aa]ns(?:wer)?\s*:"),
        "An answer begins with `A:`.",
    ),
)
"""Last lines of a question that may be meant as an answer, with advice."""
MAX_LOOKED_AT = 200
"""Characters of a line that are looked at."""
MAX_COLON_AT = max(map(len, FIELDS)) + 2
"""The colon of a line that may be meant as a field or marker is within this many
characters."""


def check_near_misses(lines: Sequence[str], index: int, complain: Complain) -> None:
    """Complain if a line of a card's text may be meant as something else.

    `type: writer`, which is prose elsewhere, may be meant as a field only where the
    text could end, depending on the next line; `#Topic` as a topic only where a topic
    could be.
    """
    line, number = lines[index], index + 1
    if line[0] == "#":
        if follows_blank(lines, index) and body_could_end(lines, index):
            complain(number, 1, "nearly-a-topic", advice=_nearly_a_topic(line))
        return
    if meant := _marker_meant(line):
        column, written, marker = meant
        complain(number, column, "nearly-a-marker", written=written, marker=marker)
        return
    advice = _nearly_a_field(line) if line[0] == ":" or line[0].islower() else ""
    if advice and (line[0] == ":" or body_could_end(lines, index, FIELD)):
        complain(number, 1, "nearly-a-field", advice=advice)


def obsidian_card(line: str) -> tuple[str, str] | None:
    """What a line is in a card of Obsidian's plugin for spaced repetition, and how it
    is written here; `None` if it is nothing of that kind."""
    line = line.strip()[:MAX_LOOKED_AT]
    if _MARKER.match(line):
        return None
    if line in ("?", "??"):
        return f"`{line}` between question and answer", "Write `Q:` and `A:` instead."
    if (found := _OBSIDIAN.search(line)) and found[1]:
        written = f"`Q: {short(found[1].strip())}` and, below it, `A: …`"
        return f"`{found[2]}` between question and answer", f"Write {written}."
    if "==" in line.partition("==")[2].strip("="):
        return "`==…==`", "Write `C:`, and brackets around what is left blank."
    return None


def advice_on_stray(line: str, *, below_fields: bool, in_facts: bool) -> str:
    """What to do about a line that does not belong to a card."""
    if line[0] == "#":
        return _nearly_a_topic(line)
    if advice := _nearly_a_field(line) if below_fields else "":
        return advice
    if meant := _marker_meant(line):
        spaces = ", without spaces before it" if line[0].isspace() else ""
        return f"Begin the line with `{meant[2]}:`{spaces}."
    if in_facts:
        return "Leave a blank line before the next fact."
    return (
        "Begin a card with `Q:` or `C:`; below a card's fields, indent a line to "
        "continue the last one."
    )


def _marker_meant(line: str) -> tuple[int, str, str] | None:
    """Column and text of what may be meant as a marker, and the right letter for it."""
    if found := _MARKER.match(line):
        return found.start(1) + 1, found[1], found[1][0].upper()
    found = _WORD.match(line)
    return (1, found[0], _SIDES[found[1].lower()]) if found else None


def advice_on_unknown_field(name: str, known: Sequence[str]) -> str:
    """A sentence that offers the known field most like `name`, or lists all."""
    near = get_close_matches(name[:20], known, n=1)
    if near:
        return f"Did you mean `:{near[0]}:`?"
    return f"The fields are {', '.join(known)}."


def _nearly_a_topic(line: str) -> str:
    """A sentence that shows how the topic is written that `#…` may be meant as."""
    found = _TOPIC.match(line[:MAX_LOOKED_AT])
    assert found
    name = short(found[2].strip() or "…")
    return f"A topic is one to six `#`, a space and its name: `{found[1][:6]} {name}`."


def _nearly_a_field(line: str) -> str:
    """A sentence that shows how the field is written that a line may be meant as; empty
    if none."""
    found = _FIELD.fullmatch(line.strip()[:MAX_LOOKED_AT])
    if not found:
        return ""
    name, value = (found[1] or found[3]).lower(), (found[2] or found[4] or "…").strip()
    if name not in FIELDS:
        return ""
    return f"The name of a field goes between colons: `:{name}: {short(value)}`."


def advice_on_missing_answer(lines: Sequence[str]) -> str:
    """How to add the missing answer: how to write what the last line may be meant as,
    or else all possibilities."""
    last = next(filter(None, map(str.strip, reversed(lines[1:]))), "")[:MAX_LOOKED_AT]
    for pattern, advice in _ANSWERS:
        if pattern.match(last):
            return advice
    return (
        "Add a line `A: …` below it, or a list of items: `- [x]`, `1.` or `- a => b`."
    )
