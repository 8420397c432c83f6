"""Decks and facts that hold more than a file may."""

from __future__ import annotations

from quizapp.cards.format import limits

CARD = "Q: q\nA: a\n\n"
MANY_BRACKETS = "".join(f"[{n}]" for n in range(limits.MAX_BRACKETS))
WORDS = "word\n" * 12_000
REMARKS = "# x\n" * 3_000
ESCAPED = "\\[" * 24_000
MARKS = "C: [a] " + "\\[" * 20_000 + "\n\n"

# code, the file, the line, the cards that are kept
LIMITS = [
    ("too-large", CARD * (limits.MAX_BYTES // len(CARD) + 1), 1, 0),
    ("too-many-lines", "\n" * limits.MAX_LINES + CARD, limits.MAX_LINES + 1, 0),
    ("too-many-cards", CARD * (limits.MAX_CARDS + 2), 1, 0),
    (
        "too-many-cards",
        CARD + "\n# T" * (limits.MAX_CARDS + 2),
        limits.MAX_CARDS + 5,
        1,
    ),
    ("long-line", f"{CARD}Q: {'x' * limits.MAX_LINE_LENGTH}\nA: a\n\n", 4, 1),
    ("long-card", f"{CARD}Q: q\nA: a\n{WORDS}\n{CARD}", 4, 2),
    ("too-many-brackets", f"C: [more] {MANY_BRACKETS}\n\n{CARD}", 1, 1),
    ("too-many-marks", CARD + MARKS * 20, 4 + 2 * 12, 13),
    ("not-text", CARD + "\0\n" * (limits.MAX_CONTROLS + 1), 4 + limits.MAX_CONTROLS, 0),
    ("long-front-matter", f"---\n{REMARKS}---\n{CARD}", 1, 1),
]
FACT = "## 1\nA [fact].\n:id: f{}\n\n"
FACT_LIMITS = [
    ("too-many-facts", "".join(FACT.format(n) for n in range(limits.MAX_FACTS))),
    ("too-many-marks", f"## 1\n{ESCAPED} [a]\n:id: f\n\n" * 15),
    ("long-card", f"## 1\n{WORDS}[a]\n:id: f\n"),
]
