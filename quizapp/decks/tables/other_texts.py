"""Recognizes text files that are not tables, and says what to do with them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from itertools import islice

from quizapp.cards.format.encoding import decoded
from quizapp.cards.format.front_matter import read_front_matter
from quizapp.cards.format.lines import MARKERS, LineKind, comment_end, line_kind
from quizapp.decks.tables.records import Record, full_width, records_of, width_of

MIN_SHARE = 0.6
"""In a table, at least this share of records has an answer. In another text, at least
this share of lines has its typical form."""
MIN_SHARE_OF_TEXT = 0.9
"""The share of records with an answer that is required if separators are followed by
spaces, as in sentences, and lines are long."""
LONG_LINE_WORDS = 8
"""Lines with at least this many words are long."""
SAMPLE_LINES = 1_000
"""Lines that are checked."""
DASHES = (" - ", " – ", " — ", " :: ", " => ", " -> ", " → ", " = ", ": ", "::")
"""The separators between a term and its definition."""
MAX_TERM = 60
"""The longest term, in characters."""
_LOOSE = (",", ";")
"""Separators that also occur in sentences, followed by a space."""
_ASKED = re.compile(r"(?:\d+[.)] *)?q(?:uestion)? *\d*[.):] *\S", re.IGNORECASE)
_ANSWERED = re.compile(r"a(?:ns(?:wer)?)? *\d*[.):] *\S", re.IGNORECASE)
_QUIZ = re.compile(
    r"^ANSWER: *[A-Z]$|\{\s*[=~]|\{ *(?:T|F|TRUE|FALSE) *\}|^::.+::", re.MULTILINE
)
"""Matches what only Moodle's formats have, Aiken and GIFT."""
_CHOICE = re.compile(r"\(?[A-Ea-e][.)] ")
_BULLET = re.compile(r"[-*+•] |#{1,6} |\d+[.)] ")
_READ = "You can read it as an article (quizapp read {}; in the app: paste its text)."
_NAME_SEPARATOR = (
    " If it is a table after all, name its separator (--separator; in the app: "
    "Columns)."
)


def holds_deck(lines: Sequence[str]) -> bool:
    """Whether a text is a deck, whatever its file is called: the first line that is not
    a heading or comment is a question, with an `A:` somewhere, or a cloze."""
    _, index = read_front_matter(lines, "")
    while index < len(lines):
        line = lines[index]
        kind = line_kind(line)
        if kind in MARKERS:
            has_answer = any(other.startswith("A:") for other in lines[index:])
            return "\t" not in line and (
                (kind is LineKind.QUESTION and has_answer)
                or (kind is LineKind.CLOZE and "[" in line)
            )
        if kind is LineKind.COMMENT and (end := comment_end(lines, index)) is not None:
            index = end
        elif kind not in (LineKind.BLANK, LineKind.TOPIC, LineKind.END):
            return False
        index += 1
    return False


def is_deck_text(data: bytes, encoding: str = "") -> bool:
    """Whether the bytes of a text are a deck. Raises `UsageError` for an unknown
    encoding."""
    text = decoded(data, encoding)[0]
    return holds_deck(text.split("\n"))


def other_text(lines: Sequence[str], separator: str, file: str, first: int = 0) -> str:
    """What the text of a file looks like that is not a table with this separator, and
    what to do with it: a sentence to follow the file's name. Empty if it is a table.

    The text begins on line `first`. In a table, most records have a first cell and
    another one; if the separator is a comma, also equally many cells.
    """
    sample = lines[first : first + SAMPLE_LINES]
    records = list(islice(records_of(sample, separator), SAMPLE_LINES))
    if not records:
        return ""
    texts = [line.strip() for line in sample if line.strip()]
    width = max(2, width_of(sample, separator)[0]) if separator == "," else 0
    fit = sum(_fits(record, width) for record in records) / len(records)
    text = "\n".join(texts)
    marks = text.count(separator)
    is_loose = separator in _LOOSE and 2 * text.count(f"{separator} ") > marks
    is_long = is_loose and len(text.split()) >= LONG_LINE_WORDS * len(texts)
    if fit >= (MIN_SHARE_OF_TEXT if is_long else MIN_SHARE):
        before = [line.partition(f"{separator} ")[0] for line in texts]
        dash = _dash(before, 0.9) if is_loose else ""
        return _terms(dash, texts) if dash else ""
    return _appearance(texts, text, _READ.format(shlex.quote(file)))


def _fits(record: Record, width: int) -> bool:
    """Whether a record can be a card, with exactly `width` cells unless that is 0."""
    wide = full_width(record)
    return wide > 1 and bool(record.cells[0].strip()) and wide == (width or wide)


def _appearance(texts: Sequence[str], text: str, read: str) -> str:
    """What the lines of a text look like that is not a table; `read` is the advice to
    read it."""
    if any(map(_ASKED.match, texts)) and any(map(_ANSWERED.match, texts)):
        return (
            "this looks like questions and answers, not a table. Begin each question "
            "with Q: and each answer with A:, at the very start of a line, and save it "
            "as UTF-8; then it can be added as a deck."
        )
    if _QUIZ.search(text) or _share(_CHOICE, texts) > 0.3:
        return (
            "this looks like a quiz from another program, not a table. Write each "
            "question as Q:, with its choices as - [x] and - [ ] below, in a file "
            "whose name ends in .md: quizapp help format."
        )
    if dash := _dash(texts, MIN_SHARE):
        return _terms(dash, texts)
    if _share(_BULLET, texts) >= 0.4:
        return f"this looks like notes in Markdown, not a table. {read}"
    if sum(" " not in line for line in texts) >= MIN_SHARE * len(texts):
        return (
            "this looks like a list of words without answers. Put the answer after "
            f"each word, with a tab between them.{_NAME_SEPARATOR}"
        )
    return f"this looks like ordinary text, not a table. {read}{_NAME_SEPARATOR}"


def _terms(dash: str, texts: Sequence[str]) -> str:
    line = next(line for line in texts if dash in line)
    shown = line if len(line) < MAX_TERM else f"{line[: MAX_TERM - 1]}…"
    has_bullets = _share(_BULLET, texts) >= MIN_SHARE
    first = "Remove the bullets, then add" if has_bullets else "Add"
    return (
        f"this looks like a list of terms and definitions: “{shown}”. {first} it with "
        f"“{dash}” as its separator (--separator '{dash}'; in the app: Columns)."
    )


def _dash(texts: Sequence[str], share: float) -> str:
    """What separates term and definition in this share of the lines, if anything; if
    two fit, the one that comes first in them."""

    def fits(dash: str) -> tuple[int, int]:
        parts = [line.partition(dash) for line in texts]
        terms = [term for term, mark, _ in parts if mark and 0 < len(term) <= MAX_TERM]
        return len(terms), -sum(map(len, terms))

    best = max(DASHES, key=fits)
    return best if fits(best)[0] >= share * len(texts) else ""


def _share(pattern: re.Pattern[str], texts: Sequence[str]) -> float:
    return sum(bool(pattern.match(line)) for line in texts) / len(texts)
