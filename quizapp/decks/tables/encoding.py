"""Decodes the bytes of a table: spreadsheets use many encodings and name none."""

from __future__ import annotations

import codecs
import re

from quizapp.cards.format.complaints import complaint
from quizapp.errors import UsageError
from quizapp.model import Complaint

BOMS = (
    (codecs.BOM_UTF8, "utf_8"),
    (codecs.BOM_UTF32_LE, "utf_32_le"),
    (codecs.BOM_UTF32_BE, "utf_32_be"),
    (codecs.BOM_UTF16_LE, "utf_16_le"),
    (codecs.BOM_UTF16_BE, "utf_16_be"),
)
SAMPLE_BYTES = 4096
"""Only so many bytes are checked for UTF-16 without a BOM."""

_SEQUENCE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_OF_FILES = re.compile(r"utf-(?!7)|cp\d|iso|latin|mac|koi|shift|euc|gb|big5|ascii")
_HIGH = re.compile(rb"[\x80-\xff]+")


def decoded(data: bytes, encoding: str = "") -> tuple[str, list[Complaint]]:
    """The text of `data`, with lines that end with LF, and complaints about guesses.

    Without an `encoding`, it is the one of the BOM, or UTF-16 if many bytes at odd or
    even places are NUL, or UTF-8, or else the code page that the bytes look like.
    Raises `UsageError` for an unknown encoding.
    """
    guess = ""
    if encoding:
        encoding = text_encoding(encoding)
    for bom, named in BOMS:
        if data.startswith(bom):
            data = data[len(bom) :]
            if not encoding or encoding.startswith("utf"):
                encoding = named
            break
    if not encoding:
        encoding = _wide(data) or "utf_8"
    complaints: list[Complaint] = []
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf_8":
            encoding = guess = _code_page(data)
        text = data.decode(encoding, errors="replace")
        before = data[: error.start].decode(encoding, errors="replace")
        complaints.append(_guessed(guess, encoding, before, text))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, complaints


def text_encoding(name: str) -> str:
    """Python's name for an encoding. Raises `UsageError` if it is unknown."""
    try:
        b"".decode(name)
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        known = ""
    if not _OF_FILES.match(known):
        raise UsageError(
            f"--encoding: there is no encoding “{name}”. Examples are utf-8, utf-16, "
            "cp1252 (Western), cp1250 (Central European), cp1251 (Cyrillic), …"
        )
    return known


def _wide(data: bytes) -> str:
    """The encoding if it is UTF-16 without a BOM: even in Cyrillic texts, spaces and
    commas contain a NUL."""
    head = data[:SAMPLE_BYTES]
    low, high = head[::2].count(0), head[1::2].count(0)
    enough = max(2, len(head) // 40)
    if len(data) % 2:
        return ""
    if high >= enough and not low:
        return "utf_16_le"
    return "utf_16_be" if low >= enough and not high else ""


def _code_page(data: bytes) -> str:
    """The most likely encoding of bytes that are not all UTF-8.

    It is UTF-8 if most of them are; Cyrillic if high bytes are side by side, like the
    letters of words; otherwise Western European, in which accents are single.
    """
    high = sum(len(run) for run in _HIGH.findall(data))
    if 2 * sum(len(sequence) for sequence in _SEQUENCE.findall(data)) > high:
        return "utf_8"
    runs = sum(len(run) for run in _HIGH.findall(data) if len(run) > 1)
    return "cp1251" if 2 * runs > high else "cp1252"


def _guessed(guess: str, encoding: str, before: str, text: str) -> Complaint:
    """The complaint about the first bytes that are not in the expected encoding."""
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    start = before.rfind("\n") + 1
    line, column = before.count("\n") + 1, len(before) - start + 1
    if guess in ("", "utf_8"):
        named = encoding.replace("_", "-")
        return complaint(line, column, "broken-encoding", encoding=named)
    word = text[len(before) :].split(maxsplit=1)
    shown = (before[start:].rsplit(maxsplit=1) or [""])[-1] + (word or [""])[0]
    return complaint(
        line, column, "guessed-encoding", encoding=guess, shown=shown[-40:]
    )
