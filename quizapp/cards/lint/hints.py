"""A deck's hints, each in its place, without those that its author silenced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import groupby, islice

from quizapp.cards.format.complaints import HINTS, WARNINGS, complaint
from quizapp.cards.format.limits import MAX_HINTED_CARDS
from quizapp.cards.format.source import split_lines
from quizapp.cards.lint.page import Page
from quizapp.cards.lint.places import place
from quizapp.cards.lint.rules import RULES
from quizapp.model import Complaint, Deck, Level

MOST_OF_A_CARD = 5
"""Hints of one code that a card gets; each is looked for in all its lines."""


def lint(deck: Deck, text: str | bytes) -> tuple[Complaint, ...]:
    """What a teacher would say of the deck in `text`, in the order of its lines.

    Hints, and a warning for each code in the deck's `silence` that is none.
    """
    is_long = len(deck.cards) > MAX_HINTED_CARDS
    page = Page(replace(deck, cards=deck.cards[:MAX_HINTED_CARDS]) if is_long else deck)
    found = [
        (code, each)
        for code, rule in RULES.items()
        if code not in deck.silence
        for _, of_card in groupby(rule.check(page), lambda each: id(each.card))
        for each in islice(of_card, MOST_OF_A_CARD)
    ]
    if not (found or deck.silence or is_long):
        return ()
    lines, _ = split_lines(text)
    told = {complaint(*place(lines, each), code, **each.fields) for code, each in found}
    told |= set(unsilenced(_unknown_codes(deck, lines), deck))
    if is_long and "hints-end" not in deck.silence:
        told.add(complaint(deck.cards[MAX_HINTED_CARDS].line, 1, "hints-end"))
    return tuple(sorted(told, key=lambda c: (c.line, c.column, c.code, c.message)))


def unsilenced(complaints: Iterable[Complaint], deck: Deck) -> tuple[Complaint, ...]:
    """Those that the deck does not silence; an error is never silenced."""
    return tuple(
        each
        for each in complaints
        if each.level is Level.ERROR or each.code not in deck.silence
    )


def _unknown_codes(deck: Deck, lines: Sequence[str]) -> Iterator[Complaint]:
    known = sorted((*WARNINGS, *HINTS))
    for code in deck.silence:
        if code in known:
            continue
        near = get_close_matches(code, known, n=1, cutoff=0.5)
        advice = (
            f"Did you mean “{near[0]}”?"
            if near
            else "`quizapp help problems` lists all of them."
        )
        at = _place_in_front(code, lines)
        yield complaint(*at, "unknown-code", code=code, advice=advice)


def _place_in_front(code: str, lines: Sequence[str]) -> tuple[int, int]:
    """Where a code stands in the front matter, as well as it can be told."""
    for number, line in enumerate(lines[1:], start=2):
        if line.strip() == "---":
            break
        for quote in "\"'":
            if (column := line.find(f"{quote}{code}{quote}")) >= 0:
                return number, column + 2
    return 1, 1
