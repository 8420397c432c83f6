"""What a line nearly is, and how that is written: sentences for complaints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from quizapp.formats.lines import COMMENT, FIELD, FIELDS, Line, could_end, follows_blank
from quizapp.text import short

_MARKER = re.compile(r"[ \t]{0,3}([QACqac][ \t]?:)(?=\s)")
"""A marker but for its case, or for blanks before it or its colon."""
_WORD = re.compile(r"(Question|Answer|Front|Back):(?=\s)", re.IGNORECASE)
"""What other programs begin a card's sides with."""
_SIDES = {"question": "Q", "front": "Q", "answer": "A", "back": "A"}
_TOPIC = re.compile(r"(#+)\s*(.*)")
_FIELD = re.compile(r":\s*+([A-Za-z]+)(?:\s*+[:=]|\s|$)(.*)|([A-Za-z]+)\s*+[:=](.*)")
_ANSWERS = (
    (
        re.compile(r"[-*+]?\s*\[\s*[xX]?\s*\](?!\()"),
        "A choice stands at the line's beginning, with one blank after the `-`: "
        "`- [x] right` or `- [ ] wrong`.",
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
"""Last lines of a body that are nearly an answer, and how that is written."""
LOOKED_AT = 200
"""Characters of a line that is nearly something, which are enough to tell what."""
NAME_AT = max(map(len, FIELDS)) + 2
"""Characters of a line that is nearly a field or marker in which its colon stands."""


def nearly(lines: Sequence[str], index: int) -> tuple[int, str, str] | None:
    """What a line of a body is nearly, if anything: a complaint's column, code and
    message.

    `type: writer`, which is prose elsewhere, is nearly a field only where the body
    could end, as the line below tells; `#Topic` is nearly a topic only where one could
    stand.
    """
    line = lines[index]
    if line[0] == "#":
        if not follows_blank(lines, index) or not could_end(lines, index):
            return None
        told = _nearly_a_topic(line)
        return 1, "nearly-a-topic", f"This is text of the card above. {told}"
    if meant := _marker_meant(line):
        column, written, marker = meant
        return (
            column,
            "nearly-a-marker",
            f"«{written}» is text of the card above. The marker is `{marker}:`, a "
            "capital at the line's start and a colon; `\\` before it makes it text.",
        )
    told = _nearly_a_field(line) if line[0] == ":" or line[0].islower() else ""
    if not told or (line[0] != ":" and not could_end(lines, index, FIELD)):
        return None
    return 1, "nearly-a-field", f"This is text of the card above. {told}"


def in_body(line: str, kind: Line) -> tuple[str, str]:
    """Code and message for a topic or comment where it is text of a card."""
    told = f"«{short(line)}» is part of the card above"
    if kind is COMMENT:
        return (
            "comment-in-body",
            f"{told}, and is shown. A comment stands after a blank line, between "
            "cards; `\\<!--` makes this a plain line.",
        )
    return (
        "heading-in-body",
        f"{told}. A topic stands after a blank line and before a card; `\\#` makes "
        "this a plain line.",
    )


def stray(line: str, *, below_fields: bool) -> str:
    """What to do with a line that belongs to no card."""
    if line[0] == "#":
        return _nearly_a_topic(line)
    if told := _nearly_a_field(line) if below_fields else "":
        return told
    if meant := _marker_meant(line):
        return f"A marker is a capital at the line's start: `{meant[2]}:`."
    return (
        "This line belongs to no card. Begin one with `Q:` or `C:`; below a card's "
        "fields, indent a line to go on with the last one."
    )


def _marker_meant(line: str) -> tuple[int, str, str] | None:
    """Column and text of what is nearly a marker at a line's beginning, and the letter
    that it is written with."""
    if found := _MARKER.match(line):
        return found.start(1) + 1, found[1], found[1][0].upper()
    found = _WORD.match(line)
    return (1, found[0], _SIDES[found[1].lower()]) if found else None


def nearest(name: str, known: tuple[str, ...] = FIELDS) -> str:
    """A sentence that offers the known field that `name` may have meant."""
    near = get_close_matches(name[:20], known, n=1, cutoff=0.5)
    if near:
        return f"Did you mean `:{near[0]}:`?"
    return f"There are {', '.join(known)}."


def _nearly_a_topic(line: str) -> str:
    """A sentence that says how the topic is written that `#…` nearly is."""
    found = _TOPIC.match(line[:LOOKED_AT])
    assert found
    name = short(found[2].strip() or "…")
    return f"A topic is one to six `#`, a blank and its name: `{found[1][:6]} {name}`."


def _nearly_a_field(line: str) -> str:
    """A sentence that says how the field is written that a line nearly is, if any."""
    found = _FIELD.fullmatch(line.strip()[:LOOKED_AT])
    if not found:
        return ""
    name, value = (found[1] or found[3]).lower(), (found[2] or found[4] or "…").strip()
    if name not in FIELDS:
        return ""
    return f"The name of a field stands between colons: `:{name}: {short(value)}`."


def way_to_an_answer(lines: Sequence[str]) -> str:
    """What would make a card of a body without an answer: if it can be told from its
    last line, how that is written, else all there is."""
    last = next(filter(None, map(str.strip, reversed(lines[1:]))), "")[:LOOKED_AT]
    for pattern, told in _ANSWERS:
        if pattern.match(last):
            return told
    return (
        "Add a line `A: …` below it, or a list: `- [x]` and `- [ ]`, `1.`, or "
        "`- a => b`."
    )
