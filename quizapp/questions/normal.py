"""Typed text in the one form in which answers are compared."""

from __future__ import annotations

import re
import unicodedata

_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)")
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_SIGNIFICANT = re.compile(r"[^\w%$€£+]+|_")


def normal(text: str) -> str:
    """`text` without case, accents, width, punctuation and a leading article.

    Words stand apart by one blank; `U.S.A.` is `usa`. Text that is nothing but
    punctuation keeps it, so that `+` and `→` can be answers.
    """
    text = unicodedata.normalize("NFKD", text.replace("&", " and "))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = _APOSTROPHES.sub("", text)
    text = _DOTTED.sub(lambda found: found[0].replace(".", "") + " ", text)
    words = _SIGNIFICANT.sub(" ", text).strip()
    words = _ARTICLE.sub("", words)
    return words or " ".join(text.split())


def slips(one: str, other: str, most: int) -> int:
    """How many slips part two words, counted up to `most` + 1.

    A slip is a letter added, left out, replaced, or swapped with its neighbour: the
    optimal string alignment distance (Damerau 1964), in a band of `most` around the
    diagonal, so that long words cost no more than their length.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    far = most + 1
    before: list[int] = []
    last = [j if j <= most else far for j in range(len(other) + 1)]
    for i, letter in enumerate(one, start=1):
        row = [far] * (len(other) + 1)
        if i <= most:
            row[0] = i
        for j in range(max(1, i - most), min(len(other), i + most) + 1):
            best = min(
                last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other[j - 1])
            )
            if (
                i > 1
                and j > 1
                and letter == other[j - 2]
                and one[i - 2] == other[j - 1]
            ):
                best = min(best, before[j - 2] + 1)
            row[j] = min(best, far)
        if min(row) > most:
            return far
        before, last = last, row
    return last[-1]
