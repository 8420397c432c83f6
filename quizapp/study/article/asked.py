"""The card that a marked answer makes, as it will be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

import msgspec

from quizapp.cards.facts.generate import generate_deck
from quizapp.cards.facts.reader import read_facts
from quizapp.cards.facts.writer import (
    FactDraft,
    MarkedAnswer,
    new_facts_text,
    with_fact,
)
from quizapp.cards.lint import lint
from quizapp.cards.questions import (
    Pool,
    answers_of_type,
    ask,
    kinds_in_turn,
    shown_prompt,
    statements_of,
)
from quizapp.errors import QuizappError
from quizapp.model import Card, Complaint, Deck, Fields, Kind, Rival
from quizapp.model.articles import ArticleText

LONGEST = 2_000
"""Characters of the longest statement whose cards are shown."""
Elsewhere = Callable[[str], Iterable[Rival]]
"""The answers of a type in other decks."""


def nothing_elsewhere(_: str) -> Iterable[Rival]:
    """No answers: choices come from the article alone."""
    return ()


MOST = 40
"""Facts whose answers are considered as wrong choices."""


@dataclass(frozen=True, slots=True)
class AskedCard:
    """The card of an answer, before it is studied."""

    prompt: str
    """The sentence with its blank, the question, or both: as it is asked first."""
    answer: str
    type: str = ""
    kinds: Sequence[str] = ()
    """The kinds of questions it is asked as, from new to review."""
    rivals: int = 0
    """How many other answers of its type the article has."""
    hints: Sequence[Complaint] = ()
    """Hints about it, with columns in the statement or the question."""
    problem: str = ""
    """Why there is no card."""

    @property
    def has_choices(self) -> bool:
        """Whether it is asked with choices at first."""
        return Kind.CHOOSE in self.kinds


class Asker:
    """Makes cards from facts as `quizapp generate` does, one fact at a time."""

    def __init__(
        self, article: ArticleText, elsewhere: Elsewhere = nothing_elsewhere
    ) -> None:
        self._front = new_facts_text(article)
        self._elsewhere = elsewhere
        self._made: dict[FactDraft, Sequence[Card]] = {}

    def cards(self, draft: FactDraft) -> Sequence[Card]:
        """The cards of a fact."""
        if draft not in self._made:
            self._made[draft], _ = self._make(draft)
        return self._made[draft]

    def _make(self, draft: FactDraft) -> tuple[Sequence[Card], str]:
        """The cards of a fact, and what is wrong with it."""
        try:
            text, _ = with_fact(self._front, draft)
        except QuizappError as error:
            return (), str(error)
        deck = generate_deck(read_facts(text, "article"))
        return deck.cards, deck.errors[0].message if deck.errors else ""

    def asked(
        self, draft: FactDraft, answer: MarkedAnswer, others: Iterable[FactDraft]
    ) -> AskedCard:
        """How the card of an answer is asked, with the cards of `others` beside it."""
        text = draft.statement[answer.start : answer.end]
        if len(draft.statement) > LONGEST:
            long = "This sentence is too long for a card."
            return AskedCard("", text, answer.type, problem=long)
        cards, problem = self._make(draft)
        card = _card_of(cards, answer, text)
        if not card:
            return AskedCard("", text, answer.type, problem=problem)
        rivals = self._cards_of_type(card.fields.type, others)
        if card.fields.type:
            rivals += [each for each in cards if each is not card]
        same = answers_of_type(rivals, card.fields.type) if rivals else ()
        alike = (*same, *self._elsewhere(card.fields.type))
        pool = Pool({}, alike, statements_of([*rivals, card], card.rules))
        first = ask(card, None, pool, Random(card.prompt))
        has_blank = first.kind == Kind.CLOZE
        return AskedCard(
            first.prompt if has_blank else shown_prompt(card),
            card.answer,
            card.fields.type,
            kinds_in_turn(card, pool),
            len(same),
            _hints(card),
        )

    def _cards_of_type(self, type_: str, drafts: Iterable[FactDraft]) -> list[Card]:
        """Cards whose answers may be wrong choices for each other."""
        cards: list[Card] = []
        if not type_:
            return cards
        left = MOST
        for draft in drafts:
            if left and any(each.type == type_ for each in draft.answers):
                left -= 1
                cards += self.cards(draft)
        return cards


def _hints(card: Card) -> Sequence[Complaint]:
    """The hints that `quizapp check` would give about a card, as if its text were the
    only line of its file."""
    fields = Fields(fact=card.fields.fact)
    alone = msgspec.structs.replace(card, line=1, end=1, fields=fields)
    deck = Deck("article", "article", "", (alone,), rules=card.rules)
    return lint(deck, card.prompt)


def _card_of(cards: Sequence[Card], answer: MarkedAnswer, text: str) -> Card | None:
    """The card that asks for an answer."""
    for card in cards:
        if answer.question:
            if card.answer == text and card.prompt == answer.question:
                return card
        elif card.blank and card.blank.start == answer.start:
            return card
    return None
