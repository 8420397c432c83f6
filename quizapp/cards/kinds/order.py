"""Order: items are put in the right order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from quizapp.cards.kinds.choices import shuffled
from quizapp.cards.kinds.choose import list_prompt
from quizapp.cards.kinds.kind import Hint, ListForm, QuestionKind
from quizapp.cards.kinds.placed import Placed
from quizapp.model import Card, Choice, Item, Kind, Pool, Question


def _item(found: re.Match[str]) -> Item:
    return Item(found[1].strip())


def _write(number: int, item: Item) -> str:
    return f"{number}. {item.text}"


def _answer(items: Sequence[Item]) -> str:
    return "\n".join(item.text for item in items)


def _faults(items: Sequence[Item]) -> Iterator[str]:
    if len(items) < 3:
        yield "short-order"


class Order(Placed):
    """A question with a numbered list in the right order."""

    name = Kind.ORDER
    label = "put in order"
    asked_as = "a list to put in order"
    list_form = ListForm(
        re.compile(r"\d+[.)] (.*)", re.ASCII), _item, _write, _answer, _faults
    )

    def shown_answer(self, card: Card) -> str:
        return "\n".join(_write(n, item) for n, item in enumerate(card.items, start=1))

    def turned(self, card: Card) -> str:
        return list_prompt(card, [item.text for item in card.items])

    def form(self, card: Card, own: QuestionKind, pool: Pool, rng: Random) -> Question:
        choices = shuffled((Choice(item.text) for item in card.items), card.rules, rng)
        slots = tuple(f"{number}." for number in range(1, len(choices) + 1))
        return Question(card, self.name, card.prompt, choices, slots)

    def hints(self, question: Question) -> Iterator[Hint]:
        items = question.card.items
        yield f"The first one is “{items[0].text}”.", ()
        yield f"The last one is “{items[-1].text}”.", ()

    def to_type(self, question: Question) -> str:
        return "the numbers in order, such as 3 1 2"
