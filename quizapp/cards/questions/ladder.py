"""Asks a card as a question, of a harder kind as the card matures.

Recalling an answer strengthens a memory more than recognizing it (Roediger & Karpicke
2006; Kang, McDermott & Roediger 2007), but only if recall succeeds (Karpicke, Lehman &
Aue 2014). So a card begins with an easy kind and moves on as soon as it can; one that
was forgotten goes back a kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from random import Random

from quizapp.cards.kinds import KINDS, QuestionKind
from quizapp.model import Card, Kind, Memory, Phase, Pool, Question

_STAGES = (
    None,
    Memory(Phase.LEARNING, 1, 1.0, 5.0, 0, 0, 0, 1, 0),
    Memory(Phase.REVIEW, None, 30.0, 5.0, 0, None, 0, 3, 0),
)
"""A new card, one being learned and one in review: each may be asked in another
kind."""


def ask(
    card: Card,
    memory: Memory | None,
    pool: Pool,
    rng: Random,
    *,
    wanted: str | None = None,
) -> Question:
    """The question with which to ask `card` this time.

    Its kind is the one that the memory has reached, unless the card, its deck or the
    learner (`wanted`) fixes one. `rng` draws and shuffles choices.
    """
    forms = _Forms(card, pool, rng)
    fixed = forms.fixed_by_author
    question = fixed or forms.wanted(wanted) or forms.reached(memory)
    if forms.own.is_asked_as_written:
        return question
    return replace(
        question,
        rivals=pool.rivals,
        recognition_only=KINDS[question.kind].is_recognition and not fixed,
    )


def kinds_in_turn(card: Card, pool: Pool) -> tuple[str, ...]:
    """The kinds of questions that the card is asked as, from new to review."""
    kinds = (ask(card, memory, pool, Random(card.prompt)).kind for memory in _STAGES)
    return tuple(dict.fromkeys(kinds))


def judged_kinds(card: Card, pool: Pool) -> tuple[str, ...]:
    """The kinds of questions about the card that the program can judge, easiest first:
    all that are possible except flip, or the one that its author fixes."""
    forms = _Forms(card, pool, Random(0))
    fixed = forms.fixed_by_author
    questions = [fixed] if fixed else forms.easiest_first()
    return tuple(
        question.kind for question in questions if KINDS[question.kind].is_judged
    )


def shown_prompt(card: Card) -> str:
    """The card's question; a cloze has its blanks in place."""
    return KINDS[card.kind].shown_prompt(card)


def shown_answer(card: Card) -> str:
    """The card's right answer as it is shown."""
    return KINDS[card.kind].shown_answer(card)


class _Forms:
    """The questions that a card can be asked as, each made only when needed, because
    finding wrong choices is slow."""

    def __init__(self, card: Card, pool: Pool, rng: Random) -> None:
        self._card, self._pool, self._rng = card, pool, rng
        self.own = KINDS[card.kind]

    @property
    def fixed_by_author(self) -> Question | None:
        """The question of the kind that the card fixes, or else its deck."""
        card = self._card
        return self.wanted(card.fields.ask, by_card=True) or self.wanted(card.rules.ask)

    def wanted(self, name: str | None, *, by_card: bool = False) -> Question | None:
        """The question of this kind, if the card can be asked so. If the card itself
        wants it (`by_card`), a long answer does not matter."""
        kind = KINDS.get(name or "")
        kind = kind and KINDS[kind.kind_for(self._card)]
        if not kind or not kind.takes(self._card.kind):
            return None
        question = self._form(kind)
        if not question and (by_card or kind is self.own):
            question = kind.forced_form(self._card)
        return question

    def reached(self, memory: Memory | None) -> Question:
        """The question of the kind that the memory has reached, which is the hardest in
        review.

        With two learning steps, the third success is a question of the hardest kind.
        After a lapse it is one form easier, until the card is recalled again.
        """
        if memory is None or (memory.phase is Phase.LEARNING and not memory.step):
            return next(self.easiest_first())
        count = 1 if memory.phase is Phase.REVIEW else 2
        return list(islice(self._hardest_first(), count))[-1]

    def easiest_first(self) -> Iterator[Question]:
        """All questions, easiest first. The last one asks for recall, as a flip card if
        there is no other."""
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
        """Whether a question that asks for recall is missing, when `last` is the
        hardest one so far."""
        if last is None:
            return True
        return not self.own.is_asked_as_written and KINDS[last.kind].is_recognition

    @property
    def _rungs(self) -> list[QuestionKind]:
        """The kinds that can be judged and take the card, easiest first."""
        if self.own.is_asked_as_written:
            return [self.own]
        judged = (kind for kind in KINDS.values() if kind.is_judged)
        possible = (kind for kind in judged if kind.takes(self._card.kind))
        return sorted(possible, key=lambda kind: kind.rung)

    def _form(self, kind: QuestionKind) -> Question | None:
        return kind.form(self._card, self.own, self._pool, self._rng)

    @property
    def _turned(self) -> Question:
        turned = self._form(KINDS[Kind.FLIP])
        assert turned
        return turned
