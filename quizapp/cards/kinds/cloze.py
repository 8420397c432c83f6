"""Cloze: one or more blanks in a text are filled in."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from quizapp.cards.judging.normal import normal
from quizapp.cards.judging.typed import Judged, judge_typed, no_value
from quizapp.cards.kinds.choices import around_answer, right_forms
from quizapp.cards.kinds.kind import QuestionKind
from quizapp.cards.kinds.placed import judge_slots
from quizapp.cards.kinds.type import Type, can_be_typed
from quizapp.model import Card, Kind, Pool, Question

BLANK = "_____"


class Cloze(Type):
    """One bracket of a `C:`, or all together; or a card of `Q:` and `A:` asked with its
    answer left blank in its statement."""

    name = Kind.CLOZE
    label = "filled in"
    asked_as = "a blank to fill in"
    rung = 3
    made_of = (Kind.FLIP,)

    def shown_prompt(self, card: Card) -> str:
        """The text with its blanks."""
        text, done = "", 0
        for number, blank in enumerate(card.all_blanks, start=1):
            mark = f"({number}) " if card.blanks else ""
            type_ = blank.type if card.blanks else card.fields.type
            is_clue = type_ and normal(type_) not in set(right_forms(card))
            clue = f" ({type_})" if is_clue else ""
            text += f"{card.prompt[done : blank.start]}{mark}{BLANK}{clue}"
            done = blank.end
        return text + card.prompt[done:]

    def shown_answer(self, card: Card) -> str:
        if not card.blanks:
            return card.answer
        numbered = enumerate(card.answers, start=1)
        return "\n".join(f"({number}) {answer}" for number, answer in numbered)

    def answers(self, card: Card) -> Sequence[str]:
        return card.answers if card.answer else []

    def form(
        self, card: Card, own: QuestionKind, pool: Pool, rng: Random
    ) -> Question | None:
        if not can_be_typed(card):
            return None
        if card.kind == self.name:
            return self.forced_form(card)
        around = around_answer(card)
        if not around:
            return None
        statement = BLANK.join(around)
        asked = f"{card.prompt}\n\n{statement}" if card.prompt else statement
        return Question(card, self.name, asked)

    def forced_form(self, card: Card) -> Question | None:
        if card.kind != self.name:
            return None
        slots = tuple(blank.type for blank in card.blanks)
        return Question(card, self.name, self.shown_prompt(card), slots=slots)

    def judge(self, question: Question, given: str) -> Judged:
        if not question.slots:
            return super().judge(question, given)
        card, rivals, asked = question.card, question.rivals, question.prompt

        def judge_blank(right: str, line: str) -> Judged:
            return judge_typed(card, right, line, rivals, asked)

        return judge_slots(given, card.answer.split("\n"), judge_blank)

    def problem(self, question: Question, given: str) -> str:
        if not question.slots:
            return super().problem(question, given)
        answers, parts = question.card.answer.split("\n"), given.split("\n")
        if len(parts) != len(answers):
            return f"There are {len(answers)} blanks: separate your answers with |."
        problems = (
            no_value(question.card, answer, part, question.prompt)
            for answer, part in zip(answers, parts, strict=True)
        )
        return next((f"({n}) {text}" for n, text in enumerate(problems, 1) if text), "")

    def to_type(self, question: Question) -> str:
        if question.slots:
            return "what belongs in the blanks, separated by |"
        return "what belongs in the blank"

    def given_by(self, question: Question, line: str) -> str:
        parts = line.split("|") if question.slots else [line]
        return "\n".join(part.strip() for part in parts)
