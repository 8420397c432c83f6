"""Writes a deck as a table with one record per block; reading it gives the same
cards."""

from __future__ import annotations

import csv
import io

from quizapp.cards.format.front_matter import used_rule_keys
from quizapp.cards.format.writer import (
    block_fields,
    blocks_of,
    has_answer_line,
    sides_of,
    write_body,
)
from quizapp.decks.tables.columns import ROLES
from quizapp.model import Comment, Deck
from quizapp.text import escape_formula, listed, plural


def write_table(deck: Deck, separator: str = ",") -> tuple[str, list[str]]:
    """The table of a deck's cards, and sentences about what it leaves out.

    A header names the columns that are used. Blocks without `A:` are written as in a
    deck (`C:`, or `Q:` and a list) in the question, without an answer, by which
    `read_table` recognizes them. Cells that a spreadsheet would run are marked.
    """
    rows: list[dict[str, str]] = []
    unasked = 0
    for block in blocks_of(deck.cards):
        card = block[0]
        if has_answer_line(card):
            question, answer = sides_of(card)
            if not question or not answer:
                unasked += 1
                continue
        else:
            question = write_body(block)
            answer = ""
        sides = {"question": question, "answer": answer, "topic": card.topic}
        rows.append({**sides, **block_fields(card)})
    used = {"question", "answer"}.union(
        name for row in rows for name, text in row.items() if text
    )
    columns = [role for role in ROLES if role in used]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([escape_formula(row.get(name, "")) for name in columns])
    return out.getvalue(), _left_out(deck, unasked)


def _left_out(deck: Deck, unasked: int) -> list[str]:
    sentences: list[str] = []
    if unasked:
        cards = plural(unasked, "card")
        sentences.append(f"{cards} without a question or an answer left out.")
    if comments := sum(isinstance(item, Comment) for item in deck.layout):
        sentences.append(f"{plural(comments, 'comment')} left out.")
    if (deck.title, deck.id) != (deck.name, deck.name) or deck.article:
        sentences.append("A table cannot hold the deck's title, id and article.")
    if keys := used_rule_keys(deck):
        sentences.append(
            f"A table cannot hold the deck's {listed(keys, 'and')}: if it is added as "
            "a new deck, its cards are asked, judged and checked without them."
        )
    return sentences
