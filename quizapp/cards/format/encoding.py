"""Finds the encoding of a file: UTF-8, UTF-16 or what a BOM says, otherwise a guess.

Spreadsheets use many encodings and name none, so a guess is always reported, or left to
the user.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from quizapp.cards.format.complaints import complaint
from quizapp.errors import UsageError
from quizapp.model import Complaint
from quizapp.text import one_line

BOMS = (
    (codecs.BOM_UTF8, "utf_8"),
    (codecs.BOM_UTF32_LE, "utf_32_le"),
    (codecs.BOM_UTF32_BE, "utf_32_be"),
    (codecs.BOM_UTF16_LE, "utf_16_le"),
    (codecs.BOM_UTF16_BE, "utf_16_be"),
)
SAMPLE_BYTES = 4096
"""Bytes that are checked for UTF-16 without a BOM."""

_OF_FILES = re.compile(r"utf-(?!7)|cp\d|iso|latin|mac|koi|shift|euc|gb|big5|ascii")
_HIGH = re.compile(rb"[\x80-\xff]+")
_HIGH_WORD = re.compile(rb"(?<![A-Za-z\x80-\xff])[\x80-\xff]{2,}(?![A-Za-z\x80-\xff])")
_WESTERN, _CYRILLIC = ("cp1252", "cp1250"), ("cp1251", "koi8_r")
_COMMON = {
    "cp949": re.compile(rb"[\xb0-\xc8][\xa1-\xfe]|[\xa1-\xa3]"),
    "euc_jp": re.compile(rb"[\xa1-\xa5\xb0-\xcf][\xa1-\xfe]"),
    "cp932": re.compile(rb"[\x81-\x83\x88-\x98]."),
    "gb18030": re.compile(rb"[\xa1\xa3\xb0-\xd7][\xa1-\xfe]"),
    "big5": re.compile(rb"[\xa1-\xc6]."),
}
"""Asian encodings, and the bytes of their common characters: the syllables or the
frequent ideographs, and their punctuation. Of equal ones the first is likelier."""
COMMON_SHARE = 0.7
MAX_GUESSED = 2**16
"""Bytes that a guess is based on."""


def decoded(data: bytes, encoding: str = "") -> tuple[str, list[Complaint]]:
    """The text of `data`, with lines that end with LF, and complaints about guesses.

    The encoding is the one of the BOM, or `encoding`, or UTF-16 if many bytes at odd
    or even places are NUL, or UTF-8, or else the likeliest one.
    Raises `UsageError` for an unknown encoding.
    """
    data, encoding = _without_bom(data, encoding)
    complaints: list[Complaint] = []
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        guess = likely_encodings(data)[0] if encoding == "utf_8" else ""
        text = data.decode(guess or encoding, errors="replace")
        at = error.start
        lines = _with_lf(data[:at].decode(guess or encoding, "replace")).split("\n")
        place = len(lines), len(lines[-1]) + 1
        if guess in ("", "utf_8"):
            named = encoding.replace("_", "-").upper()
            complaints.append(complaint(*place, "broken-encoding", encoding=named))
        else:
            shown = shown_at(data, at, guess)
            complaints.append(
                complaint(*place, "guessed-encoding", encoding=guess, shown=shown)
            )
    return _with_lf(text), complaints


def _with_lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _without_bom(data: bytes, named: str) -> tuple[bytes, str]:
    """The bytes after the BOM, if there is one, and their encoding: UTF-8 unless a BOM,
    a name or NULs say otherwise. Raises `UsageError` for an unknown encoding."""
    encoding = text_encoding(named) if named else ""
    for bom, encoding_of_bom in BOMS:
        if data.startswith(bom):
            return data[len(bom) :], encoding_of_bom
    return data, encoding or _wide(data) or "utf_8"


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
            "cp1252 (Western), cp1250 (Central European), cp1251 (Cyrillic), gb18030 "
            "(Chinese), shift_jis (Japanese), …"
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


def likely_encodings(data: bytes) -> list[str]:
    """The likely encodings of bytes that are not valid UTF-8, likeliest first.

    That is UTF-8 if most of the bytes are valid. An Asian encoding is likely if all
    bytes are valid and most characters are common in its language; Cyrillic if bytes
    beyond ASCII make whole words; otherwise a Western one, where they are within words.
    """
    letters = [letter for letter in data.decode(errors="replace") if letter > "\x7f"]
    if 3 * letters.count("\ufffd") < len(letters):
        return ["utf_8"]
    sample = data
    if len(data) > MAX_GUESSED:
        sample = data[: data.rfind(b"\n", 0, MAX_GUESSED) + 1] or data[:MAX_GUESSED]
    shares = {name: _common(sample, name) for name in _COMMON}
    likely = [name for name, share in shares.items() if share >= COMMON_SHARE]
    likely.sort(key=lambda name: -shares[name])
    high = sum(len(run) for run in _HIGH.findall(sample))
    words = sum(len(word) for word in _HIGH_WORD.findall(sample))
    if 2 * words > high:
        likely += _more_letters(sample, _CYRILLIC)
    return [*likely, *_more_letters(sample, _WESTERN)]


def _common(data: bytes, encoding: str) -> float:
    """The share of the characters beyond ASCII that are common in this encoding; 0 if
    some bytes are not valid in it."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    others = [letter for letter in text if letter > "\x7f"]
    common = _COMMON[encoding]
    return sum(bool(common.match(letter.encode(encoding))) for letter in others) / max(
        1, len(others)
    )


def _more_letters(data: bytes, encodings: Sequence[str]) -> list[str]:
    """These encodings, first those in which more bytes are letters, small ones above
    all."""

    def letters(encoding: str) -> int:
        text = data.decode(encoding, errors="replace")
        others = [letter for letter in text if letter > "\x7f"]
        return sum(letter.isalpha() + letter.islower() for letter in others)

    return sorted(encodings, key=letters, reverse=True)


def as_utf_8(data: bytes, encoding: str = "") -> bytes:
    """The bytes in UTF-8 if a BOM or NULs say that they are in UTF-16 or UTF-32, or if
    another `encoding` is named; unchanged otherwise.

    Raises `UsageError` for an unknown encoding, or one in which they make no sense.
    """
    text, found = _without_bom(data, encoding)
    if found.replace("-", "_") == "utf_8":
        return data
    try:
        return text.decode(found).encode()
    except UnicodeDecodeError as error:
        if encoding:
            raise UsageError(
                f"--encoding: the file is not in {encoding}, as its byte "
                f"{error.start + 1:,} shows."
            ) from error
        return data


def shown_at(data: bytes, offset: int, encoding: str) -> str:
    """The words around the byte at `offset`, as they read in this encoding."""
    begin = data.rfind(b"\n", 0, offset) + 1
    before = data[begin:offset].decode(encoding, errors="replace")
    text = data[begin : offset + 400].decode(encoding, errors="replace")
    word = text[len(before) :].split(maxsplit=1)
    shown = (before.rsplit(maxsplit=1) or [""])[-1] + (word or [""])[0]
    return one_line(shown)[-40:] if len(before) > 40 else one_line(shown)[:40]
