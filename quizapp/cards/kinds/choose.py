"""Choose: one or more of several choices are right."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import ClassVar

from quizapp.cards.judging.normal import normal
from quizapp.cards.judging.typed import Judged, whose
from quizapp.cards.kinds.choices import choices_for, shuffled
from quizapp.cards.kinds.kind import Hint, ListForm, Manner, QuestionKind
from quizapp.model import Card, Choice, Item, Kind, Mark, Pool, Question

MAX_STRUCK_OUT = 2
"""The largest number of wrong choices that the hint strikes out."""


def _item(found: re.Match[str]) -> Item:
    return Item((found[2] or "").strip(), found[1] != " ")


def _write(_: int, item: Item) -> str:
    return f"- [{'x' if item.right else ' '}] {item.text}"


def _answer(items: Sequence[Item]) -> str:
    return "\n".join(item.text for item in items if item.right)


def _faults(items: Sequence[Item]) -> Iterator[str]:
    if not any(item.right for item in items):
        yield "no-right-choice"
    if all(item.right for item in items):
        yield "no-wrong-choice"


class Choose(QuestionKind):
    """A question with a list of choices, or a card asked with its answer and three
    wrong ones."""

    name: ClassVar[str] = Kind.CHOOSE
    label = "chosen"
    asked_as = "multiple choice"
    manner = Manner.CHOSEN
    rung = 1
    made_of: ClassVar[tuple[str, ...]] = (Kind.FLIP, Kind.CLOZE)
    is_asked_as_written = True
    list_form: ClassVar[ListForm | None] = ListForm(
        re.compile(r"[-*+] \[([ xX])\](?:\s(.*))?"), _item, _write, _answer, _faults
    )

    def turned(self, card: Card) -> str:
        return list_prompt(card, [item.text for item in card.items])

    def form(
        self, card: Card, own: QuestionKind, pool: Pool, rng: Random
    ) -> Question | None:
        if card.kind == self.name:
            items = (Choice(item.text, item.right) for item in card.items)
            choices = shuffled(items, card.rules, rng)
            return Question(card, self.name, card.prompt, choices)
        if card.blanks or "\n" in card.answer:
            return None
        prompt = own.shown_prompt(card)
        choices = tuple(choices_for(card, prompt, pool, rng))
        return Question(card, self.name, prompt, choices) if choices else None

    def judge(self, question: Question, given: str) -> Judged:
        right = set(_right(question))
        chosen = set(given.split("\n")) if question.wants_several else {given}
        share = max(0, len(chosen & right) - len(chosen - right)) / max(1, len(right))
        wrong = [text for text in given.split("\n") if text not in right]
        remark = self.explain_wrong(question, wrong)
        mark = Mark.RIGHT if chosen == right else Mark.WRONG
        return Judged(mark, remark, share=share)

    def explain_wrong(self, question: Question, wrong: Sequence[str]) -> str:
        """What each wrong choice would be right for, if another card says so."""
        keys = (normal(text, question.card.rules) for text in wrong)
        rivals = filter(None, map(question.rivals.get, keys))
        return "\n".join(map(whose, rivals))

    def chance(self, question: Question) -> float:
        """1/n if one of n choices is right; if several are, 1 of 2ⁿ − 1 possible
        sets."""
        count = len(question.choices)
        return 1 / (math.pow(2, count) - 1) if question.wants_several else 1 / count

    def hints(self, question: Question) -> Iterator[Hint]:
        wrong = [choice.text for choice in question.choices if not choice.right]
        if question.wants_several:
            yield f"{len(_right(question))} of them are right.", ()
        struck = wrong[: min(MAX_STRUCK_OUT, len(wrong) - 1)]
        if len(struck) == 1:
            yield "One wrong choice is struck out.", struck
        elif struck:
            yield "Two wrong choices are struck out.", struck

    def problem(self, question: Question, given: str) -> str:
        count, parts = len(question.choices), given.split("\n")
        are_there = {choice.text for choice in question.choices}.issuperset(parts)
        if are_there and (question.wants_several or len(parts) == 1):
            return ""
        if question.wants_several:
            return f"Choose one or more by number: 1 to {count}."
        return f"Choose by number, 1 to {count}, or by text."

    def right_answer(self, question: Question, own: QuestionKind) -> str:
        return "\n".join(_right(question))

    def right_parts(self, question: Question, own: QuestionKind) -> Sequence[str]:
        return _right(question)

    def to_type(self, question: Question) -> str:
        if question.wants_several:
            return "one or more numbers, separated by spaces"
        return "number or text"

    def given_by(self, question: Question, line: str) -> str:
        return parse_choices(question, line, is_list=question.wants_several)


def list_prompt(card: Card, choices: Sequence[str], above: Sequence[str] = ()) -> str:
    """The prompt of a list as a flip card, with its choices in alphabetical order,
    which gives nothing away."""
    bullets = (f"• {text}" for text in sorted(set(choices)))
    return "\n".join([card.prompt, "", *above, *bullets])


def parse_choices(question: Question, line: str, *, is_list: bool) -> str:
    """The texts of the choices that a line names by number or text, one per line;
    several are separated by ` | `, spaces or commas."""
    texts = [choice.text for choice in question.choices]
    named = _named_by(line, texts)
    if not is_list or named in texts:
        return named
    parts = line.split(" | ") if " | " in line else line.replace(",", " ").split()
    return "\n".join(_named_by(part.strip(), texts) for part in parts)


def _named_by(word: str, texts: Sequence[str]) -> str:
    """The choice that a word names by text or by number; otherwise the word."""
    if word in texts:
        return word
    named = {text.casefold(): text for text in texts}
    named |= {str(number): text for number, text in enumerate(texts, start=1)}
    return named.get(word.casefold(), word)


def _right(question: Question) -> Sequence[str]:
    return [choice.text for choice in question.choices if choice.right]
