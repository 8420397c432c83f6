"""Makes text from outside safe to show, and formats short texts.

A terminal obeys control characters, and a bidirectional override reorders the text
around it. Neither belongs in a deck, a name or an answer, so each is replaced by a
visible symbol before anything is shown. Textual's `Content` strips only five of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and newline, DEL, C1
    "\u061c\u200e\u200f"  # directional marks
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides, isolates
    "\u2028\u2029"  # line and paragraph separators
    "\ud800-\udfff\ufff9-\ufffb]"  # lone surrogates, interlinear annotation
)
"""Every character that must not reach a terminal from outside.

Directional controls are replaced even in pairs: a line that wraps between the two
would leave each half unpaired.
"""


def visible(text: str) -> str:
    """`text` with every unsafe character replaced by a visible symbol."""
    return UNSAFE.sub(lambda match: symbol(match[0]), text)


def symbol(character: str) -> str:
    """The symbol for an unsafe character: `␛` for ESC, `‹U+202E›` for an override."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"‹U+{code:04X}›"


def one_line(text: str) -> str:
    """`text` made visible, with each run of white space as one space: for a list
    row."""
    return " ".join(visible(text).split())


INLINE = re.compile(
    r"(?<!`)(?P<code>`+)(?!`)(?P<verbatim>.+?)(?<!`)(?P=code)(?!`)"
    r"|(?P<literal>\\\*|"
    r"(?<![\\$])(?P<maths>\$\$?)[^\s$](?:[^$\n]*[^\s$])?(?P=maths)(?![\d$]))"
    r"|!\[(?P<image>[^\]\[]*)\]\((?P<place>[^()\s]*)\)"
    r"|(?<!!)\[(?P<link>[^\]\[]+)\]\([^()\s]*\)"
    r"|(?<![\d*])(?P<strong>\*{2,3}|__)(?=[^\s*.,;:)])(?P<bold>.{1,1000}?)"
    r"(?<=[^\s(])(?P=strong)(?![\d*])"
    r"|(?<![\w*])\*(?=[^\s*.,;:)])(?P<star>[^*]+?)(?<=[^\s*(])\*(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])(?P<line>[^_]+?)(?<=[^\s_])_(?![\w_])"
)
"""Matches Markdown within a line; `literal` is maths or an escape, to stay as it is.

Asterisks beside digits, as in `2**3`, or as in `*.*` are not emphasis. Bold text has a
limit, so that looking for the end of each `**` costs little."""
EIGHTHS = " ▁▂▃▄▅▆▇█"
"""Columns by their height."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs cells that start with one of these (OWASP, “CSV Injection”)."""
MARKED_FORMULA = re.compile(f"'[{re.escape(''.join(FORMULA_STARTS))}]")
"""Matches within every text that has a cell which `escape_formula` changed."""


def escape_formula(cell: str) -> str:
    """`cell` with a `'` in front if a spreadsheet would run it as a formula."""
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA_STARTS) else cell


def unescape_formula(cell: str) -> str:
    """The inverse of `escape_formula`."""
    is_marked = cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS)
    return cell[1:] if is_marked else cell


def folded(text: str) -> str:
    """`text` in lower case, without accents or full-width forms: to compare names."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text if not unicodedata.combining(c)).casefold()


def cells(text: str) -> int:
    """How many terminal cells `text` takes."""
    return sum(
        0
        if unicodedata.combining(letter)
        else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
    )


def wrapped(text: str, width: int) -> list[tuple[int, int]]:
    """Where each line of `text` begins and ends, in lines of at most `width` cells.

    A line ends at a space; in a word that is longer than a line, anywhere.
    """
    measure = len if text.isascii() else cells
    width = max(width, 2)
    lines: list[tuple[int, int]] = []
    start = at = used = 0
    for word in text.split(" "):
        size = measure(word)
        if at > start and used + 1 + size > width:
            lines.append((start, at - 1))
            start, used = at, 0
        used += size + (at > start)
        if used > width:
            used = 0
            for place, letter in enumerate(word, at):
                size = measure(letter)
                if used + size > width:
                    lines.append((start, place))
                    start, used = place, 0
                used += size
        at += len(word) + 1
    return [*lines, (start, len(text))]


def plural(count: int, one: str, several: str = "") -> str:
    """A count with its noun: `1 card`, `2,000 cards`.

    `several` is the plural when it is not `one` with an `s`: `quizzes`, or `cards are`.
    """
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


def listed(texts: Iterable[str], word: str = "or") -> str:
    """Texts in a sentence: `.csv, .tsv or .txt`."""
    *first, last = texts
    return f"{', '.join(first)} {word} {last}" if first else last


def first_line(text: str) -> str:
    """The first line of `text`, with `…` if there are more: for a list of cards."""
    line, _, rest = text.strip().partition("\n")
    return f"{line} …" if rest.strip() else line


def short(text: str, most: int = 40) -> str:
    """`text`, or its first `most` characters with `…`: for a message that quotes it."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def percent(part: float, whole: float) -> str:
    """A share as people say it: never “100%” when something is missing, nor “0%” when
    there is something."""
    share = 100 * part / whole
    if 99 <= share < 100:
        return "99%"
    return "<1%" if 0 < share < 1 else f"{share:.0f}%"


def bar(share: float, width: int) -> str:
    """A bar of `width` cells, heavy as far as `share` goes: `━━━╾──`.

    Only all of it looks full, and only nothing of it empty.
    """
    halves = round(2 * width * share)
    if 0 < share < 1:
        halves = min(max(1, halves), 2 * width - 1)
    full, half = divmod(halves, 2)
    return "━" * full + "╾" * half + "─" * (width - full - half)


def spark(shares: Iterable[float]) -> str:
    """A small column for each share, 0 to 1."""
    return "".join(EIGHTHS[max(1, round(8 * share))] for share in shares)
