"""Finds all hints about a deck, with their places, except silenced ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import groupby, islice

from quizapp.cards.format.complaints import HINTS, WARNINGS, complaint
from quizapp.cards.format.limits import MAX_HINTED_CARDS
from quizapp.cards.format.source import split_lines
from quizapp.cards.lint.context import LintContext
from quizapp.cards.lint.places import place
from quizapp.cards.lint.rules import LINT_RULES
from quizapp.model import Complaint, Deck, Level

MAX_HINTS_PER_CARD = 5
"""The largest number of hints with one code for one card, as each is slow to locate."""


def lint(deck: Deck, text: str | bytes) -> tuple[Complaint, ...]:
    """The hints about the deck in `text`, in the order of its lines.

    They include a warning about each unknown code in the deck's `silence`.
    """
    is_long = len(deck.cards) > MAX_HINTED_CARDS
    context = LintContext(
        replace(deck, cards=deck.cards[:MAX_HINTED_CARDS]) if is_long else deck
    )
    found = [
        (code, finding)
        for code, rule in LINT_RULES.items()
        if code not in deck.silence
        for _, of_card in groupby(rule.check(context), lambda finding: id(finding.card))
        for finding in islice(of_card, MAX_HINTS_PER_CARD)
    ]
    if not (found or deck.silence or is_long):
        return ()
    lines, _ = split_lines(text)
    complaints = {
        complaint(*place(lines, finding), code, **finding.fields)
        for code, finding in found
    }
    complaints |= set(unsilenced(_unknown_codes(deck, lines), deck))
    if is_long and "hints-end" not in deck.silence:
        complaints.add(complaint(deck.cards[MAX_HINTED_CARDS].line, 1, "hints-end"))
    return tuple(
        sorted(complaints, key=lambda c: (c.line, c.column, c.code, c.message))
    )


def unsilenced(complaints: Iterable[Complaint], deck: Deck) -> tuple[Complaint, ...]:
    """The complaints that the deck does not silence; errors cannot be silenced."""
    return tuple(
        complaint
        for complaint in complaints
        if complaint.level is Level.ERROR or complaint.code not in deck.silence
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
        at = _place_in_front_matter(code, lines)
        yield complaint(*at, "unknown-code", code=code, advice=advice)


def _place_in_front_matter(code: str, lines: Sequence[str]) -> tuple[int, int]:
    """Line and column of a code in the front matter; line 1 if it is not found."""
    for number, line in enumerate(lines[1:], start=2):
        if line.strip() == "---":
            break
        for quote in "\"'":
            if (column := line.find(f"{quote}{code}{quote}")) >= 0:
                return number, column + 2
    return 1, 1
