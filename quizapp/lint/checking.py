"""A deck's hints, each in its place, without those that its author silenced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import groupby, islice

from quizapp.formats.lines import split
from quizapp.lint.page import Page
from quizapp.lint.places import place
from quizapp.lint.rules import RULES
from quizapp.model import Complaint, Deck, Level

WARNINGS = frozenset(
    "stray-bracket unknown-field empty-field repeated-card empty-answer empty-question "
    "heading-in-body comment-in-body list-with-answer no-cards control-character "
    "unknown-key bad-article unknown-code nearly-a-marker nearly-a-field "
    "nearly-a-topic link-like-bracket other-unit tight-bar".split()
)
"""The codes of all warnings, which can be silenced too."""

HINTED = 5_000
"""Cards of a file that hints are given to: finding them takes longer than reading."""
LAST_HINT = "hints-end"
"""The code of the hint that says so."""
MOST_OF_A_CARD = 5
"""Hints of one code that a card is told; each is looked for in all its lines."""


def lint(deck: Deck, text: str | bytes) -> tuple[Complaint, ...]:
    """What a teacher would say of the deck in `text`, in the order of its lines.

    Hints, and a warning for each code in the deck's `silence` that is none.
    """
    is_long = len(deck.cards) > HINTED
    page = Page(replace(deck, cards=deck.cards[:HINTED]) if is_long else deck)
    found = [
        (code, each)
        for code, rule in RULES.items()
        if code not in deck.silence
        for _, of_card in groupby(rule.check(page), lambda each: id(each.card))
        for each in islice(of_card, MOST_OF_A_CARD)
    ]
    if not (found or deck.silence or is_long):
        return ()
    lines, _ = split(text)
    told = {
        Complaint(*place(lines, each), code, each.message, Level.HINT)
        for code, each in found
    }
    told |= set(unsilenced(_unknown_codes(deck, lines), deck))
    if is_long and LAST_HINT not in deck.silence:
        message = (
            f"Hints are given to the first {HINTED:,} cards of a file; from here on "
            "there are none. To have them for all, split the file."
        )
        line = deck.cards[HINTED].line
        told.add(Complaint(line, 1, LAST_HINT, message, Level.HINT))
    return tuple(sorted(told, key=lambda c: (c.line, c.column, c.code, c.message)))


def unsilenced(complaints: Iterable[Complaint], deck: Deck) -> tuple[Complaint, ...]:
    """Those that the deck does not silence; an error is never silenced."""
    return tuple(
        each
        for each in complaints
        if each.level is Level.ERROR or each.code not in deck.silence
    )


def _unknown_codes(deck: Deck, lines: Sequence[str]) -> Iterator[Complaint]:
    known = sorted({*RULES, *WARNINGS, LAST_HINT})
    for code in deck.silence:
        if code in known:
            continue
        near = get_close_matches(code, known, n=1, cutoff=0.5)
        way = f"Did you mean «{near[0]}»?" if near else f"There are {', '.join(known)}."
        yield Complaint(
            *_place_in_front(code, lines),
            "unknown-code",
            f"No hint or warning is called «{code}», and no error can be silenced. "
            f"{way}",
            Level.WARNING,
        )


def _place_in_front(code: str, lines: Sequence[str]) -> tuple[int, int]:
    """Where a code stands in the front matter, as well as it can be told."""
    for number, line in enumerate(lines[1:], start=2):
        if line.strip() == "---":
            break
        for quote in "\"'":
            if (column := line.find(f"{quote}{code}{quote}")) >= 0:
                return number, column + 2
    return 1, 1
