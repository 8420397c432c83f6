"""A card becomes a question, in a harder kind as its memory firms.

Recalling an answer strengthens a memory more than recognizing it (Roediger & Karpicke
2006; Kang, McDermott & Roediger 2007), but only where recall succeeds (Karpicke,
Lehman & Aue 2014). So a card begins with what is easy and moves on as soon as it can.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice
from random import Random

from quizapp.cards.kinds import KINDS, QuestionKind
from quizapp.model import Card, Kind, Memory, Phase, Pool, Question


def ask(
    card: Card,
    memory: Memory | None,
    pool: Pool,
    rng: Random,
    *,
    wanted: str | None = None,
) -> Question:
    """The question that `card` is this time.

    `rng` draws and shuffles. The kind is the rung that the memory has reached, unless
    the card or its deck fixes one, or the learner does (`wanted`).
    """
    forms = _Forms(card, pool, rng)
    authors = forms.fixed_by_author
    question = authors or forms.wanted(wanted) or forms.reached(memory)
    if forms.own.is_asked_as_written:
        return question
    return replace(
        question,
        rivals=pool.rivals,
        recognition_only=KINDS[question.kind].is_recognition and not authors,
    )


def judged_kinds(card: Card, pool: Pool) -> tuple[str, ...]:
    """The kinds in which the program can judge an answer to the card, the easiest
    first: all that it has but turning it over, or the one that its author fixes."""
    forms = _Forms(card, pool, Random(0))
    fixed = forms.fixed_by_author
    asked = [fixed] if fixed else forms.easiest_first()
    return tuple(each.kind for each in asked if KINDS[each.kind].is_judged)


def shown_prompt(card: Card) -> str:
    """What the card asks; a cloze has its blanks in place."""
    return KINDS[card.kind].shown_prompt(card)


def shown_answer(card: Card) -> str:
    """The right answer as it is shown."""
    return KINDS[card.kind].shown_answer(card)


class _Forms:
    """The forms that a card can take, each made when it is looked for: wrong choices
    cost more than the rest of a question."""

    def __init__(self, card: Card, pool: Pool, rng: Random) -> None:
        self._card, self._pool, self._rng = card, pool, rng
        self.own = KINDS[card.kind]

    @cached_property
    def fixed_by_author(self) -> Question | None:
        """The form that the card fixes, or else its deck."""
        card = self._card
        return self.wanted(card.fields.ask, is_cards=True) or self.wanted(
            card.rules.ask
        )

    def wanted(self, name: str | None, *, is_cards: bool = False) -> Question | None:
        """The form of the kind of this name, if the card has it; its own word
        (`is_cards`) goes for a longer answer too."""
        kind = KINDS.get(name or "")
        kind = kind and KINDS[kind.kind_for(self._card)]
        if not kind or not kind.takes(self._card.kind):
            return None
        question = self._form(kind)
        if not question and (is_cards or kind is self.own):
            question = kind.insisted(self._card)
        return question

    def reached(self, memory: Memory | None) -> Question:
        """The rung that a memory has reached: the last one once it is in review.

        With two learning steps the third success is on the last rung.
        """
        if memory is None or (memory.phase is Phase.LEARNING and not memory.step):
            return next(self.easiest_first())
        count = 2 if memory.phase is Phase.LEARNING else 1
        return list(islice(self._hardest_first(), count))[-1]

    def easiest_first(self) -> Iterator[Question]:
        """All forms up the ladder, which ends with recall: if nothing else, the card is
        turned over."""
        question = None
        for kind in self._rungs:
            if made := self._form(kind):
                question = made
                yield question
        if self._needs_recall(question):
            yield self._turned

    def _hardest_first(self) -> Iterator[Question]:
        is_last = True
        for kind in reversed(self._rungs):
            if question := self._form(kind):
                if is_last and self._needs_recall(question):
                    yield self._turned
                yield question
                is_last = False
        if is_last:
            yield self._turned

    def _needs_recall(self, last: Question | None) -> bool:
        """Whether the ladder that came to `last` lacks a question that asks for more
        than recognizing the answer."""
        if last is None:
            return True
        return not self.own.is_asked_as_written and KINDS[last.kind].is_recognition

    @property
    def _rungs(self) -> list[QuestionKind]:
        """The kinds that the card may be asked in, the easiest first."""
        if self.own.is_asked_as_written:
            return [self.own]
        told = (kind for kind in KINDS.values() if kind.is_judged)
        there = (kind for kind in told if kind.takes(self._card.kind))
        return sorted(there, key=lambda kind: kind.rung)

    def _form(self, kind: QuestionKind) -> Question | None:
        return kind.form(self._card, self.own, self._pool, self._rng)

    @property
    def _turned(self) -> Question:
        turned = self._form(KINDS[Kind.FLIP])
        assert turned
        return turned
