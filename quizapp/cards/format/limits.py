"""How much a file may hold, so that reading it soon ends and takes little memory.

Each limit is far beyond what people write; a file beyond one is refused with a
sentence, before it costs anything.
"""

BYTES = 16 * 2**20
"""Bytes of a file."""
LINES = 100_000
LINE = 50_000
"""Characters of a line."""
FRONT_MATTER = 8192
"""Characters of the front matter; bytes of a file in which it is looked for."""
CARD = 50_000
"""Characters of a card with its fields, or of a fact."""
CARDS = 25_000
"""Cards, topics and comments of a file."""
FACTS = 5_000
"""Facts of a facts file, with their brackets, questions and cards."""
MARKS = 500_000
"""Characters that mean something in the `C:` cards of a file: brackets, `$`, …"""
BRACKETS = 1_000
"""Brackets of one `C:`."""
CONTROLS = 10_000
"""Control characters, from which on a file is no text."""
HINTED = 5_000
"""Cards of a file that get hints: finding those takes longer than reading."""


def marks_in(text: str) -> int:
    """How many characters of a `C:` are looked at one by one."""
    return sum([text.count(mark) for mark in "[]`$\\"])
