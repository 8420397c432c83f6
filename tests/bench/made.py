"""A long-time learner's folder, made in a moment."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

A_DAY = 274
"""Reviews on each study day: a million in ten years."""
LAST = date(2026, 11, 23)
DEVICE = "0abc1234"
IN_A_DECK = 10_000
"""Cards of a deck; a file with many more is refused."""


def write_decks(decks: Path, cards: int) -> None:
    """Decks of these cards, with the ids that `write_events` reviews."""
    decks.mkdir(parents=True)
    for first in range(0, cards, IN_A_DECK):
        text = "\n".join(
            f"Q: What is number {n} of the cards, at some length?\n"
            f"A: It is {n}, at length\n:id: card-{n}\n"
            for n in range(first, min(first + IN_A_DECK, cards))
        )
        title = "" if first else '---\ntitle = "TITLEMARK"\n---\n'
        path = decks / f"{_deck_of(first)}.md"
        path.write_text(title + text, encoding="utf-8")


def _deck_of(number: int) -> str:
    """The id of the deck of a card: `aaa`, `aab`, …"""
    return f"aa{chr(ord('a') + number // IN_A_DECK)}"


def write_events(data: Path, reviews: int, cards: int, user: str = "me") -> None:
    """Day files of `reviews` reviews of `cards` cards, up to 23 November 2026.

    As the store writes them: each card's text before its first review, a few undone.
    """
    rng = Random(reviews)
    folder = data / "users" / user / "events" / DEVICE
    folder.mkdir(parents=True, mode=0o700)
    days = -(-reviews // A_DAY)
    told = 0
    for back in range(days - 1, -1, -1):
        day = LAST - timedelta(days=back)
        at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        rows: dict[str, dict[str, object]] = {}
        for _ in range(min(A_DAY, reviews - told)):
            # First every card once, spread over the days, then cards at random.
            is_new = told * cards // reviews != (told + 1) * cards // reviews
            newest = told * cards // reviews
            number = newest if is_new or not newest else rng.randrange(newest)
            told += 1
            at += timedelta(seconds=20)
            id_ = int(at.timestamp() * 1000)
            when = at.isoformat(timespec="milliseconds")
            deck = _deck_of(number)
            card = f"{deck}/card-{number}"
            if is_new:
                rows[str(id_)] = {
                    "kind": "card",
                    "at": when,
                    "card": card,
                    "deck": deck,
                    "form": "flip",
                    "prompt": f"What is number {number} of the cards, at some length?",
                    "answer": f"It is {number}, at length",
                }
                id_ += 1
            rows[str(id_)] = {
                "kind": "review",
                "at": when,
                "card": card,
                "deck": deck,
                "topic": "Numbers",
                "asked": "flip",
                "given": "",
                "mark": "open",
                "grade": rng.choice((1, 2, 3, 3, 3, 3, 4)),
                "day": day.isoformat(),
                "spent": rng.randrange(2000, 20_000),
            }
            if rng.random() < 0.005:
                rows[str(id_ + 1)] = {
                    "kind": "undo",
                    "at": when,
                    "undoes": f"{id_}-{DEVICE}",
                    "card": card,
                }
        tables = {"_file": {"1": {"format": 1}}, "events": rows}
        text = json.dumps(tables, ensure_ascii=False, separators=(",\n", ": "))
        path = folder / f"{day.isoformat()}.json"
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
