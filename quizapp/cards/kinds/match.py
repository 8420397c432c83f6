"""Match: each left side is matched with its right side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from quizapp.cards.kinds.choices import shuffled
from quizapp.cards.kinds.choose import list_prompt
from quizapp.cards.kinds.kind import Hint, ListForm, QuestionKind
from quizapp.cards.kinds.placed import Placed, right_items
from quizapp.model import Card, Choice, Item, Kind, Pool, Question

MAX_HINTS = 2
"""The largest number of pairs that hints give away."""


def _item(found: re.Match[str]) -> Item:
    return Item(found[1].strip(), pair=found[2].strip())


def _write(_: int, item: Item) -> str:
    return f"- {item.text} => {item.pair}"


def _answer(items: Sequence[Item]) -> str:
    return "\n".join(f"{item.text} => {item.pair}" for item in items)


def _faults(items: Sequence[Item]) -> Iterator[str]:
    if len(items) < 2:
        yield "short-match"


class Match(Placed):
    """A question with a list of pairs, `a => b`."""

    name = Kind.MATCH
    label = "matched"
    asked_as = "pairs to match"
    list_form = ListForm(
        re.compile(r"[-*+] (.*?) => (.*)"),
        _item,
        _write,
        _answer,
        _faults,
        has_pairs=True,
    )
    arrow = "→"

    def shown_answer(self, card: Card) -> str:
        return "\n".join(f"{item.text} → {item.pair}" for item in card.items)

    def turned(self, card: Card) -> str:
        left = " · ".join(item.text for item in card.items)
        return list_prompt(card, right_items(card), [left, ""])

    def form(self, card: Card, own: QuestionKind, pool: Pool, rng: Random) -> Question:
        distinct = dict.fromkeys(item.pair for item in card.items)
        choices = shuffled(map(Choice, distinct), card.rules, rng)
        slots = tuple(item.text for item in card.items)
        return Question(card, self.name, card.prompt, choices, slots)

    def hints(self, question: Question) -> Iterator[Hint]:
        items = question.card.items
        for item in items[: min(MAX_HINTS, len(items) - 1)]:
            yield f"“{item.text}” goes with “{item.pair}”.", ()

    def to_type(self, question: Question) -> str:
        return "a number for each of them, in order"
